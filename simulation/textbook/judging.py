"""Verdicts: from differences to intervals, from intervals to the standing of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from simulation.experiments.intervals import Interval, mean_interval
from simulation.textbook.row import Direction, Figures, Judged, Row, Standing, Trial, Verdict

Measured = Mapping[str, Figures]
Claims = Mapping[str, Judged]


def verdict_of(interval: Interval, claimed: Direction) -> Verdict:
    """Return what an interval of "on less off" says of the direction that is claimed."""
    if not interval.excludes_zero:
        return Verdict.UNDECIDED
    return Verdict.CONFIRMED if (interval.low > 0.0) == (claimed == "more") else Verdict.REFUTED


def figures_of(trial: Trial, differences: Sequence[float], off: float, commit: str, model: str) -> Figures:
    """Return what follows from the differences of a trial, one a run, as they are written down."""
    written = tuple(float(f"{each:.6g}") for each in differences)
    interval = mean_interval(written)
    verdict = verdict_of(interval, trial.claimed)
    return Figures(trial.name, trial.digest, written, off, *interval, verdict, commit, model)


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict of several: the one that they share, or else conditional."""
    found = set(verdicts) - {Verdict.NONE}
    if len(found) > 1:
        return Verdict.CONDITIONAL
    return found.pop() if found else Verdict.NONE


def verdict_of_row(row: Row, measured: Measured, claims: Iterable[Judged]) -> Verdict:
    """Return the verdict of a row from its trials and the claims of lessons about it."""
    trials = (measured[trial.name].verdict for trial in row.trials if trial.name in measured)
    return together((*trials, *(claim.verdict for claim in claims)))


def standing_of(row: Row, measured: Measured) -> Standing:
    """Return how far a row is a part of the model: live by its trials alone."""
    if not row.modules:
        return Standing.NOT_BUILT
    found = [measured[trial.name].verdict for trial in row.trials if trial.name in measured]
    if not found:
        return Standing.UNMEASURED
    moved = any(verdict in (Verdict.CONFIRMED, Verdict.REFUTED) for verdict in found)
    return Standing.LIVE if moved else Standing.STILL
