"""Bonds: they grow with contact or use, never become complete, and fade without it."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, saturating


def bond_growth(rate: float, intensity: Values, strength: Values) -> Values:
    """Return the share of the missing bond that a month adds.

    ``intensity`` is contact frequency (social) or usage (structural), ``strength`` 0-1 what the firm
    does for it: nothing useless is built, so a structural service without worth binds nobody.
    """
    return strength * saturating(rate * intensity)


def grown(bond: Values, growth: Values) -> Values:
    """Return a bond (0-1) after a month that adds ``growth`` of what is missing."""
    return bond + growth * (1.0 - bond)
