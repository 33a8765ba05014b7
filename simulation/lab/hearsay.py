"""Who told whom of which firm, month by month: for the word of mouth that led to a move."""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulation.market import MarketProcess
from simulation.mechanisms.word_of_mouth import messages

MONTHS = 3
"""A move counts as led to by what was heard in its month or the two before."""


class _Month(NamedTuple):
    """The messages of a month, in the order in which they were heard."""

    firm: NDArray[Any]
    tellers: NDArray[np.intp]
    listeners: NDArray[np.intp]

    def without(self, replaced: NDArray[np.bool_]) -> _Month:
        """Return the messages between people who are still there."""
        kept = ~(replaced[self.tellers] | replaced[self.listeners])
        return _Month(*(column[kept] for column in self))


class Hearsay:
    """What was said in the last months; `note` is called after each of them, from month 1 on.

    Word of mouth is taken to have led to a move if a customer of the new supplier, as the teller then was,
    told her of it in the month of the move or the two before. Of several tellers the last one counts. Who
    was replaced by a newcomer has told and heard nothing.
    """

    def __init__(self) -> None:
        self._months: deque[_Month] = deque(maxlen=MONTHS)

    def note(self, process: MarketProcess) -> None:
        """Take down the messages of the month just run: each is about the teller's supplier when it began."""
        state = process.state
        tellers, listeners = messages(state, slice(0, process.customers))
        self._months.append(_Month(state.origin[tellers], tellers, listeners))
        replaced = np.asarray(state.newcomer, dtype=bool)
        if replaced.any():
            kept = [month.without(replaced) for month in self._months]
            self._months = deque(kept, maxlen=MONTHS)

    def tellers(self, customers: NDArray[Any], firms: NDArray[Any]) -> list[int | None]:
        """Return who last told each of these customers of a firm, None where nobody did."""
        pairs = zip(customers.tolist(), firms.tolist(), strict=True)
        wanted = {pair: place for place, pair in enumerate(pairs)}
        found: list[int | None] = [None] * len(wanted)
        for month in self._months:  # a later message takes the place of an earlier one
            about = np.flatnonzero(np.isin(month.listeners, customers))
            for at in about.tolist():
                place = wanted.get((int(month.listeners[at]), int(month.firm[at])))
                if place is not None:
                    found[place] = int(month.tellers[at])
        return found
