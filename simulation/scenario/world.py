"""The world: what no firm chooses. How customers feel, learn, talk, search and choose."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simulation.scenario.parameter import Grade, Unit, parameter
from simulation.scenario.population import Population
from simulation.scenario.rules import Rules
from simulation.scenario.table import Table


class Experience(Table):
    """What happens when a customer uses a firm, and how complaints go."""

    minor_loss: float = parameter(
        1.9, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0.5, 4), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
    )
    major_loss: float = parameter(
        3.6, Unit.PRICE_SHARE, bounds=(0, 50), plausible=(1, 12), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
    )
    complaint_minor: float = parameter(
        0.04, Unit.SHARE, bounds=(0, 1), plausible=(0.02, 0.08), grade=Grade.REPORTED, source="TARP",
    )
    complaint_major: float = parameter(
        0.25, Unit.SHARE, bounds=(0, 1), plausible=(0.1, 0.4), grade=Grade.ASSUMED,
    )
    healing: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    recovery_expected: float = parameter(
        0.6, Unit.SHARE, bounds=(0, 3), plausible=(0.3, 0.9), grade=Grade.ASSUMED,
        source="form after McCollough, Berry & Yadav 2000",
    )


class Satisfaction(Table):
    """How a month's experience becomes cumulative satisfaction."""

    performance: float = parameter(
        0.22, Unit.RATIO, bounds=(0, 2), plausible=(0.15, 0.39), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
    )
    expectation: float = parameter(
        0.15, Unit.RATIO, bounds=(0, 2), plausible=(0.09, 0.33), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
    )
    disconfirmation: float = parameter(
        0.58, Unit.RATIO, bounds=(0, 2), plausible=(0.4, 0.64), grade=Grade.ASSUMED,
        source="order fitted to Szymanski & Henard 2001",
    )
    information: float = parameter(
        0.25, Unit.RATIO, bounds=(0, 2), plausible=(0, 0.5), grade=Grade.ASSUMED,
        source="form after Spreng, MacKenzie & Olshavsky 1996; sign measured: Boulding et al. 1993",
    )
    loss_aversion: float = parameter(
        2.0, Unit.RATIO, bounds=(1, 5), plausible=(1.3, 3), grade=Grade.ASSUMED,
        source="sign measured: Anderson & Sullivan 1993",
    )
    speed: float = parameter(
        0.15, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        source="sign measured: Bolton 1998",
    )
    memory: float = parameter(
        36.0, Unit.MONTHS, bounds=(1, 12_000), plausible=(12, 120), grade=Grade.ASSUMED,
        source="sign measured: Bolton 1998",
    )
    fading: float = parameter(
        0.03, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.15), grade=Grade.ASSUMED,
    )


class Trust(Table):
    """How kept and broken promises move trust, and what missing trust costs."""

    initial: float = parameter(
        0.55, Unit.SHARE, bounds=(0, 1), plausible=(0.3, 0.8), grade=Grade.ASSUMED,
    )
    speed: float = parameter(
        0.12, Unit.PER_MONTH, bounds=(0, 0.2), plausible=(0.03, 0.2), grade=Grade.ASSUMED,
    )
    tolerance: float = parameter(
        0.25, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0.1, 0.4), grade=Grade.ASSUMED,
    )
    softness: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0.01, 2), plausible=(0.05, 0.2), grade=Grade.ASSUMED,
    )
    risk: float = parameter(
        0.35, Unit.PRICE_SHARE, bounds=(0, 5), plausible=(0, 0.6), grade=Grade.ASSUMED,
    )
    guarantee_relief: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
    )


class Commitment(Table):
    """How trust, involvement and people become affective commitment."""

    speed: float = parameter(
        0.06, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.02, 0.2), grade=Grade.ASSUMED,
    )
    softness: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0.01, 2), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
    )
    involvement_share: float = parameter(
        0.6, Unit.SHARE, bounds=(0, 1), plausible=(0.2, 0.9), grade=Grade.ASSUMED,
    )


class Learning(Table):
    """How beliefs about a firm's worth move."""

    experience: float = parameter(
        0.14, Unit.PER_MONTH, bounds=(0, 1), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
        source="fitted to the TARP table; adaptive form: Johnson, Anderson & Fornell 1995",
    )
    advertising: float = parameter(
        0.05, Unit.PER_MONTH, bounds=(0, 0.2), plausible=(0.01, 0.1), grade=Grade.ASSUMED,
    )


class WordOfMouth(Table):
    """How many people a customer tells in a month, and what one told opinion weighs."""

    base: float = parameter(
        0.3, Unit.PEOPLE_PER_MONTH, bounds=(0, 10), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    dissatisfied: float = parameter(
        6.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(2, 12), grade=Grade.REPORTED,
        source="TARP (ratio 9 to 6); asymmetry measured: Anderson 1998",
    )
    satisfied: float = parameter(
        4.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(1, 8), grade=Grade.REPORTED,
        source="TARP (ratio 9 to 6); asymmetry measured: Anderson 1998",
    )
    committed: float = parameter(
        3.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(0, 6), grade=Grade.ASSUMED,
    )
    weight: float = parameter(
        0.2, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.5), grade=Grade.ASSUMED,
    )


