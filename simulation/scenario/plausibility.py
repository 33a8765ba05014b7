"""Plausible ranges in a scenario's currency, and changes beyond them, where nobody has compared the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from simulation.scenario import paths

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario
    from simulation.schema.evidence import Evidence


def plausible_range(scenario: Scenario, evidence: Evidence) -> tuple[float, float]:
    """Return both ends of a parameter's plausible range, money in the scenario's currency."""
    unit = scenario.world.reference_price if evidence.price_share is not None else 1.0
    low, high = evidence.plausible
    return low * unit, high * unit


class Beyond(NamedTuple):
    """A parameter that is set beyond its plausible range; money in the scenario's currency."""

    path: str
    low: float
    high: float


def beyond_plausible(scenario: Scenario, changes: Iterable[Mapping[str, Any]]) -> tuple[Beyond, ...]:
    """Return the parameters that alternatives set beyond their plausible ranges, each once."""
    found: dict[str, Beyond] = {}
    for path, value in (pair for change in changes for pair in change.items()):
        evidence = paths.info(scenario.firms, path).evidence
        if evidence is None or isinstance(value, bool) or not isinstance(value, int | float):
            continue
        low, high = plausible_range(scenario, evidence)
        if not low <= value <= high and value != scenario.get(path):
            found[path] = Beyond(path, low, high)
    return tuple(found.values())
