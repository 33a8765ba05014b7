"""Rivalry: games of the textbooks, then firms."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from simulation.commands.rivalry import rivalry as command
from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.rivalry.game import (
    Dilemma,
    adapt,
    dilemma,
    mixed_equilibria,
    pure_equilibria,
)
from simulation.experiments.rivalry.rivalry import Rivalry, payoff_table, rivalry_design, rivalry_of
from simulation.report.experiments.rivalry_tables import rivalry_sentences, rivalry_table
from tests.experiments.observations import small_market


def game(first, second):
    return np.stack([np.array(first, float), np.array(second, float)], axis=-1)


PRISONERS = game([[3, 0], [5, 1]], [[3, 5], [0, 1]])
SEXES = game([[2, 0], [0, 1]], [[1, 0], [0, 2]])
PENNIES = game([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
STAG = game([[4, 1], [3, 3]], [[4, 3], [1, 3]])
ROCK = game([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], [[0, 1, -1], [-1, 0, 1], [1, -1, 0]])


@pytest.mark.parametrize(
    ("payoffs", "pure", "mixed"),
    [
        (PRISONERS, [(1, 1)], []),
        (SEXES, [(0, 0), (1, 1)], [((2 / 3, 1 / 3), (1 / 3, 2 / 3))]),
        (PENNIES, [], [((0.5, 0.5), (0.5, 0.5))]),
        (STAG, [(0, 0), (1, 1)], [((2 / 3, 1 / 3), (2 / 3, 1 / 3))]),
        (ROCK, [], [((1 / 3,) * 3, (1 / 3,) * 3)]),
    ],
)
def test_equilibria_of_the_textbooks(payoffs, pure, mixed):
    assert pure_equilibria(payoffs) == pure
    found = mixed_equilibria(payoffs)
    assert len(found) == len(mixed)
    for mine, known in zip(found, mixed, strict=True):
        assert mine.first == pytest.approx(known[0])
        assert mine.second == pytest.approx(known[1])


@pytest.mark.parametrize("payoffs", [SEXES, PENNIES, STAG, ROCK])
def test_other_games_are_no_dilemma(payoffs):
    assert dilemma(payoffs) is None


def test_the_prisoners_dilemma_is_named():
    assert dilemma(PRISONERS) == Dilemma((1, 1), (0, 0))


def test_a_dominant_course_that_is_also_best_for_all_is_no_dilemma():
    assert dilemma(game([[1, 0], [5, 4]], [[1, 5], [0, 4]])) is None


def test_three_players_who_pollute():
    """Cleaning costs 3 and gives everybody 2: nobody cleans, though all would be better off if all did."""
    payoffs = np.zeros((2, 2, 2, 3))
    for profile in np.ndindex(2, 2, 2):
        cleaners = profile.count(0)
        payoffs[profile] = [2.0 * cleaners - 3.0 * (strategy == 0) for strategy in profile]
    assert pure_equilibria(payoffs) == [(1, 1, 1)]
    assert dilemma(payoffs) == Dilemma((1, 1, 1), (0, 0, 0))
    assert mixed_equilibria(payoffs) == []


def test_adaptive_players_settle_or_go_round():
    assert adapt(PRISONERS, (0, 0)) == [(0, 0), (1, 0), (1, 1)]
    assert adapt(SEXES, (0, 0)) == [(0, 0)]
    path = adapt(PENNIES, (0, 0))
    assert path[-1] in path[:-1]


def noisy(payoffs, spread, replications=8):
    draws = np.random.default_rng(1).normal(0.0, spread, (replications, *payoffs.shape))
    return Rivalry(("A", "B"), "level", (0, 1), payoffs + draws, (), (), (), None)


def test_best_answers_include_what_chance_cannot_tell_from_them():
    assert noisy(PRISONERS, 0.01).best_answers(0, (0, 0)) == (1,)
    assert noisy(PRISONERS, 20.0).best_answers(0, (0, 0)) in ((0, 1), (1, 0))


MARKET = small_market(customers=200, months=12)


def test_one_run_of_each_combination_claims_no_certainty():
    """A game of one run resampled is always itself: 100 % would say that chance has no part in it."""
    found = rivalry_of(run_campaign(rivalry_design(MARKET, strategies=[0, 3], replications=1), workers=1))
    assert set(found.stability) <= {None}
    told = " ".join(rivalry_sentences(found, MARKET))
    assert "resampled" not in told
    assert "intervals" not in rivalry_table(found, "npv", MARKET).note


def test_firms_undercut_each_other():
    """A price far below cost is nobody's best answer; undercutting a dear rival is."""
    design = rivalry_design(MARKET, path="price", strategies=[50.0, 100.0], replications=3)
    assert len(design.points) == 4
    campaign = run_campaign(design, workers=1)
    found = rivalry_of(campaign, "market_share")
    assert found.equilibria == ((0, 0),)
    assert found.stability == (1.0,)
    assert "How certain that is cannot be told from 3 runs" in rivalry_sentences(found, MARKET)[0]
    assert rivalry_of(campaign, "npv").equilibria == ((1, 1),)
    mean = campaign.frame.query("point == 1 and firm == 'Birch'")["npv"].mean()
    assert rivalry_of(campaign, "npv").mean[0, 1, 1] == pytest.approx(mean)
    table = payoff_table(found)
    assert len(table) == 8
    assert table[table["equilibrium"]]["best"].all()


@pytest.mark.parametrize(
    "options",
    [
        {"firms": ["Focal"]},
        {"firms": ["Focal", "Focal"]},
        {"firms": ["Focal", "X"]},
        {"strategies": [1]},
        {"strategies": [1, 1]},
    ],
)
def test_games_that_make_no_sense_are_refused(options):
    with pytest.raises(InputError):
        rivalry_design(MARKET, **options)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_command_tells_the_game(tmp_path, language):
    file = tmp_path / "market.toml"
    file.write_text(small_market().to_toml(), "utf-8")
    game = ["--over", "level=0,3", "--firm", "Focal", "--firm", "Cedar", "--replications", "2"]
    arguments = [str(file), *game, "--workers", "1", "--out", str(tmp_path)]
    shown = CliRunner().invoke(command, [*arguments, "--lang", language])
    assert shown.exception is None
    assert "Cedar" in shown.stdout
    data = json.loads(CliRunner().invoke(command, [*arguments, "--json"]).stdout)
    assert data["firms"] == ["Focal", "Cedar"]
    assert len(data["payoffs"]) == 8
