"""A verdict with conditions as sentences, tables and a map."""

from __future__ import annotations

from math import isfinite
from typing import Any

from simulation.experiments.conditions.discovery import Bound, Condition, share_interval
from simulation.experiments.conditions.winning_conditions import ConditionedVerdict
from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.comparison.tracks import firm_label, label_of_alternative
from simulation.report.experiments.parameter_labels import axis_label, parameter_label
from simulation.report.kit.numbers import MeasureUnit, cell, in_words, listed
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.scenario import paths
from simulation.scenario.document import Scenario

PERCENT = MeasureUnit("percent", "")


def shares_table(found: ConditionedVerdict, scenario: Scenario) -> ReportTable:
    """Return in which share of worlds each alternative wins."""
    rows = tuple(
        (
            alternative_name(found, scenario, row["alternative"]),
            cell(Interval(row["wins"], row["low"], row["high"]), PERCENT),
        )
        for row in found.shares.to_dict("records")
    )
    columns = (
        TableColumn(text("conditions.column.alternative"), numeric=False),
        TableColumn(text("conditions.column.wins"), "%"),
    )
    title = text("conditions.title.shares", measure=result_label(found.measure))
    return ReportTable(title, columns, rows, text("conditions.note.shares", worlds=len(found.worlds)))


def losing_table(found: ConditionedVerdict, scenario: Scenario) -> ReportTable | None:
    """Return the conditions under which the candidate loses; None where none was found."""
    if not found.losing:
        return None
    rows = tuple(
        (
            listed([f"{_bound(bound, scenario)} ({bound.path})" for bound in each.bounds]),
            cell(each.within, PERCENT),
            cell(each.elsewhere, PERCENT),
            text("conditions.part_of", part=each.hits, whole=each.all_hits),
            alternative_name(found, scenario, found.instead(each)),
        )
        for each in found.losing
    )
    columns = [TableColumn(text("conditions.column.where"), numeric=False)]
    columns += [TableColumn(text(f"conditions.column.{name}"), "%") for name in ("within", "elsewhere")]
    columns.append(TableColumn(text("conditions.column.losses")))
    columns.append(TableColumn(text("conditions.column.instead"), numeric=False))
    title = text("conditions.title.losing", candidate=alternative_name(found, scenario))
    note = text("conditions.note.losing", worlds=found.losing[0].all_worlds)
    return ReportTable(title, tuple(columns), rows, note)


def map_table(found: ConditionedVerdict, scenario: Scenario) -> ReportTable | None:
    """Return the map of wins over the two parameters that decide most; None where fewer than two differ."""
    chosen = found.decisive_parameters
    if len(chosen) < 2:
        return None
    wins, worlds = found.map(chosen[0], chosen[1])
    columns = [TableColumn(parameter_label(scenario, chosen[0]), numeric=False)]
    columns += [TableColumn(_part(part), "%") for part in wins.columns]
    rows = tuple(
        (_part(part), *(_won(int(won), int(of)) for won, of in zip(row, number, strict=True)))
        for part, row, number in zip(wins.index, wins.to_numpy(), worlds.to_numpy(), strict=True)
    )
    names = {"first": axis_label(scenario, chosen[0]), "second": axis_label(scenario, chosen[1])}
    title = text("conditions.title.map", candidate=alternative_name(found, scenario), **names)
    return ReportTable(title, tuple(columns), rows, text("conditions.note.map", **names))


def conditions_sentences(found: ConditionedVerdict, scenario: Scenario, firm: str) -> list[str]:
    """Return in which share of worlds the candidate wins by a measure of ``firm``, and where it loses."""
    mine = next(row for row in found.shares.to_dict("records") if row["alternative"] == found.candidate)
    first = text(
        "conditions.wins",
        candidate=alternative_name(found, scenario),
        share=in_words(Interval(mine["wins"], mine["low"], mine["high"]), PERCENT),
        worlds=len(found.worlds),
        measure=result_label(found.measure),
        firm=firm_label(scenario, firm),
    )
    if not found.losing:
        return [first, text("conditions.nowhere")]
    return [first, *(_condition(found, each, scenario) for each in found.losing)]


def alternative_name(found: ConditionedVerdict, scenario: Scenario, name: str = "") -> str:
    """Return what an alternative, by default the candidate, is called in the current language."""
    key = name or found.candidate
    return label_of_alternative(scenario, key, found.changes.get(key, {}))


def _condition(found: ConditionedVerdict, each: Condition, scenario: Scenario) -> str:
    """Say where the candidate loses, and whether the market as it was written lies there."""
    here = all(bound.low < float(scenario.get(bound.path)) <= bound.high for bound in each.bounds)
    return text(
        "conditions.loses",
        bounds=bounds_words(each, scenario),
        within=in_words(each.within, PERCENT),
        elsewhere=in_words(each.elsewhere, PERCENT),
        hits=each.hits,
        all_hits=each.all_hits,
        worlds=each.all_worlds,
        instead=alternative_name(found, scenario, found.instead(each)),
    ) + text(f"conditions.{'here' if here else 'not_here'}")


def bounds_words(each: Condition, scenario: Scenario) -> str:
    """Return where a condition holds, in words."""
    return listed([_bound(bound, scenario) for bound in each.bounds])


def _bound(bound: Bound, scenario: Scenario) -> str:
    """Return a bound in words; of a switch, whether it is on."""
    name = parameter_label(scenario, bound.path)
    if paths.info(scenario.firms, bound.path).kind == "switch":
        return text(f"conditions.bound.{'on' if isfinite(bound.low) else 'off'}", name=name)
    ends = {"name": name, "low": f"{bound.low:.3g}", "high": f"{bound.high:.3g}"}
    if isfinite(bound.low) and isfinite(bound.high):
        return text("conditions.bound.between", **ends)
    return text(f"conditions.bound.{'above' if isfinite(bound.low) else 'below'}", **ends)


def _part(part: Any) -> str:
    """Return a part of a range as its two ends."""
    return text("conditions.part", low=f"{part.left:.3g}", high=f"{part.right:.3g}")


def _won(wins: int, worlds: int) -> str:
    """Return a cell of the map: the share of wins with its interval, and of how many worlds."""
    return text("conditions.cell", share=cell(share_interval(wins, worlds), PERCENT), worlds=worlds)
