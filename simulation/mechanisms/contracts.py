"""Contracts: a term, an exit fee that runs off over it, and consent: a fee binds those who signed it.

A customer signs when she comes, and again when she stays beyond her term. Without consent the firm's present
fee and term bind everybody. A firm may always ask for less than was signed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import NOT_NEGATIVE, PRICE, SHARE, memory, monthly, trait
from simulation.kernel.distributions import Draw
from simulation.kernel.offers import Offers
from simulation.kernel.views import She, Supplier, World
from simulation.schema import Grade, Role, Table, Unit, money, parameter, switch

if TYPE_CHECKING:
    from simulation.scenario import world as scenario

TWO_YEARS = 24.0
"""Months of a term after which those who consider joining fear half of the fee."""


class FirmParameters(Table):
    """The terms of a firm's contract."""

    exit_fee: float = money(
        0.0, Unit.MONEY, plausible=(0, 1), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Exit fee",
        meaning="What a customer has to pay when she leaves; under a contract with a term, at its beginning. "
        "Only where customers have contracts.",
    )
    contract_term: int = parameter(
        0, Unit.MONTHS, bounds=(0, 120), plausible=(0, 36), grade=Grade.ASSUMED,
        role=Role.LEVER,
        name="Term of the contract",
        meaning="Over how many months the exit fee of a contract runs off, after which a customer who stays "
        "signs again; 0: no term, and the fee stays. Only where customers have contracts.",
        neutral=0,
    )


