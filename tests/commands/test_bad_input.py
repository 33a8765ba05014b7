"""Bad input: one clear paragraph in the chosen language, exit code 2, nothing lost, no traceback."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from simulation.cache_folder import cache_folder
from simulation.commands.error_output import report_problem
from simulation.errors import InputError
from simulation.language import use_language
from simulation.scenario.reading import load_scenario
from tests.commands.test_commands import ENVIRONMENT, SMALL, _in_an_empty_folder, typed  # noqa: F401

MARKET = 'schema = 1\ntitle = "T"\nquestion = "Q"\n[[firm]]\nname = "A"\n'

WRONG_WORDS = {
    "unknown command": ("rnu", "three-levels"),
    "unknown option": ("run", "three-levels", "--sede", "1"),
    "no scenario": ("run",),
    "unknown scenario": ("run", "three-level"),
    "not a number": ("run", "three-levels", "--months", "many"),
    "no months": ("run", "three-levels", "--months", "0"),
    "no customers": ("run", "three-levels", "--customers", "0"),
    "unknown path": ("run", "three-levels", "--set", "firm.Focal.prise=9"),
    "unknown firm": ("run", "three-levels", "--set", "firm.Fokal.price=9"),
    "no equals sign": ("run", "three-levels", "--set", "world.months"),
    "wrong type": ("run", "three-levels", "--set", "firm.Focal.level=high"),
    "out of range": ("run", "three-levels", "--set", "firm.Focal.level=4"),
    "nothing to vary": ("compare", "three-levels", "--vary", "firm.Focal.level="),
    "no replications": ("compare", "three-levels", "--replications", "0"),
    "unknown focal firm": ("compare", "three-levels", "--focal", "Nobody", "--replications", "1"),
    "no workers": ("compare", "three-levels", "--workers", "0"),
    "no record": ("verify", "nowhere"),
    "a folder": ("run", "."),
    "unknown language": ("--lang", "fr", "list"),
    "too many words": ("list", "all"),
    "no value": ("run", "three-levels", "--seed"),
    "a value too many": ("run", "three-levels", "--json=1"),
    "no number": ("price-gap", "three-levels", "--share", "half"),
    "no such port": ("lab", "--port", "70000"),
    "no folder": ("new", "nowhere/mine.toml"),
    "a folder for a file": ("new", "."),
    "too long a wait": ("price-gap", "three-levels", "--within", "100000"),
    "no such measure": ("compare", "three-levels", "--precision", "retention=0.1"),
    "too many points": ("sweep", "three-levels", "--over", "firm.Focal.price=80:120:100000000"),
    "too many runs": ("compare", "three-levels", "--replications", "1000000000"),
    "too many trajectories": ("sensitivity", "three-levels", "--size", "1000000000"),
    "too large a game": ("rivalry", "three-levels", "--over", "price=1:1000:100000"),
    "varied twice": ("compare", "three-levels", *("--vary", "firm.Focal.price=1,2") * 2),
    "varied names": ("compare", "three-levels", "--vary", "firm.Birch.name=X,Y"),
    "swept names": ("sweep", "three-levels", "--over", "firm.Birch.name=X,Y"),
    "played names": ("rivalry", "three-levels", "--over", "name=X,Y"),
    "names that differ by market": ("conditions", "three-levels", "--vary", "firm.Birch.name=X,Y"),
    "a number without end": ("run", "three-levels", "--set", f"firm.Focal.price={'9' * 5000}"),
    "a varied number without end": ("compare", "three-levels", "--vary", f"firm.Focal.price={'9' * 5000}"),
    "a swept number without end": ("sweep", "three-levels", "--over", f"firm.Focal.price={'9' * 5000}"),
    "a long hexadecimal number": ("compare", "three-levels", "--vary", f"firm.Focal.price=0x{'f' * 5000}"),
    "deep brackets": ("sweep", "three-levels", "--over", f"firm.Focal.price={'[' * 3000}"),
    "deeply nested": ("compare", "three-levels", "--vary", f"firm.Focal.price={'[' * 150}{']' * 150}"),
    "a date": ("compare", "three-levels", "--vary", "firm.Focal.price=2020-01-01,2020-01-02"),
    "a swept date": ("sweep", "three-levels", "--over", "firm.Focal.price=2020-01-01"),
    "ends too far apart": ("sweep", "three-levels", "--over", "firm.Focal.price=-1e308:1e308:2"),
    "an empty list": ("sweep", "three-levels", "--over", "firm.Focal.policy.schedule=[],[]"),
    "a list": ("sweep", "three-levels", "--over", "firm.Focal.price=[90],[95]"),
    "a table": ("sweep", "three-levels", "--over", "firm.Focal.price={a=90}"),
    "a list with a date": ("sweep", "three-levels", "--over", "firm.Focal.price=[2020-01-01]"),
    "two lines": ("run", "three-levels", "--set", "world.months=3\nx=1"),
    "two varied lines": ("compare", "three-levels", "--vary", "firm.Focal.price=90\nx=1"),
    "two swept lines": ("sweep", "three-levels", "--over", "firm.Focal.price=90\nx=1"),
    "set twice": ("run", "three-levels", *("--set", "firm.Focal.price=90") * 2),
    "months twice": ("run", "three-levels", "--set", "world.months=3", "--months", "3"),
    "a nameless rival": ("price-gap", "three-levels", "--rival", ""),
    "a nameless firm": ("compare", "three-levels", "--focal", ""),
    **{
        f"{command} with a long seed": (command, "three-levels", *more, "--seed", "7" * 40)
        for command, more in {
            "run": (),
            "compare": (),
            "check": (),
            "sweep": ("--over", "firm.Focal.price=90,95"),
            "sensitivity": (),
            "conditions": (),
            "rivalry": (),
            "price-gap": (),
        }.items()
    },
    "too large a sample": ("sweep", "three-levels", "--sample", "1000000000"),
}
CLICKS_OWN = ("is not", "in the range", "Got unexpected", "requires", "does not", "No such", "is a directory")
"""What Click and the system say in English, whatever the language is."""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", WRONG_WORDS)
def test_wrong_words_get_one_paragraph(capsys, tmp_path, case, language):
    use_language(language)
    code, out, err = typed(capsys, *WRONG_WORDS[case])
    assert code == 2
    assert out == ""
    assert err.strip()
    assert "\n\n" not in err.strip()
    assert "Traceback" not in err
    assert language == "en" or not any(words in err for words in CLICKS_OWN)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == []


WRONG_FILES = {
    "not TOML": b"schema = = 1",
    "not text": b"\xff\xfe\x00schema",
    "unknown key": MARKET.encode() + b'colour = "red"\n',
    "no firm": b'schema = 1\ntitle = "T"\nquestion = "Q"\n',
    "twice the same firm": MARKET.encode() + b'[[firm]]\nname = "A"\n',
    "contradictory firm": MARKET.encode()
    + b"[firm.service]\nrecovery_quick = 0.8\nrecovery_satisfied = 0.8\n",
    "impossible number": MARKET.encode() + b"price = nan\n",
    "empty": b"",
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", WRONG_FILES)
def test_wrong_files_get_one_paragraph(capsys, tmp_path, case, language):
    use_language(language)
    (tmp_path / "bad.toml").write_bytes(WRONG_FILES[case])
    code, _, err = typed(capsys, "run", "bad.toml")
    assert code == 2
    assert "bad.toml" in err
    assert "Traceback" not in err


def test_the_nearest_name_is_suggested(capsys):
    assert "three-levels" in typed(capsys, "run", "three-level")[2]
    assert "firm.Focal.price" in typed(capsys, "run", "three-levels", "--set", "firm.Focal.prise=9")[2]
    assert "run" in typed(capsys, "rnu")[2]


def test_what_is_allowed_is_said(capsys):
    assert "retention_rate" in typed(capsys, "compare", "three-levels", "--precision", "retention=0.1")[2]
    assert "0 to 65535" in typed(capsys, "lab", "--port", "abc")[2]
    assert "at least 2" in typed(capsys, "check", "three-levels", "--replications", "1")[2]
    assert "en, zh" in typed(capsys, "--lang", "fr", "list")[2]


def test_an_address_that_is_none_is_told_at_once(capsys):
    words = ("sweep", "three-levels", *SMALL, "--over", "firm.Focal.price=90,95", "--cluster", "here")
    began = time.monotonic()
    code, _, err = typed(capsys, *words)
    assert (code, "`here`" in err) == (2, True)
    assert time.monotonic() - began < 10  # the client would wait for longer


def test_the_bare_command_shows_the_help_and_nothing_else(capsys):
    shown = "".join(typed(capsys)[1:])
    assert shown.startswith("Usage:")


def test_a_place_that_is_a_file_is_found_before_the_work(capsys, tmp_path):
    (tmp_path / "taken").write_text("precious")
    code, _, err = typed(capsys, "run", "three-levels", *SMALL, "--out", "taken")
    assert code == 2
    assert "taken" in err
    assert (tmp_path / "taken").read_text() == "precious"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, 3), (errno.EIO, 3), (errno.EACCES, 2), (errno.EROFS, 2), (errno.ENAMETOOLONG, 2)],
)
def test_what_the_system_refuses_is_told_in_words(capsys, number, code):
    """The machine's refusal is 3; where another place would do, the input is to be changed, which is 2."""
    assert report_problem(OSError(number, os.strerror(number), "somewhere")) == code
    assert "somewhere" in capsys.readouterr().err


