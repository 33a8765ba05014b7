"""The engine behind a page: the recipe is the state, and refusals change nothing."""

from base64 import b64decode

import numpy as np
import pytest

from simulation.experiments.run import run
from simulation.lab.finder import chance_of_leaving
from simulation.lab.recipe import Replay
from simulation.mechanisms.search import REASONS
from simulation.scenario.reading import load_scenario
from tests.lab.asking import RECIPE, answer, digest, opened, varied

PRICE, LEVEL = "firm.Focal.price", "firm.Focal.level"
UNFORESEEN = [REASONS.index(reason) for reason in ("incident", "released")]
"""Reasons to leave that a customer's chance of leaving, as she stands now, does not know of."""
MOVES = [
    {"month": 0, "path": LEVEL, "value": 1},
    {"month": 3, "path": PRICE, "value": 90},
    {"month": 3, "path": "firm.Birch.price", "value": 95.5},
    {"month": 6, "path": LEVEL, "value": 3},
]


def test_a_recipe_played_again_is_the_same_market_to_the_bit():
    assert digest(opened(months=8, moves=MOVES)) == digest(opened(months=8, moves=MOVES))


def test_the_size_of_the_steps_does_not_matter():
    one_by_one = opened(moves=MOVES)
    for _ in range(8):
        answer(one_by_one, do="step")
    assert digest(one_by_one) == digest(opened(months=8, moves=MOVES))


def test_a_lever_moved_on_the_way_is_the_move_of_the_recipe():
    session = opened(months=3, moves=MOVES[:1])
    answer(session, do="change", path=PRICE, value=90)
    answer(session, do="change", path="firm.Birch.price", value=95.5)
    answer(session, do="step", months=3)
    moves = answer(session, do="change", path=LEVEL, value=3)["moves"]
    assert moves == MOVES[1:]
    answer(session, do="step", months=2)
    assert digest(session) == digest(opened(months=8, moves=MOVES))


def test_a_lever_moved_twice_in_a_month_counts_once():
    session = opened(months=3)
    answer(session, do="change", path=PRICE, value=70)
    assert answer(session, do="change", path=PRICE, value=90)["moves"] == [
        {"month": 3, "path": PRICE, "value": 90}
    ]


@pytest.mark.parametrize("change", [{"seed": 8}, {"moves": MOVES}, {"customers": 301}])
def test_another_recipe_is_another_market(change):
    assert digest(opened(months=8)) != digest(opened(months=8, **change))


def test_months_are_those_of_a_run():
    scenario = load_scenario("three-levels").with_(**{"world.customers": 300, "world.months": 12, LEVEL: 2})
    expected = run(scenario, 7, engine="numpy")
    session = opened(moves=[{"month": 0, "path": LEVEL, "value": 2}])
    months = answer(session, do="step", months=12)["months"]
    for name in ("retention_rate", "switching_cost", "profit_cumulative", "share_loyal", "npv"):
        told = [value for month in months for value in month["firms"][name]]
        assert told == expected.market[name].tolist()
    assert [who for month in months for who in month["left"]] == expected.switches["customer"].tolist()


def test_dots_change_where_customers_left():
    session = opened()
    before = b64decode(answer(session, do="open", recipe=RECIPE)["market"]["start"]["firm"])
    for month in answer(session, do="step", months=12)["months"]:
        after = b64decode(month["dots"])
        assert [i for i in range(300) if before[i] != after[i]] == month["left"]
        before = after


