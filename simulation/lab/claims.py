"""What became of a scenario's claims: the place where their evaluation meets the laboratory."""

from __future__ import annotations

from simulation.experiments.compare import Comparison


def verdicts(comparison: Comparison) -> dict[str, str]:
    """Return ``confirmed``, ``refuted`` or ``open`` for each claim that these runs allow to judge, by its name."""
    return {}
