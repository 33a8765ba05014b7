"""Search: who reconsiders her supplier. A hazard with four causes (routine, push, pull, incident).

Proportional hazards of search (Bolton 1998), critical incidents (Keaveney 1995), and inattention of the
satisfied: the pull of a better offer is multiplied by the push of dissatisfaction, so the more satisfied a
customer is, the less often she notices it, except for news that reaches everybody alike (``news_reach``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import MOST_NEGATIVE, Values, exponential, where_whole
from simulation.kernel.columns import ANY, CODE, NOT_NEGATIVE, WORTH, flag, memory, monthly, trait
from simulation.kernel.distributions import Draw, lognormal
from simulation.kernel.draws import uniform
from simulation.kernel.views import Firms, Luck, She, Supplier, World
from simulation.mechanisms.attainability import money_promised
from simulation.schema import Grade, Table, Unit, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

ROUTINE, DISSATISFACTION, OFFER, INCIDENT, INVOLUNTARY, RELEASED, REPLACED = range(7)
REASONS = ("routine", "dissatisfaction", "offer", "incident", "involuntary", "released", "replaced")
"""Why a customer looked around, or was replaced (``births_and_deaths``); the numbers in column ``cause``."""
ALWAYS = 1.0e9
"""A hazard so high that every customer looks around every month."""


class SearchParameters(Table):
    """What makes a customer reconsider the supplier (in repeat-purchase markets: at a purchase)."""

    routine: float = parameter(
        0.0135, Unit.PER_MONTH, bounds=(0, 20), plausible=(0.01, 0.5), grade=Grade.ASSUMED,
        source="fitted to a monthly churn of 1.1 % (mobile operators 2017)",
        name="Looking around without a cause",
        meaning="How often a month a customer who is neither satisfied nor dissatisfied looks around without "
        "a cause (hazard); in repeat-purchase markets, at a purchase.",
        sources=("company-reports-2017",),
    )
    involvement: float = parameter(
        1.0, Unit.RATIO, bounds=(-3, 3), plausible=(0, 2), grade=Grade.ASSUMED,
        name="Search by involvement",
        meaning="How much more often the involved look around (0: no more than others).",
    )
    satisfaction: float = parameter(
        0.15, Unit.PRICE_SHARE, bounds=(0.02, 5), plausible=(0.08, 0.25), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Attention by satisfaction",
        meaning="How far satisfaction must fall for a customer to look around 2.7 times as often; smaller: "
        "more sensitive.",
        sources=("tarp",),
    )
    offer_gap: float = parameter(
        0.08, Unit.PRICE_SHARE, bounds=(0.01, 5), plausible=(0.04, 0.2), grade=Grade.ASSUMED,
        name="Gap of offers noticed",
        meaning="By how much another firm's visible offer must be better to double the looking around.",
    )
    news_reach: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        source="sign measured: growth and decline of brands come more from winning customers than from "
        "losing them (Riebe, Wright, Stern & Sharp 2014)",
        name="Reach of news",
        meaning="What share of the pull of a better offer is the same for all customers; the rest is "
        "stronger the less satisfied they are. 0: the satisfied hardly hear of offers; 1: all hear alike.",
        neutral=0.0,
        sources=("riebe-wright-stern-sharp-2014",),
    )
    incident: float = parameter(
        1.1, Unit.RATIO, bounds=(0, 10), plausible=(0.5, 2), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Looking after an incident",
        meaning="How strongly an unresolved failure drives a customer to look around.",
        sources=("tarp",),
    )
    renewal: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 100), plausible=(1, 4), grade=Grade.ASSUMED,
        name="Looking around at renewal",
        meaning="How many times as often a customer looks around in the last month of her contract's term.",
        needs="contract_terms",
        neutral=1.0,
    )
    involuntary: float = parameter(
        0.001, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.005), grade=Grade.ASSUMED,
        source="Keaveney 1995: named by 6 % of respondents",
        name="Involuntary departures",
        meaning="Probability a month that a customer has to leave her supplier, for instance because she "
        "moves.",
        sources=("keaveney-1995",),
    )


class PopulationParameters(Table, from_start=True):
    """How restlessness is distributed."""

    restlessness_spread: float = parameter(
        0.8, Unit.RATIO, bounds=(0, 3), plausible=(0, 1.7), grade=Grade.ASSUMED,
        source="Fader & Hardie 2007 (fitted to cohort survival)",
        name="Restlessness, spread",
        meaning="How much customers differ in how often they look around without a cause (standard deviation "
        "of the logarithm).",
        sources=("fader-hardie-2007",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    inattention: bool = switch(
        name="Inattention",
        meaning="Customers look around only now and then; switched off, everybody compares every month.",
    )


class State:
    """How often each customer looks around, and why."""

    restlessness = trait("ratio", NOT_NEGATIVE, "how often the customer thinks of leaving without a cause")
    habit = trait("a month", NOT_NEGATIVE, "hazard of routine search, but for the renewal of a contract")
    routine = memory(
        "a month",
        NOT_NEGATIVE,
        "hazard of looking around without a cause, when neither satisfied nor dissatisfied",
    )
    best_offer = memory(WORTH, ANY, "the most that any firm visibly offers the customer: money less trouble")
    active = flag("decides on her supplier")
    looked = flag("looks around")
    forced = flag("has to leave (moves away, supplier not available)")
    cause = monthly("number", (0, 6), "why the customer decided, when she last left", dtype=CODE)


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return the hazard of routine search."""
    return {"routine_search": world.search.routine if world.rules.inattention else ALWAYS}


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:
    """Draw restlessness (lognormal)."""
    she.restlessness = lognormal(draw("restlessness"), world.population.restlessness_spread)


