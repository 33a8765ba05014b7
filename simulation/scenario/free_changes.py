"""Changes that cost nothing here: of costs, of what is given, and of levers that have no price yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from simulation.mechanisms.lever_prices import PRICED
from simulation.scenario import paths
from simulation.schema import Role

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario
    from simulation.schema.listing import ParameterInfo


def costs_nothing(scenario: Scenario, info: ParameterInfo) -> bool:
    """Whether changing a parameter changes a firm's fortune without an effort of the firm."""
    unpriced = info.path in PRICED and not scenario.world.rules.priced_levers
    return info.role is not Role.LEVER or unpriced


def free_changes(scenario: Scenario, changes: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the paths of alternatives that differ from the scenario and cost nothing, each once."""
    changed = (path for change in changes for path, value in change.items() if value != scenario.get(path))
    once = dict.fromkeys(changed)
    return tuple(path for path in once if costs_nothing(scenario, paths.info(scenario.firms, path)))