class Bonds(Table):
    """How social and structural bonds grow, fade and are felt."""

    social_growth: float = parameter(
        0.10, Unit.PER_MONTH, bounds=(0, 2), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
    )
    social_decay: float = parameter(
        0.03, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.15), grade=Grade.ASSUMED,
    )
    social_benefit: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0, 0.1), grade=Grade.ASSUMED,
    )
    integration_growth: float = parameter(
        0.10, Unit.PER_MONTH, bounds=(0, 2), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
    )
    integration_decay: float = parameter(
        0.01, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.05), grade=Grade.ASSUMED,
    )
    structural_benefit: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
    )
    visible: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
    )


class SwitchingCost(Table):
    """What leaving costs once, by type (Burnham, Frels & Mahajan 2003)."""

    procedural: float = parameter(
        0.08, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.3), grade=Grade.QUOTED,
        source="packaged goods: Dube, Hitsch & Rossi; bank loans: Kim, Kliger & Vale 2003",
    )
    integration: float = parameter(
        0.36, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0.1, 1), grade=Grade.ASSUMED,
    )
    people: float = parameter(
        0.20, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.5), grade=Grade.ASSUMED,
    )
    brand: float = parameter(
        0.15, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.5), grade=Grade.ASSUMED,
    )
    goal_gradient: int = parameter(
        3, Unit.RATIO, bounds=(0, 10), plausible=(1, 5), grade=Grade.ASSUMED,
    )
    horizon: int = parameter(
        1, Unit.MONTHS, bounds=(1, 60), plausible=(1, 12), grade=Grade.ASSUMED,
        source="one-month comparison as in Dube, Hitsch & Rossi and Kim, Kliger & Vale 2003",
    )


class Search(Table):
    """What makes a customer reconsider the supplier (in repeat-purchase markets: at a purchase)."""

    routine: float = parameter(
        0.016, Unit.PER_MONTH, bounds=(0, 20), plausible=(0.01, 0.5), grade=Grade.ASSUMED,
        source="fitted to a monthly churn of 1.1 % (mobile operators 2017)",
    )
    involvement: float = parameter(
        1.0, Unit.RATIO, bounds=(-3, 3), plausible=(0, 2), grade=Grade.ASSUMED,
    )
    satisfaction: float = parameter(
        0.12, Unit.PRICE_SHARE, bounds=(0.02, 5), plausible=(0.08, 0.25), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
    )
    offer_gap: float = parameter(
        0.08, Unit.PRICE_SHARE, bounds=(0.01, 5), plausible=(0.04, 0.2), grade=Grade.ASSUMED,
    )
    incident: float = parameter(
        1.15, Unit.RATIO, bounds=(0, 10), plausible=(0.5, 2), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
    )
    involuntary: float = parameter(
        0.001, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.005), grade=Grade.REPORTED,
        source="Keaveney 1995: 6 % of switching reasons",
    )


class World(Table):
    """The market itself: size, money, time, and the customers' psychology."""

    kind: Literal["contractual", "repeat_purchase"] = "contractual"
    currency: str = Field(default="coins", min_length=1, max_length=20)
    months: int = parameter(60, Unit.MONTHS, bounds=(1, 1200), plausible=(12, 120), grade=Grade.ASSUMED)
    warm_up: int = parameter(24, Unit.MONTHS, bounds=(0, 600), plausible=(0, 60), grade=Grade.ASSUMED)
    customers: int = parameter(
        2000, Unit.PEOPLE, bounds=(1, 5_000_000), plausible=(500, 10_000), grade=Grade.ASSUMED,
    )
    replications: int = parameter(
        30, Unit.COUNT, bounds=(1, 10_000), plausible=(10, 100), grade=Grade.ASSUMED,
    )
    reference_price: float = parameter(
        100.0, Unit.MONEY_PER_PURCHASE, bounds=(1e-6, 1e9), plausible=(1, 1000), grade=Grade.ASSUMED,
    )
    discount_rate: float = parameter(
        0.12, Unit.PER_YEAR, bounds=(0, 2), plausible=(0.08, 0.15), grade=Grade.QUOTED,
        source="Gupta & Lehmann",
    )
    price_elasticity: float = parameter(
        2.62, Unit.RATIO, bounds=(0.2, 20), plausible=(1.8, 3.5), grade=Grade.MEASURED,
        source="Bijmolt, van Heerde & Pieters 2005",
    )
    taste_persistence: float = parameter(
        0.66, Unit.SHARE, bounds=(0, 0.99), plausible=(0.4, 0.85), grade=Grade.ASSUMED,
        source="fitted to cohort survival (Fader & Hardie 2007) and price elasticity",
    )
    complexity: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
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