def routine_search(
    rate: float, restlessness: Values, involvement: Values, mean_involvement: float, slope: float
) -> Values:
    """Return the hazard of looking around without a cause; it rises with involvement."""
    return rate * restlessness * exponential(slope * (involvement - mean_involvement))


def push(satisfaction: Values, softness: float) -> Values:
    """Return the factor by which (dis)satisfaction multiplies the hazard: 1 when neutral."""
    return exponential(-satisfaction / softness)


def pull(gap: Values, usual_gap: float, stakes: Values) -> Values:
    """Return the hazard that a better offer adds, as a multiple of the hazard without it.

    ``gap`` is the best visible offer less the supplier's. The pull is linear in a price, since an exponential
    grows without limit. It is divided by the stakes: customers with low involvement notice a price cut first
    (Petty & Cacioppo's peripheral route).
    """
    return gap / (usual_gap * stakes)


def hearing(base: Values, pushed: Values, reach: float) -> Values:
    """Return the hazard that a better offer multiplies: a share ``reach`` of it whatever the satisfaction."""
    return (1.0 - reach) * pushed + reach * base


def incident(loss: Values, made_good: Values, weight: float) -> Values:
    """Return the hazard added by a failure that was not made good."""
    return weight * loss * np.maximum(0.0, 1.0 - made_good)


def probability(hazard: Values) -> Values:
    """Return the probability that something with this hazard happens within the month."""
    return 1.0 - exponential(-hazard)


def offer(
    price: Values | float, financial: Values | float, structural: Values | float, usage: Values
) -> Values:
    """Return the money that a firm offers a month, as far as other firms' customers can see it.

    ``price`` is what it asks, its trouble included: customers notice trouble as they notice money.
    """
    return structural * usage + (financial - price)


def settle_habits(she: She, world: World) -> None:
    """Compute each customer's hazard of routine search, which changes only when the world's numbers do."""
    she.habit = routine_search(
        world.routine_search,
        she.restlessness,
        she.involvement,
        world.mean_involvement,
        world.search.involvement,
    )
    she.routine = she.habit


def see_offers(she: She, firms: Firms) -> None:
    """Compute the best offer that each customer can see."""
    best = she.usage * 0.0 + MOST_NEGATIVE
    for firm, relation in firms:
        money = money_promised(firm, relation.prospect)
        best = np.maximum(best, offer(firm.price + firm.effort, money, firm.visible, she.usage))
    she.best_offer = best


def usual_hazards(she: She, supplier: Supplier, world: World) -> tuple[Values, Values, Values]:
    """Return the hazards without an incident: routine, by dissatisfaction, by a better offer."""
    base = she.routine
    pushed = base * push(she.satisfaction, world.search.satisfaction)
    routine = np.minimum(base, pushed)
    asked = supplier.in_mind + supplier.effort
    mine = offer(asked, money_promised(supplier, she.prospect), supplier.visible, she.usage)
    gap = np.maximum(she.best_offer - mine, 0.0)
    heard = hearing(base, pushed, world.search.news_reach)
    pulled = heard * pull(gap, world.search.offer_gap, she.stakes)
    return routine, pushed - routine, pulled


def search_hazards(she: She, supplier: Supplier, world: World) -> tuple[Values, Values, Values, Values]:
    """Return the hazards of looking around: routine, by dissatisfaction, by a better offer, by an incident.

    They add up, so each one's share is the probability that it was the cause.
    """
    routine, dissatisfied, pulled = usual_hazards(she, supplier, world)
    counted = she.loss * (1.0 - she.excused)
    return routine, dissatisfied, pulled, incident(counted, she.compensation, world.search.incident)


def wonder(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Draw who has to leave, and who may look around.

    A cheap pre-filter: 1 - exp(-hazard) <= hazard, so only customers whose draw is below the hazard need the
    exact test (``reconsider``), with the same draw.
    """
    leaving = uniform(luck.leaving, she.identity) < world.search.involuntary
    she.forced = leaving
    routine, dissatisfied, pulled = usual_hazards(she, supplier, world)
    she.looked = uniform(luck.look, she.identity) < routine + dissatisfied + pulled
    she.active = leaving | she.waiting


def reconsider(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Draw who looks around; customers who are forced to leave, or are waiting to, decide in any case."""
    routine, dissatisfied, pulled = usual_hazards(she, supplier, world)
    looks = uniform(luck.look, she.identity) < probability(routine + dissatisfied + pulled)
    she.looked = looks
    she.active = looks | she.active


def mind_failure(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Draw again after a failure, which makes it likelier that the customer looks around (if she buys)."""
    routine, dissatisfied, pulled, by_incident = search_hazards(she, supplier, world)
    chance = probability(routine + dissatisfied + pulled + by_incident)
    looks = she.shopping & (uniform(luck.look, she.identity) < chance)
    she.looked = looks
    she.active = looks | she.active


def give_notice(she: She) -> None:
    """Let customers who have to leave look around, too."""
    she.looked = True


def find_cause(she: She, supplier: Supplier, world: World, luck: Luck) -> None:
    """Draw the reason why a customer leaves, in proportion to the hazards of her search."""
    routine, dissatisfied, pulled, by_incident = search_hazards(she, supplier, world)
    hazard = routine + dissatisfied + pulled + by_incident
    mark = uniform(luck.reason, she.identity) * hazard
    by_offer = where_whole(mark < hazard - by_incident, OFFER, INCIDENT)
    by_search = where_whole(
        mark < routine, ROUTINE, where_whole(mark < routine + dissatisfied, DISSATISFACTION, by_offer)
    )
    she.cause = where_whole(she.forced, INVOLUNTARY, where_whole(she.looked, by_search, RELEASED))


def stop_waiting(she: She) -> None:
    """End all waiting: at the shelf a customer who does not look around buys what she bought last."""
    she.waiting = False
