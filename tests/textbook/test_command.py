"""``loyaltylab mechanisms`` as a user types it."""

from __future__ import annotations

import json

import pytest

from simulation.cli import main
from simulation.textbook import loading, measuring
from simulation.textbook.loading import rows


def typed(capsys, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(("mechanisms", *words))
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LOYALTYLAB_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def tiny(monkeypatch, tmp_path):
    """Tiny markets, and figures that are kept elsewhere."""
    monkeypatch.setattr(measuring, "MOST_CUSTOMERS", 60)
    monkeypatch.setattr(measuring, "MOST_MONTHS", 3)
    for name in ("MEASURED", "CLAIMS"):
        original = getattr(loading, name)
        copy = tmp_path / original.name
        copy.write_bytes(original.read_bytes())
        monkeypatch.setattr(loading, name, copy)
        monkeypatch.setitem(loading.HEADS, copy, loading.HEADS[original])
    yield tmp_path
    loading.measured.cache_clear()
    loading.judged.cache_clear()


def test_the_overview_has_a_line_for_every_row(capsys):
    code, out, _ = typed(capsys)
    assert code == 0
    assert all(f"  {key} " in out for key in rows())
    assert "116 rows" in out


@pytest.mark.parametrize(("language", "word"), [("en", "Claimed"), ("zh", "主张")])
def test_a_row_is_told_in_both_languages(capsys, language, word):
    code, out, _ = typed(capsys, "m13", "--lang", language)
    assert code == 0
    assert word in out
    assert "M13.1" in out
    assert "textbook." not in out


def test_json_has_figures_and_verdict(capsys):
    (found,) = json.loads(typed(capsys, "M13", "M13", "--json")[1])
    assert found["key"] == "M13"
    assert found["standing"] == "live"
    assert len(found["figures"]["M13.1"]["differences"]) >= 10


@pytest.mark.parametrize("words", [("M117",), ("bonds",), ("",), ("--keep",), ("M13", "--keep")])
def test_bad_input_is_explained(capsys, words):
    code, _, err = typed(capsys, *words)
    assert code == 2
    assert "Traceback" not in err


@pytest.mark.usefixtures("tiny")
def test_measuring_shows_what_is_kept_beside_what_is_found(capsys):
    code, out, _ = typed(capsys, "M82", "--measure", "--runs", "2", "--workers", "1")
    assert code == 0
    assert "2 runs" in " ".join(out.split())
    assert "Kept: " in out


def test_figures_are_kept_where_the_page_finds_them(capsys, tiny, monkeypatch):
    before, asked = loading.measured()["M1.1"], []
    monkeypatch.setattr(measuring, "judge_lesson", lambda lesson, workers: asked.append(lesson) or ())
    code, out, _ = typed(capsys, "M82", "--measure", "--keep", "--runs", "3", "--workers", "1")
    assert code == 0
    assert str(tiny) in "".join(out.split())
    assert asked == ["detergent"], "the lessons with claims about the row"
    assert len(loading.measured()["M82.1"].differences) == 3
    assert loading.measured()["M1.1"] == before