def test_at_the_horizon_nothing_more_happens():
    session = opened(months=12)
    before = digest(session)
    assert answer(session, do="step", months=24) == {"id": 1, "reply": "stepped", "month": 12, "months": []}
    assert digest(session) == before


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        ({"do": "change", "path": "firm.Focal.prise", "value": 90}, "prise"),
        ({"do": "change", "path": PRICE, "value": -1}, "-1"),
        ({"do": "change", "path": PRICE, "value": "cheap"}, "cheap"),
        ({"do": "change", "path": "world.customers", "value": 10}, "world.customers"),
        ({"do": "change", "path": "world.population.involvement_mean", "value": 100}, "involvement_mean"),
        ({"do": "tell", "customer": 300}, "300"),
        ({"do": "tell", "customer": 3, "alternative": "none"}, "none"),
        ({"do": "twin", "replication": 1}, ""),
        ({"do": "twin", "replication": 0, "alternatives": varied(PRICE, [90])}, "1"),
        ({"do": "twin", "replication": 0, "alternatives": varied("world.nothing", [1, 2])}, "world.nothing"),
        ({"do": "open", "recipe": {"scenario": "../../etc/passwd"}}, "passwd"),
        ({"do": "open", "recipe": {"scenario": "scenarios/three-levels.toml"}}, "three-levels.toml"),
    ],
)
def test_what_cannot_be_done_is_refused_in_both_languages(request_, key):
    session = opened(months=3)
    refused = answer(session, **request_)
    assert refused["reply"] == "refused"
    assert key in refused["error"]["en"]
    assert key in refused["error"]["zh"]
    assert refused["error"]["en"] != refused["error"]["zh"]


def test_a_refused_change_leaves_the_market_as_it_was():
    session, other = opened(months=3), opened(months=3)
    answer(session, do="change", path=PRICE, value=-1)
    answer(session, do="step", months=3)
    answer(other, do="step", months=3)
    assert digest(session) == digest(other)


def test_a_refused_recipe_leaves_the_market_as_it_was():
    session = opened(months=3)
    before = digest(session)
    assert answer(session, do="open", recipe={"scenario": "nowhere"})["reply"] == "refused"
    assert digest(session) == before


@pytest.mark.parametrize("name", ["three-levels", "toothpaste"])
def test_the_chances_of_leaving_add_up_to_those_who_leave_for_what_can_be_foreseen(name):
    replay = Replay(load_scenario(name).with_(**{"world.customers": 3000}), 3, [])
    list(replay.beginning())
    expected, left = 0.0, 0
    for _ in range(12):
        expected += chance_of_leaving(replay.process).sum()
        replay.advance()
        state = replay.process.state
        left += ((state.firm != state.origin) & ~np.isin(state.cause, UNFORESEEN)).sum()
    assert expected == pytest.approx(left, rel=0.35)


REWARD, REBATE = "firm.Focal.financial.reward", "firm.Focal.financial.rebate"


def test_levers_that_contradict_each_other_are_refused_when_they_are_moved():
    session = opened(months=3)
    answer(session, do="change", path=REWARD, value=0.6)
    refused = answer(session, do="change", path=REBATE, value=0.5)
    assert refused["reply"] == "refused"
    assert "In month 4: `Focal` gives back 1.1 times" in refused["error"]["en"]
    assert [each["path"] for each in answer(session, do="change", path=PRICE, value=90)["moves"]] == [
        REWARD,
        PRICE,
    ]
    assert answer(session, do="step", months=2)["month"] == 5
    assert answer(session, do="change", path=REBATE, value=0.5)["reply"] == "refused"
    assert answer(session, do="step")["month"] == 6


def test_levers_of_one_month_are_judged_together():
    session = opened(months=3)
    answer(session, do="change", path=REWARD, value=0.6)
    answer(session, do="step")
    answer(session, do="change", path=REWARD, value=0.1)
    assert answer(session, do="change", path=REBATE, value=0.8)["reply"] == "changed"
    assert answer(session, do="change", path=REWARD, value=0.6)["reply"] == "refused"
    assert answer(session, do="step")["month"] == 5


def test_a_recipe_with_later_moves_that_contradict_each_other_is_refused():
    from simulation.lab.session import Session

    moves = [{"month": 4, "path": REWARD, "value": 0.6}, {"month": 6, "path": REBATE, "value": 0.5}]
    refused = answer(Session(), do="open", recipe={**RECIPE, "moves": moves})
    assert "In month 7: `Focal` gives back 1.1 times" in refused["error"]["en"]
    back = {"month": 5, "path": REWARD, "value": 0.1}
    assert answer(opened(moves=[*moves, back]), do="step", months=12)["month"] == 12
    beyond = {"month": 40, "path": REBATE, "value": -1}
    assert answer(Session(), do="open", recipe={**RECIPE, "moves": [beyond]})["reply"] == "refused"


