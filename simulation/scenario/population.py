"""The population: who the customers of a market are."""

from __future__ import annotations

from simulation.schema import Grade, Table, Unit, money, parameter


class Population(Table, from_start=True):
    """Who the customers are: the distributions from which their lasting traits are drawn."""

    involvement_mean: float = parameter(
        89.3, Unit.INVENTORY, bounds=(25, 135), plausible=(65, 120), grade=Grade.QUOTED,
        source="Zaichkowsky 1985",
        name="Involvement, mean",
        meaning="Mean involvement of the customers in the product, on the Personal Involvement Inventory "
        "from 20 to 140.",
    )
    involvement_spread: float = parameter(
        26.0, Unit.INVENTORY, bounds=(1, 50), plausible=(10, 35), grade=Grade.QUOTED,
        source="Zaichkowsky 1985",
        name="Involvement, spread",
        meaning="Standard deviation of involvement between customers, in points of the inventory.",
    )
    price_sensitivity_spread: float = parameter(
        0.2, Unit.RATIO, bounds=(0, 2), plausible=(0, 0.6), grade=Grade.ASSUMED,
        name="Price sensitivity, spread",
        meaning="How much customers differ in the weight they give to money (standard deviation of the "
        "logarithm).",
    )
    purchase_rate: float = parameter(
        1.0, Unit.PURCHASES_PER_MONTH, bounds=(0.01, 30), plausible=(0.2, 4), grade=Grade.ASSUMED,
        name="Purchase rate",
        meaning="How many purchases a customer makes a month on average.",
    )
    purchase_rate_variation: float = parameter(
        1.31, Unit.RATIO, bounds=(0, 4), plausible=(0.3, 2), grade=Grade.ASSUMED,
        name="Purchase rate, variation",
        meaning="How much customers differ in how often they buy (standard deviation over mean).",
    )
    contact_frequency: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 50), plausible=(0.25, 6), grade=Grade.ASSUMED,
        name="Contact frequency",
        meaning="How often customers deal with their supplier, relative to an ordinary market; bonds grow "
        "with it.",
    )
    contact_frequency_spread: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 2), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Contact frequency, spread",
        meaning="How much customers differ in contact frequency (standard deviation of the logarithm).",
    )
    expertise_mean: float = parameter(
        0.5, Unit.SHARE, bounds=(0.02, 0.98), plausible=(0.1, 0.9), grade=Grade.ASSUMED,
        name="Customers' expertise, mean",
        meaning="How well customers manage without the supplier's know-how; it lowers the worth of a "
        "structural bond.",
    )
    expertise_spread: float = parameter(
        0.1, Unit.SHARE, bounds=(0, 0.3), plausible=(0, 0.25), grade=Grade.ASSUMED,
        name="Customers' expertise, spread",
        meaning="Standard deviation of expertise between customers.",
    )
    desire_spread: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0, 1), plausible=(0, 0.2), grade=Grade.ASSUMED,
        name="Desires, spread",
        meaning="How much customers differ in what they desire of the product beyond the category's norm "
        "(standard deviation).",
    )
    sociability_spread: float = parameter(
        0.5, Unit.RATIO, bounds=(0, 2), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Sociability, spread",
        meaning="How much customers differ in how many people they tell (standard deviation of the "
        "logarithm).",
    )
    restlessness_spread: float = parameter(
        0.8, Unit.RATIO, bounds=(0, 3), plausible=(0, 1.7), grade=Grade.ASSUMED,
        source="Fader & Hardie 2007 (fitted to cohort survival)",
        name="Restlessness, spread",
        meaning="How much customers differ in how often they look around for no particular reason (standard "
        "deviation of the logarithm).",
    )
    cost_to_serve: float = money(
        0.165, Unit.MONEY_PER_MONTH, plausible=(0, 0.4), grade=Grade.ASSUMED,
        name="Cost to serve",
        meaning="What serving a customer costs her supplier a month on average, whatever she buys.",
    )
    cost_to_serve_spread: float = parameter(
        1.0, Unit.RATIO, bounds=(0, 2), plausible=(0, 1.5), grade=Grade.ASSUMED,
        name="Cost to serve, spread",
        meaning="How much customers differ in what serving them costs (standard deviation of the logarithm).",
    )
    acquaintances: int = parameter(
        8, Unit.PEOPLE, bounds=(0, 32), plausible=(2, 16), grade=Grade.ASSUMED,
        name="Acquaintances",
        meaning="With how many other customers each customer talks.",
    )
    rewiring: float = parameter(
        0.1, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Distant acquaintances",
        meaning="The share of acquaintances who live far away instead of next door, which makes the network "
        "a small world.",
    )
