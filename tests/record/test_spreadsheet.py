"""No text of a CSV file is a formula to a spreadsheet, and every name comes back."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as any_of

import simulation as sim
from simulation.fitting.reading import load_table
from simulation.record.record_files import write_comparison, write_run
from simulation.scenario.reading import parse_scenario
from simulation.spreadsheet import FORMULA, cell_of_text, text_of_cell

MARKET = """schema = 1
title = "T"
question = "Q"
[world]
kind = "repeat_purchase"
customers = 40
months = 8
warm_up = 2
[[firm]]
name = "@SUM(1+1)*cmd|A0"
[[firm]]
name = "-2+3"
[[firm]]
name = "+Plus"
[[firm]]
name = "＝wide"
[[alternative]]
name = "=HYPERLINK('x')"
[[alternative]]
name = "-50%"
set = { "firm.+Plus.price" = 50.0 }
"""
TEXTS = any_of.text(any_of.sampled_from("'=+-@\t\ra1＝"), max_size=6)


@pytest.fixture(scope="module")
def market():
    return parse_scenario(MARKET)


def cells(path):
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_no_text_of_a_record_is_a_formula(market, tmp_path):
    write_comparison(sim.compare(market, replications=2, workers=1), tmp_path)
    files = sorted(tmp_path.glob("*.csv"))
    assert len(files) == 4
    for path in files:
        for row in cells(path):
            assert not [cell for cell in row.values() if cell.startswith(FORMULA) and not is_number(cell)]
    names = {row["alternative"] for row in cells(tmp_path / "summary.csv")}
    assert names == {"'=HYPERLINK('x')", "'-50%"}


def test_numbers_are_never_marked(market, tmp_path):
    write_run(sim.run(market), tmp_path)
    rows = cells(tmp_path / "market.csv")
    assert {row["firm"] for row in rows} == {"'@SUM(1+1)*cmd|A0", "'-2+3", "'+Plus", "'＝wide"}
    assert all(is_number(row["profit"]) for row in rows)
    table = pd.read_parquet(tmp_path / "market.parquet")
    assert set(table["firm"]) == {"@SUM(1+1)*cmd|A0", "-2+3", "+Plus", "＝wide"}


def test_our_own_csv_gives_the_names_back(tmp_path):
    path = tmp_path / "panel.csv"
    names = ["-2+3", "+Plus", "@home", "=1+1", "plain", "'quoted"]
    rows = [f"{household},{number + 1},{cell_of_text(names[(household + number) % len(names)])}"
            for household in range(12) for number in range(6)]  # fmt: skip
    path.write_text("household,month,choice\n" + "\n".join(rows) + "\n", encoding="utf-8-sig")
    assert set(load_table(path).column("choice").words) == set(names)


@given(TEXTS)
def test_every_text_comes_back_and_none_is_a_formula(words):
    cell = cell_of_text(words)
    assert text_of_cell(cell) == words
    assert not cell.startswith(FORMULA)


@given(TEXTS, TEXTS)
def test_different_texts_are_different_cells(one, other):
    assert (cell_of_text(one) == cell_of_text(other)) == (one == other)


@pytest.mark.parametrize("words", ["", "Focal", "甲公司", "O'Neill", "'tis", "3 = 3", " =1"])
def test_other_texts_are_written_as_they_are(words):
    assert cell_of_text(words) == words
