"""Sweeps: grids and samples in the space of parameters."""

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from pandas.testing import assert_frame_equal

from simulation.commands.sweep import sweep as command
from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.compare import compare
from simulation.experiments.space.ranges import (
    FRAME,
    Range,
    latin_hypercube,
    lever_ranges,
    points_of,
    range_of,
    sobol_points,
    world_ranges,
)
from simulation.experiments.sweep.axes import axis, grid, sampled_range
from simulation.experiments.sweep.sweep import grid_design, sample_design, summary_of
from tests.experiments.observations import small_market

MARKET = small_market()


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("firm.Focal.price=80:120:5", [80.0, 90.0, 100.0, 110.0, 120.0]),
        ("firm.Focal.price=80, 95.5", [80, 95.5]),
        ("firm.Focal.level=0,3", [0, 3]),
        ("firm.Focal.level=0:3:4", [0, 1, 2, 3]),
        ("world.months=1:4:7", [1, 2, 3, 4]),
        ("firm.Focal.service.contact=basic,proactive", ["basic", "proactive"]),
        ("world.rules.trust=true,false", [True, False]),
    ],
)
def test_axis_is_read(written, values):
    path, read = axis(MARKET, written)
    assert path == written.partition("=")[0]
    assert read == values
    assert [type(value) for value in read] == [type(value) for value in values]


@pytest.mark.parametrize(
    "written",
    [
        "firm.Focal.price", "firm.Focal.price=", "firm.Focal.price=1:2", "firm.Focal.price=1:2:1",
        "firm.Focal.price=a:b:3", "firm.Focal.price=1:inf:3", "firm.Focal.price=1:2:2.5",
        "firm.Focal.prize=1:2:3", "firm.Nobody.price=1:2:3",
    ],
)  # fmt: skip
def test_axis_that_makes_no_sense_is_refused(written):
    with pytest.raises(InputError):
        axis(MARKET, written)


def test_grid_has_all_combinations_and_each_path_once():
    points = grid([("a", [1, 2]), ("b", [3, 4, 5])])
    assert len(points) == 6
    assert points[1] == {"a": 1, "b": 4}
    with pytest.raises(InputError, match="varied twice"):
        grid([("a", [1]), ("a", [2])])


def test_range_outside_the_bounds_is_refused_before_any_run(tmp_path):
    with pytest.raises(InputError, match="0 to 1"):
        run_campaign(grid_design(MARKET, {"world.complexity": [0.5, 1.5]}), tmp_path / "x")
    assert not (tmp_path / "x").exists()
    with pytest.raises(InputError, match="0 to 1"):
        sampled_range(MARKET, "world.complexity=0:2")
    with pytest.raises(InputError, match="cannot range"):
        sampled_range(MARKET, "world.complexity=0.5:0.2")
    with pytest.raises(InputError, match="no plausible range"):
        sampled_range(MARKET, "firm.Focal.market_share")


def test_plausible_ranges_are_those_of_the_schema_in_the_scenario_currency():
    assert range_of(MARKET, "firm.Focal.price") == Range("firm.Focal.price", 70.0, 130.0)
    rich = small_market(reference_price=1000.0)
    assert range_of(rich, "firm.Focal.price") == Range("firm.Focal.price", 700.0, 1300.0)
    assert range_of(MARKET, "firm.Focal.level").choices == (0, 1, 2, 3)
    assert range_of(MARKET, "world.rules.trust").choices == (False, True)


def test_world_and_levers_are_apart_and_the_frame_is_neither():
    world, levers = (
        {each.path for each in ranges} for ranges in (world_ranges(MARKET), lever_ranges(MARKET, "Birch"))
    )
    assert all(path.startswith("world.") for path in world)
    assert all(path.startswith("firm.Birch.") for path in levers)
    assert not world & FRAME
    assert {"world.complexity", "world.search.routine"} <= world
    assert {"firm.Birch.level", "firm.Birch.financial.reward"} <= levers


