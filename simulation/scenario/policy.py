"""A firm's policy: how it decides on its level and its price."""

from __future__ import annotations

from typing import Annotated, Literal

from simulation.schema import Grade, Number, Role, Table, Unit, Whole, choice, field, parameter

Level = Literal[0, 1, 2, 3]
"""A level of relationship marketing: none, financial, social, structural, each containing those below."""
Month = Annotated[int, Whole(1, 1200)]
"""A month of a market."""


class Move(Table, from_start=True, role=Role.LEVER):
    """One step of a scheduled policy: from this month on, this level and/or this price."""

    month: Month = field(
        name="Month of a move",
        meaning="The month from which the move holds.",
    )
    level: Level | None = choice(
        None, {0: "No programme", 1: "Level 1: money", 2: "Level 2: people", 3: "Level 3: structure"},
        name="Level after a move",
        meaning="The level from this month on.",
    )
    price: Annotated[float, Number(0, 1e12)] | None = field(
        default=None,
        name="Price after a move",
        meaning="The price from this month on.",
    )


class Policy(Table, from_start=True, role=Role.LEVER):
    """How the firm decides: it keeps its course, follows a schedule, copies rivals, or learns by trying."""

    kind: Literal["fixed", "scheduled", "imitating", "adaptive"] = choice(
        "fixed",
        {
            "fixed": "keeps its course",
            "scheduled": "follows a schedule",
            "imitating": "copies rivals",
            "adaptive": "learns by trying",
        },
        name="Policy",
        meaning="How the firm decides: it keeps its course, follows a schedule, copies its rivals after a "
        "lag, or learns from its own profit by trying.",
    )
    schedule: tuple[Move, ...] = field(
        default=(),
        name="Schedule",
        meaning="The moves of a scheduled policy.",
    )
    lag_level_1: int = parameter(
        6, Unit.MONTHS, bounds=(0, 1200), plausible=(3, 12), grade=Grade.ASSUMED,
        name="Lag in copying level 1",
        meaning="After how many months an imitating firm has copied a rival's level 1.",
    )
    lag_level_2: int = parameter(
        18, Unit.MONTHS, bounds=(0, 1200), plausible=(9, 36), grade=Grade.ASSUMED,
        name="Lag in copying level 2",
        meaning="After how many months an imitating firm has copied a rival's level 2.",
    )
    lag_level_3: int = parameter(
        36, Unit.MONTHS, bounds=(0, 1200), plausible=(18, 72), grade=Grade.ASSUMED,
        name="Lag in copying level 3",
        meaning="After how many months an imitating firm has copied a rival's level 3.",
    )
    adapts: Literal["level", "price", "both"] = choice(
        "level", {"level": "its level", "price": "its price", "both": "its level or its price"},
        name="What it tries",
        meaning="What an adaptive firm changes when it tries another course.",
    )
    review_every: int = parameter(
        6, Unit.MONTHS, bounds=(1, 1200), plausible=(3, 12), grade=Grade.ASSUMED,
        name="Time between reviews",
        meaning="After how many months an adaptive firm looks at its profit again and may try another "
        "course.",
    )
    trial_months: int = parameter(
        12, Unit.MONTHS, bounds=(1, 1200), plausible=(3, 36), grade=Grade.ASSUMED,
        name="Length of a trial",
        meaning="For how many months an adaptive firm tries another course before it judges; its profit "
        "before the trial is taken over as many months.",
    )
    patience: float = parameter(
        0.99, Unit.RATIO, bounds=(0, 1), plausible=(0.8, 1), grade=Grade.ASSUMED,
        name="Patience",
        meaning="How much a month's profit counts for an adaptive firm against the profit of the month "
        "before (discount factor a month): 1 is perfectly patient; at 0 only the first month of a "
        "course counts.",
    )
    margin: float = parameter(
        0.02, Unit.SHARE, bounds=(0, 10), plausible=(0, 0.1), grade=Grade.ASSUMED,
        name="Margin of proof",
        meaning="By what share of its usual profit another course has to be better before an adaptive firm "
        "keeps it.",
    )
    exploration: float = parameter(
        0.5, Unit.SHARE, bounds=(0, 1), plausible=(0.1, 1), grade=Grade.ASSUMED,
        name="Readiness to try",
        meaning="Probability at a review that an adaptive firm tries another course.",
    )
    memory: int = parameter(
        36, Unit.MONTHS, bounds=(0, 1200), plausible=(12, 60), grade=Grade.ASSUMED,
        name="Memory of failures",
        meaning="For how many months an adaptive firm does not try again what has failed.",
    )
    price_step: float = parameter(
        0.05, Unit.PRICE_SHARE, bounds=(0.001, 1), plausible=(0.02, 0.1), grade=Grade.ASSUMED,
        name="Price step",
        meaning="By how much an adaptive firm raises or cuts its price when it tries another one.",
    )
