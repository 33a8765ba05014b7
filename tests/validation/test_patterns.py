"""Every pattern has its place, its words and figures that meet its targets' names; calibration reads six."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from simulation.language import LANGUAGES, catalogue
from simulation.scenario.schema import parameters_by_path, template
from simulation.validation import calibrate, estimate
from simulation.validation.measurement_conditions import MeasurementConditions
from simulation.validation.pattern import Worth
from simulation.validation.patterns import MODULES, NAMES, pattern


@pytest.mark.parametrize("name", NAMES)
def test_every_pattern_is_told_in_both_languages(name: str) -> None:
    assert pattern(name).name == name
    assert pattern(name).source
    for language in LANGUAGES:
        words = catalogue(language)
        assert all(words[f"validate.pattern.{name}.{part}"] for part in ("title", "target", "measured"))


def test_ranges_leave_no_effect_outside() -> None:
    for name in NAMES:
        for target in pattern(name).targets:
            assert target.low < target.high
            if target.neutral is not None:
                assert not target.low < target.neutral < target.high, f"{name} {target.figure}"


def test_only_what_is_declared_as_fitted_is_calibrated_on() -> None:
    fitted = {name for name in NAMES if pattern(name).worth is Worth.FITTED}
    assert fitted <= {"P1", "P2", "P3", "P4", "P5", "P6", "P26"}
    written = Path(calibrate.__file__).read_text(encoding="utf-8")
    source = ast.parse(written)
    read = {
        alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and node.module == "simulation.validation.patterns"
        for alias in node.names
    }
    declared = [name for name in MODULES if name[:3] in {"p01", "p02", "p03", "p04", "p05", "p06", "p26"}]
    assert read == set(declared)
    written += Path(estimate.__file__).read_text(encoding="utf-8")
    assert not re.search("|".join(rf"\b{name}\b" for name in set(MODULES) - set(declared)), written)
    assert "import_module" not in written


def test_defaults_lie_within_the_errors_of_their_calibration() -> None:
    data = tomllib.loads((calibrate.DATA / "calibration.toml").read_text(encoding="utf-8"))
    for path in calibrate.PATHS:
        default = parameters_by_path()[template(path)].default
        assert abs(default - data["values"][path]) < 0.5 * data["standard_deviations"][path], path


@pytest.mark.slow
@pytest.mark.parametrize("name", ["P4", "P5", "P12", "P13", "P17", "P25"])
def test_measuring_is_repeatable_and_gives_every_figure(name: str) -> None:
    conditions = MeasurementConditions(seed=3, scale=0.03)
    figures = pattern(name).measure(conditions)
    assert {target.figure for target in pattern(name).targets} <= figures.keys()
    assert str(figures) == str(pattern(name).measure(conditions))
