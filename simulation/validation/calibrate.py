"""Fitting the free defaults to the patterns P1 to P6 and to the scale of satisfaction (P26), and to no other.

``python -m simulation.validation.calibrate`` fits them from several starting points and writes the best, with
its uncertainty and with where each start has ended, to ``data/calibration.toml``; the schema's defaults are
then set by hand, rounded within these errors. ``python -m simulation.validation.calibrate segments`` fits, at
the schema's defaults, what sets the two segments of P1 apart (``data/segments.toml``).

What counts as plausible is read from the schema. P2, P4 and P5 are orders and ranges without a middle, and
constrain nothing that is fitted here; ``calibrate check`` measures them at the result, and they have to hold.
Only published values and tolerances of the patterns imported here enter, one starting value (the monthly
churn of mobile operators), without which nothing tells how often people look around for no reason, and three
figures of the scale of satisfaction, without which nothing tells how much customers differ in it. No other
pattern is read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import numpy as np

from simulation.experiments.execution import execute
from simulation.kernel.arithmetic import Values
from simulation.scenario.schema import parameters_by_path, template
from simulation.validation.estimate import PosteriorEstimate, TargetBlock, Unknown, estimate, starts
from simulation.validation.markets import FOCAL, RIVALS, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.minimax import least_worst
from simulation.validation.pattern import Figures
from simulation.validation.pattern_verdict import judge
from simulation.validation.patterns import p01_survival as p1
from simulation.validation.patterns import p02_rising_retention as p2
from simulation.validation.patterns import p03_price_elasticity as p3
from simulation.validation.patterns import p04_satisfaction as p4
from simulation.validation.patterns import p05_asymmetry as p5
from simulation.validation.patterns import p06_complaints as p6
from simulation.validation.patterns import p26_satisfaction_scale as p26

SEEDS = (1000, 1001, 1002)
"""Luck used for fitting; validation uses seeds from 0 on."""
MORE_SEEDS = range(1000, 1008)
"""Luck used for the worst year of the segments, which a little luck would decide."""
STARTS = 4
MARKETS = 1000
"""About so many markets are run from each starting point: compiling pays."""
CALIBRATED_ON = (p1, p2, p3, p4, p5, p6, p26)
DATA = Path(__file__).parent / "data"

PATHS = (
    "world.experience.minor_loss",
    "world.experience.major_loss",
    "world.learning.experience",
    "world.search.satisfaction",
    "world.search.incident",
    "world.search.routine",
    "world.taste_persistence",
    "world.experience.match_spread",
    "world.satisfaction.index_centre",
    "firm.*.service.compensation_unsatisfied",
    "firm.*.service.compensation_satisfied",
    "firm.*.service.compensation_quick",
)
"""Defaults that these figures tell something about (a firm's parameter is all firms')."""
PAIR = " & "
"""Between the names of two defaults whose correlation is noted."""
ROUTINE = "world.search.routine"
CHURN, CHURN_TOLERANCE = 0.0114, 0.003
"""Monthly churn without programmes: postpaid mobile, mean of four operators (company reports 2017)."""
MEAN_INDEX = (75.0, 5.0)
"""Mean satisfaction of a normal market on a survey's scale, and its standard deviation: the middle of P26."""
TOP_BOX = (42.0, 5.0)
"""Percent of customers completely satisfied, in retail banking, airlines, hospitals and computers."""
EXPECTATION = (0.27, 0.06)
"""Correlation of satisfaction with expectation (Szymanski & Henard 2001, from memory)."""
SEGMENT = (
    Unknown("routine", 0.01, 0.5),
    Unknown("restlessness_spread", 0.5, 2.5),
    Unknown("failures", 0.1, 2.0),
    Unknown("involuntary", 0.0, 0.005),
    Unknown("trust_initial", 0.3, 0.8),
)
"""What is fitted for each segment of P1, with its plausible range (failures: a share of the default)."""

DEFAULTS_HEAD = (
    "Defaults fitted to P1, P3, P6, monthly churn and the scale of satisfaction by\n"
    "# simulation.validation.calibrate, with posterior standard deviations; ``told`` is posterior over\n"
    "# prior standard deviation (near 1: nothing told), ``correlations`` are those after the fit, and\n"
    "# ``start_0`` to ``start_3`` are where the fit ended from each starting point."
)
SEGMENTS_HEAD = (
    "The two segments of Fader & Hardie 2007: what differs from the defaults, fitted to the worst year\n"
    "# of survival by simulation.validation.calibrate. Failures are a share of the default probabilities;\n"
    "# ``worst_year`` is the largest miss in points."
)


