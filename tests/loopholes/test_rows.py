"""Strategies by hand: each was once too good, and must not be again.

Gains are of the first firm's value, over the same firm without the strategy, on the same luck. What has to be
worth nothing gains at most a tenth; what has to lose, loses; what is an honest lever gains at most a quarter.

One row was changed after the first run: an end game is compared with the better of keeping the price and
raising it by a quarter in the same month, as in the grid, and no longer with keeping it alone. At level 3 a
price doubled in the last half-year gained 3 % over keeping it (5 +- 8 % on other luck), the quarter 32 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

import simulation as sim
from simulation.mechanisms.lever_prices import PRICED
from simulation.scenario.catalogue import names
from simulation.scenario.schema import parameters_by_path
from tests.loopholes.playing import shipped, values
from tests.loopholes.search import LIMIT
from tests.loopholes.strategies import Strategy, put_into

LUCK = range(201, 205)
NOTHING = 0.1


def worth(name: str, strategy: Strategy) -> float:
    """What a strategy is worth to the first firm of a market."""
    return _worth(name, tuple(sorted(strategy.items())))


@cache
def _worth(name: str, strategy: tuple[tuple[str, Any], ...]) -> float:
    market = put_into(shipped(name), dict(strategy))
    return float(values(name, market, LUCK)[:, 0].mean())


def gain(name: str, strategy: Strategy, usual: Strategy | None = None) -> float:
    """What a strategy gains over the firm's usual offer, as a share of that."""
    before = worth(name, usual or {})
    return (worth(name, strategy) - before) / abs(before)


def joint(name: str, changes: Mapping[str, Any], events: tuple[Mapping[str, Any], ...] = ()) -> float:
    """What all firms together are worth."""
    market = shipped(name).with_(**changes)
    return float(values(name, market.changed({"event": events}), LUCK).sum(axis=1).mean())


def worth_with(name: str, changes: Mapping[str, Any]) -> float:
    """What the first firm is worth after changes of any kind."""
    return float(values(name, shipped(name).with_(**changes), LUCK)[:, 0].mean())


def total(market: sim.Scenario, measure: str) -> float:
    """A measure of the first firm, added up over the months and the same luck."""
    runs = [sim.run(market, seed).market for seed in LUCK[:2]]
    return float(sum(run.loc[run["firm"] == market.focal, measure].sum() for run in runs))


# E2: points that nobody can redeem


@pytest.mark.parametrize("reward", [0.1, 0.9])
@pytest.mark.parametrize("name", ["three-levels", "mobile-telecom", "hotel", "toothpaste"])
def test_points_that_nobody_can_redeem_are_worth_nothing(name, reward):
    points = {"level": 1, "financial.reward": reward, "financial.threshold": 1000.0}
    assert gain(name, points, {"level": 0}) <= NOTHING


def test_the_threshold_matters_at_the_shelf():
    programmes = [{"level": 1, "financial.threshold": each} for each in (5.0, 20.0, 900.0)]
    assert len({worth("hotel", each) for each in programmes}) == 3


# E3: end games


@pytest.mark.parametrize("level", [0, 3])
@pytest.mark.parametrize(("times", "last"), [(2.0, 6), (20.0, 1), (20.0, 2)])
def test_a_price_raised_before_the_end_loses(level, times, last):
    month = shipped("three-levels").world.months + 1 - last
    ends = [{"level": level, "late": each, "late_month": month} for each in (1.0, 1.25, times)]
    kept, quarter, harvest = (worth("three-levels", each) for each in ends)
    assert harvest < max(kept, quarter)


@pytest.mark.parametrize("level", range(4))
def test_a_price_doubled_for_those_who_are_locked_in_loses(level):
    usual = {"level": level}
    assert gain("business-software", usual | {"late": 2.0, "late_month": 50}, usual) < 0.0


