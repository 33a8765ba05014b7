"""Keyed luck: every decision of every customer in every month has its own draw.

A draw is a hash of (seed, decision, month, customer), never the next number of a shared generator. So
two strategies face the same customers with the same luck, and one customer's different fate leaves
every other customer's draws as they were. Seed 0 is a seed like any other.

The hash is the finalizer of SplitMix64 (Steele, Lea & Flood 2014, public domain).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from simulation.rules.arithmetic import Bits, Values, Whole, as_number, logarithm

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

_MASK = 0xFFFFFFFFFFFFFFFF


def bits(key: np.uint64 | Bits, who: Bits) -> Bits:
    """Return 64 random bits for each of ``who`` under a key."""
    x = key + who * GOLDEN
    x = (x ^ (x >> SHIFT_30)) * MIX_1
    x = (x ^ (x >> SHIFT_27)) * MIX_2
    return x ^ (x >> SHIFT_31)


def uniform(key: np.uint64 | Bits, who: Bits) -> Values:
    """Return a number in (0, 1), never 0 or 1, for each of ``who`` under a key."""
    return (as_number(bits(key, who) >> SHIFT_12) + HALF) * ULP_52


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


def key(*parts: int | str) -> np.uint64:
    """Return the key of a decision from its parts, e.g. ``key(seed, "failure", month)``.

    Texts count through their UTF-8 bytes; whole numbers of any size and sign are allowed.
    """
    state = 0x243F6A8885A308D3
    for part in parts:
        for word in _words(part):
            state = _mixed((state ^ word) & _MASK)
    return np.uint64(state)


def _words(part: int | str) -> list[int]:
    """Cut a part into 64-bit words, its length or sign first, so that no two parts look alike."""
    if isinstance(part, str):
        data = part.encode()
        return [len(data), *(int.from_bytes(data[i : i + 8], "little") for i in range(0, len(data), 8))]
    magnitude = abs(part)
    words = [1 << 63 | (part < 0)]
    while True:
        words.append(magnitude & _MASK)
        magnitude >>= 64
        if not magnitude:
            return words


def _mixed(x: int) -> int:
    x = (x + 0x9E3779B97F4A7C15) & _MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & _MASK
    return x ^ (x >> 31)


class Luck(NamedTuple):
    """The keys of one month: one a decision; arrays hold one key a firm or a trip.

    ``time`` numbers the trips since month 0: what a look around is remembered by.
    """

    failure: np.uint64
    performance: np.uint64
    complaint: np.uint64
    outcome: np.uint64
    told: np.uint64
    acquaintance: np.uint64
    staff: Bits
    shopping: Bits
    look: Bits
    leaving: Bits
    reason: Bits
    choice: Bits
    time: Whole


OF_MARKET = ("failure", "performance", "complaint", "outcome", "told", "acquaintance")
OF_TRIPS = ("shopping", "look", "leaving", "reason")
"""Decisions with one key a month, and with one key a trip."""
TRIPS = 4
"""Shopping trips that a month of a repeat-purchase market is divided into (about one a week)."""


HASHED_AT_ONCE = 48
"""Months of which the keys are made together."""


class LuckOfRun:
    """All keys of a run: hashed from the seed, the decision, the month and, where it matters, the firm.

    Keys that concern a firm are made from its name, so that listing the firms in another order changes
    nobody's fate. ``choice`` does not depend on the month: the draw belongs to the month of the last look.
    """

    def __init__(self, seed: int, firm_names: tuple[str, ...]) -> None:
        market = np.array([key(seed, name) for name in OF_MARKET], dtype=np.uint64)
        trips = [_keys(seed, name, range(TRIPS)) for name in OF_TRIPS]
        self._bases = np.concatenate([market, *trips, _keys(seed, "staff", firm_names)])
        self._choice = _keys(seed, "choice", firm_names)
        self._hashed: dict[int, Bits] = {}

    def of_month(self, month: int) -> Luck:
        """Return the keys of a month (any whole number; the warm-up has months up to 0)."""
        keys = self._keys_of(month)
        first, last = len(OF_MARKET), len(OF_MARKET) + TRIPS * len(OF_TRIPS)
        once: dict[str, Any] = dict(zip(OF_MARKET, keys[:first], strict=True))
        by_trip: dict[str, Any] = dict(zip(OF_TRIPS, keys[first:last].reshape(-1, TRIPS), strict=True))
        time = month * TRIPS + np.arange(TRIPS)
        return Luck(staff=keys[last:], choice=self._choice, time=time, **once, **by_trip)

    def _keys_of(self, month: int) -> Bits:
        """Return all keys of a month; they are hashed for some years at once, which takes no longer."""
        years, place = divmod(month, HASHED_AT_ONCE)
        if years not in self._hashed:
            months = years * HASHED_AT_ONCE + np.arange(HASHED_AT_ONCE, dtype=np.int64)
            with np.errstate(over="ignore"):
                self._hashed = {years: bits(self._bases, months.view(np.uint64)[:, np.newaxis])}
        keys: Bits = self._hashed[years][place]
        return keys


def _keys(seed: int, decision: str, parts: Iterable[int | str]) -> Bits:
    return np.array([key(seed, decision, part) for part in parts], dtype=np.uint64)
