"""The world: what no firm chooses. Its tables are declared by the mechanisms that use them."""

from __future__ import annotations

from typing import Annotated, Literal

from simulation.mechanisms import (
    accounts,
    advertising,
    contact_and_expertise,
    expectation,
    points_and_tiers,
    refund_guarantee,
    social_bond,
    structural_bond,
    switching_cost,
    taste_and_brand,
    trust,
)
from simulation.mechanisms.commitment import CommitmentParameters
from simulation.mechanisms.failure_and_recovery import ExperienceParameters
from simulation.mechanisms.satisfaction import SatisfactionParameters
from simulation.mechanisms.search import SearchParameters
from simulation.mechanisms.word_of_mouth import WordOfMouthParameters
from simulation.scenario.population import Population
from simulation.scenario.rules import Rules
from simulation.schema import Grade, String, Table, Unit, choice, field, parameter


class Trust(trust.TrustParameters, refund_guarantee.TrustParameters):
    """How kept and broken promises move trust, and what missing trust costs."""


class Learning(expectation.LearningParameters, advertising.LearningParameters):
    """How beliefs about a firm's worth move."""


class Bonds(social_bond.BondParameters, structural_bond.BondParameters):
    """How social and structural bonds grow, fade and are felt."""


class SwitchingCost(switching_cost.SwitchingCostParameters, points_and_tiers.SwitchingCostParameters):
    """What leaving costs once, by type (Burnham, Frels & Mahajan 2003)."""


class Size(Table):
    """The market itself: its kind, size, money and time."""

    kind: Literal["contractual", "repeat_purchase"] = choice(
        "contractual",
        {
            "contractual": "contractual (one supplier at a time)",
            "repeat_purchase": "repeat purchase (several suppliers at a time)",
        },
        name="Kind of market",
        meaning="Contractual: a customer has one supplier until she leaves it, and may return; repeat "
        "purchase: she chooses again at every purchase and may buy from several.",
        from_start=True,
    )
    currency: Annotated[str, String(1, 20, line=True)] = field(
        default="coins",
        name="Currency",
        meaning="The word for the unit of money in tables and figures; it changes no decision.",
        from_start=True,
    )
    months: int = parameter(
        60, Unit.MONTHS, bounds=(1, 1200), plausible=(12, 120), grade=Grade.ASSUMED,
        name="Months",
        meaning="How many months are simulated and reported.",
        from_start=True,
    )
    warm_up: int = parameter(
        24, Unit.MONTHS, bounds=(0, 600), plausible=(0, 60), grade=Grade.ASSUMED,
        name="Warm-up",
        meaning="How many months the market runs without programmes before month 1, so that customers "
        "already know their suppliers.",
        from_start=True,
    )
    customers: int = parameter(
        2000, Unit.PEOPLE, bounds=(1, 5_000_000), plausible=(500, 10_000), grade=Grade.ASSUMED,
        name="Customers",
        meaning="How many customers the market has.",
        from_start=True,
    )
    replications: int = parameter(
        30, Unit.COUNT, bounds=(1, 10_000), plausible=(10, 100), grade=Grade.ASSUMED,
        name="Replications",
        meaning="How many random repetitions a comparison has, so that chance is distinguished from effect.",
        from_start=True,
    )
    reference_price: float = parameter(
        100.0, Unit.MONEY_PER_PURCHASE, bounds=(1e-6, 1e9), plausible=(1, 1000), grade=Grade.ASSUMED,
        name="Reference price",
        meaning="The usual price of the category; what is given as a share of the price is a share of this "
        "one.",
        from_start=True,
    )


class World(
    Size,
    accounts.WorldParameters,
    taste_and_brand.WorldParameters,
    contact_and_expertise.WorldParameters,
):
    """The market itself, and the customers' psychology."""

    population: Population = Population()
    experience: ExperienceParameters = ExperienceParameters()
    satisfaction: SatisfactionParameters = SatisfactionParameters()
    trust: Trust = Trust()
    commitment: CommitmentParameters = CommitmentParameters()
    learning: Learning = Learning()
    word_of_mouth: WordOfMouthParameters = WordOfMouthParameters()
    bonds: Bonds = Bonds()
    switching_cost: SwitchingCost = SwitchingCost()
    search: SearchParameters = SearchParameters()
    rules: Rules = Rules()
