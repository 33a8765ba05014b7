"""Twins of a market go on with the same luck, whatever runs the months."""

import numpy as np
import pytest

from simulation.market.engines import EngineName
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, logit_coefficients, skewness, standardised, twin


@pytest.mark.parametrize("engine", ["numpy", "auto"])
def test_a_twin_lives_the_same_months(engine: EngineName) -> None:
    market = MeasurementConditions(seed=2, scale=0.05, engine=engine).start(equals())
    other = twin(market)
    advance(market, 3)
    advance(other, 3)
    assert np.array_equal(market.state.firm, other.state.firm)
    assert market.state.firm is not other.state.firm


def test_a_logistic_regression_finds_what_was_put_in() -> None:
    luck = np.random.default_rng(1)
    one, other = luck.normal(size=(2, 200_000))
    chance = 1.0 / (1.0 + np.exp(2.0 + 0.5 * one - 0.3 * other))
    left = luck.random(one.size) < chance
    assert logit_coefficients(left, one, other) == pytest.approx([-0.5, 0.3], abs=0.03)
    assert np.isnan(logit_coefficients(left, one, standardised(np.ones(one.size)))).all()
    assert np.isnan(standardised(np.full(1000, 0.1) + 0.0)).all()  # its deviation is rounding
    assert np.isnan(logit_coefficients(left, one, one)).all()


def test_a_logistic_regression_on_a_group_finds_the_odds_ratio() -> None:
    left = np.repeat([True, False, True, False], [10, 90, 30, 70])
    group = np.repeat([0.0, 1.0], 100)
    assert logit_coefficients(left, group) == pytest.approx([np.log((30 / 70) / (10 / 90))])


def test_answers_with_a_tail_of_the_dissatisfied_are_skewed_to_the_satisfied() -> None:
    assert skewness(np.array([1.0, 5.0, 5.0, 5.0])) < 0.0
    assert skewness(np.array([1.0, 2.0, 3.0])) == pytest.approx(0.0)
    assert np.isnan(skewness(np.ones(3)))
