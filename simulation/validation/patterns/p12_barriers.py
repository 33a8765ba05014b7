"""P12: switching barriers matter only when satisfaction is low."""

from __future__ import annotations

from simulation.kernel.arithmetic import Flags
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import (
    everywhere,
    mean,
    ratio,
    satisfaction,
    share,
    sign_anew,
    stayers,
    twin,
)
from simulation.validation.pattern import Figures, Pattern, Target, Worth
from simulation.validation.propensity import propensity

BARRIER = 0.15
"""Added switching cost in reference prices."""
QUARTER, YEAR = 3, 12


def measure(conditions: MeasurementConditions) -> Figures:
    """Return points of a quarter's retention that a higher barrier adds, among satisfied and dissatisfied.

    The quarter after the survey is the test, since satisfaction moves on; the year, and the intention to stay
    at the time of the survey, are reported beside it.
    """
    free = conditions.start(equals(4, 16_000))
    answer = satisfaction(free)
    low, high = answer < answer.mean() - answer.std(), answer > answer.mean() + answer.std()
    barrier = BARRIER * free.scenario.world.reference_price
    held = twin(free)
    everywhere(held, exit_fee=barrier)
    sign_anew(held)  # the barrier is part of contracts that were signed before month 1
    intention = propensity(held, BARRIER) - propensity(free)
    free_quarter, held_quarter = stayers(free, QUARTER), stayers(held, QUARTER)
    free_year = free_quarter & stayers(free, YEAR - QUARTER)
    held_year = held_quarter & stayers(held, YEAR - QUARTER)

    def kept(group: Flags) -> tuple[float, float]:
        quarter = share(held_quarter, group) - share(free_quarter, group)
        return quarter, share(held_year, group) - share(free_year, group)

    (quarter_low, year_low), (quarter_high, year_high) = kept(low), kept(high)
    return {
        "points_dissatisfied": 100.0 * quarter_low,
        "points_satisfied": 100.0 * quarter_high,
        "ratio": ratio(quarter_high, quarter_low),
        "ratio_over_a_year": ratio(year_high, year_low),
        "ratio_of_intention": ratio(mean(intention[high]), mean(intention[low])),
    }


PATTERN = Pattern(
    "P12",
    measure,
    (Target("ratio", -0.5, 0.3, 1.0), Target("points_dissatisfied", 0.0, 100.0, 0.0)),
    Worth.SEEN,
    Grade.MEASURED,
    ("jones-mothersbaugh-beatty-2000",),
)
