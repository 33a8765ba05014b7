"""The offer: price, quality and effort, which every customer gets whatever the firm's level."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values
from simulation.kernel.offers import Offers


def firm_numbers(offers: Offers) -> dict[str, Values]:
    """Return what every customer buys and sees; money in reference prices."""
    each, unit = offers.each, offers.reference_price
    return {
        "price": each(lambda firm: firm.price / unit),
        "margin": each(lambda firm: (firm.price - firm.unit_cost) / unit),
        "quality": each(lambda firm: firm.quality),
        "quality_spread": float(offers.rules.noise) * each(lambda firm: firm.quality_spread),
        "effort": each(lambda firm: firm.effort),
        "cost_acquisition": each(lambda firm: firm.acquisition_cost / unit),
    }
