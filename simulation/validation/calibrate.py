"""Fitting the free defaults to the patterns P1 to P6, and to no other pattern.

``python -m simulation.validation.calibrate`` prints the fitted defaults with their standard errors and writes
them to ``data/calibration.toml``; the schema's defaults are then set by hand, rounded within these errors.
``python -m simulation.validation.calibrate segments`` does the same, at the schema's defaults, for the two
segments of P1 (``data/segments.toml``).

The luck is keyed, so that the figures move smoothly with the parameters and least squares can be used. Only
the published values and tolerances of the patterns imported here enter, and one starting value of the
schema (the monthly churn of mobile operators), without which nothing tells how often people look around for
no reason; none of P7 to P25 is read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from simulation.rules.arithmetic import Values
from simulation.scenario.document import Scenario
from simulation.validation.conditions import Conditions
from simulation.validation.markets import equals
from simulation.validation.pattern import Figures, Role
from simulation.validation.patterns import p01_survival as p1
from simulation.validation.patterns import p02_rising_retention as p2
from simulation.validation.patterns import p03_price_elasticity as p3
from simulation.validation.patterns import p04_satisfaction as p4
from simulation.validation.patterns import p05_asymmetry as p5
from simulation.validation.patterns import p06_complaints as p6

SEEDS = (1000, 1001)
"""Luck used for fitting; validation uses seeds from 0 on."""
STEP = 0.1
"""Step of the derivatives, in logarithms: large beside what is left of chance."""
PULL = 0.1
"""Weight of the prior: a parameter at the end of its plausible range counts as this many tolerances."""
CALIBRATED_ON = (p1, p2, p3, p4, p5, p6)
DATA = Path(__file__).parent / "data"

DEFAULTS = {
    "world.experience.minor_loss": (0.5, 4.0),
    "world.experience.major_loss": (1.0, 12.0),
    "world.search.satisfaction": (0.08, 0.2),
    "world.search.routine": (0.01, 0.05),
    "firm.*.service.compensation_unsatisfied": (0.05, 0.5),
    "firm.*.service.compensation_satisfied": (0.4, 1.0),
    "firm.*.service.compensation_quick": (0.7, 1.4),
}
"""Defaults fitted to P3, P6 and the churn, with plausible ranges (a firm's parameter is all firms')."""
CHURN, CHURN_TOLERANCE = 0.0114, 0.003
"""Monthly churn without programmes: postpaid mobile, mean of four operators (company reports 2017)."""
SEGMENT = {
    "routine": (0.01, 1.0),
    "restlessness_spread": (0.2, 2.5),
    "failures": (0.05, 2.0),
}
"""What is fitted for each segment of P1, with its range."""


DEFAULTS_HEAD = (
    "Defaults fitted to P3, P6 and monthly churn by simulation.validation.calibrate, with standard errors.\n"
    "# ``miss`` is the root mean square miss in tolerances."
)
SEGMENTS_HEAD = (
    "The two segments of Fader & Hardie 2007: what differs from the defaults, fitted to survival by\n"
    "# simulation.validation.calibrate. Failures are a share of the default failure probabilities."
)


class Fit(NamedTuple):
    """Fitted values by name, their standard errors, and the root mean square miss in tolerances."""

    values: Mapping[str, float]
    errors: Mapping[str, float]
    miss: float


def fit(
    ranges: Mapping[str, tuple[float, float]], start: Sequence[float], misses: Callable[[Values], Values]
) -> Fit:
    """Fit parameters by least squares of ``misses`` (in tolerances), within their ranges."""
    from scipy.optimize import least_squares

    low, high = np.log(np.array(list(ranges.values()))).T
    begin = np.clip(np.log(start), low + 0.01, high - 0.01)

    def residuals(logs: Values) -> Values:
        prior = PULL * (logs - begin) / (0.5 * (high - low))
        return np.concatenate([misses(np.exp(logs)), prior])

    def slopes(logs: Values) -> Values:
        here = residuals(logs)
        steps = np.where(logs + STEP < high, STEP, -STEP)
        moved = [residuals(logs + step * unit) for step, unit in zip(steps, np.eye(logs.size), strict=True)]
        return np.column_stack([(there - here) / step for there, step in zip(moved, steps, strict=True)])

    found = least_squares(residuals, begin, slopes, bounds=(low, high), max_nfev=6, xtol=1e-3, ftol=1e-3)
    data = found.fun[: -len(ranges)]
    spread = float(np.sum(found.fun**2)) / max(len(data) - len(ranges), 1)
    slope = np.asarray(found.jac, dtype=np.float64)
    covariance = np.linalg.pinv(slope.T @ slope) * spread
    values = np.exp(found.x)
    errors = values * np.sqrt(np.diag(covariance))
    return Fit(
        dict(zip(ranges, values.tolist(), strict=True)),
        dict(zip(ranges, errors.tolist(), strict=True)),
        float(np.sqrt(np.mean(data**2))),
    )


def fit_defaults() -> Fit:
    """Fit the defaults to the published table of P6 and the elasticity of P3."""
    plain = equals()
    start = [_value(plain, path) for path in DEFAULTS]

    def misses(values: Values) -> Values:
        changes = _changes(plain, dict(zip(DEFAULTS, values.tolist(), strict=True)))
        table = _mean([p6.measure(Conditions(seed, changes=changes)) for seed in SEEDS])
        complaints = [
            (table[f"{severity}_{name}"] - target) / p6.TOLERANCE
            for severity, row in p6.PUBLISHED.items()
            for name, target in zip(p6.OUTCOMES, row, strict=True)
        ]
        price = _mean([p3.measure(Conditions(seed, changes=changes)) for seed in SEEDS])
        target = p3.PATTERN.targets[0]
        middle, half = 0.5 * (target.low + target.high), 0.5 * (target.high - target.low)
        churn = (float(np.mean([_churn(seed, changes) for seed in SEEDS])) - CHURN) / CHURN_TOLERANCE
        return np.array([*complaints, (price[target.figure] - middle) / half, churn])

    return fit(DEFAULTS, start, misses)


def _churn(seed: int, changes: Mapping[str, object], months: int = 12) -> float:
    """Return the share of customers who leave in a month, in a market without programmes."""
    process, left = Conditions(seed, changes=changes).start(equals(4, 8000)), 0
    for _ in range(months):
        process.advance()
        left += int((process.state.firm != process.state.origin).sum())
    return left / (months * process.customers)


def fit_segment(name: str) -> Fit:
    """Fit a segment to its seven years of survival, at the defaults of the schema."""
    known = p1.segments()[name]

    def misses(values: Values) -> Values:
        market = p1.market({**known, **dict(zip(SEGMENT, values.tolist(), strict=True))})
        curves = [p1.survival(Conditions(seed), market) for seed in SEEDS]
        return np.asarray((np.mean(curves, axis=0) - np.array(p1.PUBLISHED[name])) / p1.TOLERANCE)

    return fit(SEGMENT, [known[parameter] for parameter in SEGMENT], misses)


def _value(scenario: Scenario, path: str) -> float:
    return float(scenario.get(path.replace("*", scenario.focal)))


def _changes(scenario: Scenario, values: Mapping[str, float]) -> dict[str, object]:
    """Return the changes by path, a firm's parameter for every firm."""
    names = [firm.name for firm in scenario.firms] if any("*" in path for path in values) else [""]
    return {path.replace("*", name): value for path, value in values.items() for name in names}


