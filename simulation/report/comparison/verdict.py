"""The verdict of a comparison: a winner only where chance is excluded, and always on what it depends."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Literal

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.comparison.names import named
from simulation.report.comparison.ranking import Ranking, rank
from simulation.report.comparison.time_and_price import FEWEST_RUNS, further
from simulation.report.comparison.tracks import firm_label, focal, has_same_customers, is_comparison, tracks
from simulation.report.experiments.parameter_labels import parameter_label
from simulation.report.kit.numbers import MeasureUnit, exact, in_words, listed, share, short, written
from simulation.report.measures import by_run, interval_of, unit_of
from simulation.scenario.free_changes import free_changes
from simulation.scenario.plausibility import beyond_plausible

if TYPE_CHECKING:
    from simulation.experiments.compare import Comparison
    from simulation.report.comparison.tracks import RunOrComparison
    from simulation.scenario.document import Scenario

ENOUGH_RUNS = 24
MEASURES = ("value", "npv", "retention_rate", "switching_cost")
EARNED = frozenset({"value", "npv"})
"""Measures that a firm can lose by."""
Sufficiency = Literal["few", "nearly", "enough"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison shows, in the language current when it was made.

    ``sentences``: what is worth most, what has earned most within the horizon, what keeps most customers,
    what it costs most to leave, when the best pays back, that prices are unchanged, what the alternatives
    change that costs nothing, on what this depends, how many runs it stands on. ``winner`` is the name of the
    alternative that is worth most, None unless its paired 95 % difference to every other excludes zero and
    the runs suffice. ``conditions`` are the values of this market on which the order depends.
    """

    sentences: tuple[str, ...]
    winner: str | None
    conditions: tuple[str, ...]


def verdict(subject: RunOrComparison) -> Verdict:
    """Return the verdict on a comparison; of a run, what happened in it, without a winner."""
    candidates = tracks(subject)
    rankings = {measure: rank(candidates, measure) for measure in MEASURES}
    circumstances = conditions(subject)
    if is_comparison(subject):
        findings = [_finding(subject, measure, ranking) for measure, ranking in rankings.items() if ranking]
        findings += further(subject, rankings["value"])
        findings += _free(subject)
        findings += _beyond(subject)
        closing = "report.verdict.depends" if len(candidates) > 1 else "report.verdict.holds"
        winner = _winner(subject, rankings["value"])
    else:
        findings = [_event(subject, measure, ranking) for measure, ranking in rankings.items() if ranking]
        closing, winner = "report.verdict.holds", None
    depends = text(closing, conditions=listed(list(circumstances)))
    return Verdict((*findings, depends, runs_sentence(subject)), winner, circumstances)


def _free(comparison: Comparison) -> list[str]:
    """Say what the alternatives change that costs the firms nothing, if they do."""
    market = comparison.scenario
    free = free_changes(market, comparison.changes.values())
    names = listed([parameter_label(market, path) for path in free])
    return [text("report.verdict.free", names=names)] if free else []


def _beyond(comparison: Comparison) -> list[str]:
    """Say what the alternatives set beyond its plausible range, if they do."""
    market = comparison.scenario
    names = [
        text(
            "report.verdict.range", name=parameter_label(market, each.path), low=short(each.low),
            high=short(each.high),
        )
        for each in beyond_plausible(market, comparison.changes.values())
    ]  # fmt: skip
    return [text("report.verdict.beyond", names=listed(names))] if names else []


def sufficiency(runs: int) -> Sufficiency:
    """Judge a number of runs: too few, nearly enough, enough."""
    if runs < FEWEST_RUNS:
        return "few"
    return "nearly" if runs < ENOUGH_RUNS else "enough"


def runs_sentence(subject: RunOrComparison) -> str:
    """Say on how many runs everything stands."""
    if not is_comparison(subject):
        return text("report.verdict.one_run", seed=subject.seed)
    if subject.replications == 1:
        return text("report.verdict.one_replication")
    runs = written(subject.replications, 0)
    if has_same_customers(subject):
        return text("report.verdict.runs", runs=runs)
    return text("report.verdict.runs_of_others", runs=runs)


def conditions(subject: RunOrComparison) -> tuple[str, ...]:
    """Return the circumstances on which it depends which level earns most, less those that are varied."""
    varied = (
        {path for change in subject.changes.values() for path in change} if is_comparison(subject) else set()
    )
    return circumstances(subject.scenario, focal(subject), varied)


