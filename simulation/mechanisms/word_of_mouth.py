"""Word of mouth: how many people a customer tells about her supplier, whom, and with what effect.

Who talks to whom is a small world (Watts & Strogatz 1998) of directed ties: customers stand on a ring and
talk to their nearest neighbours on both sides; a share of the ties is rewired to anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.arithmetic import Values, Whole, as_whole, where_whole
from simulation.kernel.columns import CODE, COUNT, NOT_NEGATIVE, SHORT, monthly, trait
from simulation.kernel.distributions import Draw, lognormal
from simulation.kernel.draws import uniform
from simulation.kernel.views import Luck, She, Supplier, World
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

Rows = NDArray[np.intp]
TELLERS_AT_ONCE = 16_384
"""Customers whose messages are gathered at a time, so that their arrays stay in the processor's cache."""


class WordOfMouthParameters(Table):
    """How many people a customer tells in a month, and what one opinion weighs."""

    base: float = parameter(
        0.3, Unit.PEOPLE_PER_MONTH, bounds=(0, 10), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Talk without a reason",
        meaning="How many people a customer tells in a month when she is neither satisfied nor dissatisfied.",
        needs="word_of_mouth",
    )
    dissatisfied: float = parameter(
        6.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(2, 12), grade=Grade.ASSUMED,
        source="asymmetry measured: Anderson 1998; TARP: 9 or 10 people told of a complaint settled badly, "
        "4 or 5 of one settled well",
        name="Talk of the dissatisfied",
        meaning="How many more people she tells when her dissatisfaction is worth a month's price.",
        needs="word_of_mouth",
        sources=("anderson-1998", "tarp"),
    )
    satisfied: float = parameter(
        4.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(1, 8), grade=Grade.ASSUMED,
        source="asymmetry measured: Anderson 1998; TARP: 9 or 10 people told of a complaint settled badly, "
        "4 or 5 of one settled well",
        name="Talk of the satisfied",
        meaning="How many more people she tells when her satisfaction is worth a month's price.",
        needs="word_of_mouth",
        sources=("anderson-1998", "tarp"),
    )
    committed: float = parameter(
        3.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(0, 6), grade=Grade.ASSUMED,
        name="Talk of the committed",
        meaning="How many more people a fully committed customer tells.",
        needs="word_of_mouth",
    )
    weight: float = parameter(
        0.2, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Weight of an opinion",
        meaning="What one heard opinion weighs against one's own belief about a firm.",
    )


class PopulationParameters(Table, from_start=True):
    """Who knows whom."""

    sociability_spread: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 2), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Sociability, spread",
        meaning="How much customers differ in how many people they tell (standard deviation of the "
        "logarithm).",
    )
    acquaintances: int = parameter(
        8, Unit.PEOPLE, bounds=(0, 32), plausible=(2, 16), grade=Grade.ASSUMED,
        name="Acquaintances",
        meaning="With how many other customers each customer talks.",
    )
    rewiring: float = parameter(
        0.1, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Distant acquaintances",
        meaning="The share of acquaintances who live far away instead of next door, which makes the network "
        "a small world.",
    )


class Switches(Table):
    """Switches of this mechanism."""

    word_of_mouth: bool = switch(
        name="Word of mouth",
        meaning="Customers tell each other what they think of their suppliers.",
    )


class State:
    """Whom each customer knows, tells and hears."""

    sociability = trait("ratio", NOT_NEGATIVE, "how much the customer talks")
    acquaintances = trait(
        "number", NOT_NEGATIVE, "the people the customer talks to", shape="ties", dtype=COUNT
    )
    told = monthly("people", NOT_NEGATIVE, "people the customer tells", dtype=CODE)
    first_told = monthly(
        "number", NOT_NEGATIVE, "place in the list of acquaintances of the first one told", dtype=CODE
    )
    heard = monthly("number", NOT_NEGATIVE, "opinions heard of the firm", shape="dyads", dtype=SHORT)


def ties_possible(customers: int, wanted: int) -> int:
    """Return how many acquaintances a customer can have: all are different, and none is the customer."""
    return min(wanted, customers - 1)


def world_numbers(world: scenario.World) -> dict[str, int]:
    """Return how many acquaintances each customer has."""
    return {"ties": ties_possible(world.customers, world.population.acquaintances)}


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:
    """Draw sociability (lognormal)."""
    she.sociability = lognormal(draw("sociability"), world.population.sociability_spread)


def draw_acquaintances(acquaintances: NDArray[np.int32], rewiring: float, draw: Draw) -> None:
    """Write each customer's acquaintances (ties x customers); no tie is rewired to somebody already known."""
    ties, customers = acquaintances.shape
    who = np.arange(customers, dtype=np.intp)
    ahead, behind = (ties + 1) // 2, ties // 2
    for slot in range(ties):
        distance = slot // 2 + 1 if slot % 2 == 0 else -(slot // 2 + 1)
        neighbour = (who + distance) % customers
        steps = draw("stranger", slot) * (customers - 1)
        step = 1 + steps.astype(np.intp)
        stranger = (who + step) % customers
        known = (
            (step <= ahead) | (customers - step <= behind) | (acquaintances[:slot] == stranger).any(axis=0)
        )
        acquaintances[slot] = np.where((draw("rewire", slot) < rewiring) & ~known, stranger, neighbour)


