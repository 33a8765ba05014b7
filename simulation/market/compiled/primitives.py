"""Twins, for one customer, of the few functions that are written differently for a block of customers."""
# mypy: allow-untyped-defs
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

import numba
import numpy as np

from simulation.kernel import arithmetic
from simulation.kernel.arithmetic import LOGARITHMS, LOWEST_POWER, POWERS_OF_TWO, ROOTS_OF_TWO

MANTISSA_BITS = 52
MANTISSA = (1 << MANTISSA_BITS) - 1
EXPONENT_OF_A_HALF = 1022 << MANTISSA_BITS
"""How a floating-point number is laid out in memory (IEEE 754, double precision)."""

_compile = numba.njit(error_model="numpy", inline="always")


@_compile
def where(condition, yes, no):
    """Return ``yes`` if the condition holds, else ``no``."""
    return yes if condition else no


@_compile
def as_number(whole):
    """Return a floating-point number."""
    return np.float64(whole)


@_compile
def as_whole(number):
    """Return the whole part of a non-negative number."""
    return np.int64(number)


@_compile
def as_identity(whole):
    """Return a whole number in the form of an identity."""
    return np.uint64(whole)


@_compile
def scaled(value, power):
    """Return ``value * 2**power`` exactly."""
    return value * POWERS_OF_TWO[np.int64(power) + LOWEST_POWER]


@_compile
def root_of_two(step):
    """Return 2 to the power step / 32."""
    return ROOTS_OF_TWO[np.int64(step)]


@_compile
def logarithm_of_step(step):
    """Return the natural logarithm of step / 32."""
    return LOGARITHMS[np.int64(step)]


@_compile
def split(value):
    """Split a positive (and normal) number into a fraction in [0.5, 1) and a power of two, by its bits."""
    pattern = np.float64(value).view(np.int64)
    fraction = np.int64((pattern & MANTISSA) | EXPONENT_OF_A_HALF).view(np.float64)
    return fraction, np.float64((pattern >> MANTISSA_BITS) - 1022)


@_compile
def taken(numbers, place):
    """Return the number at a place of an array."""
    return numbers[np.uintp(place)]


@numba.njit(error_model="numpy", forceinline=True)
def pick(flags, start, stop, chosen):
    """Write the rows from ``start`` up to ``stop`` whose flag is set into ``chosen``; return how many."""
    count = 0
    for row in range(np.uintp(start), np.uintp(stop)):
        chosen[count] = row
        count += flags[row] != 0
    return count


@_compile
def any_terms(numbers, owner, firm):
    """Return whether a number of a firm is other than 0 on any of its terms."""
    found = False
    for place in range(numbers.size):
        found = found or (owner[place] == firm and numbers[place] != 0.0)
    return found


TWINS: dict[object, object] = {
    arithmetic.where: where,
    arithmetic.where_whole: where,
    arithmetic.as_number: as_number,
    arithmetic.as_whole: as_whole,
    arithmetic.as_identity: as_identity,
    arithmetic.scaled: scaled,
    arithmetic.root_of_two: root_of_two,
    arithmetic.logarithm_of_step: logarithm_of_step,
    arithmetic.split: split,
    arithmetic.taken: taken,
}
