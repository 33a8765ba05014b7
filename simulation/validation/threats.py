"""What threatens the main answer, whatever the patterns say."""

from __future__ import annotations

from collections.abc import Iterator

from simulation.language import text
from simulation.report.kit.blocks import Block
from simulation.validation.result import Validation
from simulation.validation.validation_tables import outcome

EQUILIBRIUM = "P34"
"""The pattern that measures whether anybody gains by another price."""


def blocks(validation: Validation) -> Iterator[Block]:
    """Yield the section: the price, who can come and go, how far the future counts, and assumed costs."""
    yield Block("heading", text("validate.threats.heading"), 2)
    yield Block("paragraph", f"{text('validate.threats.price')} {_equilibrium(validation)}")
    for threat in ("population", "horizon", "costs"):
        yield Block("paragraph", text(f"validate.threats.{threat}"))


def _equilibrium(validation: Validation) -> str:
    found = [verdict for verdict in validation.verdicts if verdict.pattern.name == EQUILIBRIUM]
    if not found:
        return text("validate.threats.price_unmeasured")
    return text("validate.threats.price_measured", outcome=outcome(found[0].holds))
