"""The page of the price-gap test: columns that hang from a rival's price, and the curves behind them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from simulation.experiments.intervals import Interval
from simulation.experiments.price_gap.price_gap import CUTS, PriceGap, price_gap_curves, price_gap_summary
from simulation.language import text
from simulation.report.comparison.tracks import firm_label
from simulation.report.experiments.experiment_page import Findings, Picture
from simulation.report.experiments.price_gap_tables import (
    PERCENT,
    price_gap_curve_sentence,
    price_gap_curve_table,
    price_gap_headline,
    price_gap_sentences,
    price_gap_table,
)
from simulation.report.kit.figures.curves import Curve, curves_figure
from simulation.report.kit.figures.hanging_columns import Hanging, hanging_figure
from simulation.report.kit.numbers import cell

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
        (_curves(campaign, asked),),
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
    level_path, frame = campaign.design.paths[0], campaign.frame[campaign.frame["cut"] == CUTS[0]]
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


def _curves(campaign: Campaign, asked: PriceGap) -> Picture:
    """Who leaves at every fall: the whole answer, of which the fall that is asked for is one point."""
    scenario = campaign.design.scenario
    found = price_gap_curves(campaign.frame, campaign.design.paths[0])
    curves = [_curve(level, rows) for level, rows in found.groupby("level", sort=True)]
    said = {"rival": firm_label(scenario, asked.rival), "firm": firm_label(scenario, asked.firm)}
    said["months"] = str(asked.months)
    return Picture(
        "curves",
        text("price_gap.curve.title", **said),
        price_gap_curve_sentence(found, scenario.lesson(), asked),
        price_gap_curve_table(found, text("price_gap.curve.title", **said)),
        partial(
            curves_figure,
            curves,
            100 * asked.share,
            text("price_gap.figure.unit", **said),
            text("price_gap.curve.unit", **said),
        ),
        text("price_gap.curve.note", share=f"{100 * asked.share:.3g}"),
        wide=True,
    )


def _curve(level: Any, rows: pd.DataFrame) -> Curve:
    intervals = [Interval(*(100 * end for end in ends)) for ends in rows[["mean", "low", "high"]].to_numpy()]
    return Curve(text(f"report.level.{level}"), (100 * rows["cut"]).tolist(), intervals)
