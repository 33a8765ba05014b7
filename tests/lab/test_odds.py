"""Probability without luck: from the terms of the choice step, as often as the step itself would choose."""

from pathlib import Path

import numpy as np
import pytest

from simulation.lab.odds import LIKELY, Departure, Odds, chances, columns, departures, standing, summary
from simulation.lab.recipe import Replay, fingerprint
from simulation.lab.terms import Changed, compared_terms, held_terms
from simulation.market.engine import NumpyEngine
from simulation.mechanisms.choice import decide
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, digest, opened

SHIPPED = sorted(path.stem for path in (Path(__file__).parents[2] / "scenarios").glob("*.toml"))
DRAWS = 300


def end(work):
    """Return what work comes to."""
    while True:
        try:
            next(work)
        except StopIteration as stop:
            return stop.value


def market(name, months=8, engine=None):
    scenario = load_scenario(name).with_(**{"world.customers": 300, "world.warm_up": 6})
    replay = Replay(scenario, 11, [], engine or NumpyEngine())
    for _ in range(months):
        replay.advance()
    return replay.process


@pytest.mark.parametrize("name", SHIPPED)
def test_the_terms_of_everybody_add_up_to_what_the_step_compares(name):
    process = market(name)
    scene = process.scene(slice(0, process.customers))
    total = sum(compared_terms(scene).values())
    total[process.state.firm, np.arange(process.customers)] += sum(held_terms(scene).values())
    assert np.abs(total - standing(scene)).max() < 1e-12


@pytest.mark.parametrize("name", SHIPPED)
def test_the_step_chooses_as_often_as_the_chances_say(name):
    process = market(name)
    scene = process.scene(slice(0, process.customers))
    expected = chances(standing(scene), float(process.world.choice_scale))
    chosen = np.zeros_like(expected)
    everybody = np.arange(process.customers)
    for time in range(DRAWS):
        she = Changed(scene.she, looked=np.ones_like(everybody, bool), forced=np.zeros_like(everybody, bool))
        decide(she, scene.all_firms, scene.world, Changed(scene.luck_of_trip, time=1000 + time))
        chosen[she.chosen, everybody] += 1 / DRAWS
    error = np.sqrt(expected * (1 - expected) / DRAWS)
    assert (np.abs(chosen - expected) <= 5.5 * error + 2 / DRAWS).all()
    for firm in range(expected.shape[0]):  # and no firm is favoured over all customers
        of_all = np.sqrt((error[firm] ** 2).sum()) / process.customers
        assert abs((chosen[firm] - expected[firm]).mean()) < 4.5 * of_all + 1e-3


def test_without_a_scale_the_best_is_chosen_for_certain_and_who_must_leave_does():
    values = np.array([[1.0, -1.0e300], [2.0, 0.5], [0.0, 0.4]])
    assert chances(values, 0.0)[:, 0] == pytest.approx([0.0, 1.0, 0.0], abs=1e-300)
    forced = chances(values, 0.1)[:, 1]
    assert forced[0] == 0.0
    assert forced.sum() == pytest.approx(1.0)
    assert forced[1] / forced[2] == pytest.approx(np.e)


@pytest.mark.parametrize("name", ["three-levels", "toothpaste"])
def test_looking_at_the_odds_changes_nothing(name):
    assert fingerprint(market(name, 12, Odds())) == fingerprint(market(name, 12))


@pytest.mark.parametrize("name", SHIPPED)
def test_of_ten_departures_that_are_offered_first_seven_are_likelier_than_not(name):
    scenario = load_scenario(name)
    horizon = scenario.world.months
    lived = columns(end(departures(scenario, 7, [], horizon)))
    for month in (12, horizon):
        found = summary(lived, month, 10)
        assert len(found["hits"]) == 10
        assert sum(hit["figure"] >= LIKELY for hit in found["hits"]) >= 7
        assert 0 < found["likely"] + found["had_to"] <= found["departures"]


def test_a_customer_is_offered_once_with_her_likeliest_departure_and_who_had_to_leave_is_only_counted():
    lived = columns(
        [
            Departure(1, 5, 0, 1, 0.4),
            Departure(2, 6, 0, 1, None),
            Departure(3, 5, 1, 2, 0.7),
            Departure(4, 8, 1, 0, 0.9),
            Departure(5, 9, 1, 0, 0.1),
        ]
    )
    found = summary(lived, 5, 2)
    assert (found["departures"], found["likely"], found["had_to"]) == (5, 2, 1)
    assert [(hit["customer"], hit["month"]) for hit in found["hits"]] == [(8, 4), (5, 3)]
    early = summary(lived, 2, 9)
    assert (early["departures"], early["likely"], early["had_to"]) == (2, 0, 1)
    assert early["hits"] == [{"customer": 5, "firm": 0, "to": 1, "month": 1, "figure": 0.4}]
    assert summary(columns([]), 9, 9) == {"departures": 0, "likely": 0, "had_to": 0, "hits": []}


def test_leavers_with_a_reason_are_those_of_the_market_and_their_chance_is_that_of_the_story():
    session = opened()
    months = answer(session, do="step", months=12)["months"]
    before = digest(session)
    found = answer(session, do="find", what="reason", month=8, most=50)
    assert digest(session) == before
    left = {(month["month"], who) for month in months for who in month["left"] if month["month"] <= 8}
    firms = len(months[0]["firms"]["customers"])
    assert found["departures"] <= len(left)
    assert {(hit["month"], hit["customer"]) for hit in found["hits"]} <= left
    figures = [hit["figure"] for hit in found["hits"]]
    assert figures == sorted(figures, reverse=True)
    for hit in found["hits"][:4]:
        story = answer(session, do="tell", customer=hit["customer"])["story"]
        decision = next(
            each
            for each in reversed(story["decisions"])
            if each["month"] == hit["month"] and each["chosen"] != each["own"]
        )
        assert 1 - decision["chances"][decision["own"]] == pytest.approx(hit["figure"])
        assert hit["firm"] < firms
