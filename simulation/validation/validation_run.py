"""A whole validation: patterns, null models, exact checks and real data, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from simulation.source import source_digest
from simulation.validation.exact import exact_checks
from simulation.validation.measurements import SOURCES, measure_all
from simulation.validation.null_outcomes import Outcomes, market_measurements, measure_nulls
from simulation.validation.pattern import Worth
from simulation.validation.pattern_verdict import judge
from simulation.validation.patterns import pattern
from simulation.validation.real.studies import STUDIES, study_all
from simulation.validation.real.study import Study
from simulation.validation.result import Validation
from simulation.validation.worlds.plausible_worlds import PlausibleWorlds, measure_worlds

LEAST_NULL_SEEDS = 10


class Plan(NamedTuple):
    """What is to be measured.

    Attributes:
        names: patterns, in order.
        seeds: number of seeds of the full model.
        scale: customers relative to what the patterns ask for.
        nulls: whether the null models are measured, too.
        real: how much effort goes into the real data (1 is usual); None leaves them out.
        draws: number of plausible worlds.
    """

    names: Sequence[str]
    seeds: int
    scale: float = 1.0
    nulls: bool = False
    real: float | None = None
    draws: int = 0

    @property
    def contested(self) -> list[str]:
        """The patterns on which null models compete: what the full model was fitted to is no contest."""
        return [name for name in self.names if pattern(name).worth is not Worth.FITTED]

    @property
    def null_seeds(self) -> int:
        """Number of seeds of a null model."""
        return max(LEAST_NULL_SEEDS, self.seeds // 2) if self.nulls else 0

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """Number of measurements of patterns, of null models and in worlds, and of studies."""
        return (
            len(self.names) * self.seeds,
            market_measurements(self.contested) * self.null_seeds,
            self.draws * (len(self.names) + 1),
            0 if self.real is None else len(STUDIES),
        )

    @property
    def steps(self) -> int:
        """Number of all measurements and studies."""
        return sum(self.parts)


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
    patterns, nulls, worlds, _ = accumulate(plan.parts)
    measured = measure_all(
        plan.names,
        plan.seeds,
        scale=plan.scale,
        folder=folder / "measurements",
        workers=workers,
        progress=lambda done, _: tell(done),
    )
    return Validation(
        tuple(judge(pattern(name), measured[name]) for name in plan.names),
        tuple(exact_checks()),
        _nulls(plan, folder, workers, lambda done: tell(patterns + done)),
        plan.seeds,
        plan.null_seeds,
        plan.scale,
        datetime.now(UTC).isoformat(timespec="seconds"),
        source_digest(*SOURCES),
        worlds=_worlds(plan, folder, workers, lambda done: tell(nulls + done)),
        studies=_studies(plan, folder, workers, lambda done: tell(worlds + done)),
    )


def _nulls(plan: Plan, folder: Path, workers: int | None, tell: Callable[[int], None]) -> Outcomes:
    if not plan.nulls:
        return {}
    return measure_nulls(
        plan.contested,
        plan.null_seeds,
        scale=plan.scale,
        folder=folder / "nulls",
        workers=workers,
        progress=tell,
    )


def _worlds(
    plan: Plan, folder: Path, workers: int | None, tell: Callable[[int], None]
) -> PlausibleWorlds | None:
    if not plan.draws:
        return None
    return measure_worlds(
        plan.names, plan.draws, scale=plan.scale, folder=folder / "worlds", workers=workers, progress=tell
    )


def _studies(plan: Plan, folder: Path, workers: int | None, tell: Callable[[int], None]) -> tuple[Study, ...]:
    return () if plan.real is None else study_all(folder / "real", plan.real, workers, tell)
