"""What is varied acts from the start or from month 1, as the scenario says, whoever varies it."""

import json

import pytest

import simulation as sim
from simulation.errors import InputError
from simulation.experiments.campaign.campaign import run_campaign
from simulation.experiments.compare import alternatives, compare, compare_changes
from simulation.experiments.conditions.winning_conditions import conditions_design
from simulation.experiments.rivalry.rivalry import rivalry_design
from simulation.experiments.sensitivity.sensitivity import plan
from simulation.experiments.space.ranges import range_of
from simulation.experiments.sweep.sweep import grid_design, sample_design
from simulation.experiments.twins.saved_and_lost import fates_design, fates_summary
from simulation.lab.messages import Compared, Move, Recipe
from simulation.lab.recipe import Replay, scenario_of
from simulation.lab.twins import Twins
from simulation.record.folder import NewFolder
from simulation.record.record_files import write_comparison
from simulation.record.verification import verify
from simulation.scenario.reading import parse_scenario, scenario_from
from tests.experiments.observations import small_market
from tests.markets import differing, process

PRICE, FROM = "firm.Focal.price", "world.varied_from"
USUAL = small_market(customers=400, warm_up=12)
MARKET = USUAL.with_(**{FROM: "month_1"})
CHEAP = {PRICE: 70.0}
RANGES = (range_of(MARKET, PRICE), range_of(MARKET, "world.trust.speed"))


def after_warm_up(scenario):
    return process(scenario, 0)


def test_from_the_start_is_what_it_was():
    varied = USUAL.with_(**CHEAP)
    assert varied.before == {}
    assert varied == USUAL.built_with(**CHEAP)


def test_from_month_1_the_warm_up_is_that_of_the_scenario():
    varied = MARKET.with_(**CHEAP)
    assert varied.before == {PRICE: 100.0}
    assert varied.in_warm_up() == MARKET.in_warm_up()
    usual, cheap = after_warm_up(MARKET), after_warm_up(varied)
    assert not differing(usual, cheap)
    usual.advance()
    cheap.advance()
    assert "firm" in differing(usual, cheap)


def test_from_month_1_is_a_change_made_in_month_1():
    by_hand, varied = after_warm_up(MARKET), after_warm_up(MARKET.with_(**CHEAP))
    by_hand.change(**CHEAP)
    for _ in range(6):
        by_hand.advance()
        varied.advance()
    assert not differing(by_hand, varied)


def test_from_the_start_the_cheap_firm_begins_larger():
    def share(scenario):
        return (after_warm_up(scenario).state.firm == 0).mean()

    assert share(USUAL.with_(**CHEAP)) > share(USUAL) + 0.1


def test_the_terms_of_before_survive_every_change():
    twice = MARKET.with_(**CHEAP).with_(**{PRICE: 80.0, "firm.Birch.quality": 0.1})
    assert twice.before == {PRICE: 100.0, "firm.Birch.quality": 0.0}
    assert twice.with_(**{PRICE: 100.0}).before == {"firm.Birch.quality": 0.0}
    assert twice.built_with(**{PRICE: 60.0}).before == {"firm.Birch.quality": 0.0}
    assert twice.with_(**{FROM: "start", PRICE: 60.0}).before == {"firm.Birch.quality": 0.0}


def test_what_can_act_only_from_the_start_acts_from_the_start():
    varied = MARKET.with_(
        **{"world.customers": 100, "world.population.purchase_rate": 2.0, "firm.Focal.level": 3}
    )
    assert varied.before == {}
    assert after_warm_up(varied).customers == 100


@pytest.mark.parametrize("path", ["world.complexity", "world.rules.involvement", "world.rules.tastes"])
def test_what_is_drawn_once_acts_from_the_start(path):
    """Traits and tastes are drawn with it: from month 1 it would do nothing."""
    assert MARKET.with_(**{path: not MARKET.get(path) if "rules" in path else 0.9}).before == {}


def test_a_file_keeps_the_terms_of_before():
    varied = MARKET.with_(**CHEAP, **{"firm.Focal.service.contact": "proactive"})
    again = parse_scenario(varied.to_toml(), "small")
    assert again == varied
    assert again.digest == varied.digest
    assert len({MARKET.digest, varied.digest, MARKET.built_with(**CHEAP).digest}) == 3


def test_terms_of_before_can_be_written_as_nested_tables():
    raw = {
        "schema": 1,
        "title": "t",
        "question": "q",
        "before": {"firm": {"A": {"price": 90.0}}},
        "firm": [{"name": "A"}],
    }
    assert scenario_from(raw).in_warm_up().firms[0].price == 90.0


