"""The price of levers: what it costs a firm to change its offer, and ever less that more spending does.

Measured is the change from the firm's own terms, those of the warm-up: what the scenario offers costs what
the scenario says.
"""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, as_number, exponential, logarithm, where
from simulation.kernel.offers import Offers
from simulation.schema import Grade, Table, Unit, parameter, switch

LEAST_FAILURE = 5e-4
"""Failures a month (times the loss by one) that no spending prevents."""
NEVER_SETTLED = 0.02
"""Share of complaints that no spending settles."""
LEAST_COST = 1e-9
"""Goods that cost nothing are taken to cost this, so that there is something to divide by."""
LEAST_ADVERTISING = 0.05
"""Below this a firm becomes no less known."""


class LeverParameters(Table):
    """What a change of a firm's offer costs the firm, if levers have their price."""

    improvement: float = parameter(
        0.6, Unit.RATIO, bounds=(0, 5), plausible=(0.3, 1), grade=Grade.ASSUMED,
        name="Cost of improvement",
        meaning="What the first bit of better quality, or of less effort, costs a firm at every purchase, as "
        "a share of what it is worth at mean stakes.",
        needs="priced_levers",
    )
    improvement_curve: float = parameter(
        2.0, Unit.RATIO, bounds=(0, 20), plausible=(0.5, 4), grade=Grade.ASSUMED,
        name="Cost of improvement, curve",
        meaning="How fast improvement becomes dearer (the square of the improvement costs so much).",
        needs="priced_levers",
    )
    worsening: float = parameter(
        0.4, Unit.RATIO, bounds=(0, 5), plausible=(0.1, 0.6), grade=Grade.ASSUMED,
        name="Saving by worsening",
        meaning="What the first bit of worse quality, or of more effort, saves a firm at every purchase, as "
        "a share of its worth at mean stakes; further ones save less, and all less than the goods cost.",
        needs="priced_levers",
    )
    reliability: float = parameter(
        0.02, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0.01, 0.03), grade=Grade.ASSUMED,
        name="Cost of reliability",
        meaning="What it costs a month and customer to cut the loss by failures to a 2.7th of what it was.",
        needs="priced_levers",
    )
    recovery: float = parameter(
        0.004, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0.001, 0.02), grade=Grade.ASSUMED,
        name="Cost of recovery",
        meaning="What it costs a month and customer to leave a 2.7th as many complaints unsettled, and again "
        "to settle all of them quickly instead of none.",
        needs="priced_levers",
    )
    personal_fit: float = parameter(
        0.01, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0.005, 0.03), grade=Grade.ASSUMED,
        name="Cost of personal fit",
        meaning="What a personal fit of 1 costs a month and customer; it rises with the square of the fit.",
        needs="priced_levers",
    )
    club: float = parameter(
        0.015, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0, 0.05), grade=Grade.ASSUMED,
        name="Cost of a full club",
        meaning="What a club of all customers costs a month and customer beside the members' cost; it rises "
        "with the square of the share who belong.",
        needs="priced_levers",
    )
    known: float = parameter(
        0.045, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0.02, 0.1), grade=Grade.FROM_MEMORY,
        source="an advertising elasticity of .12 (Sethuraman, Tellis & Briesch 2011)",
        name="Being known",
        meaning="By how much a firm that advertises 2.7 times as much as before is worth more to those who "
        "look around and are not its customers.",
        sources=("sethuraman-tellis-briesch-2011",),
        needs="priced_levers",
    )
    guarantee: float = parameter(
        6.0, Unit.MONTHS, bounds=(0.1, 120), plausible=(2, 12), grade=Grade.ASSUMED,
        name="Half relief by a guarantee",
        meaning="For how many months a guarantee has to run to take away half the risk that an endless one "
        "does.",
        neutral=6.0,
        needs="priced_levers",
    )


class Switches(Table):
    """Switches of this mechanism."""

    priced_levers: bool = switch(
        True,
        name="Levers have their price",
        meaning="What a firm changes of its offer costs it something, and every further step costs more or "
        "adds less; measured from its terms in the warm-up. Switched off, only what the scenario gives a "
        "cost costs anything.",
        neutral=False,
        from_start=True,
    )


PRICED = (
    "firm.quality", "firm.effort", "firm.advertising", "firm.service.failure_minor",
    "firm.service.failure_major", "firm.service.recovery_satisfied", "firm.service.recovery_quick",
    "firm.financial.guarantee_months", "firm.social.personal_fit", "firm.structural.service_cost",
)  # fmt: skip
"""Levers that cost nothing, or have no diminishing returns, unless levers have their price."""


def cost_of_improvement(change: Values, first: float, curve: float) -> Values:
    """Return what a better offer costs at a purchase: more than in proportion; nothing for a worse one."""
    better = np.maximum(change, 0.0)
    return first * better + curve * better * better


def saved_by_worsening(change: Values, saving: float, goods: Values) -> Values:
    """Return what a worse offer saves at a purchase: ever less, and less than the goods cost."""
    worse = np.maximum(-change, 0.0)
    most = np.maximum(goods, LEAST_COST)
    return most * (1.0 - exponential(-saving * worse / most))


