"""How simpler models fare on the patterns to which nothing was fitted, where they say anything of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from simulation.validation.formula_nulls import FORMULA_NULLS
from simulation.validation.measurements import measure_all
from simulation.validation.null_models import MARKET_NULLS, null_fits
from simulation.validation.pattern import Figures
from simulation.validation.pattern_verdict import judge
from simulation.validation.patterns import pattern

NULLS = (*FORMULA_NULLS, *MARKET_NULLS)
"""All null models: formulas first, then markets with fewer rules."""


class NullOutcome(NamedTuple):
    """Whether a null model reproduces a pattern, and how far it is from the target, in half-widths."""

    holds: bool
    distance: float


Outcomes = Mapping[str, Mapping[str, NullOutcome]]
"""By null model and pattern; a pattern of which a model says nothing is left out."""


def spoken(null: str, names: Sequence[str]) -> list[str]:
    """Return the patterns, of some, of which a null model predicts anything."""
    known = FORMULA_NULLS[null] if null in FORMULA_NULLS else MARKET_NULLS[null].speaks
    return [name for name in names if name in known]


def market_measurements(names: Sequence[str]) -> int:
    """Return how many measurements a seed takes."""
    return sum(len(spoken(null, names)) for null in MARKET_NULLS)


def measure_nulls(
    names: Sequence[str],
    seeds: int,
    *,
    scale: float,
    folder: Path,
    workers: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Outcomes:
    """Measure all null models on some patterns.

    Args:
        names: patterns.
        seeds: number of seeds.
        scale: number of customers relative to what the patterns ask for; formulas have their own number.
        folder: where finished measurements are kept.
        workers: processes; None takes all processors.
        progress: called with the number of finished measurements.
    """
    outcomes: dict[str, dict[str, NullOutcome]] = {}
    for null, formulas in FORMULA_NULLS.items():
        figures = {name: [formulas[name](seed) for seed in range(seeds)] for name in spoken(null, names)}
        outcomes[null] = _outcomes(figures)
    finished = 0
    for null, market in MARKET_NULLS.items():
        mine, before = spoken(null, names), finished
        measured = measure_all(
            mine,
            seeds,
            scale=scale,
            changes=market.changes,
            assumed=null_fits()[null]["values"],
            folder=folder / null,
            workers=workers,
            progress=lambda done, _, before=before: progress(before + done),  # type: ignore[misc]
        )
        outcomes[null] = _outcomes(measured)
        finished += len(mine) * seeds
    return outcomes


def _outcomes(measured: Mapping[str, Sequence[Figures]]) -> dict[str, NullOutcome]:
    verdicts = {name: judge(pattern(name), figures) for name, figures in measured.items()}
    return {name: NullOutcome(verdict.holds, verdict.distance) for name, verdict in verdicts.items()}
