"""Estimating: a linear problem has a known answer, and what nothing depends on keeps its prior."""

from collections.abc import Mapping

import numpy as np
import pytest

from simulation.validation.estimate import TargetBlock, Unknown, estimate, starts

UNKNOWNS = (Unknown("gain", 0.0, 8.0), Unknown("factor", 0.5, 2.0), Unknown("idle", 1.0, 4.0))


def straight(values: Mapping[str, float]) -> np.ndarray:
    return np.array([(values["gain"] - 5.0) / 0.5])


def factors(values: Mapping[str, float]) -> np.ndarray:
    return np.array([np.log(values["factor"] / 1.5) / 0.1])


BLOCKS = (TargetBlock(["gain"], straight), TargetBlock(["factor"], factors))


@pytest.mark.parametrize("number", range(4))
def test_the_posterior_of_a_linear_problem_is_found_from_everywhere(number: int) -> None:
    found = estimate(UNKNOWNS, BLOCKS, starts(UNKNOWNS, 4)[number])
    # Prior 4 with deviation 2, a figure 5 with deviation 0.5: weights 1/4 and 4.
    assert found.values["gain"] == pytest.approx((4.0 * 0.25 + 5.0 * 4.0) / 4.25, abs=1e-3)
    assert found.errors["gain"] == pytest.approx(4.25**-0.5, rel=1e-3)
    prior = np.log(2.0) / 2.0
    weight = prior**2 / (prior**2 + 0.1**2)
    assert np.log(found.values["factor"]) == pytest.approx(weight * np.log(1.5), abs=1e-3)


def test_what_no_figure_tells_of_keeps_its_prior() -> None:
    found = estimate(UNKNOWNS, BLOCKS, np.array([0.5, 0.5, 1.2]))
    assert found.values["idle"] == pytest.approx(2.0, rel=1e-3)
    assert found.told["idle"] == pytest.approx(1.0, rel=1e-6)
    assert found.told["gain"] < 0.3


@pytest.mark.parametrize("unknown", UNKNOWNS)
def test_values_and_scores_are_each_other_s_inverse(unknown: Unknown) -> None:
    assert unknown.score(unknown.value(1.3)) == pytest.approx(1.3)
    assert unknown.value(2.0) == pytest.approx(unknown.high)


def test_a_share_does_not_become_negative() -> None:
    assert Unknown("share", 0.0, 0.6).value(-9.0) == 0.0
    assert Unknown("centre", -0.3, 0.1).value(-1.0) == pytest.approx(-0.2)
