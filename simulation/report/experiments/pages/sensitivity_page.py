"""The page of a sensitivity study: the parameters as sorted marks with intervals, world and levers apart."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.intervals import Interval
from simulation.experiments.sensitivity.indices import SensitivityMethod
from simulation.experiments.sensitivity.sensitivity import SensitivityStudy
from simulation.language import text
from simulation.report.comparison.tracks import firm_label
from simulation.report.experiments.experiment_page import Findings, Picture
from simulation.report.experiments.parameter_labels import parameter_label
from simulation.report.experiments.sensitivity_tables import sensitivity_tables
from simulation.report.kit.axis_scale import Scaled, scaled
from simulation.report.kit.figures.interval_rows import IntervalRow, intervals_figure
from simulation.report.kit.numbers import MeasureUnit, cell, in_words
from simulation.report.measures import unit_of
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.campaign.campaign import Campaign

MOST_ROWS = 12
MARKS: dict[SensitivityMethod, tuple[str, str]] = {"morris": ("mu_star", "sigma"), "sobol": ("ST", "S1")}
"""The indices that are drawn, the one that orders the parameters first."""


def sensitivity_page(
    study: SensitivityStudy, campaign: Campaign, found: pd.DataFrame, measure: str
) -> Findings:
    """Return what a study found on one measure; ``found`` are its `effects`."""
    scenario, method = study.design.scenario, study.method
    unit = unit_of(measure, scenario) if method == "morris" else MeasureUnit("percent", "")
    groups = [group for group in ("world", "levers") if (found["group"] == group).any()]
    tables = sensitivity_tables(found, method, measure, scenario)
    pictures = tuple(
        Picture(
            group,
            table.title,
            text(f"sensitivity.figure.words_{method}"),
            table,
            _drawing(found[found["group"] == group], method, unit, scenario),
        )
        for group, table in zip(groups, tables, strict=True)
    )
    asked = study.design.observation
    firm = asked.firm if isinstance(asked, FirmMeasures) and asked.firm else scenario.focal
    about = {"measure": text(f"report.measure.{measure}"), "firm": firm_label(scenario, firm)}
    sentences = tuple(_strongest(found, group, method, unit, scenario, about) for group in groups)
    lead = pictures[0] if len(pictures) == 1 else None
    readings = (text(f"sensitivity.reading.{method}"),)
    return Findings("sensitivity", firm, campaign, sentences, () if lead else pictures, lead, readings)


def _drawing(found: pd.DataFrame, method: SensitivityMethod, unit: MeasureUnit, scenario: Scenario) -> Any:
    shown = found.head(MOST_ROWS)
    scale = scaled(shown[list(MARKS[method])].to_numpy().ravel().tolist(), unit)
    rows = [_row(row, method, unit, scale, scenario) for row in shown.to_dict("records")]
    names = tuple(text(f"sensitivity.mark.{index}") for index in MARKS[method])
    return partial(intervals_figure, rows, names, scale.word)


def _row(
    row: dict[Any, Any], method: SensitivityMethod, unit: MeasureUnit, scale: Scaled, scenario: Scenario
) -> IntervalRow:
    marks = tuple(Interval(*(scale.factor * end for end in _interval(row, index))) for index in MARKS[method])
    figure = cell(_interval(row, MARKS[method][0]), unit)
    return IntervalRow(parameter_label(scenario, row["parameter"]), marks, figure)


def _interval(row: dict[Any, Any], index: str) -> Interval:
    """Return an index with its interval; Morris' sigma has none."""
    missing = float("nan")
    return Interval(row[index], row.get(f"{index}_low", missing), row.get(f"{index}_high", missing))


def _strongest(
    found: pd.DataFrame,
    group: str,
    method: SensitivityMethod,
    unit: MeasureUnit,
    scenario: Scenario,
    about: dict[str, str],
) -> str:
    """Say what matters most in a group, and whether its interval is clear of the second's."""
    rows = found[found["group"] == group].head(2).to_dict("records")
    index = MARKS[method][0]
    first = _interval(rows[0], index)
    said = about | {"first": parameter_label(scenario, rows[0]["parameter"]), "value": in_words(first, unit)}
    if len(rows) < 2:
        return text(f"sensitivity.words.{method}.{group}", **said)
    second = _interval(rows[1], index)
    said["second"] = parameter_label(scenario, rows[1]["parameter"])
    said["second_value"] = in_words(second, unit)
    key = "clear" if first.low > second.high else "close"
    return text(f"sensitivity.words.{method}.{group}", **said) + text(f"sensitivity.words.{key}", **said)
