"""P32: of the response to a brand's price, a part is demand of the category, the rest brand switching."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Flags
from simulation.market import MarketProcess
from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import ratio, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth
from simulation.validation.patterns.p03_price_elasticity import MONTHS, STEP


def measure(conditions: MeasurementConditions) -> Figures:
    """Return how much of the customers whom a dearer firm loses do without, among those who choose (percent).

    Choosers are those of P3: who look around at the usual price and at the other one.
    """
    usual = conditions.start(equals(4, 32_000, way_out=True))
    cheaper, dearer = twin(usual), twin(usual)
    for factor, process in ((1.0 - STEP, cheaper), (1.0 + STEP, dearer)):
        process.change(**{f"firm.{FOCAL}.price": factor * process.scenario.world.reference_price})
    brand, without = np.zeros(2), np.zeros(2)
    for _ in range(MONTHS):
        usual.advance()
        for at, process in enumerate((cheaper, dearer)):
            process.advance()
            choosing = usual.state.looked & process.state.looked
            brand[at] += float((process.state.firm[choosing] == 0).mean())
            without[at] += float(_outside(process)[choosing].mean())
    lost, left = brand[0] - brand[1], without[1] - without[0]
    return {
        "percent_of_category": 100.0 * ratio(float(left), float(lost)),
        "percent_without": 100.0 * float(_outside(usual).mean()),
    }


def _outside(process: MarketProcess) -> Flags:
    """Return who does without any firm, once she has decided this month."""
    return np.asarray(process.state.firm == len(process.scenario.firms))


PATTERN = Pattern(
    "P32",
    measure,
    (Target("percent_of_category", 10.0, 40.0, 0.0, published=25.0),),
    Worth.SEEN,
    Grade.REPORTED,
    ("bell-chiang-padmanabhan-1999",),
    fixed="e8ed1e1",
)
