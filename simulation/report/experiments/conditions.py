"""A verdict with conditions as sentences, tables and a map."""

from __future__ import annotations

from math import isfinite

from simulation.experiments.conditions.conditions import ConditionedVerdict
from simulation.experiments.conditions.discovery import Bound, Condition
from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.experiments.naming import alternative_words
from simulation.report.numbers import Unit, cell, listed, told, written
from simulation.report.tables import Column, Table
from simulation.scenario import paths
from simulation.scenario.document import Scenario

PERCENT = Unit("percent", "")


def shares_table(found: ConditionedVerdict, scenario: Scenario) -> Table:
    """Return in which share of worlds each alternative wins."""
    rows = tuple(
        (
            alternative_words(scenario, row["alternative"]),
            cell(Interval(row["wins"], row["low"], row["high"]), PERCENT),
        )
        for row in found.shares.to_dict("records")
    )
    columns = (
        Column(text("conditions.column.alternative"), numeric=False),
        Column(text("conditions.column.wins"), "%"),
    )
    title = text("conditions.title.shares", measure=text(f"report.measure.{found.measure}"))
    return Table(title, columns, rows, text("conditions.note.shares", worlds=len(found.worlds)))


def map_table(found: ConditionedVerdict, scenario: Scenario) -> Table | None:
    """Return the map of wins over the two parameters that decide most; None where fewer than two differ."""
    chosen = found.telling
    if len(chosen) < 2:
        return None
    grid = found.map(chosen[0], chosen[1])
    columns = [Column(_name(scenario, chosen[0]), numeric=True)]
    columns += [Column(f"{middle:.3g}", "%") for middle in grid.columns]
    rows = tuple(
        (f"{middle:.3g}", *(written(100 * share, 0) for share in row))
        for middle, row in zip(grid.index, grid.to_numpy(), strict=True)
    )
    title = text(
        "conditions.title.map", candidate=alternative_name(found, scenario), second=_name(scenario, chosen[1])
    )
    return Table(title, tuple(columns), rows, text("conditions.note.map"))


def conditions_sentences(found: ConditionedVerdict, scenario: Scenario) -> list[str]:
    """Return in which share of worlds the candidate wins, and where it loses."""
    mine = next(row for row in found.shares.to_dict("records") if row["alternative"] == found.candidate)
    share = told(Interval(mine["wins"], mine["low"], mine["high"]), PERCENT)
    candidate, measure = alternative_name(found, scenario), text(f"report.measure.{found.measure}")
    worlds = len(found.worlds)
    first = text("conditions.wins", candidate=candidate, share=share, worlds=worlds, measure=measure)
    if not found.losing:
        return [first, text("conditions.nowhere")]
    return [first, *(_condition(each, scenario) for each in found.losing)]


def _condition(each: Condition, scenario: Scenario) -> str:
    density = told(Interval(each.density, each.density_low, each.density_high), PERCENT)
    bounds = listed([_bound(bound, scenario) for bound in each.bounds])
    return text("conditions.loses", bounds=bounds, density=density, coverage=written(100 * each.coverage, 0),
                base=written(100 * each.base, 0), worlds=each.worlds)  # fmt: skip


def _bound(bound: Bound, scenario: Scenario) -> str:
    name = _name(scenario, bound.path)
    if isfinite(bound.low) and isfinite(bound.high):
        return text("conditions.bound.between", name=name, low=f"{bound.low:.3g}", high=f"{bound.high:.3g}")
    if isfinite(bound.low):
        return text("conditions.bound.above", name=name, bound=f"{bound.low:.3g}")
    return text("conditions.bound.below", name=name, bound=f"{bound.high:.3g}")


def _name(scenario: Scenario, path: str) -> str:
    return text("conditions.parameter", name=paths.info(scenario.firms, path).name, path=path)


def alternative_name(found: ConditionedVerdict, scenario: Scenario) -> str:
    """Return what the candidate is called in the current language."""
    return alternative_words(scenario, found.candidate)