def people_told(
    sociability: Values,
    satisfaction: Values,
    commitment: Values,
    base: float,
    dissatisfied: float,
    satisfied: float,
    committed: float,
) -> Values:
    """Return how many people a customer tells in a month, on average.

    An asymmetric U in satisfaction (Anderson 1998), raised by commitment (de Matos & Rossi 2008).
    """
    strong = dissatisfied * np.maximum(-satisfaction, 0.0) + satisfied * np.maximum(satisfaction, 0.0)
    return sociability * (base + strong + committed * commitment)


def heard(belief: Values, opinion: Values, earlier: Whole | int, weight: float) -> Values:
    """Return the belief after one more opinion: the weighted mean of one's own belief and what was said.

    One's own belief has weight 1, every opinion of the month ``weight``; ``earlier`` is the number of those
    that the belief already contains. A mean cannot overshoot, however many people talk.
    """
    return belief + weight * (opinion - belief) / (1.0 + weight * (earlier + 1.0))


def talk(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Draw how many acquaintances a customer tells; club members talk more."""
    mean = people_told(
        she.sociability * (1.0 + supplier.club),
        she.satisfaction,
        she.commitment,
        world.word_of_mouth.base,
        world.word_of_mouth.dissatisfied,
        world.word_of_mouth.satisfied,
        world.word_of_mouth.committed,
    )
    people = np.floor(mean + uniform(luck.told, she.identity))
    she.told = where_whole(people < world.ties, as_whole(people), world.ties)


def choose_whom(she: She, world: World, luck: Luck) -> None:
    """Draw the place in the list of acquaintances at which a customer begins to talk."""
    she.first_told = as_whole(uniform(luck.acquaintance, she.identity) * world.ties)


def messages(state: Any, rows: slice) -> tuple[Rows, Rows]:
    """Return the tellers among some customers and the listeners of this month's messages, teller by teller.

    A customer begins at a drawn place in her list of acquaintances and goes on from there, so that she
    tells nobody twice in a month.
    """
    who = rows.start + np.flatnonzero(state.told[rows])
    told = state.told[who].astype(np.intp)
    number = np.arange(told.sum()) - np.repeat(np.cumsum(told) - told, told)
    tellers = np.repeat(who, told)
    place = (state.first_told[tellers] + number) % max(state.acquaintances.shape[0], 1)
    return tellers, state.acquaintances[place, tellers].astype(np.intp)


def hearings(state: Any) -> Iterator[tuple[Rows, Rows, Whole]]:
    """Yield (places, tellers, earlier): what is heard, in the order of ``messages``; count it in ``heard``.

    A place is that of (firm talked about, listener) in a flattened firms x customers column; ``earlier`` is
    the number of opinions of the month heard there before. No place occurs twice at a time: of a block of
    tellers, first come the first opinions that somebody hears of a firm, then all second ones. What a
    customer hears of her own supplier is stored in the entry without meaning (see ``kernel.columns``): her
    own experience counts instead.
    """
    customers, count = state.firm.size, state.heard.reshape(-1)
    count.fill(0)
    first_at = np.empty(count.size, np.int32)
    for start in range(0, customers, TELLERS_AT_ONCE):
        tellers, listeners = messages(state, slice(start, min(start + TELLERS_AT_ONCE, customers)))
        place = state.firm[tellers].astype(np.intp, copy=False) * customers + listeners
        while place.size:
            number = np.arange(place.size, dtype=np.int32)
            first_at[place[::-1]] = number[::-1]  # of several, the one written last stays, which is the first
            first = first_at[place] == number
            now = place[first]
            yield now, tellers[first], count[now]
            count[now] += 1
            place, tellers = place[~first], tellers[~first]


def carry(state: Any, weight: float, noting: bool = False) -> None:
    """Let customers hear what they are told; an opinion counts ``weight`` times as much as their own belief.

    With ``noting``, who told a customer last of a firm is kept.

    A customer passes on what she now thinks of her supplier. Hearing changes only beliefs about other firms,
    so no opinion depends on who has talked before. Every engine hears the opinions in the order of
    ``messages``, so that beliefs are the same to the last bit.
    """
    belief, trust = state.expectation_elsewhere.reshape(-1), state.trust_elsewhere.reshape(-1)
    for place, tellers, earlier in hearings(state):
        belief[place] = heard(belief[place], state.expectation[tellers], earlier, weight)
        trust[place] = heard(trust[place], state.trust[tellers], earlier, weight)
        if noting:
            state.told_by.reshape(-1)[place] = tellers