def test_no_space_for_unfinished_work_is_told_with_what_helps(capsys):
    report_problem(OSError(errno.ENOSPC, "", str(cache_folder() / "unfinished" / "a" / "b.json")))
    err = capsys.readouterr().err
    assert "XDG_CACHE_HOME" in err
    assert "--out" not in err


def test_no_space_while_writing_leaves_nothing_behind(capsys, monkeypatch, tmp_path):
    from simulation.record import record_files

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "market.parquet")

    monkeypatch.setattr(record_files, "_write_tables", full)
    code, _, err = typed(capsys, "run", "three-levels", *SMALL, "--quiet")
    assert code == 3
    assert "space" in err
    assert list((tmp_path / "results").iterdir()) == []


def test_an_error_crosses_processes():
    import pickle

    given = {"given": "X", "nearest": "Y", "valid": "Y, Z"}
    error = pickle.loads(pickle.dumps(InputError("experiments.error.focal", **given)))
    assert "X" in str(error)


def test_an_unforeseen_error_is_not_hidden_and_no_claim_that_fails(capsys):
    """Left to Python, its exit code would be 1, as that of a claim."""
    assert report_problem(ZeroDivisionError("by nought")) == 4
    told = capsys.readouterr().err
    assert "ZeroDivisionError: by nought" in told
    assert "report" in told


