"""Checking a scenario's claims: the runs that they need, and what the runs say."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.errors import LoyaltyLabError
from simulation.experiments.campaign.campaign import Progress, run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.executors import settled_engine
from simulation.experiments.campaign.observations import Months
from simulation.experiments.claims.condition import Finding
from simulation.experiments.claims.judging import judge, needed_by
from simulation.experiments.claims.view import History
from simulation.experiments.execution import usable_processors
from simulation.kernel.arithmetic import Values
from simulation.market import EngineName, usable_seed
from simulation.measures.declared import WHOLE
from simulation.scenario.checks import check_lesson_reached
from simulation.scenario.document import Scenario
from simulation.scenario.expectation import Expect

if TYPE_CHECKING:
    import pandas as pd

AS_IT_STANDS = ""
"""The label of the scenario without any alternative; no alternative can be called so."""


LOOKS = (1, 2, 4, 8)
"""When the evidence is looked at: after so many times the scenario's replications.

A claim that is undecided at one look gets the runs up to the next, so that none gets twice what it needs. The
number of looks is fixed, and each has its equal part of the error allowed (Bonferroni), so that chance alone
decides a claim at any of them no more often than its confidence says.
"""


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


def design_of(
    scenario: Scenario,
    replications: int | None = None,
    seed: int = 0,
    claims: Sequence[Expect] | None = None,
) -> Design:
    """Return the runs that a scenario's claims need: the alternatives that they speak of, and no others.

    ``claims`` are those of its claims that are to be judged; None takes all.
    """
    setting, judged = scenario.setting, scenario.expects if claims is None else claims
    needed = [each for claim in judged for each in needed_by(claim, setting, scenario.world.months)]
    named = {alternative or AS_IT_STANDS for alternative, _, _ in needed}
    wanted = [name for name in (AS_IT_STANDS, *setting.alternatives) if name in named]
    changes = {alternative.name: alternative.set for alternative in scenario.alternatives}
    points = [changes.get(name, {}) for name in wanted]
    count = scenario.world.replications if replications is None else replications
    months = Months(worth=any(column in WHOLE for _, _, column in needed))
    return Design(scenario, points, months, count, seed, {"alternative": wanted})


def check_claims(
    scenario: Scenario,
    replications: int | None = None,
    *,
    seed: int = 0,
    workers: int | None = None,
    cluster: str | None = None,
    engine: EngineName = "auto",
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Check:
    """Judge every claim of a scenario by replications; alternatives share customers and luck.

    Args:
        scenario: with ``expects``; without any there is nothing to run and nothing is found.
        replications: runs an alternative, judged once; None begins with the scenario's number, and adds more
            for claims that are still undecided: see `LOOKS`.
        seed: seed of the first replication.
        workers, cluster, engine: see `run_campaign`; the result does not depend on them.
        folder: where finished runs are kept; the same check continues in it. None keeps nothing.
        progress: called after every run with (finished runs, runs known to be needed so far).

    Raises:
        LoyaltyLabError: if a run failed.
    """
    check_lesson_reached(scenario)
    if replications is not None:
        counts = [replications]
    else:
        counts = [look * scenario.world.replications for look in LOOKS]
    evidence = ClaimRuns(scenario, seed, folder)
    findings: dict[str, Finding] = {}
    for count in counts:
        waiting = [each for each in scenario.expects if _is_open(findings.get(each.claim))]
        if not waiting:
            break
        evidence.extend(waiting, count, workers, cluster, engine, progress)
        findings |= {each.claim: evidence.judge(each, len(counts)) for each in waiting}
    return Check(scenario, tuple(findings[each.claim] for each in scenario.expects), evidence.runs)


def _is_open(finding: Finding | None) -> bool:
    return finding is None or finding.verdict == "undecided"


class ClaimRuns:
    """The runs that a scenario's claims rest on, as far as they have been made; ``folder`` keeps them."""

    def __init__(self, scenario: Scenario, seed: int = 0, folder: Path | None = None) -> None:
        self.scenario, self.seed, self.folder, self.runs = scenario, usable_seed(seed), folder, 0
        self._made = 0
        self._frames: list[pd.DataFrame] = []

    def extend(
        self, claims: Sequence[Expect], replications: int, workers: int | None, cluster: str | None,
        engine: EngineName, progress: Progress | None,
    ) -> None:  # fmt: skip
        """Make the runs that are missing until the alternatives of these claims have so many each."""
        design = design_of(self.scenario, replications - self._made, self.seed + self._made, claims)
        before = self.runs

        def report(done: int, _: int) -> None:
            if progress is not None:
                progress(before + done, before + len(design))

        place = None if self.folder is None else self.folder / design.digest[:16]
        campaign = run_campaign(
            design, place, workers=workers, cluster=cluster, engine=engine, progress=report
        )
        if campaign.failures:
            first = campaign.failures[0]
            raise LoyaltyLabError("check.error.run_failed", seed=first["seed"], error=first["error"])
        self._frames.append(campaign.frame)
        self._made, self.runs = replications, before + len(design)

    def judge(self, claim: Expect, looks: int) -> Finding:
        """Judge a claim by all its runs, at one of so many looks."""
        return judge(claim, history_of(self._frames), self.scenario.setting, looks)


def history_of(frames: Sequence[pd.DataFrame]) -> History:
    """Return what looks up an alternative, firm and column: an array of replications x months.

    ``frames`` are those of campaigns with seeds that follow one another.
    """
    import pandas as pd

    groups = dict(iter(pd.concat(frames).groupby(["alternative", "firm"], sort=False)))

    def history(alternative: str | None, firm: str, column: str) -> Values:
        rows: pd.DataFrame = groups[alternative or AS_IT_STANDS, firm]
        table: Values = rows.pivot(index="seed", columns="month", values=column).to_numpy(float)
        return table

    return history


def seconds_needed(design: Design, workers: int | None = None, engine: EngineName = "auto") -> float:
    """Estimate how long a design takes on this machine, from the time of its first run."""
    chosen = settled_engine(engine, design.scenario, len(design))
    task = design.task(0)
    begun = time.perf_counter()
    design.observation(design.world_of(task), task.seed, chosen)
    return (time.perf_counter() - begun) * len(design) / min(workers or usable_processors(), len(design))
