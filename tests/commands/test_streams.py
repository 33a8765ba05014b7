"""Output in any code page, to a closed pipe, to a full disk: a command that has done its work stays done."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import test_examples

from simulation.cli import HOMES, main
from simulation.commands.code_pages import fitted
from simulation.language import LANGUAGES, catalogue, use_language
from tests.commands.test_commands import ENVIRONMENT, SMALL, _in_an_empty_folder  # noqa: F401

PAGES = ("gbk", "cp1252", "cp437", "ascii")
QUICK = {
    "overview": ("--help",),
    "list": ("list",),
    "list as JSON": ("list", "--json"),
    "lesson": ("show", "three-levels"),
    "parameters": ("show", "three-levels", "--parameters"),
    "measures": ("show", "--measures"),
    "scenario as TOML": ("show", "three-levels", "--toml"),
    "scenario as JSON": ("show", "three-levels", "--json"),
    "new": ("new", "mine"),
    "run": ("run", "three-levels", *SMALL),
    "run with Chinese names": ("run", "市场.toml", *SMALL),
    "unknown scenario": ("run", "三个级别"),
    "unknown path": ("run", "three-levels", "--set", "firm.甲.price=1"),
}
EXAMPLES = {name: test_examples.small(test_examples.examples(name, "en")[0]) for name in test_examples.SMALL}
MARKET = 'schema = 1\ntitle = "市场"\nquestion = "问题？"\n[[firm]]\nname = "甲"\n[[firm]]\nname = "乙"\n'


def written(monkeypatch, page: str, *words: str) -> tuple[int, str, str]:
    """Type a command whose output and messages are redirected in a code page."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=page, errors="strict") for _ in range(2))
    with monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", out)
        changed.setattr(sys, "stderr", err)
        with pytest.raises(SystemExit) as ended:
            main(words)
    shown, told = (each.buffer.getvalue().decode(page) for each in (out, err))
    return int(ended.value.code or 0), shown, told


@pytest.mark.parametrize(
    ("page", "language"),
    [("gbk", "zh"), ("cp1252", "zh"), ("cp437", "en"), ("ascii", "zh"), ("ascii", "en")],
)
@pytest.mark.parametrize("command", QUICK)
def test_the_quick_commands_write_in_any_code_page(monkeypatch, tmp_path, command, page, language):
    (tmp_path / "市场.toml").write_text(MARKET, encoding="utf-8")
    use_language(language)
    code, out, err = written(monkeypatch, page, *QUICK[command])
    assert code == (2 if command.startswith("unknown") else 0), err
    assert out or err


@pytest.mark.slow
@pytest.mark.parametrize(("page", "language"), [("ascii", "zh"), ("cp1252", "en")])
@pytest.mark.parametrize("command", EXAMPLES)
def test_the_experiments_write_in_any_code_page(monkeypatch, command, page, language):
    code, out, err = written(monkeypatch, page, "--lang", language, *EXAMPLES[command])
    assert (code, "Traceback" in err) == (0, False)
    assert out


@pytest.mark.parametrize("page", ["gbk", "ascii"])
def test_verify_writes_in_any_code_page(monkeypatch, page):
    assert written(monkeypatch, page, "run", "three-levels", *SMALL, "--quiet")[0] == 0
    code, out, _ = written(monkeypatch, page, "--lang", "zh", "verify", "results/three-levels")
    assert (code, "market" in out) == (0, True)


@pytest.mark.slow
def test_validate_writes_in_any_code_page(monkeypatch):
    words = ("validate", "--quick", "--patterns", "P5", "--seeds", "1", "--workers", "1", "--lang", "zh")
    monkeypatch.setattr("simulation.validation.exact.exact_checks", lambda: iter(()))
    assert written(monkeypatch, "ascii", *words)[0] in (0, 1)


@pytest.mark.parametrize("page", ["cp437", "ascii"])
def test_fit_and_check_write_in_any_code_page(monkeypatch, tmp_path, page):
    (tmp_path / "数据.csv").write_text("period,survival\n1,0.9\n2,0.8\n3,0.75\n4,0.7\n", encoding="utf-8")
    (tmp_path / "命题.toml").write_text(
        MARKET + '[[expect]]\nclaim = "c"\ntext = "甲留得住顾客"\nmeasure = "retention_rate"\n'
        'relation = "between"\nlow = 2.0\nhigh = 3.0\n[world]\nmonths = 3\ncustomers = 50\nwarm_up = 1\n',
        encoding="utf-8",
    )
    small = ("--period", "months", "--runs", "16", "--customers", "100", "--workers", "1")
    assert written(monkeypatch, page, "--lang", "zh", "fit", "数据.csv", *small)[0] == 0
    words = ("check", "命题.toml", "--replications", "2", "--workers", "1", "--lang", "zh")
    assert written(monkeypatch, page, *words)[0] == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", HOMES)
def test_the_help_is_written_in_ascii(monkeypatch, command, language):
    code, out, _ = written(monkeypatch, "ascii", "--lang", language, command, "--help")
    assert code == 0
    assert out.isascii()
    assert out


