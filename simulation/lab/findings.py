"""What a comparison so far allows to say: the report's verdict in both languages, how well it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.experiments.compare import Comparison
from simulation.experiments.intervals import Interval, paired_interval
from simulation.experiments.predictions.answering import PredictionAnswer
from simulation.lab.encoding import number, plain
from simulation.lab.predictions import replies
from simulation.lab.run_table import runs_of
from simulation.lab.shared_work import Answer
from simulation.language import LANGUAGES, speaking
from simulation.report.comparison.brief_verdict import brief, of_100_a_year
from simulation.report.comparison.verdict import ENOUGH_RUNS, sufficiency, verdict


def finding(
    comparison: Comparison, own: Mapping[str, str | None], answers: Mapping[str, PredictionAnswer]
) -> Answer:
    """Return what the runs so far allow to say, in the report's words of both languages.

    ``against`` has for each alternative but the first how many of 100 customers more stay a year than with
    the first: ``runs``, one a replication, and ``known``, their mean with its paired interval. ``own`` names
    the alternative of the scenario that each one is, if it is one; ``predictions`` are the answers to the
    questions of the lesson.
    """
    return {
        "replications": comparison.replications,
        "against": _against(comparison),
        "lamp": sufficiency(comparison.replications),
        "enough": ENOUGH_RUNS,
        "words": {language: _said(comparison, own, language) for language in LANGUAGES},
        "predictions": replies(comparison.scenario, answers),
    }


def _against(comparison: Comparison) -> Answer:
    """Return for each alternative but the first how much more it retains than the first."""
    measured = runs_of(comparison.market)["retention_rate"]
    stay = {name: of_100_a_year(measured.loc[name]).to_numpy() for name in comparison.alternatives}
    first, *others = comparison.alternatives
    return {
        name: {
            "runs": plain(stay[name] - stay[first]),
            "known": _as_data(paired_interval(stay[name], stay[first])),
        }
        for name in others
    }


def _said(comparison: Comparison, own: Mapping[str, str | None], language: str) -> Answer:
    """Return the verdict in one language: in brief, and in the report's sentences but for the last two."""
    with speaking(language):
        named = replace(comparison, labels=labels(comparison, own))
        found, short = verdict(named), brief(named)
    return {
        "brief": short,
        "sentences": list(found.sentences[:-2]),
        "conditions": list(found.conditions),
        "winner": found.winner,
    }


def labels(comparison: Comparison, own: Mapping[str, str | None]) -> dict[str, str]:
    """Return what the alternatives are called in the current language, where that is not a level."""
    lesson = {name: said for name, said in comparison.scenario.lesson().alternatives.items() if said != name}
    return {
        name: lesson.get(own[name] or "", name)
        for name, change in comparison.changes.items()
        if own[name] in lesson or not _is_level(name, change)
    }


def _is_level(name: str, change: Mapping[str, object]) -> bool:
    """Whether an alternative sets a level and is called by it."""
    levels = [value for path, value in change.items() if path.endswith(".level")]
    return len(levels) == len(change) == 1 and name.endswith((f".level={levels[0]}", f"level-{levels[0]}"))


def _as_data(interval: Interval) -> Answer:
    return {"mean": number(interval.mean), "low": number(interval.low), "high": number(interval.high)}
