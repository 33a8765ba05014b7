"""How customers talk, are bound, pay for leaving and look around."""

from __future__ import annotations

from simulation.schema import Grade, Table, Unit, parameter


class WordOfMouth(Table):
    """How many people a customer tells in a month, and what one told opinion weighs."""

    base: float = parameter(
        0.3, Unit.PEOPLE_PER_MONTH, bounds=(0, 10), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Talk without a reason",
        meaning="How many people a customer tells in a month when she is neither satisfied nor dissatisfied.",
    )
    dissatisfied: float = parameter(
        6.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(2, 12), grade=Grade.REPORTED,
        source="TARP (ratio 9 to 6); asymmetry measured: Anderson 1998",
        name="Talk of the dissatisfied",
        meaning="How many more people she tells when her dissatisfaction is worth a month's price.",
    )
    satisfied: float = parameter(
        4.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(1, 8), grade=Grade.REPORTED,
        source="TARP (ratio 9 to 6); asymmetry measured: Anderson 1998",
        name="Talk of the satisfied",
        meaning="How many more people she tells when her satisfaction is worth a month's price.",
    )
    committed: float = parameter(
        3.0, Unit.PEOPLE_PER_MONTH, bounds=(0, 50), plausible=(0, 6), grade=Grade.ASSUMED,
        name="Talk of the committed",
        meaning="How many more people a fully committed customer tells.",
    )
    weight: float = parameter(
        0.2, Unit.SHARE, bounds=(0, 1), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Weight of an opinion",
        meaning="What one heard opinion weighs against one's own belief about a firm.",
    )


class Bonds(Table):
    """How social and structural bonds grow, fade and are felt."""

    social_growth: float = parameter(
        0.10, Unit.PER_MONTH, bounds=(0, 2), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
        name="Growth of the social bond",
        meaning="How fast the bond with a firm's people grows by contact, in a month of ordinary contact.",
    )
    social_decay: float = parameter(
        0.03, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.15), grade=Grade.ASSUMED,
        name="Bonds fade in silence",
        meaning="What share of a social bond, and of a structural bond with a firm not used, is lost a "
        "month.",
    )
    social_benefit: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0, 0.1), grade=Grade.ASSUMED,
        name="Benefit of the social bond",
        meaning="What a full social bond is worth a month to a customer of mean involvement.",
    )
    integration_growth: float = parameter(
        0.10, Unit.PER_MONTH, bounds=(0, 2), plausible=(0.03, 0.3), grade=Grade.ASSUMED,
        name="Growth of integration",
        meaning="How fast a customer integrates a firm's equipment, data links and know-how, in a month of "
        "ordinary use.",
    )
    integration_decay: float = parameter(
        0.01, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.05), grade=Grade.ASSUMED,
        name="Decay of integration",
        meaning="What share of the integration with one's own supplier is lost a month.",
    )
    structural_benefit: float = parameter(
        0.10, Unit.PRICE_SHARE, bounds=(0, 2), plausible=(0.05, 0.3), grade=Grade.ASSUMED,
        name="Benefit of integration",
        meaning="What a full structural bond is worth a month at ordinary use and full uniqueness.",
    )
    visible: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        name="Visible from outside",
        meaning="What share of the structural benefit customers of other firms can see, so that it draws "
        "them in.",
    )


class SwitchingCost(Table):
    """What leaving costs once, by type (Burnham, Frels & Mahajan 2003)."""

    procedural: float = parameter(
        0.08, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.3), grade=Grade.QUOTED,
        source="packaged goods: Dube, Hitsch & Rossi; bank loans: Kim, Kliger & Vale 2003",
        name="Procedural switching cost",
        meaning="What finding, trying out and learning a new supplier costs once.",
    )
    integration: float = parameter(
        0.36, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0.1, 1), grade=Grade.ASSUMED,
        name="Switching cost of integration",
        meaning="What giving up a full structural bond costs once.",
    )
    people: float = parameter(
        0.20, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Switching cost of people",
        meaning="What giving up a full social bond costs once a customer of mean involvement.",
    )
    brand: float = parameter(
        0.15, Unit.PRICE_SHARE, bounds=(0, 20), plausible=(0, 0.5), grade=Grade.ASSUMED,
        name="Switching cost of the brand",
        meaning="What leaving a brand to which she is fully committed costs once a customer of mean "
        "involvement.",
    )
    goal_gradient: int = parameter(
        3, Unit.RATIO, bounds=(0, 10), plausible=(1, 5), grade=Grade.ASSUMED,
        name="Goal gradient",
        meaning="How steeply points gain weight close to the reward; 0: they weigh the same all the way.",
    )
    horizon: int = parameter(
        1, Unit.MONTHS, bounds=(1, 60), plausible=(1, 12), grade=Grade.ASSUMED,
        source="one-month comparison as in Dube, Hitsch & Rossi and Kim, Kliger & Vale 2003",
        name="Horizon of the comparison",
        meaning="Over how many months a customer spreads the cost of switching when she compares suppliers.",
    )


class Search(Table):
    """What makes a customer reconsider the supplier (in repeat-purchase markets: at a purchase)."""

    routine: float = parameter(
        0.016, Unit.PER_MONTH, bounds=(0, 20), plausible=(0.01, 0.5), grade=Grade.ASSUMED,
        source="fitted to a monthly churn of 1.1 % (mobile operators 2017)",
        name="Looking around by routine",
        meaning="How often a neutral customer looks around a month for no particular reason; in "
        "repeat-purchase markets, at a purchase.",
    )
    involvement: float = parameter(
        1.0, Unit.RATIO, bounds=(-3, 3), plausible=(0, 2), grade=Grade.ASSUMED,
        name="Search by involvement",
        meaning="How much more often the involved look around (0: no more than others).",
    )
    satisfaction: float = parameter(
        0.12, Unit.PRICE_SHARE, bounds=(0.02, 5), plausible=(0.08, 0.25), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Attention by satisfaction",
        meaning="The change in satisfaction that makes looking around 2.7 times as frequent, or as rare.",
    )
    offer_gap: float = parameter(
        0.08, Unit.PRICE_SHARE, bounds=(0.01, 5), plausible=(0.04, 0.2), grade=Grade.ASSUMED,
        name="Gap of offers noticed",
        meaning="By how much another firm's visible offer must be better to double the looking around.",
    )
    incident: float = parameter(
        1.15, Unit.RATIO, bounds=(0, 10), plausible=(0.5, 2), grade=Grade.ASSUMED,
        source="fitted to the TARP table",
        name="Looking after an incident",
        meaning="How strongly an unresolved failure drives a customer to look around.",
    )
    involuntary: float = parameter(
        0.001, Unit.PER_MONTH, bounds=(0, 1), plausible=(0, 0.005), grade=Grade.REPORTED,
        source="Keaveney 1995: 6 % of switching reasons",
        name="Involuntary departures",
        meaning="Probability a month that a customer has to leave her supplier, for instance because she "
        "moves.",
    )
