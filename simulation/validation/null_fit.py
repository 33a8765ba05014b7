"""Refitting the null models that are markets, on the figures to which the full model is fitted.

``python -m simulation.validation.null_fit`` writes ``data/nulls.toml``; a number behind it makes the markets
smaller (0.25: a quarter of the customers), for a look.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np

from simulation.experiments.execution import execute
from simulation.scenario.schema import parameters_by_path
from simulation.validation.calibrate import (
    MARKETS,
    misses_of_complaints,
    misses_of_price_and_churn,
    say,
    toml,
)
from simulation.validation.estimate import PosteriorEstimate, TargetBlock, estimate, starts
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.null_models import MARKET_NULLS, NULL_FITS, MarketNull

STARTS = 2
HEAD = (
    "The null models refitted to price elasticity (P3) and monthly churn, and to repurchase after failures\n"
    "# (P6) where they have failures, by simulation.validation.null_fit. ``missed``: by how many standard\n"
    "# deviations elasticity, churn, and the worst figure of P6 are missed."
)


def fitted(name: str, scale: float = 1.0) -> PosteriorEstimate:
    """Return the best refit of a null model from several starting points."""
    null = MARKET_NULLS[name]
    return min(
        (
            estimate(null.refitted, _blocks(null, scale), start, lambda turn: say(f"{name}, turn {turn}"))
            for start in starts(null.refitted, STARTS)
        ),
        key=lambda found: found.cost,
    )


def _blocks(null: MarketNull, scale: float) -> list[TargetBlock]:
    def made(seed: int, values: Mapping[str, float]) -> MeasurementConditions:
        return MeasurementConditions(seed, scale, null.changes, allowed(values), runs=MARKETS)

    names = [one.name for one in null.refitted]
    blocks = [TargetBlock(names, partial(misses_of_price_and_churn, made=made))]
    if has_failures(null):
        blocks.append(TargetBlock(names, partial(misses_of_complaints, made=made)))
    return blocks


def allowed(values: Mapping[str, float]) -> dict[str, float]:
    """Return values that a fit has tried, no further out than their parameters may be."""
    known = parameters_by_path()
    bounds = {path: known[path.replace("firm.*.", "firm.")].evidence for path in values}
    return {
        path: float(np.clip(value, *evidence.bounds))
        for (path, value), evidence in zip(values.items(), bounds.values(), strict=True)
        if evidence is not None
    }


def has_failures(null: MarketNull) -> bool:
    """Whether service fails in a null model, so that it says something of repurchase after failures."""
    return null.changes.get("world.rules.failures", True) is True


def tables(name: str, found: PosteriorEstimate) -> dict[str, Mapping[str, float]]:
    """Return a null model's tables of the data file."""
    elasticity, churn, *complaints = found.misses.tolist()
    missed = {"elasticity": elasticity, "churn": churn}
    if complaints:
        missed["complaints"] = max(complaints, key=abs)
    return {f"{name}.values": allowed(found.values), f"{name}.missed": missed}


def main(arguments: Sequence[str]) -> None:
    """Refit all null models and write the data file."""
    scale = float(arguments[0]) if arguments else 1.0
    written: dict[str, Mapping[str, float]] = {}
    for name, found in zip(
        MARKET_NULLS, execute(partial(fitted, scale=scale), list(MARKET_NULLS)), strict=True
    ):
        written |= tables(name, found)
    NULL_FITS.write_text(toml(HEAD, written), encoding="utf-8")
    sys.stdout.write(NULL_FITS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(sys.argv[1:])