@pytest.mark.parametrize("problem", [MemoryError(), BrokenProcessPool("a worker was killed")])
def test_what_the_machine_refuses_is_told_without_a_traceback(capsys, problem):
    assert report_problem(problem) == 3
    told = capsys.readouterr().err
    assert "memory" in told
    assert "Traceback" not in told


@pytest.mark.slow
def test_an_interrupted_run_leaves_no_half_record(tmp_path):
    words = [sys.executable, "-m", "simulation", "run", "three-levels", "--customers", "20000", "--quiet"]
    running = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    place = tmp_path / "results"
    waited = time.monotonic() + 30
    while not (place.exists() and any(place.iterdir())) and time.monotonic() < waited:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("name", ["", " ", "/", "a\nb", "\x9bq", "\udcffq", "q" * 101])
def test_what_cannot_name_a_scenario_leaves_nothing_behind(capsys, tmp_path, name):
    code, out, err = typed(capsys, "new", name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("given", "file"), [("mine.v2", "mine.v2.toml"), ("mine.toml", "mine.toml")])
def test_new_keeps_the_name_that_it_is_given(capsys, tmp_path, given, file):
    assert typed(capsys, "new", given)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == [file]
    assert load_scenario(file).title == file.removesuffix(".toml")


@pytest.mark.parametrize(("language", "words"), [("en", "A command is missing"), ("zh", "没有给出命令")])
def test_a_language_without_a_command_says_what_to_do(capsys, language, words):
    code, out, err = typed(capsys, "--lang", language)
    assert (code, out) == (2, "")
    assert words in err
    assert "compare three-levels" in err


@pytest.mark.parametrize("number", [errno.EIO, errno.EISDIR, errno.ENOSPC])
def test_the_system_does_not_speak_for_itself(capsys, number):
    """Its words are in a language of its own: the name of the problem is the same in all."""
    use_language("zh")
    report_problem(OSError(number, os.strerror(number), "somewhere"))
    assert os.strerror(number) not in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("command", ["run", "check", "fit"])
def test_a_pipe_is_not_waited_for(capsys, command):
    os.mkfifo("pipe.toml")
    code, _, err = typed(capsys, command, "pipe.toml")
    assert (code, "not a regular file" in err) == (2, True)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file without end")
@pytest.mark.parametrize("command", ["run", "check", "fit"])
def test_a_file_without_end_is_not_read(capsys, command):
    Path("endless.toml").symlink_to("/dev/zero")
    code, _, err = typed(capsys, command, "endless.toml")
    assert (code, "not a regular file" in err) == (2, True)


@pytest.mark.parametrize(("command", "most"), [("run", 16), ("fit", 256)])
def test_a_file_that_is_too_large_is_not_read(capsys, command, most):
    with Path("large.toml").open("wb") as file:
        file.truncate(most * 2**20 + 1)
    code, _, err = typed(capsys, command, "large.toml")
    assert (code, f"larger than {most} MiB" in err) == (2, True)


NO_TEXT = "\udcca"
"""How Python writes a byte of a name that is not UTF-8."""


@pytest.mark.parametrize(
    "words",
    [
        *((command, f"{NO_TEXT}.toml") for command in ("run", "compare", "sweep", "lab", "fit", "check")),
        *((command, "three-levels", "--out", NO_TEXT) for command in ("run", "compare", "sweep")),
    ],
)
def test_a_name_that_is_no_text_is_refused_before_any_work(capsys, words):
    for language, said in (("en", "Rename the file or folder"), ("zh", "改名")):
        code, out, err = typed(capsys, *words, "--lang", language)
        assert (code, out, said in err) == (2, "", True)
        assert err.encode().decode() == err
    assert list(Path().iterdir()) == []
