"""The commands as a user types them: what they print, what they leave, and their exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulation.cli import HOMES, main
from simulation.experiments.conditions import winning_conditions
from simulation.language import catalogue

ROOT = Path(__file__).parents[2]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
"""For commands in processes of their own, installed or not."""
SMALL = ("--customers", "60", "--months", "3", "--set", "world.warm_up=2")


def typed(capsys, *words: str) -> tuple[int, str, str]:
    """Type a command; return its exit code, what it printed, and what it said on standard error."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOYALTYLAB_LANG", "en")


def test_list_shows_every_scenario_with_its_question(capsys):
    code, out, _ = typed(capsys, "list")
    assert code == 0
    for name in ("three-levels", "price-war", "mobile-telecom", "toothpaste"):
        assert name in out


def test_list_as_json(capsys):
    entries = json.loads(typed(capsys, "list", "--json")[1])
    assert {"name", "title", "question"} == set(entries[0])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", HOMES)
def test_help_is_complete_in_both_languages(capsys, command, language):
    code, out, _ = typed(capsys, "--lang", language, command, "--help")
    assert code == 0
    words = catalogue(language)
    assert words["commands.usage"] in out
    assert ("用法" in out) == (language == "zh")


def test_the_overview_names_every_command(capsys):
    code, out, _ = typed(capsys, "--help")
    assert code == 0
    for command in HOMES:
        assert f"  {command}" in out


def test_run_leaves_a_record_and_says_where(capsys, tmp_path):
    code, out, _ = typed(capsys, "run", "three-levels", *SMALL, "--seed", "0", "--quiet")
    assert code == 0
    folder = tmp_path / "results" / "three-levels"
    assert out.splitlines() == [str(folder.relative_to(tmp_path))]
    names = {path.name for path in folder.iterdir()}
    made = ("market", "customers", "switches", "worth")
    tables = {f"{table}.{ending}" for table in made for ending in ("csv", "parquet")}
    assert names == tables | {"scenario.toml", "receipt.json", "report.html"}


def test_run_shows_the_firms_on_the_screen(capsys):
    _, out, _ = typed(capsys, "run", "three-levels", *SMALL)
    for firm in ("Focal", "Birch", "Cedar", "Dogwood"):
        assert firm in out


def test_run_as_json_holds_every_month_and_firm(capsys):
    content = json.loads(typed(capsys, "run", "three-levels", *SMALL, "--json")[1])
    assert len(content["market"]) == 3 * 4
    assert content["market"][0]["firm"] == "Focal"


def test_compare_measures_every_alternative(capsys):
    code, out, _ = typed(
        capsys, "compare", "three-levels", *SMALL, "--replications", "2", "--workers", "1", "--json"
    )
    content = json.loads(out)
    assert code == 0
    assert {row["alternative"] for row in content["summary"]} == {"level-0", "level-1", "level-2", "level-3"}
    assert content["winner"] is None  # two runs of three months decide nothing


def test_compare_tests_its_verdict_in_plausible_worlds(capsys, tmp_path, monkeypatch):
    """The command ``conditions`` finds these worlds done, and says the same."""
    monkeypatch.setattr(winning_conditions, "USUAL_WORLDS", 12)
    asked = ("three-levels", *SMALL, "--workers", "1", "--set", "world.run_off=2", "--vary")
    asked = (*asked, "firm.Focal.price=90,110")
    words = ("compare", *asked, "--replications", "2", "--conditions")
    content = json.loads(typed(capsys, *words, "--json")[1])
    assert "of 12 plausible worlds" in content["conditions"][0]
    page = (tmp_path / content["record"] / "report.html").read_text("utf-8")
    assert "of 12 plausible worlds" in page
    typed(capsys, "conditions", *asked)
    assert len([*(tmp_path / "results").glob("*-conditions-*")]) == 1
    code, _, told = typed(capsys, *words, "--best-price")
    assert (code, "Use one of the two" in told) == (2, True)


def test_compare_varies_any_parameter(capsys):
    words = ("compare", "three-levels", *SMALL, "--replications", "2", "--workers", "1", "--json")
    content = json.loads(typed(capsys, *words, "--vary", "firm.Focal.price=90,110")[1])
    names = {row["alternative"] for row in content["summary"]}
    assert names == {"firm.Focal.price=90", "firm.Focal.price=110"}


