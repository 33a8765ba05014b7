"""The data dictionary: every column of every table that users see is explained, in both languages."""

from __future__ import annotations

import json

import pytest

import simulation as sim
from simulation.cli import main
from simulation.language import LANGUAGES, catalogue, use_language
from simulation.measures.declared import COLUMNS, DECLARED
from simulation.measures.declared.tables import TABLES
from simulation.measures.declared.words import meaning_of, rows_of
from simulation.measures.measure import Measure

SMALL = {"world.customers": 150, "world.months": 14, "world.warm_up": 4}


@pytest.fixture(scope="module")
def tables():
    scenario = sim.load_scenario("detergent").with_(**SMALL)
    run = sim.run(scenario, seed=1, purchases=True, worth=True)
    twins = sim.compare(scenario, replications=2, workers=1)
    return {
        "run.market": run.market,
        "run.customers": run.customers,
        "run.switches": run.switches,
        "run.purchases": run.purchases,
        "run.worth": run.worth,
        "comparison.summary": twins.summary,
        "comparison.market": twins.market,
        "comparison.flows": twins.flows,
        "comparison.worth": twins.worth,
    }


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LOYALTYLAB_LANG", "en")


def test_every_table_is_explained(tables):
    assert tables.keys() == TABLES.keys()


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_are_those_of_the_table_with_their_types(tables, name):
    columns = TABLES[name].columns
    assert [column.name for column in columns] == list(tables[name].columns)
    letters = {"whole": "i", "number": "f", "text": "OUT"}
    for column in columns:
        measured = isinstance(column, Measure)
        kind = ("whole" if column.whole else "number") if measured else column.kind
        assert tables[name][column.name].dtype.kind in letters[kind], column.name


@pytest.mark.parametrize("name", TABLES)
def test_every_column_has_a_meaning_in_both_languages_and_a_unit(name):
    for column in TABLES[name].columns:
        assert not column.unit or f"unit.{column.unit}" in catalogue("en")
    meanings = {}
    for language in LANGUAGES:
        use_language(language)
        assert rows_of(name)
        meanings[language] = [meaning_of(name, column.name) for column in TABLES[name].columns]
    assert all(one != other for one, other in zip(*meanings.values(), strict=True))


def typed(capsys, *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.mark.parametrize(
    ("language", "money", "meaning"),
    [("en", "money, in the scenario's currency", "Net"), ("zh", "货币（情景所用的货币）", "净现值")],
)
def test_show_measures_prints_all_tables(capsys, monkeypatch, language, money, meaning):
    monkeypatch.setenv("COLUMNS", "240")
    code, out, _ = typed(capsys, "show", "--measures", "--lang", language)
    assert code == 0
    assert money in out
    assert meaning in out
    assert all(name in out for name in (*TABLES, *COLUMNS))


def test_show_measures_tells_other_programs_everything(capsys):
    shown = json.loads(typed(capsys, "show", "--measures", "--json")[1])["tables"]
    assert [table["table"] for table in shown] == list(TABLES)
    known = {column["column"]: column for column in shown[0]["columns"]}
    assert list(known) == ["month", "firm", *COLUMNS]
    assert known["retention_rate"]["over_run"] == "mean"
    assert known["lost"]["better"] == "less"
    assert known["level"]["claim"] is False
    assert known["npv"]["meaning"] == DECLARED["npv"].meaning


def test_money_is_in_the_currency_of_a_scenario_that_is_named(capsys):
    shown = json.loads(typed(capsys, "show", "three-levels", "--measures", "--json")[1])["tables"]
    unit = next(each["unit"] for each in shown[0]["columns"] if each["column"] == "npv")
    assert unit == f"money, in {sim.load_scenario('three-levels').world.currency}"


def test_show_without_a_scenario_asks_for_one(capsys):
    code, _, said = typed(capsys, "show")
    assert code == 2
    assert "SCENARIO is missing" in said
