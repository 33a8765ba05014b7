"""The command, with one cheap pattern and the exact checks left out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulation.cli import shell
from simulation.validation import exact
from simulation.validation.null_outcomes import NULLS


@pytest.fixture(autouse=True)
def _without_exact_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    def one() -> Iterator[exact.ExactCheck]:
        yield exact.ExactCheck("cohort", "1", 0.5, 0.5, 0.0)

    monkeypatch.setattr(exact, "exact_checks", one)


def call(folder: Path, *words: str) -> str:
    arguments = [
        "validate",
        "--quick",
        "--patterns",
        "p4,P25",
        "--seeds",
        "1",
        "--workers",
        "1",
        "--out",
        str(folder),
    ]
    result = CliRunner().invoke(shell, [*arguments, *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_a_validation_leaves_data_and_a_report_in_both_languages(tmp_path: Path) -> None:
    summary = tmp_path / "VALIDATION.md"
    told = call(tmp_path / "out", "--summary", str(summary), "--lang", "en")
    assert "P4" in told
    content = json.loads((tmp_path / "out" / "validation.json").read_text())
    assert [pattern["name"] for pattern in content["patterns"]] == ["P4", "P25"]
    assert summary.read_text().count("\n### ") >= 7
    english, chinese = (
        (tmp_path / "out" / f"report.{language}.html").read_text() for language in ("en", "zh")
    )
    assert 'lang="en"' in english
    assert 'lang="zh"' in chinese
    assert english.count("<svg") == chinese.count("<svg") == 2
    assert "validate." not in english + chinese


def test_a_pattern_asked_for_alone_brings_no_real_data(tmp_path: Path) -> None:
    assert json.loads(call(tmp_path, "--json"))["real_data"] == []


def test_null_models_are_compared_on_what_nothing_was_fitted_to(tmp_path: Path) -> None:
    content = json.loads(call(tmp_path, "--nulls", "--json", "--patterns", "P4,P14"))
    assert set(content["nulls"]) == set(NULLS)
    assert {tuple(row) for row in content["nulls"].values()} == {("P14",)}


def test_plausible_worlds_are_drawn_when_they_are_asked_for(tmp_path: Path) -> None:
    assert json.loads(call(tmp_path, "--json"))["plausible_worlds"] is None
    drawn = json.loads(call(tmp_path, "--json", "--draws", "2"))["plausible_worlds"]
    assert len(drawn["worlds"]) == len(drawn["level_values"]) == 2
    assert set(drawn["patterns"]) == {"P4", "P25"}
