"""What a comparison so far allows to say: the report's verdict in both languages, how well it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.experiments.compare import Comparison
from simulation.experiments.intervals import Interval, paired_interval
from simulation.lab.encoding import number, plain
from simulation.lab.run_table import runs_of
from simulation.lab.shared_work import Answer
from simulation.language import LANGUAGES, current_language, text, use_language
from simulation.report.comparison.verdict import ENOUGH_RUNS, sufficiency, verdict


def finding(comparison: Comparison) -> Answer:
    """Return what the runs so far allow to say, in the report's words of both languages.

    ``runs`` are the differences of retention between the last and the first alternative, one a
    replication, in points of every 100 customers a month; ``known`` is their mean with its paired interval.
    """
    measured = runs_of(comparison.market)["retention_rate"]
    ends = comparison.alternatives[0], comparison.alternatives[-1]
    first, last = (100.0 * measured.loc[name].to_numpy() for name in ends)
    return {
        "replications": comparison.replications,
        "runs": plain(last - first),
        "known": _as_data(paired_interval(last, first)),
        "lamp": sufficiency(comparison.replications),
        "enough": ENOUGH_RUNS,
        "words": {language: _said(comparison, language) for language in LANGUAGES},
    }


def _said(comparison: Comparison, language: str) -> Answer:
    """Return the verdict in one language; its last two sentences, conditions and runs, are left out."""
    before = current_language()
    use_language(language)
    try:
        names = labels(comparison)
        found = verdict(renamed(comparison, names))
    finally:
        use_language(before)
    winner = next((name for name, label in names.items() if label == found.winner), None)
    return {"sentences": list(found.sentences[:-2]), "conditions": list(found.conditions), "winner": winner}


def labels(comparison: Comparison) -> dict[str, str]:
    """Return what the alternatives are called in the current language: their levels, or their own names."""
    own = comparison.scenario.lesson().alternatives
    return {name: _level(change) or own.get(name, name) for name, change in comparison.changes.items()}


def _level(change: Mapping[str, object]) -> str | None:
    """Return the name of the level that an alternative sets, if it sets nothing else."""
    levels = [value for path, value in change.items() if path.endswith(".level")]
    return text(f"lab.alternative.{levels[0]}") if len(levels) == len(change) == 1 else None


def renamed(comparison: Comparison, names: Mapping[str, str]) -> Comparison:
    """Return the same comparison with other names for its alternatives."""
    if len(set(names.values())) < len(names):
        return comparison
    market = comparison.market.assign(alternative=comparison.market["alternative"].map(names))
    summary = comparison.summary.assign(alternative=comparison.summary["alternative"].map(names))
    worth = comparison.worth.assign(alternative=comparison.worth["alternative"].map(names))
    changes = {names[name]: change for name, change in comparison.changes.items()}
    return replace(
        comparison, alternatives=tuple(names.values()), market=market, summary=summary, changes=changes,
        worth=worth,
    )  # fmt: skip


def _as_data(interval: Interval) -> Answer:
    return {"mean": number(interval.mean), "low": number(interval.low), "high": number(interval.high)}
