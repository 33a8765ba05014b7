"""P19: removing an exit fee releases those who had to stay, not those who want to."""

from __future__ import annotations

from simulation.mechanisms.loyalty import CONSTRAINED, DEDICATED, MIXED
from simulation.schema import Grade
from simulation.validation.markets import equals
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.observing import everywhere, ratio, share, stayers, twin
from simulation.validation.pattern import Figures, Pattern, Role, Target

FEES = (0.1, 0.2, 0.3)
"""Exit fees removed, in reference prices."""
MONTHS = 3
GROUPS = {"constrained": CONSTRAINED, "mixed": MIXED, "dedicated": DEDICATED}


def measure(conditions: MeasurementConditions) -> Figures:
    """Return by how much leaving within a quarter multiplies, by the motive for which a customer stayed."""
    figures: dict[str, float] = {}
    for fee in FEES:
        plain = equals(4, 16_000)
        money = fee * plain.world.reference_price
        charging = plain.with_(**{f"firm.{firm.name}.exit_fee": money for firm in plain.firms})
        kept = conditions.start(charging)
        motive = kept.state.motive.copy()
        free = twin(kept)
        everywhere(free, exit_fee=0.0)
        left_free, left_kept = ~stayers(free, MONTHS), ~stayers(kept, MONTHS)
        for name, code in GROUPS.items():
            group = motive == code
            figures[f"{name}_{fee:g}"] = ratio(share(left_free, group), share(left_kept, group))
    return figures


TARGETS = tuple(
    target
    for fee in FEES
    for target in (Target(f"constrained_{fee:g}", 3.0, 1e6, 1.0), Target(f"dedicated_{fee:g}", 0.0, 1.3))
)
PATTERN = Pattern("P19", measure, TARGETS, Role.CLAIM, Grade.FROM_MEMORY, ("bendapudi-berry-1997",))
