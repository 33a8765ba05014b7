"""The population: who the customers of a market are."""

from __future__ import annotations

from simulation.scenario.parameter import Grade, Unit, money, parameter
from simulation.scenario.table import Table


class Population(Table):
    """Who the customers are: the distributions from which their lasting traits are drawn."""

    involvement_mean: float = parameter(
        89.3, Unit.INVENTORY, bounds=(25, 135), plausible=(65, 120), grade=Grade.QUOTED,
        source="Zaichkowsky 1985",
    )
    involvement_spread: float = parameter(
        26.0, Unit.INVENTORY, bounds=(1, 50), plausible=(10, 35), grade=Grade.QUOTED,
        source="Zaichkowsky 1985",
    )
    price_sensitivity_spread: float = parameter(
        0.2, Unit.RATIO, bounds=(0, 2), plausible=(0, 0.6), grade=Grade.ASSUMED,
    )
    purchase_rate: float = parameter(
        1.0, Unit.PURCHASES_PER_MONTH, bounds=(0.01, 30), plausible=(0.2, 4), grade=Grade.ASSUMED,
    )
    purchase_rate_variation: float = parameter(
        1.31, Unit.RATIO, bounds=(0, 4), plausible=(0.3, 2), grade=Grade.ASSUMED,
    )
    contact_frequency: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 50), plausible=(0.25, 6), grade=Grade.ASSUMED,
    )
    contact_frequency_spread: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 2), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    expertise_mean: float = parameter(
        0.5, Unit.SHARE, bounds=(0.02, 0.98), plausible=(0.1, 0.9), grade=Grade.ASSUMED,
    )
    expertise_spread: float = parameter(
        0.1, Unit.SHARE, bounds=(0, 0.3), plausible=(0, 0.25), grade=Grade.ASSUMED,
    )
    desire_spread: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0, 1), plausible=(0, 0.2), grade=Grade.ASSUMED,
    )
    sociability_spread: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 2), plausible=(0, 1), grade=Grade.ASSUMED,
    )
    restlessness_spread: float = parameter(
        0.8, Unit.RATIO, bounds=(0, 3), plausible=(0, 1.7), grade=Grade.ASSUMED,
        source="Fader & Hardie 2007 (fitted to cohort survival)",
    )
    cost_to_serve: float = money(
        0.165, Unit.MONEY_PER_MONTH, plausible=(0, 0.4), grade=Grade.ASSUMED,
    )
    cost_to_serve_spread: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 2), plausible=(0, 1.5), grade=Grade.ASSUMED,
    )
    acquaintances: int = parameter(
        8, Unit.PEOPLE, bounds=(0, 32), plausible=(2, 16), grade=Grade.ASSUMED,
    )
    rewiring: float = parameter(
        0.1, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.5), grade=Grade.ASSUMED,
    )
