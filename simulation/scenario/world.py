"""The world: what no firm chooses. Its tables are declared by the mechanisms that use them."""

from __future__ import annotations

from typing import Annotated, Literal

from simulation.mechanisms import (
    accounts,
    advertising,
    attainability,
    attention,
    attribution,
    births_and_deaths,
    broken_promises,
    commitment,
    contact_and_expertise,
    contracts,
    doing_without,
    expectation,
    failure_and_recovery,
    goal_gradient,
    grievance,
    match,
    points_and_tiers,
    redemption,
    referral,
    refund_guarantee,
    search,
    social_bond,
    structural_bond,
    suspicion,
    switching_cost,
    taste_and_brand,
    trust,
)
from simulation.mechanisms.contact_levels import ContactParameters
from simulation.mechanisms.lever_prices import LeverParameters
from simulation.mechanisms.satisfaction import SatisfactionParameters
from simulation.mechanisms.serving import ServingParameters
from simulation.mechanisms.volume import VolumeParameters
from simulation.mechanisms.word_of_mouth import WordOfMouthParameters
from simulation.scenario.population import Population
from simulation.scenario.rules import Rules
from simulation.schema import Grade, String, Table, Unit, choice, field, parameter


class Experience(
    failure_and_recovery.ExperienceParameters,
    match.ExperienceParameters,
    attribution.ExperienceParameters,
):
    """What a month with a supplier does to a customer."""


class Trust(trust.TrustParameters, refund_guarantee.TrustParameters, broken_promises.TrustParameters):
    """How kept and broken promises move trust, and what missing trust costs."""


class Commitment(commitment.CommitmentParameters, grievance.CommitmentParameters):
    """How trust, involvement and people become affective commitment, and what holds it down."""


class Learning(expectation.LearningParameters, advertising.LearningParameters):
    """How beliefs about a firm's worth move."""


class Bonds(social_bond.BondParameters, structural_bond.BondParameters, suspicion.BondParameters):
    """How social and structural bonds grow, fade and are felt."""


class Rewards(
    attainability.RewardParameters, redemption.RewardParameters, goal_gradient.RewardParameters
):
    """How customers look upon rewards."""


class SwitchingCost(
    switching_cost.SwitchingCostParameters,
    contracts.SwitchingCostParameters,
    points_and_tiers.SwitchingCostParameters,
    referral.SwitchingCostParameters,
):
    """What leaving costs once, by type (Burnham, Frels & Mahajan 2003)."""


class Search(search.SearchParameters, attention.SearchParameters):
    """What makes a customer reconsider the supplier (in repeat-purchase markets: at a purchase)."""


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
    varied_from: Literal["start", "month_1"] = choice(
        "month_1",
        {
            "start": "from the start, in the warm-up too",
            "month_1": "from month 1, after a warm-up under the scenario's own offer",
        },
        name="What is varied acts",
        meaning="From when an alternative, a setting or a value that is tried acts. A level acts from month "
        "1 in any case; what customers and the market are like holds from the start.",
        neutral="start",
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
    run_off: int = parameter(
        60, Unit.MONTHS, bounds=(0, 480), plausible=(48, 120), grade=Grade.ASSUMED,
        source="against 360 months: contracts -4 to +1 %, at the shelf -7 to -15 % (120 months: -1 to -6 %)",
        name="Run-off",
        meaning="How many months the market runs on after the last month, under the terms then in force, to "
        "find what the customers held are worth; 0: they count nothing.",
        neutral=0, from_start=True,
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
    doing_without.WorldParameters,
    births_and_deaths.WorldParameters,
    contact_and_expertise.WorldParameters,
):
    """The market itself, and the customers' psychology."""

    population: Population = Population()
    experience: Experience = Experience()
    satisfaction: SatisfactionParameters = SatisfactionParameters()
    trust: Trust = Trust()
    commitment: Commitment = Commitment()
    learning: Learning = Learning()
    word_of_mouth: WordOfMouthParameters = WordOfMouthParameters()
    bonds: Bonds = Bonds()
    switching_cost: SwitchingCost = SwitchingCost()
    search: Search = Search()
    rewards: Rewards = Rewards()
    volume: VolumeParameters = VolumeParameters()
    serving: ServingParameters = ServingParameters()
    contact: ContactParameters = ContactParameters()
    levers: LeverParameters = LeverParameters()
    rules: Rules = Rules()
