"""The terms of the warm-up: what was different until month 0, path by path (``before`` in a scenario).

A value that is varied acts from the start, or from month 1 after a warm-up under the scenario's own offer;
``world.varied_from`` says which. Only what a firm decides or pays can begin in month 1: what customers and
the market are like holds from the start, and so does what can act only from the start. Levels have no terms
before month 1 either, since nobody runs a programme then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from simulation.scenario import paths
from simulation.scenario.firm import Firm
from simulation.scenario.problems import named
from simulation.scenario.schema import template
from simulation.scenario.world import World
from simulation.schema.mistakes import problem

LEVEL = "firm.level"

Values = Mapping[str, Any]
"""Values by path."""
Market = tuple[World, Sequence[Firm]]
Terms = Callable[[Values, Iterable[str], Market, Market], dict[str, Any]]
"""Gives the terms before month 1 from those that there were, the paths that change, and the market before and
after the change."""


def noted(before: Values, changed: Iterable[str], old: Market, new: Market) -> dict[str, Any]:
    """Return the terms before month 1 where changes act from then on; if from the start, as `forgotten`."""
    if new[0].varied_from == "start":
        return forgotten(before, changed, old, new)
    terms = dict(before)
    for path in changed:
        if _has_terms(old[1], path):
            usual = terms.pop(path, paths.get(*old, path))
            if usual != paths.get(*new, path):
                terms[path] = usual
    return terms


def forgotten(
    before: Values,
    changed: Iterable[str],
    old: Market,  # noqa: ARG001
    new: Market,  # noqa: ARG001
) -> dict[str, Any]:
    """Return the terms before month 1 where changes act from the start: what changes has none."""
    changing = set(changed)
    return {path: value for path, value in before.items() if path not in changing}


def in_force_before(before: Values, market: Market) -> tuple[World, tuple[Firm, ...]]:
    """Return the market before month 1; InputError for a term that cannot differ from the one after."""
    for path in before:
        if not _has_terms(market[1], path):
            raise problem("no_terms_before", key=named(path))
    return paths.changed(*market, before)


def _has_terms(firms: Sequence[Firm], path: str) -> bool:
    """Whether a parameter can have one value before month 1 and another one after."""
    of_firm, level = path.startswith("firm."), template(path) == LEVEL
    return of_firm and not level and not paths.info(firms, path).from_start
