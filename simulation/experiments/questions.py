"""Each question of a strategist as one call: how sure, what does it depend on, when is it not true?

Every call takes, besides the options of its design, ``folder`` (where finished runs are kept and continued;
None keeps nothing), ``workers``, ``cluster``, ``engine`` and ``progress``: see `run_campaign`. None of these
changes a result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from simulation.experiments.campaign.campaign import Progress, run_campaign
from simulation.experiments.conditions.winning_conditions import (
    ConditionedVerdict,
    conditions_design,
    conditions_of,
)
from simulation.experiments.price_gap.price_gap import price_gap_design, price_gap_summary
from simulation.experiments.rivalry.rivalry import Rivalry, rivalry_design, rivalry_of
from simulation.experiments.sensitivity.indices import SensitivityMethod
from simulation.experiments.sensitivity.sensitivity import effects, plan
from simulation.experiments.sweep.sweep import grid_design, sample_design
from simulation.experiments.twins.saved_and_lost import fates_design, fates_summary
from simulation.market import EngineName
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Execution(TypedDict, total=False):
    """How runs are made, for `run_campaign`."""

    folder: Path | None
    workers: int | None
    cluster: str | None
    engine: EngineName
    progress: Progress | None


def sweep(
    scenario: Scenario,
    over: Mapping[str, Sequence[object]] | None = None,
    *,
    sample: int | None = None,
    replications: int | None = None,
    seed: int = 0,
    **execution: Unpack[Execution],
) -> pd.DataFrame:
    """Return all firms' measures over a grid of values, or over a sample of plausible points.

    A row a run and firm: ``run point replication seed``, a column a parameter, ``firm``, a column a measure.
    """
    if sample is None:
        design = grid_design(scenario, over or {}, replications=replications or 10, seed=seed)
    else:
        design = sample_design(scenario, sample, replications=replications or 1, seed=seed)
    return run_campaign(design, **execution).frame


def sensitivity(
    scenario: Scenario,
    measure: str = "value",
    method: SensitivityMethod = "morris",
    *,
    options: Mapping[str, Any] | None = None,
    **execution: Unpack[Execution],
) -> pd.DataFrame:
    """Return sensitivity indices of a measure with intervals; ``options`` are those of `plan`."""
    study = plan(scenario, method, **dict(options or {}))
    return effects(study, run_campaign(study.design, **execution), measure)


def conditions(
    scenario: Scenario,
    vary: Mapping[str, Sequence[object]] | None = None,
    *,
    measure: str = "value",
    candidate: str | None = None,
    options: Mapping[str, Any] | None = None,
    **execution: Unpack[Execution],
) -> ConditionedVerdict:
    """Return in which plausible worlds an alternative wins; ``options`` are those of `conditions_design`."""
    design = conditions_design(scenario, vary, **dict(options or {}))
    return conditions_of(run_campaign(design, **execution), measure, candidate)


def rivalry(
    scenario: Scenario,
    *,
    measure: str = "value",
    options: Mapping[str, Any] | None = None,
    **execution: Unpack[Execution],
) -> Rivalry:
    """Return the game of levels or prices between firms; ``options`` are those of `rivalry_design`."""
    return rivalry_of(run_campaign(rivalry_design(scenario, **dict(options or {})), **execution), measure)


def price_gap(
    scenario: Scenario, *, options: Mapping[str, Any] | None = None, **execution: Unpack[Execution]
) -> pd.DataFrame:
    """Return how far a rival's price must fall until half leave, by level: see `price_gap_summary`.

    ``options`` are those of `price_gap_design`.
    """
    design = price_gap_design(scenario, **dict(options or {}))
    return price_gap_summary(run_campaign(design, **execution).frame, design.paths[0])


def saved_and_lost(
    scenario: Scenario,
    changes: Mapping[str, object],
    *,
    options: Mapping[str, Any] | None = None,
    **execution: Unpack[Execution],
) -> pd.DataFrame:
    """Return how many customers a change saves and loses: see `fates_summary`.

    ``options`` are those of `fates_design`.
    """
    return fates_summary(run_campaign(fates_design(scenario, changes, **dict(options or {})), **execution))
