"""Adaptive firms: they try, compare with their own books, and keep what paid; they know nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from simulation.market.compiled.engine import CompiledEngine
from simulation.market.engine import NumpyEngine
from simulation.market.learning import Learner
from simulation.market.ledger import ledger
from simulation.market.process import MarketProcess
from simulation.scenario.document import Scenario
from tests.markets import KINDS, NOTHING_FELT, Table, differing, scenario

EAGER = {"kind": "adaptive", "review_every": 3, "trial_months": 2, "exploration": 1.0, "patience": 1.0}
SMALL = {"world.customers": 60, "world.warm_up": 3, "world.search.routine": 0.2}

Profit = Callable[[int, float, int], float]
"""A month's profit: of the level, the price, and how many months the course has been held (0 at first)."""


def course(profit: Profit, months: int, seed: int = 0, level: int = 0, **policy: Any) -> list[Any]:
    """What an adaptive firm does, month by month, if its books say what ``profit`` does."""
    made = scenario([{"name": "A", "level": level, "policy": EAGER | policy}, {"name": "B"}])
    learner, held, taken = Learner(seed, "A"), 0, []
    for month in range(1, months + 1):
        changes = learner.decide(month, made.firms[0], 100.0)
        made, held = (made.with_(**changes), 0) if changes else (made, held + 1)
        firm = made.firms[0]
        taken.append(firm.level if firm.policy.adapts == "level" else firm.price)
        learner.book(profit(firm.level, firm.price, held))
    return taken


def test_a_trial_that_pays_is_kept_and_one_that_does_not_is_given_up() -> None:
    """By hand: reviews fall due three months after the last decision; a trial lasts two months.

    Months 1-3 at level 2; month 4: a trial; month 6: the verdict; month 9: the next trial; and so on. Level 3
    earns more than 2, the others less: so each trial of 0 or 1 ends in going back, that of 3 in staying.
    """
    taken = course(lambda level, *_: (10.0, 20.0, 30.0, 40.0)[level], 40, level=2)
    assert taken[:3] == [2, 2, 2]
    assert taken[3] != 2
    assert taken[4] == taken[3]
    assert taken[5] == (3 if taken[3] == 3 else 2)
    found = taken.index(3)
    assert (found - 3) % 5 == 0
    assert all(level == 3 for level in taken[found : found + 5])


def test_the_verdict_by_hand() -> None:
    """Usual profit 100; a price step up earns 130, 100, 70: mean 100, but 108.6 for who halves each month."""

    def profit(level: int, price: float, held: int) -> float:
        return 100.0 if price == 100.0 else 10.0 if price < 100.0 else 130.0 - 30.0 * held

    settings = {"adapts": "price", "trial_months": 3, "margin": 0.05}
    seeds = [seed for seed in range(20) if course(profit, 4, seed, **settings)[3] == 105.0]
    assert seeds
    for seed in seeds:
        patient = course(profit, 7, seed, patience=1.0, **settings)
        hasty = course(profit, 7, seed, patience=0.5, **settings)
        assert patient == [100.0] * 3 + [105.0] * 3 + [100.0]
        assert hasty == [100.0] * 3 + [105.0] * 4
        wary = course(profit, 7, seed, patience=0.5, **settings | {"margin": 0.15})
        assert wary == patient, "(130 + 50 + 17.5) / 1.75 = 112.9 is better by 12.9 %, not by 15 %"


def test_patience_alone_decides_on_what_costs_first_and_earns_late() -> None:
    """Level 3 costs 60 a month for four months and earns 60 a month after that; the others only cost."""

    def profit(level: int, price: float, held: int) -> float:
        return 100.0 if not level else 60.0 if level < 3 else 40.0 if held < 4 else 160.0

    for seed in range(5):
        patient, hasty = (
            course(profit, 80, seed, patience=patience, trial_months=12, memory=1200)
            for patience in (1.0, 0.7)
        )
        found = patient.index(3)
        assert hasty[: found + 12] == patient[: found + 12] == [*patient[:found], *[3] * 12]
        assert (patient[found + 12], hasty[found + 12]) == (3, 0)


def test_a_failure_is_not_repeated_until_it_is_forgotten() -> None:
    taken = course(lambda level, *_: -float(level), 60, memory=30)
    trials = [month for month, level in enumerate(taken, 1) if level and not taken[month - 2]]
    assert sorted(taken[month - 1] for month in trials[:3]) == [1, 2, 3]
    assert trials[:3] == [4, 9, 14]
    again = trials[3]
    assert again >= trials[0] + 2 + 30, "the first failure was known two months after its trial began"
    assert set(taken[17 : again - 1]) == {0}


def test_without_exploration_nothing_is_tried() -> None:
    assert set(course(lambda level, *_: float(level), 60, exploration=0.0)) == {0}


