"""The table of the ablation, as Markdown in the current language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulation.experiments.intervals import Interval
from simulation.language import Listing, text
from simulation.report.kit.numbers import cell
from simulation.report.measures import KINDS, unit_of
from simulation.textbook.ablation import MARKETS, Moved, ablations, made_with
from simulation.textbook.loading import lessons


def ablation_markdown() -> Iterator[str]:
    """Yield heading, introduction and table; nothing if nothing was measured."""
    if not ablations():
        return
    yield f"## {text('textbook.page.ablation')}"
    markets = Listing(f"`{name}` {_programme(name)}" for name in MARKETS if _is_measured(name))
    yield text("textbook.page.ablation_intro", runs=made_with()[1], markets=markets)
    heads = [text(f"textbook.column.{name}") for name in ("rule", "market", "moved")]
    yield "\n".join((f"| {' | '.join(heads)} |", "| --- | --- | --- |", *_lines()))


def _lines() -> Iterator[str]:
    for rule, markets in ablations().items():
        moved = [(name, words) for name in MARKETS if (words := _moved(name, markets.get(name, {})))]
        for market, words in moved or [("", text("textbook.page.nothing"))]:
            yield f"| `{rule}` | {market} | {words} |"


def _is_measured(market: str) -> bool:
    return any(market in markets for markets in ablations().values())


def _programme(market: str) -> str:
    """Return the change of the lesson that its market has, in brackets."""
    return " ".join(f"(`{path}={value}`)" for path, value in MARKETS[market].items())


def _moved(market: str, measures: Mapping[str, Moved]) -> str:
    """Return what moved beyond luck in a market, empty if nothing did."""
    return "; ".join(
        f"`{name}` {_written(name, market, moved)}" for name, moved in measures.items() if moved.beyond_luck
    )


def _written(name: str, market: str, moved: Moved) -> str:
    """Return a mean difference with its sign, and no more digits than its interval allows."""
    mean = cell(Interval(*moved), unit_of(name, lessons()[market])).partition(" [")[0]
    unit = f" {text('textbook.points')}" if KINDS[name] == "percent" else ""
    return f"{'+' if moved.mean > 0 else ''}{mean}{unit}"