def test_set_changes_the_market(capsys):
    words = ("run", "three-levels", *SMALL, "--json", "--set", "firm.Focal.price=77")
    content = json.loads(typed(capsys, *words)[1])
    assert {row["price"] for row in content["market"] if row["firm"] == "Focal"} == {77.0}


def test_verify_confirms_an_untouched_record(capsys):
    typed(capsys, "run", "three-levels", *SMALL, "--quiet")
    code, out, _ = typed(capsys, "verify", "results/three-levels")
    assert code == 0
    assert "identical" in out


def test_verify_finds_a_changed_table(capsys, tmp_path):
    import pandas as pd

    typed(capsys, "run", "three-levels", *SMALL, "--quiet")
    path = tmp_path / "results/three-levels/market.parquet"
    table = pd.read_parquet(path)
    table.loc[0, "profit"] += 1.0
    table.to_parquet(path, index=False)
    code, _, err = typed(capsys, "verify", "results/three-levels")
    assert code == 1
    assert "differs" in err


def test_verify_replays_comparisons(capsys):
    typed(capsys, "compare", "three-levels", *SMALL, "--replications", "2", "--workers", "1", "--quiet")
    assert typed(capsys, "verify", "results/three-levels-compare", "--quiet")[0] == 0


def test_new_writes_a_scenario_that_runs(capsys):
    assert typed(capsys, "new", "mine")[0] == 0
    code, _, err = typed(capsys, "run", "mine.toml", *SMALL, "--quiet")
    assert (code, err) == (0, "")


def test_new_never_overwrites(capsys, tmp_path):
    (tmp_path / "mine.toml").write_text("precious")
    code, _, err = typed(capsys, "new", "mine.toml")
    assert code == 2
    assert "mine.toml" in err
    assert (tmp_path / "mine.toml").read_text() == "precious"


def test_show_prints_the_lesson_in_both_languages(capsys):
    assert "Things to notice" in typed(capsys, "show", "three-levels")[1]
    assert "值得注意" in typed(capsys, "show", "three-levels", "--lang", "zh")[1]


@pytest.mark.parametrize(("language", "words"), [("en", "than the firm claims"), ("zh", "宣称")])
def test_show_tells_other_programs_what_a_parameter_means(capsys, language, words):
    shown = typed(capsys, "show", "three-levels", "--parameters", "--json", "--lang", language)[1]
    known = {each["path"]: each for each in json.loads(shown)["parameters"]}
    asked = known["world.satisfaction.information"]
    assert (asked["value"], asked["bounds"], asked["plausible"]) == (0.25, [0, 2], [0, 0.5])
    assert words in asked["meaning"]
    assert known["firm.Focal.level"]["choices"] == [0, 1, 2, 3]


def test_show_lists_every_parameter(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "240")
    out = typed(capsys, "show", "three-levels", "--parameters")[1]
    assert "Zaichkowsky 1985" in out


def test_the_installed_module_is_the_command():
    words = [sys.executable, "-m", "simulation", "--version"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, env=ENVIRONMENT)
    assert done.stdout.startswith("loyaltylab ")


def test_a_shortened_run_leaves_a_record_that_verifies(capsys):
    short = ("--months", "4", "--customers", "50", "--set", "world.warm_up=0")
    code, _, err = typed(capsys, "run", "bank", *short, "--quiet")
    assert (code, "Note" in err) == (0, False)
    assert typed(capsys, "verify", "results/bank", "--quiet")[0] == 0
    code, _, err = typed(capsys, "run", "results/bank/scenario.toml", "--quiet")
    assert (code, err.count("\n")) == (0, 1)
    assert "after month 4" in err
    code, _, err = typed(capsys, "check", "results/bank/scenario.toml")
    assert (code, "market runs for 4 months" in err) == (2, True)


def test_the_next_command_that_a_file_is_shown_with_works(capsys, tmp_path):
    typed(capsys, "new", str(tmp_path / "my market.toml"))
    out = typed(capsys, "show", str(tmp_path / "my market.toml"))[1]
    assert f"compare '{tmp_path}/my market.toml'" in " ".join(out.split())
