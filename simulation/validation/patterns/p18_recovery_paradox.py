"""P18: a failure made good can leave customers more satisfied than none, but not more loyal."""

from __future__ import annotations

from simulation.kernel.arithmetic import Flags, Values
from simulation.market import MarketProcess
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import everywhere, mean, share, stayers, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

FAILING = 0.2
MONTHS = 3
COMPENSATIONS = {"full": 1.0, "over": 1.25}
SEVERITIES = ("minor", "major")


def measure(conditions: MeasurementConditions) -> Figures:
    """Return what a failure made good changes, against none: satisfaction and staying (points)."""
    before = conditions.start(equals(4, 8000))
    _, content, stayed = _quarter(twin(before), {})
    figures: dict[str, float] = {}
    for name, made_good in COMPENSATIONS.items():
        for severity in SEVERITIES:
            process = twin(before)
            everywhere(
                process,
                service__recovery_quick=1.0,
                service__recovery_satisfied=0.0,
                service__compensation_quick=made_good,
            )
            process.change(**{f"world.experience.complaint_{severity}": 1.0})
            recovered, answer, still = _quarter(process, {severity: FAILING})
            figures[f"satisfaction_{name}_{severity}"] = mean((answer - content)[recovered])
            figures[f"retention_{name}_{severity}"] = 100.0 * (
                share(still, recovered) - share(stayed, recovered)
            )
    return figures


def _quarter(process: MarketProcess, failing: dict[str, float]) -> tuple[Flags, Values, Flags]:
    """Run a month with failures and two without; return whose was made good, satisfaction, and who stayed."""
    firm = process.state.firm.copy()
    everywhere(
        process, **{f"service__failure_{severity}": failing.get(severity, 0.0) for severity in SEVERITIES}
    )
    stayed = stayers(process, 1)
    recovered = process.state.failed & (process.state.compensation > 0.0)
    answer = process.remembered("satisfaction", firm)
    everywhere(process, service__failure_minor=0.0, service__failure_major=0.0)
    return recovered, answer, stayed & stayers(process, MONTHS - 1)


TARGETS = tuple(
    target
    for name in COMPENSATIONS
    for severity in SEVERITIES
    for target in (
        Target(f"satisfaction_{name}_{severity}", 0.0, 10.0, 0.0),
        Target(f"retention_{name}_{severity}", -100.0, 2.0),
    )
)
PATTERN = Pattern("P18", measure, TARGETS, Worth.SEEN, Grade.MEASURED, ("de-matos-henrique-rossi-2007",))
