"""Treatments: a firm puts customers into classes and offers each class terms of its own.

Classes are made of what a firm can know: purchases, tenure, profit, trend, the rung of the relationship, the
segment, involvement. Every month, or every few months, a firm reviews everybody in its files. Of several
classes that a customer qualifies for the last in the scenario counts; who qualifies for none is treated as
the firm treats everybody. Whoever loses a class loses what it promised, as if a programme had been withdrawn.

The numbers of the firms hold the terms of each firm first, then those of each treatment; ``deal`` says on
which of them a customer is with her supplier, ``terms`` on which every firm would have her.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np

from simulation.kernel.arithmetic import Flags, Values, as_number, where, where_whole
from simulation.kernel.columns import NOT_NEGATIVE, SHORT, flag, memory, monthly
from simulation.kernel.offers import Numbers, Offers
from simulation.kernel.views import Firm, Luck, Relation, She, Treatments, World
from simulation.mechanisms.customer_files import trend
from simulation.mechanisms.involvement import LEVELS
from simulation.mechanisms.loyalty import RUNGS, rung
from simulation.schema import Changes, ListOf, Number, Role, String, Table, TableOf, Whole, choice, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simulation.scenario import firm as scenario_firm
    from simulation.scenario import world as scenario

By = Literal["purchases", "frequency", "tenure", "profit", "trend", "rung", "involvement", "segment"]
MEASURES = ("purchases", "frequency", "tenure", "profit", "trend", "rung", "involvement", "segment")
"""What customers are classed by, in the order of their codes."""
NAMED = {"rung": RUNGS, "involvement": LEVELS}
"""Measures whose values have names, from the lowest to the highest."""
LIMIT = 1e12
"""No measure is as large."""
MOST_TREATMENTS = 12
"""Most classes that a firm treats apart."""

Bound = Annotated[float, Number(-LIMIT, LIMIT)] | Annotated[str, String(1, 40, line=True)]


class Treatment(Table, from_start=True, role=Role.LEVER):
    """A class of a firm's customers, and what the firm offers to it."""

    name: Annotated[str, String(1, 40, line=True)] = field(
        name="Name of a treatment",
        meaning="What the class of customers is called.",
    )
    name_zh: Annotated[str, String(1, 40, line=True)] | None = field(
        default=None,
        name="Chinese name of a treatment",
        meaning="What the class of customers is called in Chinese.",
    )
    by: By = choice(
        "purchases",
        {
            "purchases": "purchases so far",
            "frequency": "purchases a month, over about a year",
            "tenure": "months as a customer",
            "profit": "profit a month on the ordinary terms",
            "trend": "purchases of late against those of a year",
            "rung": "rung of the relationship",
            "involvement": "level of involvement",
            "segment": "segment",
        },
        name="What customers are classed by",
        meaning="What the firm looks at to find who belongs to the class.",
    )
    at_least: Bound | None = field(
        default=None,
        name="From which value on",
        meaning="The lowest value in the class; for a rung or a level of involvement its name.",
    )
    below: Bound | None = field(
        default=None,
        name="Up to which value",
        meaning="The lowest value above the class; for a rung or a level of involvement its name.",
    )
    of: Annotated[str, String(1, 40, line=True)] | None = field(
        default=None,
        name="Which segment",
        meaning="The segment that makes up the class, for a class by segment.",
    )
    every: Annotated[int, Whole(1, 120)] | None = field(
        default=None,
        name="Months between reviews",
        meaning="Every how many months (every month if nothing is said) the firm looks who belongs to the "
        "class; in between nobody is put into it or out of it.",
    )
    set: Annotated[dict[str, Any], Changes()] = field(
        default={},
        name="What a treatment sets",
        meaning="How the class is treated otherwise than the firm's other customers: any of the firm's "
        "parameters with another value, as in `level = 2`.",
    )


class FirmParameters(Table, from_start=True, role=Role.LEVER):
    """How a firm treats classes of its customers."""

    treatment: Annotated[tuple[Treatment, ...], ListOf(TableOf(Treatment), 0, MOST_TREATMENTS)] = field(
        default=(),
        name="Treatments",
        meaning="Classes of customers that the firm treats otherwise than the rest, each with a name, whom "
        "it holds, and what it sets; the last that holds a customer counts.",
    )


class State:
    """On which terms each customer is with each firm, and what firms know of her purchases."""

    deal = memory("number", NOT_NEGATIVE, "the terms on which she is with her supplier", dtype=SHORT)
    origin_deal = monthly(
        "number",
        NOT_NEGATIVE,
        "the terms on which she was with her supplier when the month began",
        dtype=SHORT,
    )
    terms = memory(
        "number", NOT_NEGATIVE, "the terms on which the firm has her, or would have her", shape="dyads",
        dtype=SHORT,
    )  # fmt: skip
    reclassed = flag("her supplier treats her otherwise than last month")


def world_numbers(world: scenario.World, firms: Sequence[scenario_firm.Firm]) -> dict[str, float]:
    """Return whether any firm treats classes of customers, and whether a class ends with a contract."""
    treated = any(firm.treatment for firm in firms)
    return {"treated": float(treated), "classes_end": float(world.kind == "contractual")}


