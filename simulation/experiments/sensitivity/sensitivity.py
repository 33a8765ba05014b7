"""Sensitivity of a firm's measure to the parameters of the world and to its own levers, kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from simulation.errors import LoyaltyLabError
from simulation.experiments.campaign.campaign import Campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.firm_names import known_firm
from simulation.experiments.sensitivity.indices import SensitivityMethod, indices, samples
from simulation.experiments.space.ranges import Range, lever_ranges, points_of, world_ranges
from simulation.rules.arithmetic import Values
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

Of = Literal["world", "levers", "both"]
USUAL_SIZE: dict[SensitivityMethod, int] = {"morris": 10, "sobol": 64}


@dataclass(frozen=True, slots=True)
class SensitivityStudy:
    """A sensitivity study before it is run: its design, and where its points lie between 0 and 1."""

    design: Design
    method: SensitivityMethod
    ranges: tuple[Range, ...]
    points: Values


def plan(
    scenario: Scenario,
    method: SensitivityMethod = "morris",
    *,
    of: Of = "both",
    ranges: Sequence[Range] = (),
    size: int | None = None,
    firm: str | None = None,
    replications: int = 1,
    seed: int = 0,
) -> SensitivityStudy:
    """Plan a study over plausible ranges.

    Args:
        scenario: the market.
        method: ``morris`` to screen many parameters, ``sobol`` for shares of variance.
        of: the parameters of the world, the levers of the firm, or both.
        ranges: these parameters alone, in place of ``of``.
        size: trajectories (Morris) or a power of two (Sobol).
        firm: the measured firm, whose levers they are; None takes the first.
        replications: runs a point, with the same luck everywhere; the indices are those of their mean.
        seed: the luck of sample and runs.
    """
    name = known_firm(scenario, firm)
    world = world_ranges(scenario) if of != "levers" else ()
    levers = lever_ranges(scenario, name) if of != "world" else ()
    chosen = tuple(ranges) or (*world, *levers)
    points = samples(method, len(chosen), USUAL_SIZE[method] if size is None else size, seed)
    design = Design(scenario, points_of(chosen, points), FirmMeasures(name), replications, seed)
    return SensitivityStudy(design, method, chosen, points)


def effects(study: SensitivityStudy, campaign: Campaign, measure: str) -> pd.DataFrame:
    """Return the indices of a finished study: see `indices`, with ``group`` (world or levers) first.

    LoyaltyLabError where runs failed or left no value, since the methods need them all.
    """
    frame = campaign.frame
    runs, known = len(study.design), 0 if frame.empty else int(frame[measure].notna().sum())
    if known < runs:
        raise LoyaltyLabError(
            "sensitivity.error.incomplete", missing=runs - known, runs=runs, measure=measure
        )
    results = frame[measure].to_numpy(float).reshape(len(study.points), -1).mean(axis=1)
    if np.ptp(results) == 0.0:
        raise LoyaltyLabError("sensitivity.error.constant", measure=measure)
    names = [each.path for each in study.ranges]
    found = indices(study.method, study.points, results, names, study.design.seed)
    group = ["world" if path.startswith("world.") else "levers" for path in found["parameter"]]
    found.insert(0, "group", group)
    return found
