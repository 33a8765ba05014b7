"""The page of the price-gap test, with the flagship picture: columns that hang from a rival's price."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from simulation.experiments.intervals import Interval, mean_interval
from simulation.experiments.price_gap.price_gap import PriceGap, price_gap_summary
from simulation.language import text
from simulation.report.experiments.page import Findings, Picture
from simulation.report.experiments.price_gap import (
    PERCENT,
    price_gap_headline,
    price_gap_sentences,
    price_gap_table,
)
from simulation.report.figures.hanging import Hanging, hanging_figure
from simulation.report.figures.intervals import Row, intervals_figure
from simulation.report.numbers import cell, told
from simulation.report.subject import firm_label
from simulation.report.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.campaign.campaign import Campaign

AT_LEAST = "≥"


def price_gap_page(campaign: Campaign) -> Findings:
    """Return what a campaign of `price_gap_design` found."""
    design = campaign.design
    asked = design.observation
    assert isinstance(asked, PriceGap)
    summary, lesson = price_gap_summary(campaign.frame, design.paths[0]), design.scenario.lesson()
    sentences = price_gap_sentences(summary)
    readings = tuple(text(f"price_gap.reading.{topic}") for topic in ("column", "luck", "beyond"))
    return Findings(
        "price_gap",
        asked.firm,
        campaign,
        (price_gap_headline(summary, lesson, asked), *sentences),
        (_leaving(campaign, asked),),
        _flagship(campaign, summary, asked),
        readings,
    )


def _flagship(campaign: Campaign, summary: pd.DataFrame, asked: PriceGap) -> Picture:
    scenario = campaign.design.scenario
    said = {"rival": firm_label(scenario, asked.rival), "firm": firm_label(scenario, asked.firm)}
    said |= {"share": f"{100 * asked.share:.3g}", "months": str(asked.months)}
    columns = list(_columns(campaign, summary))
    return Picture(
        "price_gap",
        text("price_gap.figure.title", **said),
        text("price_gap.figure.words", **said),
        price_gap_table(summary, scenario),
        partial(hanging_figure, columns, text("price_gap.figure.unit", **said)),
    )


def _columns(campaign: Campaign, summary: pd.DataFrame) -> Iterator[Hanging]:
    level_path, frame = campaign.design.paths[0], campaign.frame
    for row in summary.to_dict("records"):
        mine = frame[frame[level_path] == row["level"]]
        mean, _, bounds = cell(_fall(row), PERCENT).partition(" [")
        figure = PERCENT.say(mean)
        yield Hanging(
            text(f"report.level.{row['level']}"),
            Interval(*(100 * value for value in _fall(row))),
            (100 * mine["fall"]).tolist(),
            (~mine["enough"].astype(bool)).tolist(),
            figure if row["enough"] == 1.0 else f"{AT_LEAST}\u00a0{figure}",
            f"[{bounds}" if bounds else "",
        )


def _fall(row: dict[Any, Any]) -> Interval:
    return Interval(row["fall"], row["low"], row["high"])


def _leaving(campaign: Campaign, asked: PriceGap) -> Picture:
    """Who leaves while prices stay as they are: what the falls have to be read against."""
    level_path, scenario = campaign.design.paths[0], campaign.design.scenario
    found = {
        level: mean_interval(rows["leaving"].to_numpy())
        for level, rows in campaign.frame.groupby(campaign.frame[level_path].astype(int), sort=True)
    }
    labels = [text(f"report.level.{level}") for level in found]
    marks = [Interval(*(100 * end for end in interval)) for interval in found.values()]
    cells = [cell(interval, PERCENT) for interval in found.values()]
    rows = [Row(label, (mark,)) for label, mark in zip(labels, marks, strict=True)]
    heads = (
        Column(text("price_gap.column.level"), numeric=False),
        Column(text("price_gap.column.leaving"), "%"),
    )
    said = {"firm": firm_label(scenario, asked.firm), "months": asked.months}
    first, last = next(iter(found.values())), [*found.values()][-1]
    sentence = text(
        "price_gap.figure.leaving_words",
        first=told(first, PERCENT),
        last=told(last, PERCENT),
        low=labels[0],
        high=labels[-1],
        **said,
    )
    title = text("price_gap.figure.leaving", **said)
    return Picture(
        "leaving",
        title,
        sentence,
        Table(title, heads, tuple(zip(labels, cells, strict=True))),
        partial(intervals_figure, rows, ("",), text("price_gap.figure.leaving_unit", **said)),
        wide=True,
    )
