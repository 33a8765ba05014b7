"""The markets on which patterns are measured, built in code from the schema's defaults.

What is published is nearly always about customers who have a supplier, so nobody does without one here unless
a pattern asks for it (``way_out``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from simulation.mechanisms.doing_without import FAR_AWAY
from simulation.scenario.document import Scenario

FOCAL = "Focal"
RIVALS = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")


@cache
def equals(
    firms: int = 4, customers: int = 4000, warm_up: int = 24, way_out: bool = False, **changes: object
) -> Scenario:
    """Return a market of firms alike, at the defaults; ``changes`` are paths with ``__`` for dots.

    With ``way_out`` customers may do without any firm, as by default in a scenario.
    """
    names = (FOCAL, *RIVALS)[:firms]
    world = _world(customers, warm_up, way_out)
    market = Scenario.made(
        {
            "schema": 1,
            "title": "Validation",
            "question": "?",
            "world": world,
            "firm": [{"name": n} for n in names],
        }
    )
    return market.built_with(**{path.replace("__", "."): value for path, value in changes.items()})


@cache
def of_shares(shares: tuple[float, ...], customers: int = 8000, warm_up: int = 24) -> Scenario:
    """Return a market of firms alike but for the strength of their brands, which sustains these shares."""
    names = (FOCAL, *RIVALS)[: len(shares)]
    firms = [{"name": name, "market_share": share} for name, share in zip(names, shares, strict=True)]
    world = _world(customers, warm_up, way_out=False)
    return Scenario.made({"schema": 1, "title": "Validation", "question": "?", "world": world, "firm": firms})


def _world(customers: int, warm_up: int, way_out: bool) -> dict[str, object]:
    size: dict[str, object] = {"customers": customers, "warm_up": warm_up}
    return size if way_out else {**size, "doing_without": FAR_AWAY}


def with_levels(market: Scenario, levels: Sequence[int]) -> Scenario:
    """Return the market with these levels of relationship marketing, firm by firm."""
    return market.built_with(
        **{f"firm.{firm.name}.level": level for firm, level in zip(market.firms, levels, strict=True)}
    )
