"""Demotion: whoever loses a class loses what it promised, as if a programme had been withdrawn."""

from __future__ import annotations

import numpy as np

from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.broken_promises import share_lost


def lose_class(she: She, supplier: Supplier, origin: Supplier, world: World) -> None:
    """Let customers who are reclassed lose what their old terms promised and their new ones do not."""
    money = np.maximum(origin.money_promised - supplier.money_promised, 0.0) * supplier.price
    fall = np.maximum(origin.structure_promised - supplier.structure_promised, 0.0)
    structure = world.bonds.structural_benefit * she.usage * she.integration * fall
    gone = share_lost(origin.people_promised, supplier.people_promised) * origin.personal_share
    person = world.bonds.social_benefit * she.stakes * she.social_bond * gone * supplier.personal_fit
    lost = money + structure + person
    broken = np.maximum(
        np.maximum(
            share_lost(origin.money_promised, supplier.money_promised),
            share_lost(origin.structure_promised, supplier.structure_promised),
        ),
        share_lost(origin.tie, supplier.tie),
    )
    she.trust *= 1.0 - world.trust.breach * broken
    she.expectation -= lost
    she.satisfaction -= world.trust.breach * world.satisfaction.loss_aversion * lost
    she.social_bond *= 1.0 - gone
    she.integration *= 1.0 - share_lost(origin.structure_offered, supplier.structure_offered)
