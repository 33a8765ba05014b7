"""Parameters, their values and their units as readers of an experiment read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.report.comparison.tracks import firm_label
from simulation.report.kit.numbers import listed
from simulation.report.scenario_settings import shown, unit_words
from simulation.scenario import paths
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd


def parameter_label(scenario: Scenario, path: str) -> str:
    """Return what a parameter is called; a firm's with the firm's name."""
    name = paths.info(scenario.firms, path).name
    if not path.startswith("firm."):
        return name
    return text("experiments.page.of", parameter=name, owner=firm_label(scenario, path.split(".")[1]))


def value_label(scenario: Scenario, path: str, value: Any) -> str:
    """Return a value of a parameter: levels and choices by their names, numbers with four digits at most."""
    plain = value.item() if hasattr(value, "item") else value
    if path.startswith("firm.") and path.count(".") == 2 and path.endswith(".level"):
        return text(f"report.level.{plain}")
    if isinstance(plain, float):
        return f"{plain:,.4g}".replace("-", "\u2212")
    return shown(paths.info(scenario.firms, path), plain)


def unit_label(scenario: Scenario, path: str) -> str:
    """Return the unit of a parameter in words; empty where it has none."""
    return unit_words(scenario, paths.info(scenario.firms, path))


def axis_label(scenario: Scenario, path: str) -> str:
    """Return what stands at an axis: the parameter and, if it has one, its unit."""
    label, unit = parameter_label(scenario, path), unit_label(scenario, path)
    return text("experiments.page.axis", parameter=label, unit=unit) if unit else label


def setting(scenario: Scenario, values: dict[str, Any]) -> str:
    """Return values by path as one phrase: "Level 1 and Price of Focal 90"."""
    levels = [path for path in values if path.endswith(".level")]
    parts = []
    for path, value in values.items():
        said = value_label(scenario, path, value)
        if levels != [path]:
            said = text("report.name.set", parameter=parameter_label(scenario, path), value=said)
        parts.append(said)
    return listed(parts)


def is_scale(path: str, values: pd.Series[Any]) -> bool:
    """Whether values of a parameter lie on a scale of numbers: levels, switches and choices do not."""
    level = path.startswith("firm.") and path.endswith(".level")
    return not level and values.dtype.kind in "iuf"
