"""Keyed luck: every decision of every customer in every month has its own key, from which it is drawn.

A draw is a hash of (seed, decision, month, customer), never the next number of a shared generator. Two
strategies therefore face the same customers with the same luck, and what happens to one customer changes no
other customer's draws. Any whole number is a valid seed, 0 too. ``simulation.kernel.draws`` turns keys into
draws.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Bits, Whole
from simulation.kernel.draws import bits
from simulation.kernel.views import LUCK_OF_TRIP
from simulation.mechanisms.purchases import TRIPS

_MASK = 0xFFFFFFFFFFFFFFFF


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
    """Cut a part into 64-bit words, its length or sign first; different parts give different words."""
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

    ``month`` is the month's number; ``time`` numbers the trips since month 0; customers store it when they
    look around.
    """

    failure: np.uint64
    performance: np.uint64
    complaint: np.uint64
    outcome: np.uint64
    told: np.uint64
    acquaintance: np.uint64
    replacement: np.uint64
    staff: Bits
    shopping: Bits
    look: Bits
    leaving: Bits
    reason: Bits
    choice: Bits
    match: Bits
    common: Bits
    time: Whole
    month: np.int64


OF_MARKET = ("failure", "performance", "complaint", "outcome", "told", "acquaintance", "replacement")
OF_TRIPS = tuple(name for name in Luck._fields if name in LUCK_OF_TRIP and name != "time")
"""Decisions with one key a month, and with one key a trip."""
LASTING = ("choice", "match", "common")
"""Decisions with one key a firm, the same in all months."""
HASHED_AT_ONCE = 48
"""Number of months whose keys are hashed together."""


class LuckOfRun:
    """All keys of a run: hashed from the seed, the decision, the month and, where it matters, the firm.

    Keys that concern a firm are made from its name, so that another order of the firms changes no customer's
    draws. ``choice``, ``match`` and ``common`` do not depend on the month: the first draw belongs to the
    month of the last look, the others last.
    """

    def __init__(self, seed: int, firm_names: tuple[str, ...]) -> None:
        market = np.array([key(seed, name) for name in OF_MARKET], dtype=np.uint64)
        trips = [_keys(seed, name, range(TRIPS)) for name in OF_TRIPS]
        self._bases = np.concatenate([market, *trips, _keys(seed, "staff", firm_names)])
        self._lasting: dict[str, Any] = {name: _keys(seed, name, firm_names) for name in LASTING}
        self._hashed: dict[int, Bits] = {}

    def of_month(self, month: int) -> Luck:
        """Return the keys of a month (any whole number; the warm-up has months up to 0)."""
        keys = self._keys_of(month)
        first, last = len(OF_MARKET), len(OF_MARKET) + TRIPS * len(OF_TRIPS)
        once: dict[str, Any] = dict(zip(OF_MARKET, keys[:first], strict=True))
        by_trip: dict[str, Any] = dict(zip(OF_TRIPS, keys[first:last].reshape(-1, TRIPS), strict=True))
        time = month * TRIPS + np.arange(TRIPS)
        staff, number = keys[last:], np.int64(month)
        return Luck(staff=staff, time=time, month=number, **self._lasting, **once, **by_trip)

    def _keys_of(self, month: int) -> Bits:
        """Return all keys of a month; keys of several years are hashed at once, which takes hardly longer."""
        years, place = divmod(month, HASHED_AT_ONCE)
        if years not in self._hashed:
            months = years * HASHED_AT_ONCE + np.arange(HASHED_AT_ONCE, dtype=np.int64)
            with np.errstate(over="ignore"):
                self._hashed = {years: bits(self._bases, months.view(np.uint64)[:, np.newaxis])}
        keys: Bits = self._hashed[years][place]
        return keys


def _keys(seed: int, decision: str, parts: Iterable[int | str]) -> Bits:
    return np.array([key(seed, decision, part) for part in parts], dtype=np.uint64)
