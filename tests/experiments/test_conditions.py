"""Conditions: boxes hidden in samples, noise, then a market."""

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from simulation.commands.conditions import conditions as command
from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.conditions.discovery import conditions_for, inside, wilson
from simulation.experiments.conditions.winning_conditions import conditions_design, conditions_of
from simulation.experiments.space.ranges import limited
from simulation.report.experiments.conditions_tables import conditions_sentences
from tests.experiments.observations import small_market


def worlds(number, seed=0):
    return pd.DataFrame(np.random.default_rng(seed).random((number, 5)), columns=list("abcde"))


def test_a_hidden_box_is_found_again():
    table = worlds(600)
    event = ((table["a"] < 0.4) & (table["c"] > 0.5)).to_numpy()
    (found,) = conditions_for(table, event)
    ends = {bound.path: (bound.low, bound.high) for bound in found.bounds}
    assert set(ends) == {"a", "c"}
    assert ends["a"][1] == pytest.approx(0.4, abs=0.03)
    assert ends["c"][0] == pytest.approx(0.5, abs=0.03)
    assert found.within.low > 0.8
    assert found.elsewhere.high < 0.1
    assert found.coverage > 0.9
    assert found.base == pytest.approx(0.2, abs=0.05)


def test_nothing_is_found_in_noise():
    """With 95 % intervals on unseen worlds, hardly any of 40 samples of noise may show a condition."""
    table = worlds(200)
    drawn = np.random.default_rng(1)
    alarms = sum(bool(conditions_for(table, drawn.random(200) < 0.4, seed)) for seed in range(40))
    assert alarms <= 6


@pytest.mark.parametrize("event", [np.ones(50, bool), np.zeros(50, bool)])
def test_what_happens_always_or_never_has_no_conditions(event):
    assert conditions_for(worlds(50), event) == ()


def test_wilson_intervals_are_the_published_ones():
    """Brown, Cai & DasGupta (2001) and any table: 0 of 10, 5 of 10, 10 of 10."""
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


MARKET = small_market(customers=100, months=6, warm_up=0)
PRICE = {"firm.Focal.price": [100.0, 115.0]}
PATHS = ("world.price_elasticity", "world.complexity")


@pytest.fixture(scope="module")
def campaign():
    """A dear firm: the more elastic demand, the sooner it loses."""
    ranges = [limited(MARKET, PATHS[0], 0.5, 10.0), limited(MARKET, PATHS[1], 0.0, 1.0)]
    return run_campaign(conditions_design(MARKET, PRICE, worlds=60, ranges=ranges), workers=1)


def test_the_condition_of_a_high_price_is_elasticity(campaign):
    found = conditions_of(campaign, "npv", "firm.Focal.price=115.0")
    assert set(found.shares["alternative"]) == {"firm.Focal.price=100.0", "firm.Focal.price=115.0"}
    assert found.shares["wins"].sum() == pytest.approx(1.0)
    assert found.paths == PATHS
    lost = found.worlds["margin"] < 0
    assert (lost == (found.worlds["winner"] != found.candidate)).all()
    assert found.losing
    bound = found.losing[0].bounds[0]
    assert bound.path == PATHS[0]
    assert bound.low > 0.5
    assert lost[inside(found.losing[0].bounds, found.worlds)].mean() > lost.mean()


def test_map_shows_where_it_wins(campaign):
    found = conditions_of(campaign, "npv", "firm.Focal.price=115.0")
    wins, worlds = (grid.to_numpy() for grid in found.map(*PATHS, parts=3))
    assert wins.shape == worlds.shape == (3, 3)
    assert worlds.sum() == 60
    assert wins.sum() == (found.worlds["winner"] == found.candidate).sum()
    assert wins[0].sum() / worlds[0].sum() > wins[-1].sum() / worlds[-1].sum()


def test_the_verdict_says_whether_the_scenario_lies_where_it_loses(campaign):
    found = conditions_of(campaign, "npv", "firm.Focal.price=115.0")
    loses_from = found.losing[0].bounds[0].low
    for elasticity, words in ((loses_from + 0.1, "market is one of"), (loses_from - 0.1, "is not one of")):
        market = MARKET.with_(**{PATHS[0]: elasticity})
        assert words in conditions_sentences(found, market, "Focal")[1]


def test_where_it_loses_another_wins(campaign):
    found = conditions_of(campaign, "npv", "firm.Focal.price=115.0")
    assert found.instead(found.losing[0]) == "firm.Focal.price=100.0"
    assert found.changes == {"firm.Focal.price=100.0": {"firm.Focal.price": 100.0},
                             "firm.Focal.price=115.0": {"firm.Focal.price": 115.0}}  # fmt: skip


def test_a_condition_is_no_longer_than_what_is_known():
    """One bound decides, a tenth of the outcomes is noise: deeper trees would bound noise parameters too."""
    for seed in range(8):
        table = worlds(150, seed)
        noise = np.random.default_rng(seed).random(150) < 0.1
        found = conditions_for(table, (table["b"] < 0.35).to_numpy() ^ noise, seed)
        assert [[bound.path for bound in each.bounds] for each in found] == [["b"]]


def test_the_most_frequent_winner_is_judged_unless_named(campaign):
    shares = conditions_of(campaign).shares.set_index("alternative")["wins"]
    assert conditions_of(campaign).candidate == shares.idxmax()
    with pytest.raises(InputError, match="no alternative"):
        conditions_of(campaign, "npv", "level-9")


def test_alternatives_keep_what_they_set_in_every_world():
    design = conditions_design(MARKET, {"world.complexity": [0.1, 0.9]}, worlds=10)
    assert [point["world.complexity"] for point in design.points] == [0.1, 0.9] * 10
    assert design.points[0]["world.price_elasticity"] == design.points[1]["world.price_elasticity"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"worlds": 5}, "at least 10"),
        ({"firm": "Nobody"}, "Nobody"),
        ({"vary": {"firm.Focal.level": [1]}}, "two alternatives"),
    ],
)
def test_bad_input_is_refused(options, words):
    with pytest.raises(InputError, match=words):
        conditions_design(MARKET, **{"vary": PRICE, **options})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_command_tells_a_verdict(tmp_path, language):
    file = tmp_path / "market.toml"
    file.write_text(MARKET.to_toml(), "utf-8")
    arguments = [str(file), "--vary", "firm.Focal.price=100,115", "--worlds", "30", "--workers", "1",
                 "--over", "world.price_elasticity=0.5:10", "--out", str(tmp_path)]  # fmt: skip
    shown = CliRunner().invoke(command, [*arguments, "--lang", language])
    assert shown.exception is None
    data = json.loads(CliRunner().invoke(command, [*arguments, "--json"]).stdout)
    assert len(data["shares"]) == 2
    assert data["verdict"]


def test_one_box_is_one_condition_however_the_tree_splits_it():
    table = worlds(400, seed=3)
    event = (table["b"] > 0.6).to_numpy() ^ (np.random.default_rng(5).random(400) < 0.1)
    found = conditions_for(table, event)
    assert [[bound.path for bound in each.bounds] for each in found] == [["b"]]
