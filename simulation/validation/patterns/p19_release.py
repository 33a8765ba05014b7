"""P19: removing an exit fee releases those who had to stay, not those who want to."""

from __future__ import annotations

from simulation.mechanisms.loyalty import CONSTRAINED, DEDICATED, MIXED
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import everywhere, ratio, share, stayers, twin
from simulation.validation.pattern import Figures, Pattern, Target, Worth

FEES = (0.1, 0.2, 0.3)
"""Exit fees removed, in reference prices."""
MONTHS = 3
GROUPS = {"constrained": CONSTRAINED, "mixed": MIXED, "dedicated": DEDICATED}


def measure(conditions: MeasurementConditions) -> Figures:
    """Return by how much leaving within a quarter multiplies, by the motive for which a customer stayed."""
    return {name: value for fee in FEES for name, value in released(conditions, fee).items()}


def released(conditions: MeasurementConditions, fee: float, spread: bool = False) -> Figures:
    """Return the figures of one fee; if it is spread, that is what it weighs in a month's comparison."""
    plain = equals(4, 16_000)
    horizon = conditions.market(plain).world.switching_cost.horizon if spread else 1
    money = fee * horizon * plain.world.reference_price
    charging = plain.built_with(**{f"firm.{firm.name}.exit_fee": money for firm in plain.firms})
    kept = conditions.start(charging)
    motive = kept.state.motive.copy()
    free = twin(kept)
    everywhere(free, exit_fee=0.0)
    left_free, left_kept = ~stayers(free, MONTHS), ~stayers(kept, MONTHS)
    groups = {name: motive == code for name, code in GROUPS.items()}
    return {
        f"{name}_{fee:g}": ratio(share(left_free, group), share(left_kept, group))
        for name, group in groups.items()
    }


TARGETS = tuple(
    target
    for fee in FEES
    for target in (Target(f"constrained_{fee:g}", 3.0, 1e6, 1.0), Target(f"dedicated_{fee:g}", 0.0, 1.3))
)
PATTERN = Pattern("P19", measure, TARGETS, Worth.BUILT_IN, Grade.FROM_MEMORY, ("bendapudi-berry-1997",))