def test_the_price_never_reaches_zero() -> None:
    taken = course(lambda level, price, held: -price, 200, adapts="price", price_step=0.3, memory=3)
    assert min(taken) == pytest.approx(10.0)


def test_luck_belongs_to_seed_firm_and_month() -> None:
    tried = {tuple(course(lambda level, *_: -float(level), 30, seed)) for seed in range(12)}
    assert len(tried) > 3
    assert len({tuple(course(lambda level, *_: -float(level), 30, 4)) for _ in range(3)}) == 1


# In a market


def run(market: Scenario, months: int, seed: int = 0, engine: Any = None) -> tuple[MarketProcess, list[Any]]:
    running = MarketProcess(market, seed, engine or NumpyEngine())
    taken = []
    for _ in range(months):
        running.advance()
        taken.append([(firm.level, firm.price) for firm in running.scenario.firms])
    return running, taken


def two(kind: str = "contractual", policy: Table = EAGER, **changes: Any) -> Scenario:
    firms = [
        {"name": "A", "level": 1, "policy": {**policy, "adapts": "both"}},
        {"name": "B", "price": 95.0, "policy": {**policy, "trial_months": 4}},
        {"name": "C", "level": 2},
    ]
    return scenario(firms, **SMALL | {"world.kind": kind} | changes)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_where_programmes_only_cost_the_firm_ends_without_one(level: int) -> None:
    """Nobody ever looks around, so that whatever a firm gives its customers is given away.

    A reward a purchase: with rewards every twenty purchases a trial of two months would not see their cost.
    """
    policy = EAGER | {"memory": 1200}
    firms = [{"name": "A", "level": level, "policy": policy, "financial": {"threshold": 1.0}}, {"name": "B"}]
    market = scenario(firms, **SMALL | NOTHING_FELT | {"world.search.routine": 0.0})
    for seed in range(4):
        _, taken = run(market, 60, seed)
        levels = [firm[0][0] for firm in taken]
        assert levels[0] == level
        assert levels[-20:] == [0] * 20


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_course_on_any_engine_and_block(kind: str) -> None:
    market = two(kind)
    usual, taken = run(market, 40, 3)
    assert len({firms[0] for firms in taken}) > 2
    for engine in (NumpyEngine(7), CompiledEngine()):
        other, same = run(market, 40, 3, engine)
        assert same == taken
        assert not differing(usual, other)
    assert run(market, 40, 4)[1] != taken


def test_the_order_of_the_firms_changes_nothing() -> None:
    market = two()
    turned = Scenario.made(
        {"schema": 1, "title": "t", "question": "q", "world": market.world.as_dict(),
         "firm": [firm.as_dict(empty=False) for firm in reversed(market.firms)]}
    )  # fmt: skip
    _, taken = run(market, 40, 3)
    _, other = run(turned, 40, 3)
    assert [list(reversed(firms)) for firms in other] == taken


def test_another_currency_changes_no_decision() -> None:
    """Doubling is exact, so that not even the last bit may differ."""
    market = two()
    money = {"world.reference_price": 200.0}
    for firm in market.firms:
        for what in ("price", "unit_cost", "acquisition_cost", "advertising_cost", "financial.member_cost",
                     "social.person_cost", "social.club_cost", "structural.service_cost",
                     "structural.setup_cost"):  # fmt: skip
            path = f"firm.{firm.name}.{what}"
            money[path] = 2.0 * market.get(path)
    _, taken = run(market, 40, 3)
    _, dear = run(market.with_(**money), 40, 3)
    assert [[(level, price / 2.0) for level, price in firms] for firms in dear] == taken


def test_what_a_firm_learns_from_is_its_profit_in_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: dict[str, list[float]] = {}
    really = Learner.book

    def book(self: Learner, profit: float) -> None:
        heard.setdefault(self._name, []).append(profit)
        really(self, profit)

    monkeypatch.setattr(Learner, "book", book)
    running = MarketProcess(two(), 3)
    expected: list[Sequence[float]] = []
    for _ in range(6):
        running.advance()
        expected.append(ledger(running)["profit"].tolist())
    assert heard == {"A": [month[0] for month in expected], "B": [month[1] for month in expected]}


def test_a_firm_moved_by_another_hand_begins_anew() -> None:
    """Amid its first trial its level is set from outside: it stays there until the next review."""
    running = MarketProcess(two(), 3)
    for _ in range(4):
        running.advance()
    assert running.scenario.get("firm.B.level") != 0
    running.change(**{"firm.B.level": 0, "firm.B.price": 90.0})
    levels = []
    for _ in range(4):
        running.advance()
        levels.append(running.scenario.get("firm.B.level"))
    assert levels[:3] == [0, 0, 0]
    assert levels[3] != 0
    assert running.scenario.get("firm.B.price") == 90.0
