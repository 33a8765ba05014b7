"""P20: a rival's price cut takes customers of low rather than high involvement, at the same repeat rate."""

from __future__ import annotations

from simulation.schema import Grade
from simulation.validation.markets import RIVALS, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import ratio, share, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

CUT = 0.15
MONTHS = 6
STAYED_BEFORE = 24
LOW, HIGH = 0.42, 0.76
"""Involvement (0-1) below which it counts as low, and above which as high."""


def measure(conditions: MeasurementConditions) -> Figures:
    """Return how many more go of low than of high involvement to the cheaper rival: raw, and net of twins."""
    usual = conditions.start(equals(4, 16_000, STAYED_BEFORE + 12))
    state = usual.state
    repeating = (state.tenure >= STAYED_BEFORE) & (state.firm != 1)
    low, high = repeating & (state.involvement < LOW), repeating & (state.involvement > HIGH)
    cheaper = twin(usual)
    cheaper.change(**{f"firm.{RIVALS[0]}.price": (1.0 - CUT) * usual.scenario.world.reference_price})
    taken = {}
    for name, process in (("cut", cheaper), ("usual", usual)):
        gone = process.state.firm == -1
        for _ in range(MONTHS):
            process.advance()
            gone |= process.state.firm == 1
        taken[name] = share(gone, low), share(gone, high)
    net_low, net_high = (cut - plain for cut, plain in zip(taken["cut"], taken["usual"], strict=True))
    return {"ratio": ratio(*taken["cut"]), "ratio_net": ratio(net_low, net_high)}


PATTERN = Pattern(
    "P20", measure, (Target("ratio", 1.8, 1000.0, 1.0),), Worth.BUILT_IN, Grade.FROM_MEMORY, ("barnes-1997",)
)
