"""The report on a fit as one HTML page: the observed curve, the coefficients, the held-out picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from simulation.experiments.intervals import Interval
from simulation.fitting.cohort import CohortFit
from simulation.fitting.data import Reading
from simulation.fitting.fitted_market import FittedMarket
from simulation.fitting.panel_market import PanelFit
from simulation.fitting.report import fit_sentences, fit_tables
from simulation.fitting.shifted_beta_geometric.hold_out import Forecast
from simulation.fitting.simulated_outcomes import SimulatedMeasure
from simulation.language import text
from simulation.report.comparison.verdict import circumstances
from simulation.report.experiments.experiment_page import Picture, card_of, drawn_of
from simulation.report.kit.figures.curves import Curve, curves_figure
from simulation.report.kit.numbers import written
from simulation.report.kit.page import published, receipt_line, write_page
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.scenario_settings import settings_table


def write_fit_report(
    fitted: FittedMarket, reading: Reading, simulated: tuple[SimulatedMeasure, ...], seed: int, path: Path
) -> Path:
    """Write the report to ``path``, in the current language, and return the path."""
    return write_page(render_fit(fitted, reading, simulated, seed), path)


def render_fit(
    fitted: FittedMarket, reading: Reading, simulated: tuple[SimulatedMeasure, ...] = (), seed: int = 0
) -> str:
    """Return the report as one HTML page."""
    evidence, scenario = fitted.evidence, fitted.scenario
    tables = list(fit_tables(fitted, simulated))
    if isinstance(evidence, PanelFit):
        tables.insert(1, coefficients(evidence))
    lead = _held_out(evidence, tables[1]) if isinstance(evidence, CohortFit) else None
    pictures = [
        Picture(f"fit-{number}", each.title, "", each, wide=len(each.columns) > 4)
        for number, each in enumerate(tables)
        if lead is None or each is not lead.table
    ]
    drawn = drawn_of([lead, *pictures] if lead else pictures)
    said = (*map(str, reading.lines), *map(str, reading.warnings))
    content: dict[str, Any] = {
        "kind": text("fit.page.kind"),
        "lesson": scenario.lesson(),
        "lines": [],
        "sentences": fit_sentences(fitted),
        "circumstances": circumstances(scenario, scenario.focal, ()),
        "runs": " ".join(said),
        "lead": card_of(lead, drawn) if lead else None,
        "cards": [card_of(each, drawn) for each in pictures],
        "readings": [text("fit.page.ranges")],
        "settings": [settings_table(scenario)],
        "receipt": receipt_line(scenario, [seed]),
    }
    return published("experiment.html.j2", content, drawn)


def coefficients(fit: PanelFit) -> ReportTable:
    """The choice model's estimates, in units of utility, with their 95 % intervals."""
    choice = {score.name: score.fit for score in fit.scores}["full"]
    rows = []
    for name in choice.names:
        each = choice[name]
        low, high = each.interval
        rows.append((name, f"{written(each.value, 3)} [{written(low, 3)},\u00a0{written(high, 3)}]"))
    columns = (
        TableColumn(text("fit.head.quantity"), numeric=False),
        TableColumn(text("fit.head.value")),
    )
    return ReportTable(
        text("fit.table.coefficients"), columns, tuple(rows), text("fit.table.coefficients_note")
    )


def _held_out(fit: CohortFit, table: ReportTable) -> Picture:
    """The observed curve, and what the market and the best simple model expected of its last periods."""
    best = fit.simple.best
    observed = [Interval(100.0 * float(value), np.nan, np.nan) for value in fit.table.survival]
    curves = [
        _forecast(text(f"fit.head.{best}"), fit, fit.simple.models[best]),
        _forecast(text("fit.head.market"), fit, fit.market),
        Curve(text("fit.head.observed"), [float(n) for n in range(len(observed))], observed),
    ]
    title = text("fit.head.period")
    draw = partial(curves_figure, curves, 100.0 * fit.simple.unchanged, title, "%")
    return Picture("fit-held-out", text("fit.page.picture"), text("fit.page.picture_words"), table, draw)


def _forecast(label: str, fit: CohortFit, forecast: Forecast) -> Curve:
    """A forecast from where the held-out periods begin."""
    start = 100.0 * fit.simple.unchanged
    rows = zip(forecast.predicted, forecast.low, forecast.high, strict=True)
    intervals = [Interval(*(100.0 * float(value) for value in row)) for row in rows]
    places = [float(period) for period in (fit.simple.periods[0] - 1, *fit.simple.periods)]
    return Curve(label, places, [Interval(start, start, start), *intervals])
