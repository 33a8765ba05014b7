"""Loyalty: which kinds of loyalty a firm's customers show, why they stay, and how close they are to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulation.measures.measure import Measure, Result

if TYPE_CHECKING:
    from simulation.kernel.arithmetic import Values
    from simulation.measures.months import Months


def share_of(kind: str, name: str) -> Callable[[Months], Values]:
    """Return the formula of the share of a firm's customers who are of this kind."""
    return lambda months: months.share(kind, name)


MEASURES = (
    Measure(
        "share_loyal",
        unit="share",
        label="True loyalty",
        meaning="The share of the firm's customers who like it better than the others and have stayed for a"
        " year or longer.",
        value=share_of("loyalty_type", "loyal"),
        better="more",
        result=Result(11, "screen"),
        part_of="loyalty",
        part="true loyalty",
    ),
    Measure(
        "share_latent",
        unit="share",
        label="Latent loyalty",
        meaning="The share of the firm's customers who like it better than the others but have not stayed for"
        " a year yet. Dick & Basu 1994 mean a strong attitude with little repeat buying; here it is a stay"
        " under a year.",
        value=share_of("loyalty_type", "latent"),
        result=Result(12, "summary"),
        part_of="loyalty",
        part="latent loyalty",
    ),
    Measure(
        "share_spurious",
        unit="share",
        label="Inertia (spurious loyalty)",
        meaning="The share of the firm's customers who have stayed for a year or longer without liking it"
        " better than the others.",
        value=share_of("loyalty_type", "spurious"),
        result=Result(13),
        part_of="loyalty",
        part="inertia",
    ),
    Measure(
        "share_none",
        unit="share",
        label="No loyalty",
        meaning="The share of the firm's customers who neither like it better than the others nor have stayed"
        " for a year.",
        value=share_of("loyalty_type", "none"),
        better="less",
        result=Result(14, "summary"),
        part_of="loyalty",
        part="no loyalty",
    ),
    Measure(
        "share_dedicated",
        unit="share",
        label="Stay because they want to (dedicated)",
        meaning="The share of the firm's customers who would stay in nine of ten looks around even if leaving"
        " cost nothing.",
        value=share_of("motive", "dedicated"),
        better="more",
        result=Result(15),
        part_of="motives",
        part="want to stay",
    ),
    Measure(
        "share_mixed",
        unit="share",
        label="Neither dedicated nor constrained",
        meaning="The share of the firm's customers who are neither dedicated nor constrained.",
        value=None,
        claim=False,
        part_of="motives",
        part="in between",
    ),
    Measure(
        "share_constrained",
        unit="share",
        label="Stay because leaving is costly (constrained)",
        meaning="The share of the firm's customers who wanted to leave when they last looked around, and were"
        " held by the switching cost.",
        value=share_of("motive", "constrained"),
        result=Result(16, "screen"),
        part_of="motives",
        part="have to stay",
    ),
    Measure(
        "share_preferred",
        unit="share",
        label="Preferred supplier",
        meaning="The share of the firm's customers to whom it is a preferred supplier and no more: they trust"
        " it (0.75 or more).",
        value=share_of("rung", "preferred"),
        edition=3,
    ),
    Measure(
        "share_partner",
        unit="share",
        label="Partner",
        meaning="The share of the firm's customers to whom it is a partner and no more: they trust it and use"
        " half of its structural service or more.",
        value=share_of("rung", "partner"),
        edition=3,
    ),
    Measure(
        "share_ally",
        unit="share",
        label="Strategic ally",
        meaning="The share of the firm's customers to whom it is a strategic ally: they trust it, use nearly"
        " all of its structural service and are committed to it.",
        value=share_of("rung", "ally"),
        better="more",
        edition=3,
    ),
)
