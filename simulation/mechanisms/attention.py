"""Attention to alternatives: the committed look around less (Miller 1997, on couples)."""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, exponential
from simulation.kernel.views import She, World
from simulation.schema import Grade, Table, Unit, parameter, switch


class SearchParameters(Table):
    """How commitment lowers attention to other firms."""

    attention: float = parameter(
        0.0, Unit.RATIO, bounds=(-5, 10), plausible=(0, 1), grade=Grade.ASSUMED,
        source="form after Miller 1997",
        name="Inattention by commitment",
        meaning="How much less often the committed look around without a cause: at full commitment by the "
        "factor exp of minus this number.",
        needs="attention",
        sources=("miller-1997",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    attention: bool = switch(
        neutral=False,
        name="Attention by commitment",
        meaning="Committed customers pay less attention to other firms.",
    )


def attention(commitment: Values, strength: float) -> Values:
    """Return the attention that a customer pays to other firms: 1 without commitment."""
    return exponential(-strength * commitment)


def look_as_usual(she: She) -> None:
    """Begin the month with the habit of looking around, as if there were no commitment."""
    she.routine = she.habit


def pay_attention(she: She, world: World) -> None:
    """Let commitment lower the hazard of looking around without a cause."""
    she.routine *= attention(she.commitment, world.search.attention)
