"""What the README shows works as it is written there, only smaller."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_examples import SMALL, small

from simulation.cli import main
from simulation.experiments.conditions import winning_conditions

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
SHOWN = re.findall(r"^    (loyaltylab [^#\n]+)", README, re.MULTILINE)
TO_RUN = [line.strip() for line in SHOWN if line.split()[1] in SMALL]


@pytest.mark.parametrize("line", TO_RUN)
def test_the_commands_of_the_readme_run(line, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOYALTYLAB_LANG", "en")
    monkeypatch.setattr(winning_conditions, "USUAL_WORLDS", 12)
    for words in (["new", "mine.toml"], small(line)):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code in (0, None), capsys.readouterr().err


def test_every_experiment_is_shown():
    assert {line.split()[1] for line in TO_RUN} >= set(SMALL)


def test_the_python_of_the_readme_runs():
    block = re.search(r"^    import simulation as sim\n(?:    .*\n|\n)+", README, re.MULTILINE)
    assert block is not None
    code = "\n".join(line[4:] for line in block[0].splitlines())
    code = code.replace('"world.months": 36', '"world.months": 2, "world.customers": 60, "world.warm_up": 1')
    assert "replications=30" in code
    seen: dict[str, object] = {}
    exec(code.replace("replications=30", "replications=2, workers=1"), seen)
    assert len(seen["twin"].summary) > 0
    assert seen["market"].month == 1
