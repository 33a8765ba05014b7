"""``loyaltylab explain`` and the fact sheet of ``show``: what is looked up before anything is run."""

from __future__ import annotations

import json

from tests.commands.test_commands import _in_an_empty_folder, typed  # noqa: F401


def test_one_parameter_is_explained_with_its_path_in_one_line(capsys):
    code, out, err = typed(capsys, "explain", "firm.NAME.acquisition_cost")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "firm.Focal.acquisition_cost"
    for words in (
        "What winning one customer costs",
        "10 … 100",
        "Assumed",
        "--set firm.Focal.acquisition_cost=",
    ):
        assert words in " ".join(out.split())


def test_a_part_of_a_path_finds_all_that_hold_it(capsys):
    code, out, _ = typed(capsys, "explain", "switching_cost.", "mobile-telecom", "--json")
    assert code == 0
    paths = [each["path"] for each in json.loads(out)]
    assert len(paths) > 2
    assert all("switching_cost." in path for path in paths)
    listed = typed(capsys, "--lang", "zh", "explain", "world.population")[1].splitlines()
    assert all(" " not in line for line in listed if line.startswith("world."))


def test_an_unknown_path_is_told_with_the_nearest(capsys):
    code, out, err = typed(capsys, "explain", "world.trust.sped")
    assert (code, out) == (2, "")
    assert "world.trust.speed" in err


def test_show_opens_with_the_firms_and_what_programmes_cost(capsys):
    code, out, _ = typed(capsys, "show", "mobile-telecom")
    assert code == 0
    flat = " ".join(out.split())
    assert flat.index("The firms") < flat.index("What the programme costs") < flat.index("What is it?")
    assert "32.5" in flat
