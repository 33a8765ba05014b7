"""Draws from keyed luck: a hash of a decision's key and of the customer's number.

The hash is the finalizer of SplitMix64 (Steele, Lea & Flood 2014, public domain). ``simulation.market.luck``
makes the keys.
"""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Bits, Values, as_number, logarithm

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)
SHIFT_30, SHIFT_27, SHIFT_31 = np.uint64(30), np.uint64(27), np.uint64(31)
SHIFT_12, SHIFT_16, SHIFT_32, SHIFT_48 = np.uint64(12), np.uint64(16), np.uint64(32), np.uint64(48)
LOW_16 = np.uint64(0xFFFF)
HALF, ULP_52 = 0.5, 2.0**-52
# A sum of four 16-bit whole numbers has this mean and this reciprocal standard deviation.
FOUR_MEAN = 131070.0
FOUR_SCALE = 1.0 / 37837.22723720648


def bits(key: np.uint64 | Bits, who: Bits) -> Bits:
    """Return 64 random bits for each of ``who`` under a key."""
    x = key + who * GOLDEN
    x ^= x >> SHIFT_30
    x *= MIX_1
    x ^= x >> SHIFT_27
    x *= MIX_2
    return x ^ (x >> SHIFT_31)


def uniform(key: np.uint64 | Bits, who: Bits) -> Values:
    """Return a number in (0, 1), never 0 or 1, for each of ``who`` under a key."""
    draw = as_number(bits(key, who) >> SHIFT_12)
    draw += HALF
    draw *= ULP_52
    return draw


def noise(key: np.uint64 | Bits, who: Bits) -> Values:
    """Return bell-shaped noise of mean 0 and standard deviation 1, within about +-3.5.

    The sum of four independent uniform numbers: nearly normal, and exact to the bit.
    """
    x = bits(key, who)
    total = (x & LOW_16) + ((x >> SHIFT_16) & LOW_16) + ((x >> SHIFT_32) & LOW_16) + (x >> SHIFT_48)
    return (as_number(total) - FOUR_MEAN) * FOUR_SCALE


def gumbel(key: np.uint64 | Bits, who: Bits) -> Values:
    """Return a standard Gumbel draw for each of ``who``: the luck of a discrete choice."""
    return -logarithm(-logarithm(uniform(key, who)))
