"""Element-wise arithmetic that gives the same bits on every machine and under every engine.

``numpy.exp`` and ``numpy.log`` differ in the last bit between processors and from the C library that
compiled code calls. Everything here is built from the four operations, the square root and exact
scaling by powers of two, which the floating-point standard (IEEE 754) fixes to the bit.

Rules call only these functions, operators, and NumPy's ``maximum``, ``minimum``, ``floor``, ``sqrt``
and ``logical_not``. They therefore run unchanged on arrays (a block of customers) and, when compiled,
on single numbers (one customer).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
"""One number a customer, or one number (when a rule is compiled)."""
Flags = NDArray[np.bool_]
"""One truth value a customer."""
Whole = NDArray[np.signedinteger[Any]]
"""One whole number a customer, of any width."""
Bits = NDArray[np.uint64]
"""Sixty-four random bits a customer."""

LN_2_HIGH = 0.6931471803691238
LN_2_LOW = 1.9082149292705877e-10
ROOT_HALF = 0.7071067811865476
LOWEST_POWER = 1022
POWERS_OF_TWO = np.ldexp(1.0, np.arange(-LOWEST_POWER, 1024))

# e**x = 2**high * 2**(step / 32) * e**r, where x is nearest to high + step / 32 in powers of two.
STEPS = 32
STEPS_PER_UNIT = 46.16624130844683  # 32 / ln 2
STEP_HIGH, STEP_LOW = LN_2_HIGH / STEPS, LN_2_LOW / STEPS
ROOTS_OF_TWO = np.array([float(Decimal(2) ** (Decimal(step) / STEPS)) for step in range(STEPS)])
# Taylor's series of e**r, highest power first; |r| < 0.011 leaves an error below 1e-17.
EXPONENTIAL_SERIES = (1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1.0, 1.0)

# ln f = ln c + 2 artanh s with c = 1 / 32, 2 / 32, ... nearest to f and s = (f - c) / (f + c).
LOGARITHMS = np.array([0.0, *(float((Decimal(step) / STEPS).ln()) for step in range(1, 2 * STEPS))])
# Series of artanh divided by its argument, in s**2; |s| < 0.012 leaves an error below 1e-18.
LOGARITHM_SERIES = (1 / 9, 1 / 7, 1 / 5, 1 / 3, 1.0)


def where(condition: Flags, yes: Values | float, no: Values | float) -> Values:
    """Return ``yes`` where the condition holds, else ``no``."""
    return np.where(condition, yes, no)


def where_whole(condition: Flags, yes: Whole | int, no: Whole | int) -> Whole:
    """Return whole numbers: ``yes`` where the condition holds, else ``no``."""
    return np.where(condition, yes, no)


def as_number(whole: Whole | Bits | Flags) -> Values:
    """Return whole numbers, or truth values as 0 and 1, as floating-point numbers."""
    return whole.astype(np.float64)


def as_identity(whole: Whole) -> Bits:
    """Return non-negative whole numbers in the form of identities."""
    return whole.astype(np.uint64)


def as_whole(number: Values | Bits) -> Whole:
    """Return the whole part of non-negative numbers."""
    return number.astype(np.int64)


def taken(numbers: Values, place: Whole) -> Values:
    """Return the number at each place of an array."""
    return numbers.take(place.astype(np.intp, copy=False))


def scaled(value: Values, power: Values) -> Values:
    """Return ``value * 2**power`` exactly; ``power`` holds whole numbers from -1022 to 1023."""
    return value * POWERS_OF_TWO.take(power.astype(np.intp) + LOWEST_POWER)


def root_of_two(step: Values) -> Values:
    """Return 2 to the power step / 32; ``step`` holds whole numbers from 0 to 31."""
    return ROOTS_OF_TWO.take(step.astype(np.intp))


def logarithm_of_step(step: Values) -> Values:
    """Return the natural logarithm of step / 32; ``step`` holds whole numbers from 1 to 63."""
    return LOGARITHMS.take(step.astype(np.intp))


def split(value: Values) -> tuple[Values, Values]:
    """Split a positive number into a fraction in [0.5, 1) and the power of two above it."""
    fraction, power = np.frexp(value)
    return fraction, power.astype(np.float64)


def polynomial(x: Values, coefficients: tuple[float, ...]) -> Values:
    """Return the polynomial of x with these coefficients, highest power first (Horner's scheme)."""
    value = x * coefficients[0] + coefficients[1]
    for coefficient in coefficients[2:]:
        value *= x
        value += coefficient
    return value


def exponential(x: Values) -> Values:
    """Return e to the x (relative error below 1e-15); x is taken as -700 or 700 beyond these."""
    x = np.minimum(np.maximum(x, -700.0), 700.0)
    steps = np.floor(x * STEPS_PER_UNIT + 0.5)
    r = x - steps * STEP_HIGH - steps * STEP_LOW
    high = np.floor(steps / STEPS)
    return scaled(polynomial(r, EXPONENTIAL_SERIES) * root_of_two(steps - STEPS * high), high)


def logarithm(x: Values) -> Values:
    """Return the natural logarithm of positive numbers (relative error below 1e-15)."""
    fraction, power = split(x)
    small = as_number(fraction < ROOT_HALF)
    fraction, power = fraction * (1.0 + small), power - small
    step = np.floor(fraction * STEPS + 0.5)
    nearest = step / STEPS
    s = (fraction - nearest) / (fraction + nearest)
    series = polynomial(s * s, LOGARITHM_SERIES)
    return (power * LN_2_HIGH + logarithm_of_step(step)) + (2.0 * s * series + power * LN_2_LOW)


def squashed(x: Values) -> Values:
    """Map any number smoothly and symmetrically to (0, 1); slope 1/4 at 0, as the logistic curve has.

    An algebraic curve stands in for the logistic one because it feeds stored state and needs no
    exponential: ``(1 + h / sqrt(1 + h**2)) / 2`` with ``h = x / 2``.
    """
    half = 0.5 * x
    return 0.5 + 0.5 * half / np.sqrt(1.0 + half * half)


def saturating(x: Values) -> Values:
    """Map x >= 0 to [0, 1): x for small x, never reaching 1."""
    return x / (1.0 + x)


def loss_averse(x: Values, aversion: float) -> Values:
    """Weigh shortfalls (x < 0) ``aversion`` times as much as excesses."""
    return where(x < 0.0, aversion * x, x)


def moved(current: Values, target: Values, speed: Values | float) -> Values:
    """Move a share ``speed`` of the way from the current value to the target (a leaky integrator)."""
    return current + speed * (target - current)


MOST_NEGATIVE = -1.0e300
"""Less than any value that occurs: the start of a running maximum."""
