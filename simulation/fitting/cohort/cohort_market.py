"""A cohort that begins today: a contractual market without a past, and how many never left."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulation.experiments.finished_work import FinishedWork, JsonFormat, KeptWork, stamp_of
from simulation.fitting.data import Reals
from simulation.market import MarketProcess, make_engine
from simulation.mechanisms.doing_without import FAR_AWAY
from simulation.mechanisms.search import SearchParameters
from simulation.scenario.document import Scenario
from simulation.scenario.firm import Service
from simulation.source import MODEL, source_digest

FIRMS = ("Focal", "Birch", "Cedar", "Dogwood")
"""Four firms alike: whose customers are watched then makes no difference, and all can be."""


class Parameter(NamedTuple):
    """A number that is calibrated, and the range it is looked for in."""

    name: str
    low: float
    high: float
    logarithmic: bool


PARAMETERS = (
    Parameter("routine", 0.002, 5.0, logarithmic=True),
    Parameter("restlessness_spread", 0.0, 2.5, logarithmic=False),
    Parameter("exits", 0.0, 4.0, logarithmic=False),
)
"""Routine search a month; how much customers differ in it; and failures and involuntary exits as a multiple
of the schema's usual ones, which strike everybody alike."""


def settings(place: Reals) -> dict[str, float]:
    """The paths of a scenario that the calibrated numbers set."""
    routine, spread, exits = (float(value) for value in place)
    usual, service = SearchParameters(), Service()
    changes = {
        "world.search.routine": routine,
        "world.population.restlessness_spread": spread,
        "world.search.involuntary": usual.involuntary * exits,
    }
    for firm in FIRMS:
        changes[f"firm.{firm}.service.failure_minor"] = service.failure_minor * exits
        changes[f"firm.{firm}.service.failure_major"] = service.failure_major * exits
    return changes


def cohort_market(months: int, customers: int) -> Scenario:
    """The market before calibration: everything else is the schema's default.

    A cohort has a supplier at its beginning, so nobody does without.
    """
    world = {"months": months, "warm_up": 0, "customers": customers, "doing_without": FAR_AWAY}
    firms = [{"name": name} for name in FIRMS]
    words = {"schema": 1, "title": "cohort", "question": "cohort"}
    return Scenario.made({**words, "world": world, "firm": firms})


class CohortRun(NamedTuple):
    """A cohort to be simulated: the market, its luck, and the months of a period."""

    scenario: Scenario
    seed: int
    months_of_period: int


def simulated_survival(task: CohortRun) -> Reals:
    """Share of all customers who are still with their first firm after periods 1, 2, ..."""
    world = task.scenario.world
    process = MarketProcess(task.scenario, task.seed, make_engine("auto", task.scenario))
    alive = []
    for month in range(1, world.months + 1):
        process.advance()
        if month % task.months_of_period == 0:
            alive.append(float((process.state.departures == 0).mean()))
    return np.array(alive)


class CurveFormat(JsonFormat):
    """Survival curves as JSON data, exact to the last bit."""

    def encode(self, value: Reals, stamp: str) -> bytes:
        """Return the file's content."""
        return super().encode(value.tolist(), stamp)

    def decode(self, content: bytes) -> tuple[Any, str]:
        """Return the curve and its stamp."""
        value, stamp = super().decode(content)
        return np.array(value, dtype=np.float64), stamp


def kept_curves(folder: Path | None) -> KeptWork[CohortRun, Reals] | None:
    """Return the simulated survival that is kept in a folder; None keeps nothing."""
    if folder is None:
        return None
    stamp = stamp_of(code=source_digest(*MODEL, "fitting"))
    return KeptWork(FinishedWork(folder, stamp, CurveFormat(), durable=False), piece_of, needed=False)


def piece_of(task: CohortRun) -> str:
    """Return the name under which a simulated cohort is kept."""
    return f"{task.scenario.digest[:32]}-{task.seed}-{task.months_of_period}"
