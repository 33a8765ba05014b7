"""The model's description and the model do not part."""

from __future__ import annotations

import re

import pytest

from simulation.language import use_language
from simulation.market.state import columns
from simulation.mechanisms.month import MONTHS, printed
from simulation.report import model_description
from simulation.report.model_description import DOCUMENT, PLACE, TABLES, filled
from simulation.scenario.schema import parameters

WRITTEN = DOCUMENT.read_text("utf-8")


def test_the_tables_are_as_the_model_declares_itself() -> None:
    """If this fails: python -m simulation.report.model_description."""
    assert filled(WRITTEN) == WRITTEN


def test_every_table_has_its_place_once() -> None:
    assert sorted(place["name"] for place in PLACE.finditer(WRITTEN)) == sorted(TABLES)
    assert WRITTEN.count("<!-- table:") == len(TABLES)


def test_every_column_step_and_parameter_is_described() -> None:
    for name in columns():
        assert f"| `{name}` |" in WRITTEN
    for month in MONTHS.values():
        for _, step, _ in printed(month):
            assert f"| `{step}` |" in WRITTEN
    for parameter in parameters():
        assert f"| `{parameter.path}` |" in WRITTEN


def test_rows_fit_their_headings() -> None:
    for place in PLACE.finditer(WRITTEN):
        rows = place[0].splitlines()[1:-1]
        assert len(rows) > 5
        assert len({row.count("|") for row in rows}) == 1


def test_a_changed_number_is_noticed() -> None:
    changed = re.sub(r"(\| `world.trust.speed` \| )[\d.]+", r"\g<1>0.99", WRITTEN)
    assert changed != WRITTEN
    assert filled(changed) == WRITTEN


def test_the_tables_are_english_whatever_is_spoken_around_them() -> None:
    use_language("zh")
    try:
        assert filled(WRITTEN) == WRITTEN
    finally:
        use_language("en")


def test_the_command_writes_the_document(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tmp_path / "MODEL.md"
    document.write_text(re.sub(r"\| `world\..*\n", "", WRITTEN), encoding="utf-8")
    monkeypatch.setattr(model_description, "DOCUMENT", document)
    model_description.main()
    assert document.read_text("utf-8") == WRITTEN