Made = Callable[[int, Mapping[str, float]], MeasurementConditions]
"""How conditions are made of a seed and of what is to be estimated."""


def unknown(path: str) -> Unknown:
    """Return a parameter as something to be estimated, with the plausible range that the schema gives."""
    evidence = parameters_by_path()[template(path)].evidence
    assert evidence is not None
    return Unknown(path, *evidence.plausible)


def default_unknowns() -> tuple[Unknown, ...]:
    """Return what is fitted together: the defaults, and what sets each segment apart."""
    segments = (Unknown(f"{name}.{one.name}", one.low, one.high) for name in p1.PUBLISHED for one in SEGMENT)
    return (*map(unknown, PATHS), *segments)


def changes(values: Mapping[str, float]) -> dict[str, object]:
    """Return the changes by path, a firm's parameter for each of four firms."""
    firms = (FOCAL, *RIVALS[:3])
    return {
        path.replace("*", name): value
        for path, value in values.items()
        for name in (firms if "*" in path else firms[:1])
    }


def usual_conditions(seed: int, values: Mapping[str, float]) -> MeasurementConditions:
    """Return the market at the defaults, but for these values."""
    return MeasurementConditions(seed, changes=changes(values), runs=MARKETS)


def default_blocks() -> Iterator[TargetBlock]:
    """Yield the published figures with what each depends on."""
    shared = [path for path in PATHS if path != ROUTINE]
    yield TargetBlock(PATHS, misses_of_complaints)
    yield TargetBlock(PATHS, misses_of_price_and_churn)
    yield TargetBlock(PATHS, _misses_of_satisfaction)
    for name in p1.PUBLISHED:
        own = [f"{name}.{one.name}" for one in SEGMENT]
        yield TargetBlock([*shared, *own], partial(_misses_of_survival, name))


def misses_of_complaints(values: Mapping[str, float], made: Made = usual_conditions) -> Values:
    """Return by how much each figure of P6 is missed, in the market at the defaults or as it is made."""
    table = _mean([p6.measure(made(seed, values)) for seed in SEEDS[:2]])
    return np.array(
        [
            (table[f"{severity}_{name}"] - target) / (0.5 * p6.TOLERANCE)
            for severity, row in p6.PUBLISHED.items()
            for name, target in zip(p6.OUTCOMES, row, strict=True)
        ]
    )


def misses_of_price_and_churn(values: Mapping[str, float], made: Made = usual_conditions) -> Values:
    """Return by how much price elasticity and churn are missed, in the market at the defaults or as made."""
    target = p3.PATTERN.targets[0]
    middle, deviation = 0.5 * (target.low + target.high), 0.25 * (target.high - target.low)
    measured = _mean([p3.measure(made(seed, values)) for seed in SEEDS])
    churn = float(np.mean([_churn(made(seed, values)) for seed in SEEDS[:2]]))
    return np.array(
        [(measured[target.figure] - middle) / deviation, (churn - CHURN) / (0.5 * CHURN_TOLERANCE)]
    )


def _misses_of_satisfaction(values: Mapping[str, float]) -> Values:
    """Return by how much the scale of satisfaction is missed, in the market at the defaults."""
    scale = _mean([p26.measure(usual_conditions(seed, values)) for seed in SEEDS[:2]])
    related = _mean([p4.measure(usual_conditions(seed, values)) for seed in SEEDS[:2]])
    found = (scale["mean"], scale["percent_in_top_box"], related["expectation"])
    targets = (MEAN_INDEX, TOP_BOX, EXPECTATION)
    return np.array(
        [(value - middle) / deviation for value, (middle, deviation) in zip(found, targets, strict=True)]
    )


def _churn(conditions: MeasurementConditions, months: int = 12) -> float:
    """Return the share of customers who leave in a month, in a market without programmes."""
    process, left = conditions.start(equals(4, 8000)), 0
    for _ in range(months):
        process.advance()
        left += int((process.state.firm != process.state.origin).sum())
    return left / (months * process.customers)


