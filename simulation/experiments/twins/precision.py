"""Enough replications? How many a wanted precision takes, and running until it is reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from simulation.errors import InputError
from simulation.experiments.compare import Comparison, alternatives, compare, compare_changes
from simulation.experiments.summary import MEASURES, measures_of_runs, summarise
from simulation.language import Listing
from simulation.market import EngineName
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

SMALLEST, MOST = 10, 2000
"""Replications to begin with (fewer say too little of the spread), and to stop at."""
NO_END = 2**60
"""So many replications nobody makes; a precision that takes more is out of reach."""


def replications_needed(values: ArrayLike, precision: float, confidence: float = 0.95) -> int:
    """Return how many values like these give a mean to within ``precision`` (half width, in their unit).

    Two at least are needed to know the spread; `NO_END` stands for a precision out of reach. Values that are
    not numbers are left out; InputError for a precision that is not above 0 or fewer than two values.
    """
    known = np.asarray(values, dtype=np.float64)
    known = known[~np.isnan(known)]
    if not precision > 0 or known.size < 2:
        raise InputError("experiments.error.precision", precision=precision, runs=known.size)
    from scipy.special import stdtrit

    spread = float(known.std(ddof=1))

    def half_width(runs: int) -> float:
        return float(stdtrit(runs - 1, 0.5 + confidence / 2.0) * spread / np.sqrt(float(runs)))

    enough = 2
    while half_width(enough) > precision and enough < NO_END:
        enough *= 2
    few = enough // 2
    while enough - few > 1:
        middle = (few + enough) // 2
        few, enough = (few, middle) if half_width(middle) <= precision else (middle, enough)
    return max(2, enough)


def replications_for(comparison: Comparison, measure: str, precision: float) -> int:
    """Return how many replications bring every paired difference of a measure to within ``precision``."""
    runs = measures_of_runs(comparison.market, comparison.focal, comparison.worth)[measure]
    first = runs.loc[comparison.alternatives[0]]
    differences = [(runs.loc[name] - first).to_numpy() for name in comparison.alternatives[1:]]
    return max(replications_needed(each, precision) for each in differences or [first.to_numpy()])


def compare_until(
    scenario: Scenario,
    precision: Mapping[str, float],
    vary: Mapping[str, Sequence[object]] | None = None,
    *,
    smallest: int = SMALLEST,
    most: int = MOST,
    seed: int = 0,
    focal: str | None = None,
    workers: int | None = None,
    engine: EngineName = "auto",
    folder: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Compare alternatives with as many replications as a wanted precision takes.

    The paired differences of each named measure get intervals of this half width at most, or ``most``
    replications are reached. The result is that of `compare` with its number of replications.

    Args:
        scenario, vary, seed, focal, workers, engine, folder: as for `compare`.
        precision: half widths of the 95 % intervals by measure, for instance ``{"retention_rate": 0.001}``.
        smallest: replications to begin with.
        most: replications to stop at.
        progress: called with (finished runs, runs needed as far as is known).
    """
    for measure, width in precision.items():
        if measure not in MEASURES:
            nearest = get_close_matches(measure, MEASURES, n=1, cutoff=0.0)[0]
            valid = Listing(MEASURES)
            raise InputError("experiments.error.measure", given=measure, nearest=nearest, valid=valid)
        if not width > 0:
            raise InputError("experiments.error.precision_measure", measure=measure, width=width)
    if not precision or not 2 <= smallest <= most:
        raise InputError("experiments.error.precision", precision="", runs=smallest)
    changes = alternatives(scenario, vary)

    def progress_from(before: int) -> Callable[[int, int], None] | None:
        if progress is None:
            return None
        base = before * len(changes)
        return lambda done, runs: progress(base + done, base + runs)

    found = compare(
        scenario, vary, replications=smallest, seed=seed, focal=focal, progress=progress_from(0),
        workers=workers, engine=engine, folder=folder,
    )  # fmt: skip
    while (needed := _needed(found, precision, most)) > found.replications:
        more, at = needed - found.replications, found.replications
        further = compare_changes(
            scenario, changes, more, seed + at, found.focal, workers=workers, engine=engine, folder=folder,
            progress=progress_from(at),
        )  # fmt: skip
        found = joined(found, further)
    return found


def _needed(found: Comparison, precision: Mapping[str, float], most: int) -> int:
    """Replications to go to next: what is needed, at most twice as many as now: spreads are estimates."""
    needed = max(replications_for(found, measure, width) for measure, width in precision.items())
    return min(needed, 2 * found.replications, most)


def joined(first: Comparison, more: Comparison) -> Comparison:
    """Return two comparisons of the same alternatives as one; the second's seeds continue the first's."""
    import pandas as pd

    def together(one: pd.DataFrame, two: pd.DataFrame) -> pd.DataFrame:
        renumbered = two.assign(replication=two["replication"] + first.replications)
        return pd.concat([one, renumbered], ignore_index=True)

    market, worth = together(first.market, more.market), together(first.worth, more.worth)
    runs = first.replications + more.replications
    flows = pd.concat([_total(first), _total(more)])
    keys = ["alternative", "origin", "destination", "reason"]
    total = flows.groupby(keys)[["departures"]].sum().reset_index()
    total["departures"] /= runs
    summary = summarise(market, first.focal, worth)
    return replace(first, replications=runs, market=market, flows=total, summary=summary, worth=worth)


def _total(found: Comparison) -> pd.DataFrame:
    return found.flows.assign(departures=found.flows["departures"] * found.replications)
