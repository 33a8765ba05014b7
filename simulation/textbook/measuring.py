"""Measuring: the worlds of a trial with the same luck, and the claims of lessons."""

from __future__ import annotations

import subprocess
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import Months
from simulation.experiments.claims.checking import Check, check_claims
from simulation.experiments.claims.condition import Finding
from simulation.experiments.claims.view import mean
from simulation.experiments.summary import AT_THE_END
from simulation.kernel.arithmetic import Values
from simulation.language import LANGUAGES, speaking
from simulation.market import EngineName
from simulation.measures.declared import WHOLE
from simulation.report.experiments.claims_tables import verdict_sentence
from simulation.scenario.document import Scenario
from simulation.scenario.reading import load_scenario
from simulation.source import MODEL, source_digest
from simulation.textbook.judging import figures_of
from simulation.textbook.loading import HOME
from simulation.textbook.row import Figures, Judged, Trial, Verdict

if TYPE_CHECKING:
    import pandas as pd

MOST_CUSTOMERS, MOST_MONTHS = 600, 60
"""Trials run small: no more than these, whatever the lesson has."""
USUAL_RUNS = 20
VERDICTS = {
    "holds": Verdict.CONFIRMED,
    "does_not_hold": Verdict.REFUTED,
    "undecided": Verdict.UNDECIDED,
}


def market_of(trial: Trial) -> Scenario:
    """Return the small market of a trial, without its run-off where no value is measured."""
    return small_market(trial.scenario, worth=trial.measure in WHOLE)


def small_market(lesson: str, *, worth: bool = False) -> Scenario:
    """Return the market of a lesson, made small."""
    market = load_scenario(lesson)
    small = {
        "world.customers": min(market.world.customers, MOST_CUSTOMERS),
        "world.months": min(market.world.months, MOST_MONTHS),
    }
    if not worth:
        small["world.run_off"] = 0
    return market.with_(**small)


def measure(
    trial: Trial, runs: int = USUAL_RUNS, workers: int | None = None, engine: EngineName = "auto"
) -> Figures:
    """Run the worlds of a trial as twins and return what they say."""
    market, how = market_of(trial), (trial.measure in WHOLE, runs, workers, engine)
    worlds = [market.with_(**dict(world)) for world in trial.worlds]
    values = [_values(months_of(world, *how), trial, world) for world in worlds]
    effect = values[0] - values[1]
    if trial.there is not None:
        effect = effect - (values[2] - values[3])
    return figures_of(trial, effect.tolist(), float(np.nanmean(values[1])), commit(), source_digest(*MODEL))


@lru_cache(maxsize=48)
def months_of(
    world: Scenario, worth: bool, runs: int, workers: int | None, engine: EngineName
) -> pd.DataFrame:
    """Return all months of all runs of a world; many trials share one."""
    design = Design(world, [{}], Months(worth), replications=runs)
    return run_campaign(design, workers=workers, engine=engine).frame


def _values(rows: pd.DataFrame, trial: Trial, market: Scenario) -> Values:
    """Return what a trial measures in one of its worlds, a value a run."""
    if trial.firm == "all":
        rows = rows.groupby(["seed", "month"], as_index=False).sum(numeric_only=True)
    else:
        rows = rows[rows["firm"] == (trial.firm or market.focal)]
    found = over_months(rows, trial.measure, trial.months)
    return found - over_months(rows, trial.minus, trial.months) if trial.minus else found


def over_months(rows: pd.DataFrame, measure: str, months: tuple[int, ...]) -> Values:
    """Return the mean over the months, or the last of them for what is measured at the end."""
    table: Values = rows.pivot(index="seed", columns="month", values=measure).to_numpy(float)
    first, last = months or (1, table.shape[1])
    if measure in AT_THE_END or measure in WHOLE:
        return table[:, min(last, table.shape[1]) - 1]
    return mean(table[:, first - 1 : last])


def judge_lesson(lesson: str, workers: int | None = None) -> tuple[Judged, ...]:
    """Judge every claim of a lesson in the market of its file, with the runs that it needs."""
    check = check_claims(load_scenario(lesson), workers=workers)
    return tuple(_judged(check, finding) for finding in check.findings)


def _judged(check: Check, finding: Finding) -> Judged:
    market, said = check.scenario, {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = verdict_sentence(finding, market)
    name, verdict = f"{market.name}/{finding.expect.claim}", VERDICTS[finding.verdict]
    made = commit(), source_digest(*MODEL)
    return Judged(name, verdict, finding.replications, said["en"], said["zh"], *made)


@cache
def commit() -> str:
    """Return the commit of the source, empty where it is not in a repository."""
    asked = ["git", "-C", str(HOME), "rev-parse", "--short=7", "HEAD"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