def _misses_of_survival(name: str, values: Mapping[str, float], seeds: Sequence[int] = SEEDS[:2]) -> Values:
    """Return by how much each year of a segment's survival is missed."""
    settings = {one.name: values[f"{name}.{one.name}"] for one in SEGMENT}
    shared = {path: value for path, value in values.items() if not path.startswith(f"{name}.")}
    # The failures of a segment are shares of the usual ones, which are not fitted.
    market = p1.market(settings)
    curves = [p1.survival(usual_conditions(seed, shared), market) for seed in seeds]
    return np.asarray((np.mean(curves, axis=0) - np.array(p1.PUBLISHED[name])) / (0.5 * p1.TOLERANCE))


def fitted(number: int) -> PosteriorEstimate:
    """Return what is found for the defaults from one starting point."""
    unknowns = default_unknowns()

    begin = starts(unknowns, STARTS)[number]
    return estimate(
        unknowns, list(default_blocks()), begin, lambda words: say(f"start {number}, turn {words}")
    )


def fitted_segment(name: str) -> tuple[dict[str, float], float]:
    """Return a segment's settings with the smallest worst year, and that year's miss in points."""

    def misses(values: Mapping[str, float]) -> Values:
        named = {f"{name}.{key}": value for key, value in values.items()}
        return 0.5 * p1.TOLERANCE * _misses_of_survival(name, named, MORE_SEEDS)

    start = p1.segments()[name]
    return least_worst(SEGMENT, misses, start, lambda words: say(f"{name}, turn {words}"))


def say(words: str) -> None:
    """Tell how far a fit is."""
    sys.stderr.write(words + "\n")


def _mean(measured: Sequence[Figures]) -> dict[str, float]:
    return {name: float(np.mean([figures[name] for figures in measured])) for name in measured[0]}


def toml(head: str, tables: Mapping[str, Mapping[str, float]]) -> str:
    """Return the text of a data file: a head, and tables of numbers."""
    lines = [f"# {head}"]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f'"{key}" = {float(f"{value:.4g}")!r}' for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _tables(found: Sequence[PosteriorEstimate]) -> dict[str, Mapping[str, float]]:
    """Return the best of several fits with its uncertainty, and where every start has ended."""
    best = min(found, key=lambda one: one.cost)
    ends = {f"start_{number}": {"cost": one.cost, **one.values} for number, one in enumerate(found)}
    related = {one + PAIR + other: best.correlations[one, other] for one, other in combinations(PATHS, 2)}
    return {
        "values": best.values,
        "standard_deviations": best.errors,
        "told": best.told,
        "correlations": related,
        **ends,
    }


def fit_defaults(workers: int | None) -> str:
    """Fit the defaults from all starting points; return the data file."""
    return toml(DEFAULTS_HEAD, _tables(list(execute(fitted, range(STARTS), workers))))


def fit_segments(workers: int | None) -> str:
    """Fit both segments at the schema's defaults, from the settings that they have."""
    names = list(p1.PUBLISHED)
    tables: dict[str, Mapping[str, float]] = {}
    for name, (values, worst) in zip(names, execute(fitted_segment, names, workers), strict=True):
        tables[name] = {**values, "worst_year": worst}
    return toml(SEGMENTS_HEAD, tables)


def check() -> str:
    """Say whether P1 to P6 hold at the schema's defaults, with the luck used for fitting."""
    lines = []
    for module in CALIBRATED_ON:
        verdict = judge(module.PATTERN, [module.measure(MeasurementConditions(seed)) for seed in SEEDS])
        missed = [finding.target.figure for finding in verdict.findings if not finding.holds]
        lines.append(f"{module.PATTERN.name} {'holds' if verdict.holds else f'fails: {missed}'}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Fit the defaults, with ``segments`` the two segments; with ``check`` measure P1 to P6 as they are."""
    workers = next((int(word) for word in arguments if word.isdigit()), None)
    if "check" in arguments:
        sys.stdout.write(check())
        return
    file, made = DATA / "calibration.toml", fit_defaults
    if "segments" in arguments:
        file, made = DATA / "segments.toml", fit_segments
    written = made(workers)
    file.write_text(written, encoding="utf-8")
    sys.stdout.write(written)


if __name__ == "__main__":
    main(sys.argv[1:])
