"""Checking a scenario's claims: the runs that they need, and what the runs say."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.errors import LoyaltyLabError
from simulation.experiments.campaign.campaign import Campaign, Progress, run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.executors import settled_engine
from simulation.experiments.campaign.observations import Months, market_of
from simulation.experiments.claims.judging import Finding, judge
from simulation.experiments.execution import usable_processors
from simulation.market.engines import EngineName
from simulation.rules.arithmetic import Values
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

AS_IT_STANDS = ""
"""The label of the scenario without any alternative; no alternative can be called so."""


@dataclass(frozen=True, slots=True)
class Check:
    """The findings on a scenario's claims, in the order of the file, and how many runs they rest on."""

    scenario: Scenario
    findings: tuple[Finding, ...]
    runs: int

    @property
    def refuted(self) -> tuple[Finding, ...]:
        """The claims that do not hold."""
        return tuple(finding for finding in self.findings if finding.verdict == "does_not_hold")

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """The claims that these runs cannot decide."""
        return tuple(finding for finding in self.findings if finding.verdict == "undecided")


def design_of(scenario: Scenario, replications: int | None = None, seed: int = 0) -> Design:
    """Return the runs that a scenario's claims need: the alternatives that they speak of, and no others."""
    wanted = _alternatives_needed(scenario)
    changes = {alternative.name: alternative.set for alternative in scenario.alternatives}
    points = [changes.get(name, {}) for name in wanted]
    count = scenario.world.replications if replications is None else replications
    return Design(scenario, points, Months(), count, seed, {"alternative": wanted})


def check_claims(
    scenario: Scenario,
    replications: int | None = None,
    *,
    seed: int = 0,
    workers: int | None = None,
    cluster: str | None = None,
    engine: EngineName = "auto",
    progress: Progress | None = None,
) -> Check:
    """Judge every claim of a scenario by replications; alternatives share customers and luck.

    Args:
        scenario: with ``expects``; without any there is nothing to run and nothing is found.
        replications: runs an alternative; None takes the scenario's number.
        seed: seed of the first replication.
        workers, cluster, engine, progress: see `run_campaign`; the result does not depend on them.

    Raises:
        LoyaltyLabError: if a run failed.
    """
    if not scenario.expects:
        return Check(scenario, (), 0)
    design = design_of(scenario, replications, seed)
    campaign = run_campaign(design, workers=workers, cluster=cluster, engine=engine, progress=progress)
    if campaign.failures:
        first = campaign.failures[0]
        raise LoyaltyLabError("check.error.run_failed", seed=first["seed"], error=first["error"])
    names = [alternative.name for alternative in scenario.alternatives]
    look_up = history_of(campaign)
    findings = tuple(judge(expect, look_up, scenario.focal, names) for expect in scenario.expects)
    return Check(scenario, findings, len(design))


def history_of(campaign: Campaign) -> Callable[[str | None, str, str], Values]:
    """Return what looks up an alternative, firm and measure: an array of replications x months."""
    groups = dict(iter(campaign.frame.groupby(["alternative", "firm"], sort=False)))

    def history(alternative: str | None, firm: str, measure: str) -> Values:
        rows: pd.DataFrame = groups[alternative or AS_IT_STANDS, firm]
        table: Values = rows.pivot(index="replication", columns="month", values=measure).to_numpy(float)
        return table

    return history


def seconds_needed(design: Design, workers: int | None = None, engine: EngineName = "auto") -> float:
    """Estimate how long a design takes on this machine, from the time of its first run."""
    chosen = settled_engine(engine, design.scenario, len(design))
    task = design.task(0)
    begun = time.perf_counter()
    market_of(design.world_of(task), task.seed, chosen)
    return (time.perf_counter() - begun) * len(design) / min(workers or usable_processors(), len(design))


def _alternatives_needed(scenario: Scenario) -> list[str]:
    """The labels of the alternatives that claims speak of, in the order of the file."""
    names = [alternative.name for alternative in scenario.alternatives]
    needed: set[str] = set()
    for expect in scenario.expects:
        if expect.relation == "interior_maximum":
            needed |= set(names)
            continue
        needed.add(expect.alternative or AS_IT_STANDS)
        if expect.than in names:
            needed.add(str(expect.than))
    return [name for name in (AS_IT_STANDS, *names) if name in needed]
