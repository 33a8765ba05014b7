"""P27: the completely satisfied are far more loyal than the satisfied, unless leaving costs much."""

from __future__ import annotations

from simulation.kernel.arithmetic import Flags
from simulation.scenario.document import Scenario
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import ratio, share, stayers
from simulation.validation.pattern import Figures, Pattern, Target, Worth

BOX = 20.0
"""Points of the index of satisfaction to a box: five boxes from 0 to 100."""
TOP = 100.0 - BOX
FEE = 0.3
"""Exit fee where leaving is costly, weighed in a month's comparison, in reference prices."""
MONTHS = 12


def measure(conditions: MeasurementConditions) -> Figures:
    """Return the odds of staying for a year of the top box over the next, where leaving is cheap
    and where it is costly.
    """
    plain = equals(4, 16_000)
    fee = FEE * conditions.market(plain).world.switching_cost.horizon * plain.world.reference_price
    costly = plain.built_with(**{f"firm.{firm.name}.exit_fee": fee for firm in plain.firms})
    cheap_ratio, top_box = _ratio(conditions, plain)
    costly_ratio, _ = _ratio(conditions, costly)
    return {
        "odds_ratio_cheap": cheap_ratio,
        "dear_over_cheap": ratio(costly_ratio, cheap_ratio),
        "odds_ratio_dear": costly_ratio,
        "percent_in_top_box": top_box,
    }


def _ratio(conditions: MeasurementConditions, market: Scenario) -> tuple[float, float]:
    """Return the odds of staying of the top box over those of the next, and the top box in percent."""
    process = conditions.start(market)
    answer = process.state.satisfaction_index.copy()
    stayed = stayers(process, MONTHS)

    def odds(box: Flags) -> float:
        kept = share(stayed, box)
        return ratio(kept, 1.0 - kept)

    top = answer >= TOP
    return ratio(odds(top), odds(~top & (answer >= TOP - BOX))), 100.0 * float(top.mean())


PATTERN = Pattern(
    "P27",
    measure,
    (Target("odds_ratio_cheap", 2.0, 1e6, 1.0, published=6.0), Target("dear_over_cheap", 0.0, 0.5, 1.0)),
    Worth.SEEN,
    Grade.REPORTED,
    ("jones-sasser-1995",),
    fixed="e8ed1e1",
)
