"""Under the same luck, more bond or switching cost never makes a customer leave who would have stayed."""

from __future__ import annotations

import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulation.kernel.steps import run_step
from simulation.market.process import MarketProcess
from simulation.market.state import State
from simulation.mechanisms import loyalty
from simulation.mechanisms.month import CONTRACTUAL
from simulation.mechanisms.search import RELEASED, see_offers
from tests.markets import busy, do, process, scenario, scene

CUSTOMERS = 120
BONDS = ("social_bond", "integration", "commitment", "trust", "expectation")
DECIDING = CONTRACTUAL.deciding[0]


@pytest.fixture(scope="module")
def template() -> MarketProcess:
    return process(busy("contractual", customers=CUSTOMERS), 6)


def with_state(running: MarketProcess, state: State) -> MarketProcess:
    other = copy.copy(running)
    other.state = state
    return other


def shaken(running: MarketProcess, seed: int) -> MarketProcess:
    """The same people in a random condition: beliefs, bonds, points, waiting or not."""
    generator = np.random.default_rng(seed)
    state = State(*(column.copy() for column in running.state))
    for name in ("social_bond", "integration", "commitment", "trust"):
        for column in (getattr(state, name), getattr(state, f"{name}_elsewhere")):
            column[:] = generator.random(column.shape)
    for name in ("expectation", "satisfaction"):
        for column in (getattr(state, name), getattr(state, f"{name}_elsewhere")):
            column[:] = generator.normal(0, 0.2, column.shape)
    state.points[:] = generator.random(CUSTOMERS) * running.firms.threshold[state.firm]
    state.waiting[:] = generator.random(CUSTOMERS) < 0.2
    state.loss[:] = np.where(generator.random(CUSTOMERS) < 0.2, 1.35, 0.0)
    return with_state(running, state)


def leavers(running: MarketProcess, month: int) -> np.ndarray:
    """Who leaves when the deciding half of a month is run on a copy of the state."""
    state = State(*(column.copy() for column in running.state))
    copied, before = with_state(running, state), state.firm.copy()
    with np.errstate(over="ignore"):
        for step in DECIDING.steps[1:]:
            rows = np.arange(CUSTOMERS) if step.among is None else np.flatnonzero(getattr(state, step.among))
            for firm in range(4 if step.each_firm else 1):
                run_step(step, scene(copied, rows, firm, month))
    return state.firm != before


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6), month=st.integers(1, 10**4), bond=st.sampled_from(BONDS), by=st.floats(0, 1)
)
def test_more_bond_never_raises_leaving(
    template: MarketProcess, seed: int, month: int, bond: str, by: float
) -> None:
    less = shaken(template, seed)
    more = with_state(less, State(*(column.copy() for column in less.state)))
    column = getattr(more.state, bond)
    column += by * (1.0 - column)
    assert not (leavers(more, month) & ~leavers(less, month)).any()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), month=st.integers(1, 10**4), by=st.floats(0, 1))
def test_more_satisfaction_never_raises_leaving(
    template: MarketProcess, seed: int, month: int, by: float
) -> None:
    """Of those who do not wait; those who wait decide anyway, with old luck if they do not look."""
    less = shaken(template, seed)
    less.state.waiting.fill(False)
    more = with_state(less, State(*(column.copy() for column in less.state)))
    more.state.satisfaction[:] += by
    assert not (leavers(more, month) & ~leavers(less, month)).any()


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    month=st.integers(1, 10**4),
    cost=st.sampled_from(("procedural", "integration", "people", "brand", "exit_fee", "points")),
    by=st.floats(0, 3),
)
def test_a_higher_switching_cost_never_raises_leaving(
    template: MarketProcess, seed: int, month: int, cost: str, by: float
) -> None:
    less = shaken(template, seed)
    more = with_state(less, State(*(column.copy() for column in less.state)))
    if cost == "exit_fee":
        more.state.fee_owed[:] += by
    elif cost == "points":
        more.state.points[:] += by / 3 * (more.firms.threshold[more.state.firm] - more.state.points)
    else:
        name = f"switching_cost__{cost}"
        more.numbers = more.numbers._replace(**{name: getattr(more.numbers, name) + by})
    assert not (leavers(more, month) & ~leavers(less, month)).any()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), firm=st.integers(0, 3), by=st.floats(0, 1))
def test_a_lower_price_never_makes_a_firms_own_customers_leave(
    template: MarketProcess, seed: int, firm: int, by: float
) -> None:
    """Of those who do not wait; others decide with old luck if the lower price keeps them from looking."""
    usual = shaken(template, seed)
    usual.state.waiting.fill(False)
    cheaper = with_state(usual, usual.state)
    price, in_mind = usual.firms.price.copy(), usual.firms.in_mind.copy()
    price[firm] -= by
    in_mind[firm] -= by
    cheaper.firms = usual.firms._replace(price=price, in_mind=in_mind)
    cheaper.state = State(*(column.copy() for column in usual.state))
    do(cheaper, see_offers, rows=slice(0, CUSTOMERS))
    own = usual.state.firm == firm
    assert not (leavers(cheaper, 1) & ~leavers(usual, 1))[own].any()


def test_a_whole_month_with_more_bonds_loses_nobody_more() -> None:
    """Through experience, satisfaction and trust too; word of mouth, which reaches others, is off."""
    market = busy("contractual", customers=600, **{"world.rules.word_of_mouth": False})
    lost = []
    for bonds in (0.0, 0.5, 0.9):
        running = process(market, 6)
        for column in (running.state.social_bond, running.state.integration):
            np.maximum(column, bonds, out=column)
        running.advance()
        lost.append(running.state.firm != running.state.origin)
    assert not (lost[1] & ~lost[0]).any()
    assert not (lost[2] & ~lost[1]).any()
    assert lost[2].sum() < lost[0].sum()


def test_who_is_held_waits_and_goes_in_the_month_the_barrier_falls() -> None:
    """Blocked customers keep their old luck: when the exit fee falls, those who wait go, and they only."""
    event = {"month": 13, "path": "firm.A.exit_fee", "value": 0.0}
    firms = [{"name": "A", "exit_fee": 1000.0}, {"name": "B"}, {"name": "C"}]
    changes = {"world.customers": 2000, "world.search.involuntary": 0.0, "world.search.routine": 0.2}
    changes |= {"world.switching_cost.procedural": 0.0, "world.switching_cost.brand": 0.0}
    held = process(scenario(firms, **changes), 12)
    waiting = held.state.waiting & (held.state.firm == 0)
    assert waiting.sum() > 100
    assert (held.state.motive[waiting] == loyalty.CONSTRAINED).all()
    freed = process(scenario(firms, [event], **changes), 13)
    released = freed.departures()
    assert waiting[released.customer[released.cause == RELEASED]].all()
    left = (freed.state.firm != freed.state.origin)[waiting]
    assert left.mean() > 0.9
    assert (freed.state.firm != freed.state.origin)[~waiting].mean() < 0.2
