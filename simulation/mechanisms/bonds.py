"""Growth of bonds by contact or use, the same for both kinds; a bond never becomes complete."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Values, saturating


def bond_growth(rate: float, intensity: Values, strength: Values) -> Values:
    """Return the share of the missing bond that a month adds.

    ``intensity`` is contact frequency (social) or usage (structural); ``strength`` is what the firm
    does for the bond, 0 for a structural service without worth, above 1 for one better than usual.
    """
    return np.minimum(1.0, strength * saturating(rate * intensity))


def grown(bond: Values, growth: Values) -> Values:
    """Return a bond (0-1) after a month that adds ``growth`` of what is missing."""
    return bond + growth * (1.0 - bond)