def circumstances(scenario: Scenario, name: str, varied: Collection[str]) -> tuple[str, ...]:
    """Return what a result on firm ``name`` holds for, less the ``varied`` paths."""
    world, firm = scenario.world, next(firm for firm in scenario.firms if firm.name == name)
    margin = 100 * (1 - firm.unit_cost / firm.price) if firm.price else float("nan")
    said = {
        "firms": text("report.condition.firms", number=written(len(scenario.firms), 0)),
        "world.months": text("report.condition.months", number=written(world.months, 0)),
        "world.customers": text("report.condition.customers", number=written(world.customers, 0)),
        f"firm.{name}.price": text("report.condition.margin", number=written(margin, 0)),
        "world.population.contact_frequency": text(
            "report.condition.contact", number=f"{world.population.contact_frequency:g}"
        ),
        "world.complexity": text("report.condition.complexity", number=f"{world.complexity:g}"),
        "world.kind": text(f"report.condition.{world.kind}"),
        "rivals": text("report.condition." + _imitation(scenario, name)),
    }
    return tuple(words for path, words in said.items() if path not in varied)


def _imitation(scenario: Scenario, name: str) -> str:
    rivals = [firm for firm in scenario.firms if firm.name != name]
    if not rivals:
        return "no_rivals"
    kinds = {firm.policy.kind for firm in rivals}
    if "adaptive" in kinds:
        return "learning"
    return "copied" if scenario.world.rules.imitation and "imitating" in kinds else "not_copied"


def _winner(comparison: Comparison, ranking: Ranking | None) -> str | None:
    if ranking is None or comparison.replications < FEWEST_RUNS or not ranking.decided:
        return None
    return ranking.best.key


def _finding(comparison: Comparison, measure: str, ranking: Ranking) -> str:
    """Say who is first in a measure, or that this cannot be known."""
    unit = unit_of(measure, comparison.scenario)
    values = _values(comparison, ranking, unit)
    if len(ranking.order) == 1:
        return text(f"report.verdict.{measure}.single", **values)
    if comparison.replications < FEWEST_RUNS:
        values |= {"runs": written(comparison.replications, 0), "needed": FEWEST_RUNS}
        key = "few" if measure == "value" else "open"
        return text(f"report.verdict.{measure}.{key}", **values)
    if ranking.identical:
        return text(f"report.verdict.{measure}.identical", **values)
    if ranking.tied:
        return text(f"report.verdict.{measure}.tie", **values)
    losing = measure in EARNED and ranking.interval(ranking.best).mean < 0
    return text(f"report.verdict.{measure}.{'loss' if losing else 'winner'}", **values)


def _values(comparison: Comparison, ranking: Ranking, unit: MeasureUnit) -> dict[str, object]:
    second = ranking.order[min(1, len(ranking.order) - 1)]
    return {
        "firm": named(firm_label(comparison.scenario, comparison.focal)),
        "best": named(ranking.best.label),
        "second": named(second.label),
        "tied": listed([named(track.label) for track in (ranking.best, *ranking.tied)]),
        "value": in_words(ranking.interval(ranking.best), unit),
        "lowest": in_words(ranking.interval(ranking.worst), unit),
        "worst": named(ranking.worst.label),
        "difference": _difference(ranking.lead, unit),
        "wins": share(ranking.wins, ranking.runs),
        "won": written(ranking.wins, 0),
        "runs": written(ranking.runs, 0),
        "months": comparison.scenario.world.months,
        "earned": in_words(interval_of(by_run(ranking.best, "npv")), unit),
        "equity": in_words(interval_of(by_run(ranking.best, "customer_equity")), unit),
    }


def _difference(lead: Interval, unit: MeasureUnit) -> str:
    """Write a difference with its interval; that of percentages is a number of every 100."""
    return in_words(lead, MeasureUnit("points", unit.currency) if unit.kind == "percent" else unit)


def _event(subject: RunOrComparison, measure: str, ranking: Ranking) -> str:
    """Say who was first and last in one run."""
    unit = unit_of(measure, subject.scenario)
    best, worst = (float(ranking.values[track.key].iloc[0]) for track in (ranking.best, ranking.worst))
    key = "happened" if len(ranking.order) > 1 else "happened_single"
    return text(
        f"report.verdict.{measure}.{key}",
        best=named(ranking.best.label),
        worst=named(ranking.worst.label),
        value=exact(best, unit),
        lowest=exact(worst, unit) if isfinite(worst) else "",
        months=subject.scenario.world.months,
    )