def test_an_alternative_that_contradicts_a_lever_is_refused_before_any_run():
    moves = [{"month": 3, "path": REWARD, "value": 0.6}]
    refused = answer(opened(), do="twin", alternatives=varied(REBATE, [0.1, 0.5], moves), replication=0)
    assert "In month 4" in refused["error"]["en"]


def test_nothing_can_be_asked_before_a_market_is_open():
    from simulation.lab.session import Session

    assert answer(Session(), do="step")["reply"] == "refused"


@pytest.mark.parametrize(
    "moves",
    [
        [{"month": 0, "path": "world.customers", "value": 1_000_000}],
        [{"month": 0, "path": "world.months", "value": 1200}],
        [{"month": 0, "path": "world.warm_up", "value": 1200}],
        [{"month": 4, "path": "world.reference_price", "value": 1}],
        [{"month": 4, "path": "firm.Nobody.price", "value": 1}],
    ],
)
def test_absurd_recipes_are_refused_before_anything_is_built(moves):
    from simulation.lab.session import Session

    assert answer(Session(), do="open", recipe={**RECIPE, "moves": moves})["reply"] == "refused"


@pytest.mark.parametrize("quantity", ["involvement", "satisfaction", "switching_cost", "loyalty_type"])
def test_a_quantity_has_a_byte_for_every_customer(quantity):
    seen = answer(opened(months=4), do="look", quantity=quantity)
    dots = b64decode(seen["dots"])
    assert len(dots) == 300
    assert len(set(dots)) > 1
    assert seen["low"] < seen["high"]


def test_finding_orders_by_the_figure_and_tells_the_truth():
    session = opened(months=6)
    again = opened()
    months = answer(again, do="step", months=6)["months"]
    for what in ("locked", "about", "often"):
        figures = [hit["figure"] for hit in answer(session, do="find", what=what)["hits"]]
        assert figures == sorted(figures, reverse=True)
        assert len(figures) == 7
    about = answer(session, do="find", what="about")["hits"]
    assert all(0 < hit["figure"] <= 1 for hit in about)
    never = answer(session, do="find", what="never", most=50)["hits"]
    gone = {who for each in months for who in each["left"]}
    assert not gone & {hit["customer"] for hit in never}


def test_those_about_to_leave_leave_more_often_than_others():
    session = opened({"scenario": "three-levels", "customers": 2000, "months": 24}, months=12)
    about = {hit["customer"] for hit in answer(session, do="find", what="about", most=50)["hits"]}
    left = set(answer(session, do="step")["months"][0]["left"])
    assert len(about & left) / 50 > 3 * len(left) / 2000


def test_the_description_names_every_lever_and_its_evidence():
    from simulation.lab.session import Session

    market = answer(Session(), do="open", recipe=RECIPE)["market"]
    by_path = {each["path"]: each for each in market["parameters"]}
    price = by_path["firm.price"]
    assert (price["low"], price["high"], price["grade"], price["from_start"]) == (70, 130, "assumed", False)
    assert (price["role"], price["free"]) == ("lever", False)
    assert (by_path["firm.brand"]["role"], by_path["firm.brand"]["free"]) == ("given", True)
    assert by_path["world.population.involvement_mean"]["from_start"]
    assert "world.customers" not in by_path
    assert set(market["values"]) >= {f"firm.{firm}.level" for firm in market["firms"]}
    assert market["words"]["zh"]["firms"]["Focal"] == "甲公司"
    assert len(market["acquaintances"]) == 300


def test_money_ranges_are_in_the_scenarios_own_currency():
    from simulation.lab.session import Session

    for name in ("toothpaste", "mobile-telecom"):
        market = answer(Session(), do="open", recipe={**RECIPE, "scenario": name})["market"]
        price = next(each for each in market["parameters"] if each["path"] == "firm.price")
        assert price["low"] == pytest.approx(0.7 * market["reference_price"])