def _mean(measured: Sequence[Figures]) -> dict[str, float]:
    return {name: float(np.mean([figures[name] for figures in measured])) for name in measured[0]}


def _toml(head: str, tables: Mapping[str, Mapping[str, float]]) -> str:
    lines = [f"# {head}"]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f'"{key}" = {float(f"{value:.4g}")!r}' for key, value in table.items())]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Fit the defaults, or with ``segments`` the two segments; write and print the data file."""
    assert all(module.PATTERN.role is Role.CALIBRATION for module in CALIBRATED_ON)
    tables: dict[str, Mapping[str, float]] = {}
    if "segments" in arguments:
        file, head = DATA / "segments.toml", SEGMENTS_HEAD
        for name, known in p1.segments().items():
            found = fit_segment(name)
            tables[name] = {**known, **found.values}
            sys.stdout.write(_toml(name, {"standard_errors": found.errors, "fit": {"miss": found.miss}}))
    else:
        file, head = DATA / "calibration.toml", DEFAULTS_HEAD
        defaults = fit_defaults()
        tables = {
            "values": defaults.values,
            "standard_errors": defaults.errors,
            "fit": {"miss": defaults.miss},
        }
    file.write_text(_toml(head, tables), encoding="utf-8")
    sys.stdout.write(_toml(head, tables))


if __name__ == "__main__":
    main(sys.argv[1:])
