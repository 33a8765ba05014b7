"""A whole validation: patterns, null models, exact checks and real data, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from simulation.source import source_digest
from simulation.validation.exact import exact_checks
from simulation.validation.measurements import SOURCES, measure_all
from simulation.validation.null_models import NULLS
from simulation.validation.pattern import Role
from simulation.validation.pattern_verdict import judge
from simulation.validation.patterns import pattern
from simulation.validation.real.studies import STUDIES, study_all
from simulation.validation.result import Validation

LEAST_NULL_SEEDS = 10


class Plan(NamedTuple):
    """What is to be measured.

    Attributes:
        names: patterns, in order.
        seeds: number of seeds of the full model.
        scale: customers relative to what the patterns ask for.
        nulls: whether the null models are measured, too.
        real: how much effort goes into the real data (1 is usual); None leaves them out.
    """

    names: Sequence[str]
    seeds: int
    scale: float = 1.0
    nulls: bool = False
    real: float | None = None

    @property
    def contested(self) -> list[str]:
        """The patterns on which null models compete: what the full model was fitted to is no contest."""
        return [name for name in self.names if pattern(name).role is not Role.CALIBRATION]

    @property
    def null_seeds(self) -> int:
        """Number of seeds of a null model."""
        return max(LEAST_NULL_SEEDS, self.seeds // 2) if self.nulls else 0

    @property
    def steps(self) -> int:
        """Number of measurements and studies."""
        nulls = len(NULLS) * len(self.contested) * self.null_seeds
        return len(self.names) * self.seeds + nulls + (0 if self.real is None else len(STUDIES))


def validated(
    plan: Plan, folder: Path, workers: int | None = None, tell: Callable[[int], None] = lambda _: None
) -> Validation:
    """Return the validation; what ``folder`` holds of it already is not measured again.

    Args:
        plan: what is to be measured.
        folder: where finished measurements are kept.
        workers: processes; None takes all processors.
        tell: called with the number of finished steps.
    """
    folder.mkdir(parents=True, exist_ok=True)
    finished = 0

    def measure(
        names: Sequence[str], seeds: int, changes: Mapping[str, object], place: Path
    ) -> dict[str, list[Mapping[str, float]]]:
        nonlocal finished
        before = finished
        found = measure_all(
            names,
            seeds,
            scale=plan.scale,
            changes=changes,
            folder=place,
            workers=workers,
            progress=lambda done, _: tell(before + done),
        )
        finished += len(names) * seeds
        return found

    measured = measure(plan.names, plan.seeds, {}, folder / "measurements")
    rows = {}
    for null, changes in NULLS.items() if plan.nulls else ():
        figures = measure(plan.contested, plan.null_seeds, changes, folder / "nulls" / null)
        rows[null] = {name: judge(pattern(name), figures[name]).holds for name in plan.contested}
    before = finished
    studies = (
        ()
        if plan.real is None
        else study_all(folder / "real", plan.real, workers, lambda done: tell(before + done))
    )
    return Validation(
        tuple(judge(pattern(name), measured[name]) for name in plan.names),
        tuple(exact_checks()),
        rows,
        plan.seeds,
        plan.null_seeds,
        plan.scale,
        datetime.now(UTC).isoformat(timespec="seconds"),
        source_digest(*SOURCES),
        studies,
    )
