"""Sensitivity: functions whose indices are known, then a market."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from simulation.commands.sensitivity import sensitivity as command
from simulation.errors import InputError, LoyaltyLabError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.sensitivity.indices import indices, samples
from simulation.experiments.sensitivity.sensitivity import effects, plan
from simulation.experiments.space.ranges import range_of
from tests.experiments.observations import small_market

MARKET = small_market(customers=150, months=6, warm_up=0)
NAMES = ("x1", "x2", "x3")


def ishigami(points):
    """Ishigami & Homma (1990) with a = 7 and b = 0.1 on [-pi, pi]."""
    x = np.pi * (2.0 * points - 1.0)
    return np.sin(x[:, 0]) + 7.0 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_sobol_indices_of_ishigami_are_the_analytical_ones():
    points = samples("sobol", 3, 2048, seed=1)
    found = indices("sobol", points, ishigami(points), NAMES).set_index("parameter")
    alone = {"x1": 0.3139, "x2": 0.4424, "x3": 0.0}
    total = {"x1": 0.5576, "x2": 0.4424, "x3": 0.2437}
    for name in NAMES:
        assert found.loc[name, "S1"] == pytest.approx(alone[name], abs=0.03)
        assert found.loc[name, "ST"] == pytest.approx(total[name], abs=0.03)
        assert found.loc[name, "S1_low"] - 0.01 <= alone[name] <= found.loc[name, "S1_high"] + 0.01
        assert found.loc[name, "ST_low"] - 0.01 <= total[name] <= found.loc[name, "ST_high"] + 0.01


def test_morris_orders_ishigami_and_sees_its_interactions():
    points = samples("morris", 3, 400, seed=1)
    found = indices("morris", points, ishigami(points), NAMES).set_index("parameter")
    assert (found["mu_star_low"] > 0).all()
    assert (found["sigma"] > 1).all()


def test_morris_effects_of_a_line_are_its_slopes():
    points = samples("morris", 3, 8, seed=2)
    found = indices("morris", points, points @ np.array([3.0, -2.0, 0.0]), NAMES)
    assert list(found["parameter"]) == ["x1", "x2", "x3"]
    assert list(found["mu_star"]) == pytest.approx([3.0, 2.0, 0.0], abs=1e-9)
    assert list(found["mu"]) == pytest.approx([3.0, -2.0, 0.0], abs=1e-9)
    assert list(found["sigma"]) == pytest.approx([0.0] * 3, abs=1e-9)


@pytest.mark.parametrize(("method", "size"), [("morris", 1), ("sobol", 100), ("sobol", 0)])
def test_sizes_that_a_method_cannot_use_are_refused(method, size):
    with pytest.raises(InputError):
        samples(method, 3, size)


def test_world_and_levers_are_planned_apart():
    sizes = {of: len(plan(MARKET, of=of, size=2).ranges) for of in ("world", "levers", "both")}
    assert sizes["both"] == sizes["world"] + sizes["levers"]
    assert all(each.path.startswith("world.") for each in plan(MARKET, of="world", size=2).ranges)
    plan(MARKET, size=4).design.check()


def test_a_parameter_that_matters_is_found_and_one_that_does_not_is_not():
    chosen = ["firm.Focal.price", "firm.Focal.financial.tier_threshold", "world.complexity"]
    study = plan(MARKET, ranges=[range_of(MARKET, path) for path in chosen], size=4)
    found = effects(study, run_campaign(study.design, workers=1), "market_share").set_index("parameter")
    assert found.index[0] == "firm.Focal.price"
    assert found.loc["firm.Focal.financial.tier_threshold", "mu_star"] == 0.0
    assert list(found["group"].sort_index()) == ["levers", "levers", "world"]


def test_a_measure_that_depends_on_nothing_is_told():
    study = plan(MARKET, ranges=[range_of(MARKET, "firm.Focal.financial.tier_threshold")], size=2)
    with pytest.raises(LoyaltyLabError, match="depends on none"):
        effects(study, run_campaign(study.design, workers=1), "npv")


@pytest.mark.parametrize("method", ["morris", "sobol"])
def test_command_tells_indices(tmp_path, method):
    file = tmp_path / "market.toml"
    file.write_text(MARKET.to_toml(), "utf-8")
    arguments = [str(file), "--method", method, "--size", "2", "--over", "firm.Focal.price",
                 "--over", "world.complexity=0.1:0.9", "--workers", "1", "--out", str(tmp_path)]  # fmt: skip
    shown = CliRunner().invoke(command, arguments)
    assert shown.exception is None
    assert "firm.Focal.price" in shown.stdout
    data = json.loads(CliRunner().invoke(command, [*arguments, "--json"]).stdout)
    assert {row["group"] for row in data["indices"]} == {"world", "levers"}
    assert len(data["indices"]) == 2