LOCKED_IN = {
    "bank": "+56 % of a loss",
    "industrial-supplies": "+99 %",
    "mobile-telecom": "+15 %",
    "opening": "+6 %",
}
"""What a price doubled ten months before the end gains at level 3; why: MODEL.md, section 9."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[pytest.mark.xfail(reason=LOCKED_IN[name])] if name in LOCKED_IN else [])
        for name in names()
        if name != "business-software"
    ],
)
def test_a_price_doubled_late_loses_in_every_market(name):
    usual, month = {"level": 3}, shipped(name).world.months - 10
    assert gain(name, usual | {"late": 2.0, "late_month": month}, usual) < 0.0


@pytest.mark.slow
@pytest.mark.xfail(reason="+46 %: prospects do not foresee the price of a class; MODEL.md, section 9")
def test_a_higher_price_for_those_who_have_stayed_is_no_gold_mine():
    loyal = {"name": "stayed", "by": "tenure", "at_least": 6, "set": {"price": 130.0}}
    usual = worth_with("three-levels", {"firm.Focal.level": 3})
    raised = worth_with("three-levels", {"firm.Focal.level": 3, "firm.Focal.treatment": [loyal]})
    assert raised <= (1.0 + LIMIT) * usual


# E6 and E7: exit fees, and a way out of the market


@pytest.mark.parametrize("name", ["three-levels", "business-software"])
def test_an_exit_fee_of_a_bill_keeps_newcomers_away_and_is_no_gold_mine(name):
    market = shipped(name)
    fee = {"exit_fee": market.world.reference_price}
    assert total(put_into(market, fee), "acquired") < total(market, "acquired")
    assert gain(name, fee) <= LIMIT


@pytest.mark.parametrize("bills", [1.0, 5.0])
def test_a_fee_first_and_five_times_the_price_later_loses(bills):
    trap = {"exit_fee": 100.0 * bills, "late": 5.0, "late_month": 25}
    assert gain("three-levels", trap) < 0.0


def test_all_firms_together_cannot_ask_five_times_the_price():
    market = shipped("three-levels")
    prices = {f"firm.{firm.name}.price": 5.0 * firm.price for firm in market.firms}
    assert joint("three-levels", prices) < joint("three-levels", {})
    assert total(market.with_(**prices), "customers") < total(market, "customers")


# E9: a programme switched on and off


@pytest.mark.parametrize("first_on", [1, 6])
@pytest.mark.parametrize("months_on", [1, 3])
@pytest.mark.parametrize("name", ["three-levels", "mobile-telecom"])
def test_a_programme_on_and_off_loses_against_none(name, months_on, first_on):
    pulsing = {"level": 3, "months_on": months_on, "first_on": first_on}
    assert gain(name, pulsing, {"level": 0}) < 0.0


# Found by the search: status that cost little and held customers like a cage, whatever was then charged


@pytest.mark.parametrize("name", ["three-levels", "industrial-supplies"])
def test_status_is_no_cage(name):
    usual = {"level": 3, "late": 1.5, "late_month": 54}
    assert gain(name, usual | {"financial.tier_bonus": 1.0}, usual) <= LIMIT


# Found by a stranger, beyond every plausible range: trouble that nobody noticed and that made goods pay


@pytest.mark.parametrize("worse", [{"effort": 1.0}, {"effort": 5.0}, {"quality": -5.0}])
@pytest.mark.parametrize("name", ["three-levels", "mobile-telecom"])
def test_a_worse_offer_is_no_gold_mine(name, worse):
    usual = {"level": 3}
    assert gain(name, usual | worse, usual) < 0.0


# E10: levers that had no price


def ends(path: str) -> list[tuple[str, float]]:
    """A lever at both ends of its plausible range."""
    info = parameters_by_path()[path]
    assert info.evidence is not None
    unit = 1.0 if info.evidence.price_share is None else 100.0
    kind = int if info.kind == "integer" else float
    return [(path.removeprefix("firm."), kind(each * unit)) for each in info.evidence.plausible]


@pytest.mark.parametrize(("lever", "value"), [each for path in PRICED for each in ends(path)])
def test_no_lever_is_a_gift(lever, value):
    usual = {"level": 3}
    own = {"service.recovery_quick": 0.0} if lever == "service.recovery_satisfied" and value > 0.5 else {}
    assert gain("three-levels", usual | own | {lever: value}, usual) <= LIMIT


def test_the_better_end_of_all_of_them_is_no_gift_either():
    usual = {"level": 3}
    best = {
        "quality": 0.25, "effort": -0.2, "service.failure_minor": 0.0, "service.failure_major": 0.0,
        "service.recovery_satisfied": 0.0, "service.recovery_quick": 0.6, "social.personal_fit": 2.0,
    }  # fmt: skip
    assert gain("three-levels", usual | best, usual) <= LIMIT


def test_a_lever_without_a_price_would_be_a_gift():
    """The tests above can fail."""
    market = shipped("three-levels").built_with(**{"world.rules.priced_levers": False})
    better = [sim.run(put_into(market, each), 1, worth=True) for each in ({"quality": 0.25}, {})]
    after, before = (run.worth["value"][0] for run in better)
    assert after > (1.0 + LIMIT) * before
