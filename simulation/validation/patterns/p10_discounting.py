"""P10: members of a loyalty programme discount bad experiences."""

from __future__ import annotations

from simulation.kernel.arithmetic import Flags
from simulation.market import MarketProcess
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals, with_levels
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import advance, everywhere, ratio, share, stayers, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

MONTHS_BEFORE = 24
MONTHS_AFTER = 3
FAILING = 0.3


def measure(conditions: MeasurementConditions) -> Figures:
    """Return how much a minor failure raises leaving among members, relative to non-members."""
    slopes = {level: _slope(conditions, level) for level in (1, 2, 3)}
    figures = {f"level_{level}": ratio(member, plain) for level, (member, plain) in slopes.items()}
    members = sum(member for member, _ in slopes.values())
    figures["pooled"] = ratio(members, sum(plain for _, plain in slopes.values()))
    return figures


def _slope(conditions: MeasurementConditions, level: int) -> tuple[float, float]:
    """Return by how much a failure raises leaving: at two firms with a programme, at two without."""
    process = conditions.start(with_levels(equals(4, 12_000), (level, level, 0, 0)))
    advance(process, MONTHS_BEFORE)
    members = process.state.firm < 2
    usual = process.scenario.get(f"firm.{FOCAL}.service.failure_minor")
    troubled, spared = twin(process), process
    everywhere(troubled, service__failure_minor=FAILING)
    everywhere(spared, service__failure_minor=0.0)
    left = ~stayers(troubled, 1)
    failed = troubled.state.failed.copy()
    everywhere(troubled, service__failure_minor=usual)
    left |= ~stayers(troubled, MONTHS_AFTER - 1)
    untroubled = _left_untroubled(spared, usual)
    return (
        share(left, failed & members) - share(untroubled, failed & members),
        share(left, failed & ~members) - share(untroubled, failed & ~members),
    )


def _left_untroubled(process: MarketProcess, usual: float) -> Flags:
    left = ~stayers(process, 1)
    everywhere(process, service__failure_minor=usual)
    return left | ~stayers(process, MONTHS_AFTER - 1)


PATTERN = Pattern(
    "P10",
    measure,
    (Target("level_1", -1.0, 0.8, 1.0), Target("pooled", -1.0, 0.8, 1.0)),
    Worth.SEEN,
    Grade.MEASURED,
    ("bolton-kannan-bramlett-2000",),
)
