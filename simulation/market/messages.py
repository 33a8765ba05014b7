"""Carrying word of mouth from tellers to listeners over the acquaintances."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulation.market.columns import State
from simulation.market.luck import Luck, uniform
from simulation.rules.arithmetic import as_whole

Rows = NDArray[np.int64]


def messages(state: State, luck: Luck) -> Iterator[tuple[Rows, Rows]]:
    """Yield (tellers, listeners) of this month, all first messages, then all second ones, and so on.

    A customer begins at a drawn place in her list of acquaintances and goes on from there, so that she
    tells nobody twice in a month.
    """
    ties = state.acquaintances.shape[0]
    tellers = np.flatnonzero(state.told)
    start, told = first_place(state, luck)[tellers], state.told[tellers]
    for message in range(int(told.max(initial=0))):
        speaking = told > message
        tellers, start, told = tellers[speaking], start[speaking], told[speaking]
        yield tellers, state.acquaintances[(start + message) % ties, tellers].astype(np.int64)


def first_place(state: State, luck: Luck) -> Rows:
    """Return the place in her list of acquaintances at which each customer begins to talk."""
    ties = state.acquaintances.shape[0]
    return as_whole(uniform(luck.acquaintance, state.identity) * ties)


def carry(state: State, luck: Luck) -> None:
    """Add up at every listener what she is told about each firm.

    The sums run in the order of ``messages``, whatever the blocks or the engine, so that they are the
    same to the last bit.
    """
    rounds = list(messages(state, luck))
    if not rounds:
        return
    tellers = np.concatenate([tellers for tellers, _ in rounds])
    listeners = np.concatenate([listeners for _, listeners in rounds])
    place = state.firm[tellers] * state.firm.size + listeners
    said = (np.ones(tellers.size), state.said_expectation[tellers], state.said_trust[tellers])
    for told, column in zip(said, (state.heard, state.heard_expectation, state.heard_trust), strict=True):
        column[:] = np.bincount(place, weights=told, minlength=column.size).reshape(column.shape)
