"""Twins of a market go on with the same luck, whatever runs the months."""

import numpy as np
import pytest

from simulation.market.engines import EngineName
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, twin


@pytest.mark.parametrize("engine", ["numpy", "auto"])
def test_a_twin_lives_the_same_months(engine: EngineName) -> None:
    market = MeasurementConditions(seed=2, scale=0.05, engine=engine).start(equals())
    other = twin(market)
    advance(market, 3)
    advance(other, 3)
    assert np.array_equal(market.state.firm, other.state.firm)
    assert market.state.firm is not other.state.firm
