"""Measurements are kept at once and made again only when the code or the conditions have changed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from simulation.validation import measurements
from simulation.validation.measurements import measure_all
from simulation.validation.patterns import pattern


def run(folder: Path, **settings: object) -> dict[str, list[measurements.Figures]]:
    return measure_all(["P5"], 2, scale=0.05, folder=folder, workers=1, **settings)  # type: ignore[arg-type]


def test_a_finished_measurement_is_not_made_again(tmp_path: Path) -> None:
    first = run(tmp_path)
    file = tmp_path / "P5" / "1.json"
    content = json.loads(file.read_text())
    content["value"]["slope_ratio"] = 42.0
    file.write_text(json.dumps(content))
    again = run(tmp_path)
    assert again["P5"][0] == first["P5"][0]
    assert again["P5"][1] == {"slope_ratio": 42.0}


@pytest.mark.parametrize("damage", ['{"stamp"', "[]", "{}", '{"stamp": "other", "value": {}}'])
def test_half_a_file_or_another_code_is_measured_again(tmp_path: Path, damage: str) -> None:
    first = run(tmp_path)
    (tmp_path / "P5" / "0.json").write_text(damage)
    assert run(tmp_path) == first


def test_other_conditions_are_measured_again(tmp_path: Path) -> None:
    first = run(tmp_path)
    assert run(tmp_path, changes={"world.satisfaction.loss_aversion": 1.0}) != first


def test_infinite_figures_survive_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measure = replace(pattern("P5"), measure=lambda _: {"month": float("inf")})
    monkeypatch.setattr(measurements, "pattern", lambda _: measure)
    run(tmp_path)
    monkeypatch.setattr(measurements, "pattern", None)
    assert run(tmp_path) == {"P5": [{"month": float("inf")}] * 2}
