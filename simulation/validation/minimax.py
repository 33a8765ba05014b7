"""Minimax calibration: plausible values that minimise the largest target violation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.validation.estimate import STEP, Unknown

EDGE = 2.0
"""Ends of the plausible ranges, in prior standard deviations."""
ROUNDS = 5


def least_worst(
    unknowns: Sequence[Unknown],
    misses: Callable[[Mapping[str, float]], Values],
    start: Mapping[str, float],
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[dict[str, float], float]:
    """Return the values with the smallest largest miss, and that miss.

    Sequential linear programming: misses are taken as linear around the best point so far, the best step
    within a region of trust is worked out, and the region shrinks when the step was no improvement.
    """

    def named(scores: Values) -> dict[str, float]:
        return {one.name: one.value(float(score)) for one, score in zip(unknowns, scores, strict=True)}

    here = np.clip([one.score(max(start[one.name], 1e-9)) for one in unknowns], -EDGE, EDGE)
    missed, trust = misses(named(here)), 1.0
    for turn in range(ROUNDS):
        slopes = _slopes(lambda scores: misses(named(scores)), here, missed)
        for _ in range(3):
            there = here + _step(slopes, missed, here, trust)
            tried = misses(named(there))
            if np.abs(tried).max() < np.abs(missed).max():
                break
            trust /= 3.0
        if np.abs(tried).max() > np.abs(missed).max() - 0.005:
            break
        here, missed = there, tried
        tell(f"{turn + 1}: {np.abs(missed).max():.3f}")
    return named(here), float(np.abs(missed).max())


def _slopes(misses: Callable[[Values], Values], here: Values, missed: Values) -> Values:
    columns = []
    for unit in np.eye(here.size):
        step = -STEP if here @ unit > 0.0 else STEP
        columns.append((misses(here + step * unit) - missed) / step)
    return np.column_stack(columns)


def _step(slopes: Values, missed: Values, here: Values, trust: float) -> Values:
    """Return the step after which the largest of the linear misses is least."""
    from scipy.optimize import linprog

    above = np.column_stack([slopes, -np.ones(missed.size)])
    below = np.column_stack([-slopes, -np.ones(missed.size)])
    bounds = [(max(-EDGE - at, -trust), min(EDGE - at, trust)) for at in here.tolist()]
    found = linprog(
        np.append(np.zeros(here.size), 1.0),
        np.vstack([above, below]),
        np.concatenate([-missed, missed]),
        bounds=[*bounds, (0.0, None)],
    )
    return np.zeros(here.size) if found.x is None else np.asarray(found.x[:-1])
