"""The page of a sweep: a line for one axis, heat maps for two or three, dots for a sample, else a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import prod
from typing import TYPE_CHECKING, Any

from simulation.experiments.intervals import Interval
from simulation.experiments.sweep.sweep import extremes, rank_correlations, summary_of, without_effect
from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.comparison.tracks import firm_index, firm_label
from simulation.report.experiments.experiment_page import Findings, Picture
from simulation.report.experiments.pages.heat_maps import heat_pictures
from simulation.report.experiments.parameter_labels import (
    axis_label,
    is_scale,
    parameter_label,
    setting,
    value_label,
)
from simulation.report.experiments.sweep_tables import sweep_table
from simulation.report.kit.axis_scale import Scaled, scaled
from simulation.report.kit.figures.responses import Response, response_figure, sample_figure
from simulation.report.kit.numbers import MeasureUnit, difference_in_words, in_words, written
from simulation.report.kit.tables import ReportTable
from simulation.report.measures import unit_of
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.campaign.campaign import Campaign

MOST_SAMPLED = 6


@dataclass(frozen=True, slots=True)
class Swept:
    """One firm's part of a sweep: its rows, its summary by point, and how the measure is written."""

    campaign: Campaign
    firm: str
    measure: str
    frame: pd.DataFrame
    summary: pd.DataFrame
    unit: MeasureUnit
    scale: Scaled

    @property
    def scenario(self) -> Scenario:
        """The market before any point changed it."""
        return self.campaign.design.scenario

    @property
    def paths(self) -> tuple[str, ...]:
        """The parameters that differ between points."""
        return self.campaign.design.paths

    @property
    def table(self) -> ReportTable:
        """Mean and interval at every point."""
        return sweep_table(self.summary, self.paths, self.measure, self.scenario)


def sweep_page(campaign: Campaign, firm: str, measure: str) -> Findings:
    """Return what a sweep found on one measure of one firm."""
    frame = campaign.frame[campaign.frame["firm"] == firm]
    scenario, paths = campaign.design.scenario, campaign.design.paths
    summary = summary_of(frame, paths, [measure])
    unit = unit_of(measure, scenario)
    swept = Swept(campaign, firm, measure, frame, summary, unit, scaled(summary["mean"], unit))
    sampled = not _is_grid(swept)
    pictures = _samples(swept) if sampled else _grid_pictures(swept)
    sentences = [_extremes(swept), *([_strongest(swept)] if sampled else [])]
    lead = pictures[0] if len(pictures) == 1 and pictures[0].draw is not None else None
    readings = () if sampled or len(paths) > 1 else (text("experiments.reading.dots"),)
    rest = () if lead else pictures
    return Findings("sweep", firm, campaign, tuple(s for s in sentences if s), rest, lead, readings)


def _is_grid(swept: Swept) -> bool:
    """Whether the points are all combinations of a few values."""
    counts = [swept.frame[path].nunique() for path in swept.paths]
    return prod(counts) == len(swept.campaign.design.points)


def _grid_pictures(swept: Swept) -> tuple[Picture, ...]:
    if len(swept.paths) == 1:
        return (_line(swept),)
    pictures = heat_pictures(swept.frame, swept.summary, swept.paths, swept.measure, swept.scenario)
    return pictures or (_only_table(swept),)


def _only_table(swept: Swept) -> Picture:
    title, words = _title(swept), text("sweep.figure.table_words")
    return Picture("sweep", title, words, swept.table, wide=True)


def _title(swept: Swept) -> str:
    return text(
        "sweep.figure.title",
        measure=result_label(swept.measure),
        firm=firm_label(swept.scenario, swept.firm),
    )


def _line(swept: Swept) -> Picture:
    path = swept.paths[0]
    numeric = is_scale(path, swept.frame[path])
    factor = swept.scale.factor
    responses = []
    for place, row in enumerate(swept.summary.to_dict("records")):
        mine = swept.frame[swept.frame["point"] == row["point"]]
        interval = Interval(*(factor * row[end] for end in ("mean", "low", "high")))
        dots = (factor * mine[swept.measure]).tolist() if len(mine) > 1 else []
        label = value_label(swept.scenario, path, row[path])
        responses.append(Response(float(row[path]) if numeric else place, label, interval, dots))
    responses.sort(key=lambda each: each.place)
    draw = partial(
        _draw_line,
        responses,
        joined=numeric,
        title=axis_label(swept.scenario, path),
        unit=swept.scale.word,
        firm=firm_index(swept.scenario, swept.firm),
    )
    words = text("sweep.figure.line_words", parameter=parameter_label(swept.scenario, path))
    return Picture("sweep", _title(swept), words, swept.table, draw)


def _draw_line(responses: list[Response], theme: Any, **how: Any) -> Any:
    return response_figure(responses, theme=theme, **how)


def _samples(swept: Swept) -> tuple[Picture, ...]:
    """The parameters with which the measure moves most, a figure each."""
    correlations = rank_correlations(swept.frame, swept.paths, swept.measure)
    shown = [path for path, found in correlations.items() if found.mean == found.mean][:MOST_SAMPLED]
    values = (swept.scale.factor * swept.summary["mean"]).tolist()
    pictures = []
    for number, path in enumerate(shown):
        places = swept.summary[path].astype(float).tolist()
        draw = partial(sample_figure, places, values, axis_label(swept.scenario, path), swept.scale.word)
        words = text("sweep.figure.sample_words", correlation=_correlation(correlations[path]))
        title = parameter_label(swept.scenario, path)
        pictures.append(Picture(f"sweep-{number}", title, words, swept.table, draw))
    return tuple(pictures) or (_only_table(swept),)


def _correlation(found: Interval) -> str:
    mean, low, high = (written(value, 2) for value in found)
    return mean if found.low != found.low else text("report.number.between", mean=mean, low=low, high=high)


def _extremes(swept: Swept) -> str:
    """Say where the measure is highest and lowest, and whether chance could swap the two."""
    if swept.summary["mean"].notna().sum() < 2:
        return text("sweep.words.nothing", measure=result_label(swept.measure))
    if without_effect(swept.frame, swept.measure):
        values = {"measure": result_label(swept.measure), "firm": firm_label(swept.scenario, swept.firm)}
        return text("sweep.words.identical", points=len(swept.summary), **values)
    high, low, difference = extremes(swept.frame, swept.measure)
    rows = {row["point"]: row for row in swept.summary.to_dict("records")}
    said = {"measure": result_label(swept.measure)}
    said["firm"] = firm_label(swept.scenario, swept.firm)
    for name, point in (("high", high), ("low", low)):
        row = rows[point]
        said[name] = setting(swept.scenario, {path: row[path] for path in swept.paths[:3]})
        said[f"{name}_value"] = in_words(Interval(row["mean"], row["low"], row["high"]), swept.unit)
    said["difference"] = difference_in_words(difference, swept.unit)
    if len(swept.paths) > 3:
        return text("sweep.words.range", points=len(swept.summary), **said)
    known = difference.low == difference.low
    key = "once" if not known else "apart" if difference.excludes_zero else "same"
    return text("sweep.words.extremes", **said) + text(f"sweep.words.{key}", **said)


def _strongest(swept: Swept) -> str:
    """Say with which parameter the measure moves most."""
    for path, found in rank_correlations(swept.frame, swept.paths, swept.measure).items():
        key = "strongest" if found.excludes_zero else "none"
        parameter = parameter_label(swept.scenario, path)
        return text(f"sweep.words.{key}", parameter=parameter, correlation=_correlation(found))
    return ""