def cost_of_fewer(before: Values, now: Values, cost: float) -> Values:
    """Return what it costs to have fewer of something bad: ``cost`` each time that it falls to a 2.7th."""
    return cost * logarithm(before / now)


def effect_of_spending(spent: Values) -> Values:
    """Return the effect of so many times the usual spending: 1 at the usual, at most 1.58."""
    return (1.0 - exponential(-spent)) / (1.0 - exponential(-np.ones(1)))


def effect_of_guarantee(months: Values, half: float) -> Values:
    """Return the share of an endless guarantee's relief that one of so many months gives."""
    return months / (months + half)


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return what being known adds to a firm's worth among those who are not its customers."""
    before, now = offers.before_and_now(lambda firm: max(firm.advertising, LEAST_ADVERTISING))
    gained = offers.world.levers.known * logarithm(now / before)
    return {"known": offers.row(_priced(now, offers) * gained)}


def dearer_goods(offers: Offers) -> Values:
    """Return what better quality and less effort add to the cost of a purchase, in reference prices."""
    levers = offers.world.levers
    terms = levers.improvement, levers.improvement_curve
    quality_before, quality = offers.before_and_now(lambda firm: firm.quality)
    effort_before, effort = offers.before_and_now(lambda firm: firm.effort)
    better, easier = quality - quality_before, effort_before - effort
    dearer = cost_of_improvement(better, *terms) + cost_of_improvement(easier, *terms)
    worse = np.minimum(better, 0.0) + np.minimum(easier, 0.0)
    _, goods = offers.before_and_now(lambda firm: firm.unit_cost / offers.reference_price)
    saved = saved_by_worsening(worse, levers.worsening, goods)
    return offers.row(_priced(effort, offers) * (dearer - saved))


def dearer_service(offers: Offers) -> Values:
    """Return what fewer failures and a better recovery cost a month and customer, in reference prices."""
    levers, feels = offers.world.levers, offers.world.experience
    failing_before, failing = offers.before_and_now(
        lambda firm: LEAST_FAILURE
        + firm.service.failure_minor * feels.minor_loss
        + firm.service.failure_major * feels.major_loss
    )
    open_before, still_open = offers.before_and_now(
        lambda firm: 1.0 + NEVER_SETTLED - firm.service.recovery_satisfied - firm.service.recovery_quick
    )
    quick_before, quick = offers.before_and_now(lambda firm: firm.service.recovery_quick)
    recovery = cost_of_fewer(open_before, still_open, levers.recovery) + levers.recovery * (
        quick - quick_before
    )
    fewer = cost_of_fewer(failing_before, failing, levers.reliability)
    return offers.row(_priced(quick, offers) * (fewer + recovery))


def dearer_people(offers: Offers) -> Values:
    """Return what a better personal fit and a larger club cost a month and customer, in reference prices."""
    levers = offers.world.levers
    fit_before, fit = offers.before_and_now(lambda firm: firm.social.personal_fit)
    club_before, club = offers.before_and_now(lambda firm: firm.social.club)
    dearer = levers.personal_fit * (fit * fit - fit_before * fit_before)
    larger = levers.club * (club * club - club_before * club_before)
    return offers.row(_priced(fit, offers) * (dearer + larger))


def attention(offers: Offers) -> Values:
    """Return the attention that a customer gets of a person who has so many accounts: 1 is full.

    As long as levers have no price a person cannot give more than full attention; with their price she can,
    ever less with every account taken off her.
    """
    recommended = offers.world.bonds.recommended_accounts
    before, now = offers.before_and_now(lambda firm: firm.social.accounts_per_person)
    full = np.minimum(1.0, recommended / before)
    change = effect_of_spending(recommended / now) / effect_of_spending(recommended / before)
    usual = np.minimum(1.0, recommended / now)
    return offers.row(where(_priced(now, offers) > 0.0, full * change, usual))


def worth_of_structure(offers: Offers) -> Values:
    """Return the factor by which more, or less, spending on the structural service changes its worth."""
    before, now = offers.before_and_now(lambda firm: firm.structural.service_cost)
    changed = (_priced(now, offers) > 0.0) & (before > 0.0)
    spent = now / where(before > 0.0, before, 1.0)
    return offers.row(where(changed, effect_of_spending(spent), 1.0))


def pull_of_advertising(offers: Offers) -> Values:
    """Return how strongly claims pull: with their price, levers add the square root of what is spent."""
    before, now = offers.before_and_now(lambda firm: firm.advertising)
    root = np.sqrt(now * where(before > 0.0, before, 1.0))
    return offers.row(where(_priced(now, offers) > 0.0, root, now))


def relief_by_guarantee(offers: Offers) -> Values:
    """Return what share of its full relief each firm's guarantee gives."""
    half = offers.world.levers.guarantee
    before, now = offers.before_and_now(lambda firm: float(firm.financial.guarantee_months))
    usual = where(before > 0.0, effect_of_guarantee(before, half), 1.0)
    relief = np.minimum(1.0, effect_of_guarantee(now, half) / usual)
    return offers.row(where(_priced(now, offers) > 0.0, relief, as_number(now > 0.0)))


def _priced(firms: Values, offers: Offers) -> Values:
    """Return 1 for every firm if levers have their price, else 0."""
    return np.full(firms.size, float(offers.rules.priced_levers))