class SwitchingCostParameters(Table):
    """What customers make of exit fees."""

    fee_foresight: float = parameter(
        0.3, Unit.SHARE, bounds=(0, 1), plausible=(0.1, 0.6), grade=Grade.ASSUMED,
        name="Foresight of the exit fee",
        meaning="What share of a firm's exit fee those who consider joining it count against it in the month "
        "of their choice; the longer the term over which the fee runs off, the more.",
        needs="fee_reactions",
    )
    fee_resentment: float = parameter(
        0.1, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.3), grade=Grade.ASSUMED,
        source="sign measured: Julander & Soderlund 2003",
        name="Resentment of the exit fee",
        meaning="What share of the fee she would have to pay a customer who wanted to leave and is held is "
        "worse off a month, as she feels it.",
        needs="fee_reactions",
        sources=("julander-soderlund-2003",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    contract_terms: bool = switch(
        name="Terms of contracts",
        meaning="Contracts have the terms that firms give them; switched off, fees do not run off.",
        neutral=True,
    )
    fee_reactions: bool = switch(
        name="Reactions to exit fees",
        meaning="Customers foresee exit fees, and resent being held by them.",
        neutral=True,
    )
    fee_consent: bool = switch(
        True,
        name="Consent to exit fees",
        meaning="An exit fee and a term bind only those who signed under them; switched off, everybody.",
        neutral=False,
        from_start=True,
    )
    fees_paid: bool = switch(
        True,
        name="Exit fees are revenue",
        meaning="Who leaves of her own will pays the exit fee to her supplier; switched off, nobody pays, "
        "though everybody reckons with it.",
        neutral=False,
        from_start=True,
    )


class State:
    """The contract that each customer signed."""

    fee_agreed = memory(PRICE, NOT_NEGATIVE, "exit fee of her contract, at its beginning")
    fee_owed = memory(PRICE, NOT_NEGATIVE, "exit fee that she would have to pay this month")
    contract_term = memory("months", NOT_NEGATIVE, "term of her contract, 0 is none")
    contract_age = memory("months", NOT_NEGATIVE, "months of the term that are over")
    contract_phase = trait("0-1", SHARE, "share of her first term that was over at the beginning")
    fee_paid = monthly(PRICE, NOT_NEGATIVE, "exit fee that she paid when she last left")


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return the exit fee, the term, and how much of the fee newcomers fear, in reference prices."""
    rules, unit = offers.rules, offers.reference_price
    fee = offers.each(lambda firm: firm.exit_fee / unit) * float(rules.switching_costs)
    term = offers.each(lambda firm: firm.contract_term) * float(rules.contract_terms)
    foresight = offers.world.switching_cost.fee_foresight * float(rules.fee_reactions)
    return {"exit_fee": fee, "contract_term": term, "fee_foreseen": foreseen(fee, term, foresight)}


def world_numbers(world: scenario.World) -> dict[str, float]:
    """Return whether a fee needs consent, whether it is paid, and whether any contract has had a term."""
    rules = world.rules
    return {
        "fee_consent": float(rules.fee_consent),
        "fees_paid": float(rules.fees_paid and rules.switching_costs),
        "terms_in_use": 0.0,
    }


def draw_customers(she: She, world: scenario.World, draw: Draw) -> None:  # noqa: ARG001
    """Draw how much of each customer's first term is over at the beginning (uniform)."""
    she.contract_phase = draw("contract")


def foreseen(fee: Values, term: Values, foresight: float) -> Values:
    """Return how much of a fee newcomers count against a firm: less for a short term, all without one."""
    feared = where(term > 0.0, term / (term + TWO_YEARS), 1.0)
    return foresight * fee * feared


def fee_left(fee: Values, age: Values, term: Values) -> Values:
    """Return what is left of a fee after ``age`` months of a ``term``; it runs off evenly."""
    return fee * (1.0 - age / np.maximum(term, 1.0))


def sign(she: She, supplier: Supplier) -> None:
    """Let customers sign the supplier's contract, as it is now."""
    she.fee_agreed = supplier.exit_fee
    she.fee_owed = supplier.exit_fee
    she.contract_term = supplier.contract_term
    she.contract_age = 0.0


def begin_within_term(she: She) -> None:
    """Let the first customers be anywhere within their term, or all of them would renew at once."""
    age = np.floor(she.contract_phase * she.contract_term)
    she.contract_age = age
    she.fee_owed = fee_left(she.fee_agreed, age, she.contract_term)


def revise_contract(she: She, supplier: Supplier, world: World) -> None:
    """Bring contracts up to date when firms' terms change: with consent only a lower fee reaches them."""
    consent = world.fee_consent > 0.0
    lower = np.minimum(she.fee_agreed, supplier.exit_fee)
    agreed = where(consent, lower, supplier.exit_fee)
    term = where(consent, she.contract_term, supplier.contract_term)
    age = np.minimum(she.contract_age, term)
    she.fee_agreed, she.contract_term, she.contract_age = agreed, term, age
    she.fee_owed = fee_left(agreed, age, term)


def age_contract(she: She, supplier: Supplier, world: World) -> None:
    """Let a month of the term pass, sign again after its end, and let customers look around before it ends.

    In the last month nothing is left of the fee.
    """
    over = (she.contract_term > 0.0) & (she.contract_age >= she.contract_term)
    term = where(over, supplier.contract_term, she.contract_term)
    agreed = where(over, supplier.exit_fee, she.fee_agreed)
    age = where(term > 0.0, where(over, 0.0, she.contract_age) + 1.0, 0.0)
    ends = (term > 0.0) & (age >= term)
    she.contract_term = term
    she.fee_agreed = agreed
    she.contract_age = age
    she.fee_owed = fee_left(agreed, age, term)
    she.routine = she.habit * where(ends, world.search.renewal, 1.0)


def resent(she: She, world: World) -> None:
    """Let a customer whom the fee holds against her wish feel worse, and learn from it."""
    harm = world.switching_cost.fee_resentment * she.fee_owed
    she.felt -= harm
    she.learned -= harm
    she.disconfirmation -= harm


def pay_fee(she: She) -> None:
    """Charge the fee to customers who leave, unless they have to."""
    she.fee_paid = where(she.forced, 0.0, she.fee_owed)
