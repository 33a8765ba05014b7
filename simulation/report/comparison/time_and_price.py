"""What else a verdict says: when the best pays back, what its value leaves out, that prices are unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.language import text
from simulation.report.comparison.names import named
from simulation.report.comparison.paybacks import month_in_words
from simulation.report.comparison.tracks import tracks
from simulation.report.kit.numbers import currency, listed, short

if TYPE_CHECKING:
    from simulation.experiments.compare import Comparison
    from simulation.report.comparison.ranking import Ranking


FEWEST_RUNS = 10
"""With fewer runs of each alternative no winner is named, however clear it looks."""


def further(comparison: Comparison, ranking: Ranking | None) -> list[str]:
    """Return these sentences, as far as they apply; ``ranking`` is that of the alternatives by value."""
    if ranking is None:
        return []
    found = [_payback(comparison, ranking), _nothing_after(comparison), _same_price(comparison)]
    return [sentence for sentence in found if sentence]


def _payback(comparison: Comparison, ranking: Ranking) -> str:
    """Say when the best alternative pays back against the first; where that is the best, the next one."""
    first = comparison.alternatives[0]
    others = [track for track in ranking.order if track.key != first]
    if not others or ranking.identical or comparison.replications < FEWEST_RUNS:
        return ""
    horizon = comparison.scenario.world.months
    return text(
        "report.verdict.payback",
        first=named(next(track.label for track in tracks(comparison) if track.key == first)),
        other=named(others[0].label),
        payback=month_in_words(others[0], "payback_month", horizon),
        overtakes=month_in_words(others[0], "overtakes_month", horizon),
    )


def _nothing_after(comparison: Comparison) -> str:
    """Say where customers held count nothing: without a run-off, or after it with nobody or losses left."""
    months = comparison.scenario.world.run_off
    if not months:
        return text("report.verdict.no_run_off")
    names = [named(track.label) for track in tracks(comparison) if (track.worth["equity_tail"] == 0.0).any()]
    return text("report.verdict.no_tail", months=months, names=listed(names)) if names else ""


def _same_price(comparison: Comparison) -> str:
    """Say that prices are unchanged, where all alternatives sell at the same price."""
    price = same_price(comparison)
    if price is None or len(comparison.alternatives) < 2:
        return ""
    unit = currency(comparison.scenario.world.currency)
    return text("report.verdict.same_price", price=f"{short(price)} {unit}")


def same_price(comparison: Comparison) -> float | None:
    """Return the price of the measured firm if it is the same with all alternatives."""
    path = f"firm.{comparison.focal}.price"
    worlds = [comparison.scenario.with_(**change) for change in comparison.changes.values()]
    price, *others = [float(world.get(path)) for world in worlds]
    return price if all(other == price for other in others) else None