def test_whole_numbers_and_choices_get_equal_parts():
    shares = np.linspace(0, 1, 4001)
    whole = [Range("p", 1, 4, whole=True).value(share) for share in shares]
    assert {value: whole.count(value) for value in range(1, 5)} == {1: 1000, 2: 1000, 3: 1000, 4: 1001}
    chosen = [Range("p", choices=("a", "b")).value(share) for share in shares]
    assert chosen.count("a") == 2000


def test_latin_hypercube_hits_every_part_of_every_range_once():
    points = pd.DataFrame(latin_hypercube([Range("a", 0.0, 10.0), Range("b", 5.0, 6.0)], 10, seed=1))
    assert sorted(np.floor(points["a"]).astype(int)) == list(range(10))
    assert sorted(np.floor((points["b"] - 5) * 10).astype(int)) == list(range(10))


def test_sobol_takes_a_power_of_two_and_the_seed_decides():
    ranges = [Range("a"), Range("b")]
    assert len(sobol_points(ranges, 5)) == 8
    assert sobol_points(ranges, 4, seed=1) == sobol_points(ranges, 4, seed=1)
    assert sobol_points(ranges, 4, seed=1) != sobol_points(ranges, 4, seed=2)


def test_every_sampled_market_is_possible():
    design = sample_design(MARKET, 200, seed=3)
    design.check()
    assert len(design.paths) > 80


def test_shares_that_contradict_each_other_are_scaled_down_together():
    ranges = [
        Range("firm.F.service.recovery_satisfied", 0, 0.6),
        Range("firm.F.service.recovery_quick", 0, 0.6),
    ]
    (point,) = points_of(ranges, np.array([[1.0, 1.0]]))
    assert list(point.values()) == [0.5, 0.5]


def test_grid_agrees_with_compare():
    levels = {"firm.Focal.level": [0, 3]}
    frame = run_campaign(grid_design(MARKET, levels, replications=3, seed=2), workers=1).frame
    summary = summary_of(frame, ["firm.Focal.level"])
    mine = summary[(summary["firm"] == "Focal")].reset_index(drop=True)
    twin = compare(MARKET, levels, replications=3, seed=2, workers=1).summary
    assert list(mine["firm.Focal.level"].unique()) == [0, 3]
    assert_frame_equal(mine[["measure", "mean", "low", "high"]], twin[["measure", "mean", "low", "high"]])


@pytest.fixture
def market_file(tmp_path):
    file = tmp_path / "market.toml"
    file.write_text(MARKET.to_toml(), "utf-8")
    return str(file)


def test_command_leaves_a_data_set_and_continues(market_file, tmp_path):
    arguments = [market_file, "--over", "firm.Focal.price=90,110", "--over", "firm.Focal.level=0,1",
                 "--replications", "2", "--workers", "1", "--out", str(tmp_path / "out")]  # fmt: skip
    first = CliRunner().invoke(command, arguments)
    assert first.exception is None
    assert "firm.Focal.price" in first.stdout
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name.startswith("market-sweep-")
    frame = pd.read_parquet(folder / "runs")
    assert len(frame) == 2 * 2 * 2 * 3
    assert {"firm.Focal.price", "firm.Focal.level", "npv", "seed"} <= set(frame)
    again = CliRunner().invoke(command, [*arguments, "--json"])
    told = json.loads(again.stdout)
    assert told["folder"] == str(folder)
    assert len(told["summary"]) == 4


def test_command_samples(market_file, tmp_path):
    arguments = [market_file, "--sample", "3", "--workers", "1", "--out", str(tmp_path / "out"), "--quiet"]
    assert CliRunner().invoke(command, arguments).exception is None
    (folder,) = (tmp_path / "out").iterdir()
    assert pd.read_parquet(folder / "runs")["world.complexity"].nunique() == 3


@pytest.mark.parametrize(
    "arguments",
    [[], ["--over", "firm.Focal.prize=1,2"], ["--over", "world.complexity=0:2:3"], ["--sample", "0"]],
)
def test_command_refuses_bad_input_before_any_work(market_file, tmp_path, arguments):
    result = CliRunner().invoke(command, [market_file, *arguments, "--out", str(tmp_path / "out")])
    assert isinstance(result.exception, InputError) or result.exit_code == 2
    assert not (tmp_path / "out").exists()