@pytest.mark.parametrize(
    "path",
    ["world.customers", "world.trust.speed", "firm.Focal.level", "firm.Focal.name", "firm.Focal.policy.kind"],
)
def test_what_has_one_value_all_the_time_has_no_terms_of_before(path):
    with pytest.raises(InputError, match="before"):
        MARKET.changed({"before": {path: MARKET.get(path)}})


def test_terms_of_before_are_checked_like_all_others():
    with pytest.raises(InputError, match="-5"):
        MARKET.changed({"before": {PRICE: -5.0}})


def test_stated_shares_belong_to_the_offers_of_before():
    firms = [{"name": name, "market_share": share} for name, share in (("Focal", 0.6), ("Birch", 0.4))]
    raw = {
        "schema": 1,
        "title": "t",
        "question": "q",
        "world": {FROM[6:]: "month_1", "customers": 3000},
        "firm": firms,
    }
    shared = scenario_from(raw)
    dearer = shared.with_(**{PRICE: 130.0})
    assert not differing(after_warm_up(shared), after_warm_up(dearer))
    assert dearer.in_warm_up() == shared.in_warm_up()


DESIGNS = {
    "sweep": lambda: grid_design(MARKET, {PRICE: [70.0, 100.0]}),
    "sample": lambda: sample_design(MARKET, 4, RANGES),
    "sensitivity": lambda: plan(MARKET, ranges=RANGES, size=2).design,
    "conditions": lambda: conditions_design(MARKET, {PRICE: [70.0, 130.0]}, worlds=20, ranges=RANGES[1:]),
    "rivalry": lambda: rivalry_design(MARKET, path="price", strategies=(70.0, 130.0)),
}


@pytest.mark.parametrize("name", DESIGNS)
def test_every_experiment_begins_with_the_scenario_s_own_offers(name):
    design = DESIGNS[name]()
    worlds = [design.world_of(design.task(number)) for number in range(len(design))]
    assert {world.in_warm_up().firms == MARKET.in_warm_up().firms for world in worlds} == {True}
    assert any(world.before for world in worlds)


def test_alternatives_of_a_comparison_begin_alike():
    found = compare(MARKET, {PRICE: [70.0, 130.0]}, replications=2, workers=1)
    first = found.market[(found.market["month"] == 1) & (found.market["firm"] == "Focal")]
    began = first["customers"] - first["acquired"] + first["lost"]
    assert len(began) == 4
    assert began.groupby(first["replication"]).nunique().tolist() == [1, 1]
    assert first["customers"].nunique() > 1


def test_nobody_is_saved_or_lost_before_month_1():
    campaign = run_campaign(fates_design(MARKET, CHEAP, replications=2), workers=1)
    assert len(fates_summary(campaign))
    own = alternatives(MARKET, {PRICE: [70.0]})
    began = [sim.run(MARKET.with_(**change)).customers["first_firm"] for change in ({}, *own.values())]
    assert began[0].equals(began[1])


def test_a_record_is_verified_on_the_same_terms(tmp_path):
    short = MARKET.with_(**{"world.customers": 60, "world.months": 3})
    found = compare_changes(
        short.with_(**{"firm.Birch.price": 90.0}), {"a": {}, "b": CHEAP}, 2, 0, "Focal", workers=1
    )
    with NewFolder("market", tmp_path) as folder:
        write_comparison(found, folder.draft)
    assert verify(folder.path).holds


def moves(*pairs):
    return [{"month": 0, "path": path, "value": value} for path, value in pairs]


def recipe(*pairs):
    raw = {"scenario": "three-levels", "seed": 7, "customers": 300, "months": 12, "moves": moves(*pairs)}
    return Recipe.read(json.loads(json.dumps(raw)))


def test_the_laboratory_varies_as_all_others_do():
    plain, moved = (
        scenario_of(recipe((FROM, "month_1"))),
        scenario_of(recipe((FROM, "month_1"), (PRICE, 70.0))),
    )
    assert moved.before == {PRICE: plain.get(PRICE)}
    begun = [Replay(scenario, 7, []) for scenario in (plain, moved)]
    for replay in begun:
        list(replay.beginning())
    assert not differing(begun[0].process, begun[1].process)
    assert scenario_of(recipe((FROM, "start"), (PRICE, 70.0))).before == {}


def test_twins_of_the_laboratory_begin_alike():
    start = [Move(month=0, path=PRICE, value=price) for price in (70.0, 130.0)]
    compared = [Compared(name=str(number), moves=(move,)) for number, move in enumerate(start)]
    twins = Twins(scenario_of(recipe((FROM, "month_1"))), 7, compared)
    scenarios = [world.scenario for world in twins.worlds.values()]
    assert len({json.dumps(dict(each.in_warm_up().as_dict()), default=str) for each in scenarios}) == 1
    assert all(each.before for each in scenarios)
