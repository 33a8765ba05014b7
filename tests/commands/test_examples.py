"""The examples in --help work as they are typed there, only smaller; the two languages show the same ones."""

from __future__ import annotations

import shlex

import pytest

from simulation.cli import HOMES, main
from simulation.experiments.conditions import winning_conditions
from simulation.language import catalogue
from simulation.scenario import catalogue as scenarios

CATALOGUES = {
    "compare": "commands.compare",
    "check": "check",
    "sweep": "sweep",
    "sensitivity": "sensitivity",
    "conditions": "conditions",
    "rivalry": "rivalry",
    "price-gap": "price_gap",
    "mechanisms": "textbook",
}
SMALL = {
    "compare": "--replications 2",
    "sweep": "--replications 1",
    "sensitivity": "--size 2 --customers 300 --months 8",
    "conditions": "--worlds 12",
    "rivalry": "--replications 2",
    "price-gap": "--replications 1 --within 1",
}
"""What makes an example small: of an option given twice, the last counts."""
MARKET = "--customers 60 --months 2 --set world.warm_up=1 --set world.run_off=1 --workers 1"


def examples(command: str, language: str) -> list[str]:
    """The command lines among a command's examples."""
    lines = catalogue(language)[f"{CATALOGUES[command]}.examples"].strip().splitlines()
    return [line for line in lines if not line.startswith("#")]


def small(example: str) -> list[str]:
    """An example as it is typed, with what makes it small."""
    words = shlex.split(example)[1:]
    changed = f"{MARKET} {SMALL[words[0]]}"
    if "--sample" in words:
        changed += " --sample 2"
    if "--precision" in words:
        changed += " --precision retention_rate=0.5"
    return [*words, *shlex.split(changed)]


ALL = [example for command in CATALOGUES for example in examples(command, "en")]


@pytest.mark.parametrize("example", [line for line in ALL if line.split()[1] in SMALL])
def test_every_example_runs(example, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOYALTYLAB_LANG", "en")
    monkeypatch.setattr(winning_conditions, "USUAL_WORLDS", 12)
    with pytest.raises(SystemExit) as ended:
        main(small(example))
    assert ended.value.code in (0, None), capsys.readouterr().err
    left = "*.parquet" if "--best-price" in example else "report.html"
    assert list((tmp_path / "results").rglob(left))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", CATALOGUES)
def test_help_shows_the_examples_line_by_line(command, language, capsys):
    with pytest.raises(SystemExit):
        main(["--lang", language, command, "--help"])
    shown = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert examples(command, language) == examples(command, "en")
    assert len(examples(command, language)) >= 3
    for line in catalogue(language)[f"{CATALOGUES[command]}.examples"].strip().splitlines():
        assert line in shown


def test_the_first_example_of_check_judges_its_claims(capsys):
    """With two replications some claims may well not hold, which is exit code 1."""
    with pytest.raises(SystemExit) as ended:
        main([*shlex.split(examples("check", "en")[0])[1:], "--replications", "2", "--workers", "1"])
    assert ended.value.code in (0, 1, None)
    assert "Three levels of relationship marketing" in capsys.readouterr().out


@pytest.mark.parametrize("example", examples("check", "en"))
def test_the_examples_of_check_are_understood(example, monkeypatch):
    """They take minutes, and have no option that makes a scenario's own market small: only read, not run."""
    asked = []
    monkeypatch.setattr("simulation.commands.check._markets", lambda *given: asked.append(given) or [])
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(example)[1:])
    assert ended.value.code in (0, None)
    names, everything = asked[0]
    assert everything or set(names) <= set(scenarios.names())


def test_these_are_commands():
    assert set(CATALOGUES) <= set(HOMES)


def test_a_comparison_points_to_its_conditions_and_the_command_works(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOYALTYLAB_LANG", "en")
    asked = "compare three-levels --vary firm.Focal.price=90,110 --focal Focal --replications 2"
    with pytest.raises(SystemExit):
        main([*shlex.split(asked), *shlex.split(MARKET)])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "loyaltylab conditions" in line]
    told = shlex.split(line[line.index("conditions") :])
    for words in ("--vary firm.Focal.price=90,110", "--set world.warm_up=1", "--customers 60", "--months 2"):
        assert words in " ".join(told)
    with pytest.raises(SystemExit) as ended:
        main([*told, "--worlds", "10", "--workers", "1", "--quiet"])
    assert ended.value.code in (0, None)
