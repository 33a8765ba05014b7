"""The world: what no firm chooses. How customers feel, learn, talk, search and choose."""

from __future__ import annotations

from typing import Annotated, Literal

from simulation.scenario.population import Population
from simulation.scenario.psychology import Commitment, Experience, Learning, Satisfaction, Trust
from simulation.scenario.rules import Rules
from simulation.scenario.ties import Bonds, Search, SwitchingCost, WordOfMouth
from simulation.schema import Grade, String, Table, Unit, choice, field, parameter


class World(Table):
    """The market itself: size, money, time, and the customers' psychology."""

    kind: Literal["contractual", "repeat_purchase"] = choice(
        "contractual",
        {
            "contractual": "contractual (lost for good)",
            "repeat_purchase": "repeat purchase (always a share)",
        },
        name="Kind of market",
        meaning="Contractual: a customer has one supplier until she leaves it; repeat purchase: she chooses "
        "anew at every purchase and buys from several.",
        from_start=True,
    )
    currency: Annotated[str, String(1, 20)] = field(
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
        meaning="With how many different lucks a comparison is repeated, so that chance is told from effect.",
        from_start=True,
    )
    reference_price: float = parameter(
        100.0, Unit.MONEY_PER_PURCHASE, bounds=(1e-6, 1e9), plausible=(1, 1000), grade=Grade.ASSUMED,
        name="Reference price",
        meaning="The usual price of the category; what is given as a share of the price is a share of this "
        "one.",
        from_start=True,
    )
    discount_rate: float = parameter(
        0.12, Unit.PER_YEAR, bounds=(0, 2), plausible=(0.08, 0.15), grade=Grade.QUOTED,
        source="Gupta & Lehmann",
        name="Discount rate",
        meaning="By how much a year later profit counts less in net present value and lifetime value.",
        from_start=True,
    )
    price_elasticity: float = parameter(
        2.62, Unit.RATIO, bounds=(0.2, 20), plausible=(1.8, 3.5), grade=Grade.MEASURED,
        source="Bijmolt, van Heerde & Pieters 2005",
        name="Price elasticity",
        meaning="How strongly customers who choose react to a firm's own price (percent of demand for a "
        "percent of price); it sets how much luck and taste weigh in a choice.",
        from_start=True,
    )
    taste_persistence: float = parameter(
        0.66, Unit.SHARE, bounds=(0, 0.99), plausible=(0.4, 0.85), grade=Grade.ASSUMED,
        source="fitted to cohort survival (Fader & Hardie 2007) and price elasticity",
        name="Lasting taste",
        meaning="The share of taste differences between customers that lasts; the rest is drawn anew "
        "whenever a customer looks around.",
        from_start=True,
    )
    complexity: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Task complexity",
        meaning="How hard the product is to use without the supplier's know-how; it raises the worth of a "
        "structural bond.",
    )
    population: Population = Population()
    experience: Experience = Experience()
    satisfaction: Satisfaction = Satisfaction()
    trust: Trust = Trust()
    commitment: Commitment = Commitment()
    learning: Learning = Learning()
    word_of_mouth: WordOfMouth = WordOfMouth()
    bonds: Bonds = Bonds()
    switching_cost: SwitchingCost = SwitchingCost()
    search: Search = Search()
    rules: Rules = Rules()
