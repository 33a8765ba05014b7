"""The markets on which patterns are measured, built in code from the schema's defaults."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from simulation.scenario.document import Scenario

FOCAL = "Focal"
RIVALS = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")


@cache
def equals(firms: int = 4, customers: int = 4000, warm_up: int = 24, **changes: object) -> Scenario:
    """Return a market of firms alike, at the defaults; ``changes`` are paths with ``__`` for dots."""
    names = (FOCAL, *RIVALS)[:firms]
    world = {"customers": customers, "warm_up": warm_up}
    market = Scenario.made(
        {
            "schema": 1,
            "title": "Validation",
            "question": "?",
            "world": world,
            "firm": [{"name": n} for n in names],
        }
    )
    return market.with_(**{path.replace("__", "."): value for path, value in changes.items()})


@cache
def of_shares(shares: tuple[float, ...], customers: int = 8000, warm_up: int = 24) -> Scenario:
    """Return a market of firms alike but for the strength of their brands, which sustains these shares."""
    names = (FOCAL, *RIVALS)[: len(shares)]
    firms = [{"name": name, "market_share": share} for name, share in zip(names, shares, strict=True)]
    world = {"customers": customers, "warm_up": warm_up}
    return Scenario.made({"schema": 1, "title": "Validation", "question": "?", "world": world, "firm": firms})


def with_levels(market: Scenario, levels: Sequence[int]) -> Scenario:
    """Return the market with these levels of relationship marketing, firm by firm."""
    return market.with_(
        **{f"firm.{firm.name}.level": level for firm, level in zip(market.firms, levels, strict=True)}
    )
