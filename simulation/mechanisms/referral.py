"""Referral: who told a customer of the firm to which she came holds her there while he is its customer, too.

Nobody is paid to refer. Referred customers are worth more than others, and stay longer, but only as long as
the one who referred them has not left (Van den Bulte, Bayer, Skiera & Schmitt 2018).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.kernel.arithmetic import Values, where, where_whole
from simulation.kernel.columns import COUNT, FLAG, INFINITE, NOT_NEGATIVE, SHARE, memory, monthly
from simulation.kernel.distributions import Draw
from simulation.kernel.views import Relation, She, World
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

NOBODY = -1
"""The referrer of those whom nobody has referred."""


class SwitchingCostParameters(Table):
    """What leaving the one who referred her costs a customer."""

    company: float = parameter(
        0.2, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0.1, 0.3), grade=Grade.ASSUMED,
        source="sign and condition measured: Van den Bulte, Bayer, Skiera & Schmitt 2018",
        name="Switching cost of company",
        meaning="What leaving a supplier costs once a customer of mean involvement while the acquaintance "
        "who referred her is its customer, too.",
        needs="referral",
        sources=("schmitt-skiera-van-den-bulte-2011", "van-den-bulte-bayer-skiera-schmitt-2018"),
    )


class Switches(Table):
    """Switches of this mechanism."""

    referral: bool = switch(
        name="Referral",
        meaning="Whoever came to a firm because an acquaintance told her of it likes to stay with him.",
        neutral=True,
    )


class State:
    """Who referred each customer to her supplier."""

    referrer = memory(
        "number",
        (NOBODY, INFINITE),
        "who told the customer of her supplier in the month in which she came (the last of several); -1: "
        "nobody",
        dtype=COUNT,
    )
    company = memory("yes or no", SHARE, "who referred her is a customer of the same supplier", dtype=FLAG)
    told_by = monthly(
        "number",
        NOT_NEGATIVE,
        "the last who told her of the firm; kept only where company holds customers",
        shape="dyads",
        dtype=COUNT,
    )


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return what company is worth, which is nothing where leaving is free."""
    works = world.rules.referral and world.rules.switching_costs
    return {"company_worth": world.switching_cost.company if works else 0.0}


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:  # noqa: ARG001
    """Let customers begin with suppliers to whom nobody has referred them."""
    she.referrer = NOBODY


def cost_of_company(stakes: Values, worth: float) -> Values:
    """Return what leaving the one who referred her costs a customer once."""
    return stakes * worth


def remember_referrer(she: She, own_relation: Relation) -> None:
    """Note who told a customer of the firm to which she comes; nobody has told a newcomer of anything."""
    told = where_whole(she.newcomer, 0, own_relation.heard) > 0
    she.referrer = where_whole(told, own_relation.told_by, NOBODY)
    she.company = told


def come_alone(she: She) -> None:
    """Let a newcomer have nobody who referred her."""
    she.referrer = NOBODY
    she.company = False


def miss_company(she: She, world: World) -> None:
    """Add to the cost of leaving that of leaving the one who referred her."""
    cost = cost_of_company(she.stakes, world.company_worth)
    she.cost_relational += where(she.company, cost, 0.0)


def meet(state: Any) -> None:
    """Find whose referrer is still a customer of the same supplier; nobody misses who has been replaced."""
    state.referrer[state.newcomer[state.referrer]] = NOBODY
    there = state.firm[state.referrer] == state.firm
    state.company[:] = (state.referrer != NOBODY) & there
