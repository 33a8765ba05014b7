"""The null models in tables and words: how they were refitted, where they speak, how near they come."""

from __future__ import annotations

from math import isfinite

from simulation.language import text
from simulation.report.kit.numbers import short
from simulation.report.kit.tables import ReportTable
from simulation.validation.null_models import MARKET_NULLS, null_fits
from simulation.validation.null_outcomes import NULLS, NullOutcome
from simulation.validation.pattern import Worth
from simulation.validation.result import Validation
from simulation.validation.validation_tables import heads, outcome, plain_table

FIGURES = ("elasticity", "churn", "complaints")
"""What null models are refitted to."""


def null_table(validation: Validation) -> ReportTable:
    """Return a row a pattern: whether the full model and each null model reproduce it, and how nearly."""
    rows = [
        (
            verdict.pattern.name,
            text(f"validate.pattern.{verdict.pattern.name}.title"),
            _said(NullOutcome(verdict.holds, verdict.distance)),
            *(_said(validation.nulls[null].get(verdict.pattern.name)) for null in NULLS),
        )
        for verdict in validation.verdicts
        if verdict.pattern.worth is not Worth.FITTED
    ]
    return plain_table(heads("pattern", "title", "full") + tuple(map(null_name, NULLS)), rows)


def _said(found: NullOutcome | None) -> str:
    if found is None:
        return text("validate.nulls.silent")
    distance = short(found.distance) if isfinite(found.distance) else text("validate.nulls.unmeasured")
    return text("validate.nulls.cell", outcome=outcome(found.holds), distance=distance)


def null_name(null: str) -> str:
    """Return what a null model is called."""
    return text(f"validate.null.{null}")


def fit_table() -> ReportTable:
    """Return a row a null model that is a market: its refitted numbers, and what the refit leaves."""
    rows = []
    for null in MARKET_NULLS:
        values, missed = null_fits()[null]["values"], null_fits()[null]["missed"]
        numbers = text("words.separator").join(f"`{path}` {short(value)}" for path, value in values.items())
        misses = (f"{missed[name]:.1f}" if name in missed else "" for name in FIGURES)
        rows.append((null_name(null), numbers, *misses))
    return plain_table(heads("model", "refitted", "miss_elasticity", "miss_churn", "miss_complaints"), rows)


def beaten(validation: Validation) -> str:
    """Say of each null model on which patterns it is beaten, beats, comes nearer, and says nothing."""
    return " ".join(_beaten(validation, null) for null in NULLS)


def _beaten(validation: Validation, null: str) -> str:
    row = validation.nulls[null]
    contest = [verdict for verdict in validation.verdicts if verdict.pattern.worth is not Worth.FITTED]
    both = [(verdict, row[verdict.pattern.name]) for verdict in contest if verdict.pattern.name in row]
    return text(
        "validate.nulls.beaten",
        null=null_name(null),
        spoken=len(both),
        better=_names([one.pattern.name for one, other in both if one.holds and not other.holds]),
        worse=_names([one.pattern.name for one, other in both if other.holds and not one.holds]),
        nearer=_names([one.pattern.name for one, other in both if other.distance < one.distance]),
        silent=len(contest) - len(both),
    )


def _names(names: list[str]) -> str:
    return text("words.separator").join(names) or text("validate.none")
