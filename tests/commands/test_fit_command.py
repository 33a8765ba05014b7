"""``loyaltylab fit`` as it is typed: what it prints, what it leaves, and what it refuses."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from simulation.language import use_language
from tests.commands.test_commands import _in_an_empty_folder, typed  # noqa: F401

TABLE = "period,survival\n1,0.93\n2,0.87\n3,0.82\n4,0.78\n5,0.75\n6,0.725\n"
SMALL = ("--period", "months", "--runs", "16", "--customers", "100", "--workers", "1")


@pytest.fixture
def table(tmp_path):
    (tmp_path / "my table.csv").write_text(TABLE, encoding="utf-8")
    return "my table.csv"


def test_a_fit_leaves_a_scenario_that_runs_and_never_overwrites(capsys, tmp_path, table):
    code, out, err = typed(capsys, "fit", table, *SMALL, "--simulate", "2")
    assert code == 0, err
    for words in (
        "Results of the fit",
        "Survival in the held-out periods",
        "two-number formula",
        "are months",
    ):
        assert words in out
    assert "Predictions of the fitted market for Focal" in out
    folder = tmp_path / "results" / "my-table-fit"
    names = {path.name for path in folder.iterdir()}
    assert names == {"my-table.toml", "draws.csv", "draws.parquet", "fit.json", "report.html"}
    assert len(pd.read_parquet(folder / "draws.parquet")) > 100
    content = json.loads((folder / "fit.json").read_text(encoding="utf-8"))
    assert content["quantities"][0]["grade"] == "fitted"
    assert len(content["held_out"]["observed"]) == 2
    assert len(content["simulated"]) == 5
    before = (folder / "my-table.toml").read_bytes()
    code, out, _ = typed(capsys, "fit", table, *SMALL, "--quiet")
    assert code == 0
    assert [line.rpartition("/")[2] for line in out.splitlines()] == ["my-table-fit-2"]
    assert (folder / "my-table.toml").read_bytes() == before
    scenario = str(folder / "my-table.toml")
    assert typed(capsys, "run", scenario, "--customers", "60", "--months", "3", "--quiet")[0] == 0


def test_json_and_another_folder(capsys, tmp_path, table):
    code, out, err = typed(capsys, "fit", table, *SMALL, "--json", "--out", "elsewhere")
    assert (code, err) == (0, "")
    content = json.loads(out)
    assert content["scenario"].startswith("elsewhere")
    assert (tmp_path / content["scenario"]).exists()
    assert content["held_out"]["verdict"] in ("market", "equal", "simple")
    assert any("best" in sentence for sentence in content["says"])


def test_in_chinese(capsys, table):
    code, out, _ = typed(capsys, "--lang", "zh", "fit", table, *SMALL)
    assert code == 0
    for words in ("拟合结果", "留出各期的留存率", "两参数公式"):
        assert words in out


BAD = {
    "empty": "",
    "no form": "a,b\n1,2\n",
    "survival that rises": "period,survival\n1,0.8\n2,0.7\n3,0.75\n",
    "one brand": "household,choice,price.A\n1,A,2\n1,A,3\n",
    "never moving prices": "household,choice,price.A,price.B\n" + "1,A,2,2\n1,B,2,2\n" * 30,
    "two segments": "period,survival,segment\n1,.8,A\n2,.7,A\n3,.6,A\n1,.8,B\n2,.7,B\n3,.6,B\n",
    "too few periods": "period,survival\n1,0.8\n2,0.7\n",
    "too long": "period,survival\n" + "".join(f"{n},{0.99**n:.6f}\n" for n in range(1, 400)),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", BAD)
def test_bad_data_get_one_paragraph_and_leave_nothing(capsys, tmp_path, case, language):
    use_language(language)
    (tmp_path / "bad.csv").write_text(BAD[case], encoding="utf-8")
    code, out, err = typed(capsys, "fit", "bad.csv", "--quiet")
    assert code == 2
    assert out == ""
    assert err.strip()
    assert "\n\n" not in err.strip()
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["bad.csv"]


@pytest.mark.parametrize(("segments", "words"), [("", "no column segment"), (",segment", "A, B")])
def test_a_segment_that_is_not_there(capsys, tmp_path, segments, words):
    head, *rows = TABLE.splitlines()
    names = ["A", "B"] if segments else [""]
    lines = [row + (f",{name}" if name else "") for name in names for row in rows]
    (tmp_path / "t.csv").write_text("\n".join([head + segments, *lines]) + "\n", encoding="utf-8")
    code, _, err = typed(capsys, "fit", "t.csv", "--segment", "Z", *SMALL)
    assert (code, words in err) == (2, True)


def test_a_missing_file_is_named(capsys):
    code, _, err = typed(capsys, "fit", "nowhere.csv")
    assert code == 2
    assert "nowhere.csv" in err
