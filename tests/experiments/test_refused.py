"""What experiments refuse before any run: seeds, means and changes that cannot be."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

import simulation as sim
from simulation.experiments.sweep.sweep import sample_design
from simulation.experiments.twins.precision import NO_END, replications_needed
from simulation.market import MarketProcess

TINY = {"world.customers": 20, "world.months": 2, "world.warm_up": 0, "world.replications": 2}
NAMES = {"firm.Birch.name": ["X", "Y"]}


@pytest.fixture(scope="module")
def market():
    without_claims = {"expect": [], "zh": {"expect": {}}}
    return sim.load_scenario("three-levels").with_(**TINY).changed(without_claims)


CALLS = {
    "run": lambda market, seed: sim.run(market, seed),
    "compare": lambda market, seed: sim.compare(market, replications=1, seed=seed, workers=1),
    "check": lambda market, seed: sim.check_claims(market, 1, seed=seed),
    "sweep": lambda market, seed: sim.sweep(
        market, {"firm.Focal.price": [90]}, replications=1, seed=seed, workers=1
    ),
    "sample": lambda market, seed: sample_design(market, 1, seed=seed),
    "market": lambda market, seed: sim.Market(market, seed),
    "process": lambda market, seed: MarketProcess(market, seed),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("seed", [True, 1.5, "x", None, np.nan, np.True_, 10**18, -(10**40)])
def test_a_seed_is_a_whole_number_of_at_most_18_digits(market, call, seed):
    with pytest.raises(sim.InputError, match="18 digits"):
        CALLS[call](market, seed)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("seed", [np.int64(3), np.uint8(3), -3, 10**18 - 10])
def test_whole_numbers_of_any_kind_are_seeds(market, call, seed):
    CALLS[call](market, seed)


def test_the_kind_of_number_does_not_matter(market):
    given, usual = sim.run(market, np.int64(3)), sim.run(market, 3)
    assert type(given.seed) is int
    assert given.market.equals(usual.market)


EXPERIMENTS = {
    "compare": lambda market, **more: sim.compare(market, NAMES, replications=1, **more),
    "compare until": lambda market, **more: sim.compare_until(market, {"retention_rate": 1.0}, NAMES, **more),
    "sweep": lambda market, **more: sim.sweep(market, NAMES, replications=1, **more),
    "conditions": lambda market, **more: sim.conditions(market, NAMES, options={"worlds": 10}, **more),
    "rivalry": lambda market, **more: sim.rivalry(
        market, options={"path": "name", "strategies": ["X", "Y"]}, **more
    ),
    "saved and lost": lambda market, **more: sim.saved_and_lost(market, {"firm.Birch.name": "X"}, **more),
}


@pytest.mark.parametrize("experiment", EXPERIMENTS)
def test_names_of_firms_are_not_varied(market, experiment):
    with pytest.raises(sim.InputError, match=r"`firm\.\w+\.name` cannot be varied"):
        EXPERIMENTS[experiment](market)


def test_no_alternative_of_a_scenario_renames_a_firm(market):
    with pytest.raises(sim.InputError, match="cannot be varied"):
        market.changed({"alternative": [{"name": "new", "set": {"firm.Birch.name": "X"}}]})


@pytest.mark.parametrize("workers", [0, -1, 1.5, True, "2"])
def test_work_needs_at_least_one_process(market, workers):
    swept = partial(sim.sweep, over={"world.complexity": [0]})
    for experiment in (sim.compare, swept):
        with pytest.raises(sim.InputError, match="1 or more processes"):
            experiment(market, workers=workers)


@pytest.mark.parametrize("engine", ["gpu", "", None])
def test_unknown_engines_are_named(market, engine):
    swept = partial(sim.sweep, over={"world.complexity": [0]})
    for experiment in (sim.run, sim.compare, swept):
        with pytest.raises(sim.InputError, match="auto, numpy, compiled"):
            experiment(market, engine=engine)


def test_a_number_without_end_is_refused(market):
    with pytest.raises(sim.InputError, match=r"firm\.Focal\.price"):
        sim.compare(market, {"firm.Focal.price": [10**5000]}, replications=1)


def test_no_firm_has_an_empty_name(market):
    with pytest.raises(sim.InputError, match="no firm called ``"):
        sim.compare(market, replications=1, focal="")
    for options in ({"firm": ""}, {"rival": ""}):
        with pytest.raises(sim.InputError, match="no firm called ``"):
            sim.price_gap(market, options=options)


def test_a_list_is_no_axis_of_a_sweep(market):
    schedules = {"firm.Focal.policy.schedule": [[], [{"month": 1, "level": 2}]]}
    with pytest.raises(sim.InputError, match="lists are no axis"):
        sim.sweep(market, schedules)


def test_a_precision_out_of_reach_takes_more_replications_than_anybody_makes():
    assert replications_needed([1.0, 2.0, 4.0], 1e-300) == NO_END


@pytest.mark.parametrize("path", ["world.months", "world.run_off"])
def test_alternatives_last_equally_long(market, path):
    with pytest.raises(sim.InputError, match=path):
        sim.compare(market, {path: [12, 24]}, replications=2, workers=1)
