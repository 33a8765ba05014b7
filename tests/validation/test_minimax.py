"""The smallest worst miss of problems whose answer is known."""

from collections.abc import Mapping

import numpy as np
import pytest

from simulation.validation.estimate import Unknown
from simulation.validation.minimax import least_worst

RANGES = (Unknown("x", 0.0, 10.0), Unknown("y", 0.1, 10.0))


def test_the_worst_of_three_is_balanced() -> None:
    def misses(values: Mapping[str, float]) -> np.ndarray:
        return np.array([values["x"] - 1.0, values["x"] - 4.0, 0.1 * np.log(values["y"])])

    found, worst = least_worst(RANGES, misses, {"x": 9.0, "y": 5.0})
    assert found["x"] == pytest.approx(2.5, abs=0.02)
    assert worst == pytest.approx(1.5, abs=0.02)


def test_it_keeps_to_the_plausible_ranges() -> None:
    found, worst = least_worst(RANGES, lambda values: np.array([values["x"] - 20.0]), {"x": 5.0, "y": 1.0})
    assert found["x"] == pytest.approx(10.0)
    assert worst == pytest.approx(10.0)