def firm_numbers(offers: Offers, numbers: Numbers) -> dict[str, Values]:
    """Return whom each treatment holds, and what its firm earns on its ordinary terms."""
    owner = offers.owner
    known = offers.reference_price, [each.name for each in offers.world.population.segment]
    margin = numbers["price"] - numbers["unit_cost"] - numbers["rebate"] - numbers["reward"]
    kept = sum(numbers[f"cost_{part}"] for part in ("contact", "member", "social", "structural"))
    return {
        "owner": owner,
        "class_by": offers.of_treatments(lambda each: float(MEASURES.index(each.by)), 0.0),
        "class_from": offers.of_treatments(lambda each: lowest(each, *known), 0.0),
        "class_below": offers.of_treatments(lambda each: highest(each, *known), 0.0),
        "class_every": offers.of_treatments(lambda each: float(each.every or 1), 1.0),
        "usual_margin": margin[owner.astype(np.intp)],
        "usual_upkeep": np.asarray(kept)[owner.astype(np.intp)],
    }


def deals(firms: Sequence[scenario_firm.Firm]) -> tuple[tuple[int, Treatment, scenario_firm.Firm], ...]:
    """Return each treatment with the number of its firm, and the firm as it is to the class."""
    return tuple(
        (number, each, as_treated(firm, each)) for number, firm in enumerate(firms) for each in firm.treatment
    )


@lru_cache(maxsize=1024)
def as_treated(firm: scenario_firm.Firm, treatment: Treatment) -> scenario_firm.Firm:
    """Return a firm as it is to a class; `ValidationError` for a value that is not allowed."""
    tables: dict[str, Any] = {}
    for path, value in treatment.set.items():
        *above, key = path.split(".")
        table = tables
        for name in above:
            table = table.setdefault(name, {})
        table[key] = value
    return firm.changed(tables)


def lowest(treatment: Treatment, money: float, segments: Sequence[str]) -> float:
    """Return the lowest value in a class, as a number; ``money`` is the reference price."""
    if treatment.by == "segment":
        return float(segments.index(str(treatment.of)))
    return _as_number(treatment, treatment.at_least, -LIMIT, money)


def highest(treatment: Treatment, money: float, segments: Sequence[str]) -> float:
    """Return the lowest value above a class, as a number; ``money`` is the reference price."""
    if treatment.by == "segment":
        return lowest(treatment, money, segments) + 1.0
    return _as_number(treatment, treatment.below, LIMIT, money)


def _as_number(treatment: Treatment, bound: float | str | None, usual: float, money: float) -> float:
    if bound is None:
        return usual
    if isinstance(bound, str):
        return float(NAMED[treatment.by].index(bound))
    return bound / money if treatment.by == "profit" else bound


def earned(bought: Values, serving: Values, margin: Values, upkeep: Values) -> Values:
    """Return what a firm earns a month with a customer who buys so much, on its ordinary terms."""
    return bought * margin - serving - upkeep


def is_due(month: Values, every: Values) -> Flags:
    """Return whether a class that is reviewed every so many months is reviewed in a month."""
    return month - every * np.floor(month / every) == 0.0


def review(
    she: She, firm: Firm, relation: Relation, treatments: Treatments, world: World, luck: Luck
) -> None:
    """Find on which terms a firm has each customer from now on."""
    here = she.firm == firm.number
    purchases = where(here, she.purchases, relation.purchases)
    tenure = where(here, as_number(she.tenure), 0.0)
    standing = as_number(
        rung(
            where(here, she.trust, relation.trust),
            where(here, she.commitment, relation.commitment),
            where(here, she.integration, relation.integration),
        )
    )
    falling = trend(relation.lately, relation.yearly)
    before, month = relation.terms, as_number(luck.month)
    unknown = she.newcomer | (np.logical_not(here) & (world.classes_end > 0.0))
    now = before * 0 + firm.number
    for treatment in treatments:
        by = treatment.class_by
        profit = earned(relation.yearly, she.cost_to_serve, treatment.usual_margin, treatment.usual_upkeep)
        few = where(by < 1.0, purchases, where(by < 2.0, relation.yearly, tenure))
        amount = where(by < 3.0, few, where(by < 4.0, profit, falling))
        kind = where(by < 7.0, as_number(she.involvement_level), as_number(she.segment))
        measured = where(by < 5.0, amount, where(by < 6.0, standing, kind))
        belongs = (measured >= treatment.class_from) & (measured < treatment.class_below)
        reviewed = unknown | is_due(month, treatment.class_every)
        inside = (reviewed & belongs) | (np.logical_not(reviewed) & (before == treatment.number))
        now = where_whole(inside & (treatment.owner == firm.number), treatment.number, now)
    relation.terms = now


def take_terms(she: She, own_relation: Relation) -> None:
    """Bring a customer's terms with her supplier up to date, and mark whether they have changed."""
    she.origin_deal = she.deal
    she.deal = own_relation.terms
    she.reclassed = own_relation.terms != she.origin_deal


def come_to_terms(she: She, own_relation: Relation) -> None:
    """Give a customer who comes to a firm the terms on which it has her."""
    she.deal = own_relation.terms


def begin_month(she: She) -> None:
    """Record the terms at the beginning of the month."""
    she.origin_deal = she.deal
