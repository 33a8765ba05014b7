"""P3: how customers who choose react to one firm's price, 5 % up or down for three months."""

from __future__ import annotations

import numpy as np

from simulation.schema import Grade
from simulation.validation.markets import FOCAL, equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

STEP = 0.05
MONTHS = 3


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the elasticity of the share among those who look around anyway, and among all customers.

    A better offer makes more people look around, so choosers are those who look at the usual price too.
    """
    usual = conditions.start(equals(4, 16_000, way_out=True))
    cheaper, dearer = twin(usual), twin(usual)
    for factor, process in ((1.0 - STEP, cheaper), (1.0 + STEP, dearer)):
        process.change(**{f"firm.{FOCAL}.price": factor * process.scenario.world.reference_price})
    chosen = np.zeros(2)
    for _ in range(MONTHS):
        usual.advance()
        for at, process in enumerate((cheaper, dearer)):
            process.advance()
            choosing = usual.state.looked & process.state.looked
            chosen[at] += float((process.state.firm[choosing] == 0).mean())
    stock = [float((process.state.firm == 0).mean()) for process in (cheaper, dearer)]
    step = np.log((1.0 + STEP) / (1.0 - STEP))
    return {
        "elasticity_of_choosers": float(np.log(chosen[1] / chosen[0]) / step),
        "elasticity_of_stock": float(np.log(stock[1] / stock[0]) / step),
    }


PATTERN = Pattern(
    "P3",
    measure,
    (Target("elasticity_of_choosers", -3.1, -2.1, 0.0, published=-2.62),),
    Worth.FITTED,
    Grade.MEASURED,
    ("bijmolt-van-heerde-pieters-2005",),
)
