"""Carrying word of mouth from tellers to listeners over the acquaintances."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulation.market.columns import State

Rows = NDArray[np.int64]


def messages(state: State) -> Iterator[tuple[Rows, Rows]]:
    """Yield (tellers, listeners) of this month, all first messages, then all second ones, and so on.

    A customer begins at a drawn place in her list of acquaintances and goes on from there, so that she
    tells nobody twice in a month.
    """
    ties = state.acquaintances.shape[0]
    tellers = np.flatnonzero(state.told)
    first, told = state.first_told[tellers].astype(np.int64), state.told[tellers]
    for message in range(int(told.max(initial=0))):
        speaking = told > message
        tellers, first, told = tellers[speaking], first[speaking], told[speaking]
        yield tellers, state.acquaintances[(first + message) % ties, tellers].astype(np.int64)


def carry(state: State) -> None:
    """Add up at every listener what she is told about each firm; what was heard before has been forgotten.

    The sums run in the order of ``messages``, whatever the blocks or the engine, so that they are the
    same to the last bit.
    """
    rounds = list(messages(state))
    if not rounds:
        return
    tellers = np.concatenate([tellers for tellers, _ in rounds])
    listeners = np.concatenate([listeners for _, listeners in rounds])
    state.addressed[listeners] = True
    place = state.firm[tellers] * state.firm.size + listeners
    places = state.heard.size
    state.heard.reshape(-1)[:] = np.bincount(place, minlength=places)
    for heard, said in (
        (state.heard_expectation, state.said_expectation),
        (state.heard_trust, state.said_trust),
    ):
        heard.reshape(-1)[:] = np.bincount(place, weights=said[tellers], minlength=places)
