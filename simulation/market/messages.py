"""Word of mouth: who tells whom of her supplier, and what hearing it does to beliefs and trust."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from simulation.market.columns import State
from simulation.rules.learning import heard

Rows = NDArray[np.int64]


def messages(state: State) -> tuple[Rows, Rows]:
    """Return the tellers and the listeners of this month's messages, one teller's after the other's.

    A customer begins at a drawn place in her list of acquaintances and goes on from there, so that she
    tells nobody twice in a month.
    """
    who = np.flatnonzero(state.told)
    told = state.told[who].astype(np.int64)
    number = np.arange(told.sum()) - np.repeat(np.cumsum(told) - told, told)
    tellers = np.repeat(who, told)
    place = (state.first_told[tellers] + number) % max(state.acquaintances.shape[0], 1)
    return tellers, state.acquaintances[place, tellers].astype(np.int64)


def hearings(state: State) -> Iterator[tuple[Rows, Rows, int]]:
    """Yield (places, tellers, earlier): what is heard, in the order of ``messages``.

    A place is that of (firm told of, listener) in a flattened firms x customers column. First come the first
    opinions that somebody hears of a firm (``earlier`` is 0), then all second ones, so that no place occurs
    twice at a time. What is told of one's own supplier ends where nothing is remembered (see ``columns``): of
    that one knows better.
    """
    tellers, listeners = messages(state)
    place = state.firm[tellers] * state.firm.size + listeners
    first_at = np.empty(state.heard.size, np.int64)
    earlier = 0
    while place.size:
        number = np.arange(place.size)
        first_at[place[::-1]] = number[::-1]  # of several the one written last stays, which is the first
        first = first_at[place] == number
        yield place[first], tellers[first], earlier
        place, tellers, earlier = place[~first], tellers[~first], earlier + 1


def carry(state: State, weight: float) -> None:
    """Let everybody hear what she is told, an opinion counting ``weight`` times as much as her own belief.

    What is told is what the teller now thinks of her supplier; hearing changes what is thought of other firms
    only, so nobody's opinion depends on who has talked before. Opinions are heard in the order of
    ``messages``, whatever the blocks or the engine, so that beliefs are the same to the last bit.
    """
    state.heard.fill(0)
    belief, trust = state.expectation_elsewhere.reshape(-1), state.trust_elsewhere.reshape(-1)
    for place, tellers, earlier in hearings(state):
        state.heard.reshape(-1)[place] = earlier + 1
        belief[place] = heard(belief[place], state.expectation[tellers], earlier, weight)
        trust[place] = heard(trust[place], state.trust[tellers], earlier, weight)
