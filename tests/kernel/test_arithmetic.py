"""The arithmetic of the kernel against Python's exact decimals."""

from __future__ import annotations

import decimal
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernel import arithmetic
from tests.mechanisms.numbers import flags, values, whole

PRECISE = decimal.Context(prec=60)


def relative_error(found: float, exact: decimal.Decimal) -> float:
    return float(abs((decimal.Decimal(found) - exact) / exact)) if exact else abs(found)


@given(st.floats(-690, 690))
def test_exponential_is_exact_to_the_last_digits(x: float) -> None:
    exact = decimal.Decimal(x).exp(PRECISE)
    assert relative_error(float(arithmetic.exponential(values(x))[0]), exact) < 1e-15


@given(st.one_of(st.floats(1e-300, 1e300), st.floats(0.5, 2.0), st.floats(2.0**-53, 1e-6)))
def test_logarithm_is_exact_to_the_last_digits(x: float) -> None:
    exact = decimal.Decimal(x).ln(PRECISE)
    assert relative_error(float(arithmetic.logarithm(values(x))[0]), exact) < 1e-15


@pytest.mark.parametrize("x", [1.0 - 2.0**-53, 1.0, 1.0 + 2.0**-52, 2.0**-53])
def test_logarithm_at_the_ends_of_a_uniform_draw(x: float) -> None:
    assert float(arithmetic.logarithm(values(x))[0]) == pytest.approx(math.log(x), rel=1e-15, abs=0.0)


def test_exponential_never_overflows_and_is_one_at_nought() -> None:
    found = arithmetic.exponential(values(-math.inf, -1e6, 0.0, 1e6, math.inf))
    assert np.isfinite(found).all()
    assert found[2] == 1.0
    assert found[0] == found[1] > 0.0


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_squashed_rises_within_0_and_1(x: float, y: float) -> None:
    low, high = arithmetic.squashed(values(min(x, y), max(x, y)))
    assert 0.0 <= low <= high <= 1.0


def test_squashed_by_hand() -> None:
    # x = 1.5: h = 0.75, sqrt(1 + 0.5625) = 1.25, 0.75 / 1.25 = 0.6, (1 + 0.6) / 2 = 0.8. Symmetric about 0.
    assert arithmetic.squashed(values(0.0, 1.5, -1.5)) == pytest.approx([0.5, 0.8, 0.2], abs=1e-15)
    # The slope at 0 is the logistic curve's, 1/4.
    assert arithmetic.squashed(values(1e-6))[0] - 0.5 == pytest.approx(0.25e-6, rel=1e-6)


def test_saturating_by_hand() -> None:
    # 0.1 / 1.1, 1 / 2, 9 / 10
    assert arithmetic.saturating(values(0.1, 1.0, 9.0)) == pytest.approx([0.0909090909, 0.5, 0.9])


def test_loss_aversion_by_hand() -> None:
    # A shortfall of 0.3 weighs twice, an excess of 0.3 once.
    assert arithmetic.loss_averse(values(-0.3, 0.3, 0.0), 2.0) == pytest.approx([-0.6, 0.3, 0.0])


@given(st.floats(1e-300, 1e300))
def test_split_and_scaled_are_exact_inverses(x: float) -> None:
    fraction, power = arithmetic.split(values(x))
    assert 0.5 <= fraction[0] < 1.0
    assert arithmetic.scaled(fraction, power)[0] == x


def test_choosing_and_converting() -> None:
    assert arithmetic.where(flags(True, False), 1.0, 2.0).tolist() == [1.0, 2.0]
    assert arithmetic.where_whole(flags(True, False), 1, 2).dtype == np.int64
    assert arithmetic.as_number(whole(3)).dtype == np.float64
    assert arithmetic.as_number(flags(True, False)).tolist() == [1.0, 0.0]
    assert arithmetic.as_whole(values(2.9)).tolist() == [2]
    assert arithmetic.as_identity(whole(7)).dtype == np.uint64
