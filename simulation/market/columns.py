"""The state of a market: one array per attribute, each declared once with unit, range and meaning.

Three shapes occur: ``customers`` (one value a customer), ``dyads`` (firms x customers) and ``ties``
(acquaintances x customers). What a customer remembers of her supplier is a column of customers; what she
remembers of the other firms is the dyads of the same name ``_elsewhere``, in which the place of her supplier
means nothing. The two change places when she moves. Money is in units of the reference price; the border of
the model multiplies by it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, get_type_hints

import numpy as np
from numpy.typing import NDArray

from simulation.rules.arithmetic import Bits, Flags, Values

Wide = NDArray[np.int64]
Small = NDArray[np.int32]
Month = NDArray[np.int16]
Code = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Column:
    """Declaration of a state column.

    ``role`` says when it changes: ``trait`` never, ``memory`` is carried from month to month, ``month`` tells
    what happened this month (and stays as it was for those whom it did not concern). ``low`` and ``high``
    bound its values.
    """

    role: str
    shape: str
    unit: str
    low: float
    high: float
    meaning: str


INFINITE = float("inf")


def _trait(shape: str, unit: str, low: float, high: float, meaning: str) -> Column:
    return Column("trait", shape, unit, low, high, meaning)


def _memory(shape: str, unit: str, low: float, high: float, meaning: str) -> Column:
    return Column("memory", shape, unit, low, high, meaning)


def _month(shape: str, unit: str, low: float, high: float, meaning: str) -> Column:
    return Column("month", shape, unit, low, high, meaning)


C, D, A = "customers", "dyads", "ties"
PRICE = "reference prices"
WORTH = "reference prices a month"
ANY = (-INFINITE, INFINITE)
ANY_POSITIVE = (0.0, INFINITE)


# fmt: off
class State(NamedTuple):
    """All columns of a market."""

    identity: Annotated[
        Bits, _trait(C, "number", *ANY_POSITIVE, "the customer's number, the key of her luck"),
    ]
    involvement: Annotated[
        Values, _trait(C, "0-1", 0, 1, "involvement, 0 for 20 and 1 for 140 on the inventory"),
    ]
    stakes: Annotated[
        Values,
        _trait(C, "ratio", 0.05, INFINITE, "what quality, taste and people are worth to her against money"),
    ]
    price_sensitivity: Annotated[
        Values, _trait(C, "ratio", *ANY_POSITIVE, "weight of money; its inverse has mean 1"),
    ]
    purchase_rate: Annotated[Values, _trait(C, "purchases a month", *ANY_POSITIVE, "how much she buys")]
    contact: Annotated[Values, _trait(C, "ratio", *ANY_POSITIVE, "how often she deals with her supplier")]
    usage: Annotated[
        Values,
        _trait(C, "ratio", *ANY_POSITIVE, "contact times complexity times lack of expertise, about 1"),
    ]
    desire: Annotated[Values, _trait(C, WORTH, *ANY, "what she desires beyond the norm")]
    expertise: Annotated[
        Values, _trait(C, "0-1", 0, 1, "how well she can do without the supplier's know-how"),
    ]
    sociability: Annotated[Values, _trait(C, "ratio", *ANY_POSITIVE, "how much she talks")]
    restlessness: Annotated[
        Values, _trait(C, "ratio", *ANY_POSITIVE, "how often she thinks of leaving without a cause"),
    ]
    routine: Annotated[
        Values, _trait(C, "a month", *ANY_POSITIVE, "hazard of looking around for no reason, when neutral"),
    ]
    cost_to_serve: Annotated[Values, _trait(C, WORTH, *ANY_POSITIVE, "what serving her costs")]
    opportunism: Annotated[
        Values, _trait(C, "0-1", 0, 1, "her rank in readiness to claim a refund without a cause"),
    ]
    no_purchase: Annotated[Values, _trait(C, "0-1", 0, 1, "probability of buying nothing on a trip")]
    taste: Annotated[Values, _trait(D, WORTH, *ANY, "lasting taste for the firm")]
    acquaintances: Annotated[Small, _trait(A, "number", *ANY_POSITIVE, "the people she talks to")]

    expectation: Annotated[
        Values, _memory(C, WORTH, *ANY, "believed worth of her supplier beyond the norm, price not deducted"),
    ]
    satisfaction: Annotated[
        Values, _memory(C, WORTH, *ANY, "cumulative satisfaction with her supplier, 0 is neutral"),
    ]
    trust: Annotated[Values, _memory(C, "0-1", 0, 1, "belief that her supplier keeps its promises")]
    commitment: Annotated[Values, _memory(C, "0-1", 0, 1, "affective commitment to her supplier")]
    points: Annotated[
        Values, _memory(C, "purchases", *ANY_POSITIVE, "points with her supplier since the last reward"),
    ]
    social_bond: Annotated[Values, _memory(C, "0-1", 0, 1, "personal bond with her supplier's people")]
    integration: Annotated[Values, _memory(C, "0-1", 0, 1, "structural integration with her supplier")]
    purchases: Annotated[
        Values,
        _memory(C, "purchases", *ANY_POSITIVE, "purchases from her supplier (contractual: since she came)"),
    ]
    expectation_elsewhere: Annotated[
        Values, _memory(D, WORTH, *ANY, "believed worth of the other firms beyond the norm"),
    ]
    trust_elsewhere: Annotated[
        Values, _memory(D, "0-1", 0, 1, "belief that the other firms keep their promises"),
    ]
    satisfaction_elsewhere: Annotated[
        Values, _memory(D, WORTH, *ANY, "satisfaction with another firm when she left it"),
    ]
    commitment_elsewhere: Annotated[
        Values, _memory(D, "0-1", 0, 1, "commitment to another firm when she left it"),
    ]
    social_bond_elsewhere: Annotated[
        Values, _memory(D, "0-1", 0, 1, "personal bond with another firm's people when she left it"),
    ]
    integration_elsewhere: Annotated[
        Values, _memory(D, "0-1", 0, 1, "structural integration with another firm when she left it"),
    ]
    points_elsewhere: Annotated[
        Values, _memory(D, "purchases", *ANY_POSITIVE, "points with the other firms (contractual: none)"),
    ]
    purchases_elsewhere: Annotated[
        Values, _memory(D, "purchases", *ANY_POSITIVE, "purchases from the other firms (contractual: none)"),
    ]
    last_contact: Annotated[
        Month,
        _memory(D, "month", -32768, 32767, "month in which she last left the firm; -32768 is never"),
    ]
    best_offer: Annotated[
        Values, _memory(C, WORTH, *ANY, "the most money a month that any firm visibly offers her"),
    ]
    firm: Annotated[Wide, _memory(C, "number", *ANY_POSITIVE, "her supplier (repeat purchase: bought last)")]
    tenure: Annotated[Month, _memory(C, "months", *ANY_POSITIVE, "months since she came to her supplier")]
    look_time: Annotated[
        Small, _memory(C, "trips", *ANY, "when she last looked around: the key of her luck in choice"),
    ]
    waiting: Annotated[
        Flags,
        _memory(C, "yes or no", 0, 1, "wanted to leave when she last looked, but switching cost held her"),
    ]
    departures: Annotated[Small, _memory(C, "number", *ANY_POSITIVE, "departures so far")]
    first_firm: Annotated[
        Month, _memory(C, "number", *ANY_POSITIVE, "her supplier at the beginning of month 1"),
    ]
    profit: Annotated[Values, _memory(C, PRICE, *ANY, "profit that all firms together have made with her")]

    bought: Annotated[Values, _month(D, "purchases", *ANY_POSITIVE, "purchases this month (repeat purchase)")]
    used: Annotated[
        Flags, _month(C, "yes or no", 0, 1, "she had something of her supplier to use this month"),
    ]
    failed: Annotated[Flags, _month(C, "yes or no", 0, 1, "a service failure happened to her")]
    loss: Annotated[Values, _month(C, PRICE, *ANY_POSITIVE, "loss by the failure, at mean stakes")]
    compensation: Annotated[Values, _month(C, "share", *ANY_POSITIVE, "share of the loss that was made good")]
    recovery_surprise: Annotated[
        Values, _month(C, PRICE, *ANY, "how much better than expected a complaint was answered"),
    ]
    recovery_cost: Annotated[
        Values, _month(C, PRICE, *ANY_POSITIVE, "what making good and refunds cost the firm"),
    ]
    guarantee_ends: Annotated[Flags, _month(C, "yes or no", 0, 1, "this is her guarantee's last month")]
    felt: Annotated[Values, _month(C, WORTH, *ANY, "performance as felt, after recovery")]
    learned: Annotated[Values, _month(C, WORTH, *ANY, "performance as it counts for the future")]
    disconfirmation: Annotated[Values, _month(C, WORTH, *ANY, "felt performance less expectation")]
    rewards: Annotated[Small, _month(D, "number", *ANY_POSITIVE, "rewards redeemed (repeat purchase)")]
    redeemed: Annotated[Small, _month(C, "number", *ANY_POSITIVE, "rewards redeemed (contractual)")]
    integration_gain: Annotated[Values, _month(C, "0-1", 0, 1, "structural integration added")]
    told: Annotated[Code, _month(C, "people", *ANY_POSITIVE, "people she tells")]
    first_told: Annotated[
        Code, _month(C, "number", *ANY_POSITIVE, "place in her list of acquaintances of the first one told"),
    ]
    heard: Annotated[Month, _month(D, "number", *ANY_POSITIVE, "opinions heard of the firm")]
    shopping: Annotated[Flags, _month(C, "yes or no", 0, 1, "buys on this trip (contractual: always)")]
    units: Annotated[Values, _month(C, "purchases", *ANY_POSITIVE, "purchases on this trip")]
    active: Annotated[Flags, _month(C, "yes or no", 0, 1, "decides on her supplier")]
    looked: Annotated[Flags, _month(C, "yes or no", 0, 1, "looks around")]
    forced: Annotated[
        Flags, _month(C, "yes or no", 0, 1, "has to leave (moves away, supplier not available)"),
    ]
    cause: Annotated[Code, _month(C, "number", 0, 5, "why she decided, when she last left")]
    leaves: Annotated[Flags, _month(C, "yes or no", 0, 1, "decided for another firm")]
    chosen: Annotated[Month, _month(C, "number", *ANY_POSITIVE, "the firm that she decided for")]
    origin: Annotated[Month, _month(C, "number", *ANY_POSITIVE, "her supplier at the beginning of the month")]
    gap: Annotated[
        Values, _month(C, WORTH, *ANY, "by how much the firm she went to was better, luck included"),
    ]
    overcome: Annotated[Values, _month(C, PRICE, *ANY_POSITIVE, "switching cost that she overcame")]
    cost_procedural: Annotated[
        Values, _month(C, PRICE, *ANY_POSITIVE, "procedural switching cost, exit fee included"),
    ]
    cost_financial: Annotated[Values, _month(C, PRICE, *ANY_POSITIVE, "financial switching cost")]
    cost_relational: Annotated[Values, _month(C, PRICE, *ANY_POSITIVE, "relational switching cost")]
    attitude: Annotated[
        Values, _month(C, WORTH, *ANY, "delivered value of her supplier less that of the best other"),
    ]
    loyalty_type: Annotated[
        Code, _month(C, "number", 0, 3, "loyal, latent, spurious or none (Dick & Basu 1994)"),
    ]
    motive: Annotated[
        Code, _month(C, "number", 0, 2, "dedicated, constrained or mixed (Bendapudi & Berry 1997)"),
    ]
    rung: Annotated[Code, _month(C, "number", 0, 3, "ordinary, preferred, partner or ally (Bacon's ladder)")]
    won_back: Annotated[
        Flags, _month(C, "yes or no", 0, 1, "came this month to a firm that had had her before"),
    ]
# fmt: on


@cache
def columns() -> dict[str, Column]:
    """Return the declaration of every column, in order."""
    hints = get_type_hints(State, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


_DATA_TYPES: dict[Any, type[np.generic]] = {
    Values: np.float64, Wide: np.int64, Bits: np.uint64, Flags: np.bool_, Small: np.int32, Month: np.int16,
    Code: np.int8,
}  # fmt: skip


@cache
def dtypes() -> dict[str, np.dtype[np.generic]]:
    """Return the data type of every column, from its declaration."""
    hints = get_type_hints(State)
    return {name: np.dtype(_DATA_TYPES[hint]) for name, hint in hints.items()}


def allocate(customers: int, firms: int, ties: int) -> State:
    """Return a state of zeros for so many customers, firms and acquaintances a customer.

    All columns lie in one piece of memory, for which NumPy asks the system for large pages: with one small
    page for each of so many columns, a processor spends much of a month looking pages up.
    """
    shapes = {C: (customers,), D: (firms, customers), A: (ties, customers)}
    types, begin, places = dtypes(), 0, {}
    for name, column in columns().items():
        size = math.prod(shapes[column.shape]) * types[name].itemsize
        places[name] = slice(begin, begin + size)
        begin += -(-size // CACHE_LINE) * CACHE_LINE
    memory = np.zeros(begin, np.uint8)
    state = State(
        **{
            name: memory[place].view(types[name]).reshape(shapes[columns()[name].shape])
            for name, place in places.items()
        }
    )
    state.last_contact.fill(NEVER)
    return state


CACHE_LINE = 64
"""Bytes that a processor fetches at a time: columns begin at multiples of them."""
NEVER = -32768
"""``last_contact`` with a firm that the customer has never left."""
