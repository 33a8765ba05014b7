"""The page of a verdict with conditions: the map of worlds, and who wins in how many of them."""

from __future__ import annotations

from functools import partial
from math import inf
from typing import TYPE_CHECKING

from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.conditions.discovery import Condition
from simulation.experiments.conditions.winning_conditions import ConditionedVerdict
from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.experiments.conditions_tables import (
    alternative_name,
    bounds_words,
    conditions_sentences,
    losing_table,
    map_table,
    shares_table,
)
from simulation.report.experiments.experiment_page import Findings, Picture
from simulation.report.experiments.parameter_labels import axis_label
from simulation.report.kit.figures.interval_rows import IntervalRow, intervals_figure
from simulation.report.kit.figures.worlds import Place, Region, worlds_figure
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    from simulation.experiments.campaign.campaign import Campaign


def conditions_page(campaign: Campaign, found: ConditionedVerdict) -> Findings:
    """Return what `conditions_of` found in a campaign."""
    design = campaign.design
    asked = design.observation
    firm = asked.firm if isinstance(asked, FirmMeasures) and asked.firm else design.scenario.focal
    readings = tuple(text(f"conditions.reading.{topic}") for topic in ("worlds", "region"))
    return Findings(
        "conditions",
        firm,
        campaign,
        tuple(conditions_sentences(found, design.scenario, firm)),
        (_shares(found, design.scenario), *_losing(found, design.scenario)),
        _map(found, design.scenario),
        readings,
    )


def _map(found: ConditionedVerdict, scenario: Scenario) -> Picture | None:
    """The worlds over the two parameters that tell most; None where fewer than two differ."""
    chosen, table = found.decisive_parameters, map_table(found, scenario)
    if len(chosen) < 2 or table is None:
        return None
    across, down = chosen
    won = (found.worlds["winner"] == found.candidate).tolist()
    columns = (found.worlds[path].astype(float).tolist() for path in chosen)
    places = [Place(x, y, wins) for x, y, wins in zip(*columns, won, strict=True)]
    regions = [region for each in found.losing if (region := _region(each, across, down)) is not None]
    candidate = alternative_name(found, scenario)
    names = tuple(text(f"conditions.figure.{kind}", candidate=candidate) for kind in ("wins", "loses"))
    titles = (axis_label(scenario, across), axis_label(scenario, down))
    return Picture(
        "worlds",
        text("conditions.figure.title", candidate=candidate),
        text(f"conditions.figure.{'words' if regions else 'words_nowhere'}"),
        table,
        partial(worlds_figure, places, regions, titles, (names[0], names[1])),
    )


def _region(condition: Condition, across: str, down: str) -> Region | None:
    """The part of the map where a condition can hold; None if it bounds neither axis."""
    bounds = {bound.path: (bound.low, bound.high) for bound in condition.bounds}
    if across not in bounds and down not in bounds:
        return None
    left, right = bounds.get(across, (-inf, inf))
    bottom, top = bounds.get(down, (-inf, inf))
    return Region(left, right, bottom, top, set(bounds) <= {across, down})


def _losing(found: ConditionedVerdict, scenario: Scenario) -> list[Picture]:
    """The conditions one by one, as a table: what the sentences say, to be looked up."""
    table = losing_table(found, scenario)
    if table is None:
        return []
    rows = [
        IntervalRow(
            bounds_words(each, scenario), tuple(_percent(mark) for mark in (each.within, each.elsewhere))
        )
        for each in found.losing
    ]
    names = tuple(text(f"conditions.column.{name}") for name in ("within", "elsewhere"))
    draw = partial(intervals_figure, rows, names, text("conditions.figure.losing_unit"))
    return [Picture("losing", table.title, table.note, table, draw, wide=True)]


def _percent(known: Interval) -> Interval:
    return Interval(*(100 * end for end in known))


def _shares(found: ConditionedVerdict, scenario: Scenario) -> Picture:
    table = shares_table(found, scenario)
    rows = [
        IntervalRow(names[0], (_percent(Interval(row["wins"], row["low"], row["high"])),), names[1])
        for names, row in zip(table.rows, found.shares.to_dict("records"), strict=True)
    ]
    words = text("conditions.figure.shares_words", worlds=len(found.worlds))
    draw = partial(intervals_figure, rows, ("",), text("conditions.figure.shares_unit"))
    return Picture("shares", table.title, words, table, draw, wide=True)