@pytest.mark.parametrize("page", PAGES)
def test_data_for_programs_lose_nothing_in_any_code_page(monkeypatch, tmp_path, page):
    (tmp_path / "市场.toml").write_text(MARKET, encoding="utf-8")
    code, out, _ = written(monkeypatch, page, "show", "市场.toml", "--toml")
    assert (code, tomllib.loads(out)["title"]) == (0, "市场")
    assert tomllib.loads(out)["firm"][1]["name"] == "乙"
    assert json.loads(written(monkeypatch, page, "show", "市场.toml", "--json")[1])["title"] == "市场"


@pytest.mark.parametrize(
    ("words", "page", "expected"),
    [
        ("“a” – ‘b’ … →", "ascii", "\"a\" - 'b' ... ->"),
        ("café 3 ≥ 2 × ½", "ascii", "cafe 3 >= 2 x 1/2"),
        ("café 3 ≥ 2", "cp437", "café 3 ≥ 2"),
        ("价格，是", "ascii", "??,?"),
        ("价格 → …", "gbk", "价格 → …"),
        ("half \ud800 a pair", "utf-8", "half ? a pair"),
        ("nbsp\u00a0here", "ascii", "nbsp here"),
        ("as it is →", "no-such-page", "as it is →"),
    ],
)
def test_what_a_code_page_lacks_is_replaced(words, page, expected):
    assert fitted(words, page) == expected


@pytest.mark.parametrize("page", PAGES)
def test_no_character_of_english_messages_is_lost(page):
    """A new character in a message needs a twin in `code_pages.TWINS`."""
    lost = {
        key: words
        for key, words in catalogue("en").items()
        if key not in ("template.scenario", "fit.error.not_yes_or_no")  # hold Chinese words
        and fitted(words, page).count("?") != words.count("?")
    }
    assert lost == {}


def test_the_columns_of_a_table_stay_straight_where_characters_are_replaced(monkeypatch, tmp_path):
    """Replaced after the layout, a Chinese character of two columns would become a mark of one."""
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "市场.toml").write_text(MARKET, encoding="utf-8")
    out = written(monkeypatch, "ascii", "--lang", "zh", "run", "市场.toml", *SMALL)[1]
    table = [line for line in out.splitlines() if line.startswith(("|", "+"))]
    assert len(table) > 3
    assert len({len(line.rstrip()) for line in table}) == 1


def typed_into(monkeypatch, descriptor: int, *words: str) -> int:
    """Type a command whose output goes to a file that is open already; return its exit code."""
    with open(descriptor, "w", encoding="utf-8") as target, monkeypatch.context() as changed:
        changed.setattr(sys, "stdout", target)
        with pytest.raises(SystemExit) as ended:
            main(words)
    return int(ended.value.code or 0)


def unread_pipe() -> int:
    """The end to write into of a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@pytest.mark.parametrize("words", [("list",), ("show", "three-levels", "--parameters"), ("--help",)])
def test_a_closed_pipe_is_no_failure_and_nothing_is_said(monkeypatch, capsys, words):
    assert typed_into(monkeypatch, unread_pipe(), *words) == 0
    assert capsys.readouterr().err == ""


def test_a_closed_pipe_changes_no_exit_code(monkeypatch, tmp_path):
    (tmp_path / "claims.toml").write_text(
        MARKET + '[[expect]]\nclaim = "c"\ntext = "t"\nmeasure = "retention_rate"\nrelation = "between"\n'
        "low = 2.0\nhigh = 3.0\n[world]\nmonths = 3\ncustomers = 50\nwarm_up = 1\n",
        encoding="utf-8",
    )
    words = ("check", "claims.toml", "--replications", "2", "--workers", "1")
    assert typed_into(monkeypatch, unread_pipe(), *words) == 1


def test_a_record_is_whole_though_nobody_reads_the_output(monkeypatch, tmp_path):
    assert typed_into(monkeypatch, unread_pipe(), "run", "three-levels", *SMALL) == 0
    assert (tmp_path / "results/three-levels/receipt.json").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_under_the_output_is_told_and_the_record_is_whole(monkeypatch, capsys, tmp_path):
    full = os.open("/dev/full", os.O_WRONLY)
    assert typed_into(monkeypatch, full, "run", "three-levels", *SMALL, "--quiet") == 3
    told = capsys.readouterr().err
    assert "could not be written" in told
    assert "Traceback" not in told
    assert (tmp_path / "results/three-levels/receipt.json").is_file()


def test_a_reader_that_goes_after_the_first_line_ends_the_process_well():
    words = [sys.executable, "-m", "simulation", "show", "three-levels", "--parameters"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, env=ENVIRONMENT) as shown:
        assert shown.stdout is not None
        assert shown.stdout.readline()
        shown.stdout.close()
        told = shown.stderr.read()
    assert (shown.returncode, told) == (0, b"")


@pytest.mark.parametrize("page", PAGES)
def test_a_process_with_another_code_page_ends_well(page):
    words = [sys.executable, "-m", "simulation", "list", "--lang", "zh"]
    done = subprocess.run(words, capture_output=True, env=ENVIRONMENT | {"PYTHONIOENCODING": page})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "price-war" in done.stdout.decode(page)
