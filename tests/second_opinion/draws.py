"""Keyed luck in plain Python: the same draws as the market's, worked out with whole numbers and ``math``."""

from __future__ import annotations

import math

MASK = (1 << 64) - 1


def bits(key: int, who: int) -> int:
    """SplitMix64: jump ``who`` golden steps from the key, and mix."""
    x = (int(key) + int(who) * 0x9E3779B97F4A7C15) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return x ^ (x >> 31)


def uniform(key: int, who: int) -> float:
    """Strictly between 0 and 1, from the upper 52 bits."""
    return ((bits(key, who) >> 12) + 0.5) / 2.0**52


def noise(key: int, who: int) -> float:
    """Mean 0, deviation 1: the sum of four 16-bit numbers, standardised."""
    x = bits(key, who)
    total = sum((x >> shift) & 0xFFFF for shift in (0, 16, 32, 48))
    return (total - 4 * 65535 / 2) / math.sqrt(4 * (65536**2 - 1) / 12)


def gumbel(key: int, who: int) -> float:
    return -math.log(-math.log(uniform(key, who)))
