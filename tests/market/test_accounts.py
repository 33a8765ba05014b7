"""Money: what all firms earn with a customer is what they keep of what she pays, coin by coin."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.market.process import MarketProcess
from tests.markets import KINDS, busy, process, scenario


def accounts(running: MarketProcess) -> np.ndarray:
    """Each firm's profit with its customers in the month just run, added up from what happened."""
    state, firms = running.state, running.firms
    profit = np.zeros(len(running.firm_names))
    for j in range(profit.size):
        mine, arrived = state.origin == j, (state.firm == j) & (state.origin != j)
        revenue = (running.bought()[j] * firms.charged[j]).sum()
        goods = (running.bought()[j] * firms.unit_cost[j]).sum()
        rebates = (running.bought()[j] * firms.rebate_given[j]).sum()
        rewards = running.redeemed()[j].sum() * firms.reward[j] * firms.threshold[j]
        programmes = mine.sum() * (
            firms.cost_contact[j] + firms.cost_member[j] + firms.cost_social[j] + firms.cost_structural[j]
        )
        setup = firms.cost_setup[j] * state.integration_gain[mine].sum()
        serving = state.serving[mine].sum() + state.recovery_cost[mine].sum()
        acquisition = firms.cost_acquisition[j] * arrived.sum()
        fees = state.fee_paid[mine & (state.firm != j)].sum()
        profit[j] = revenue + fees - goods - rebates - rewards - programmes - setup - serving - acquisition
    return profit


@pytest.mark.parametrize("kind", KINDS)
def test_customers_accounts_add_up_to_the_firms(kind: str) -> None:
    running = process(busy(kind, customers=400))
    before = 0.0
    for _ in range(24):
        running.advance()
        total = running.state.profit.sum()
        assert total - before == pytest.approx(accounts(running).sum(), abs=1e-9)
        before = total


def test_a_month_with_one_customer_by_hand() -> None:
    """Price 100, cost 65, serving 16.5, membership .3; six purchases, a reward of 3 % x 5 x 100."""
    changes = {
        "world.customers": 1,
        "world.warm_up": 0,
        "world.population.purchase_rate": 6.0,
        "world.population.purchase_rate_variation": 0.0,
        "world.population.cost_to_serve_spread": 0.0,
        "world.rules.failures": False,
        "firm.A.level": 1,
        "firm.A.financial.threshold": 5.0,
    }
    running = process(scenario(1, **changes), 1)
    # 6 x 35 - 15 - 16.5 - 0.3 = 178.2, in reference prices of 100; one point stays on the account.
    assert running.state.profit.tolist() == pytest.approx([1.782])
    assert running.state.points.tolist() == pytest.approx([1.0])
    # Then 7 points: again one reward, two points left.
    running.advance()
    assert running.state.profit.tolist() == pytest.approx([3.564])
    assert running.state.points.tolist() == pytest.approx([2.0])


def test_points_of_the_heaviest_buyers_stay_below_a_reward() -> None:
    heavy = {"world.population.purchase_rate": 30.0, "firm.A.level": 1, "world.customers": 500}
    state = process(scenario(2, **heavy), 24).state
    assert state.purchase_rate.max() > 100
    assert state.points.max() < 20.0
    assert state.cost_financial.max() < 0.03 * 20


def test_a_guarantee_protects_as_many_months_as_it_says() -> None:
    """A failure that is complained about is refunded in months 1 to n with the firm, not in n + 1."""
    always = {"failure_minor": 1.0, "failure_major": 0.0, "recovery_satisfied": 0.0, "recovery_quick": 0.0}
    firm = {
        "name": "A",
        "level": 1,
        "financial": {"guarantee_months": 3, "opportunists": 0.0},
        "service": always,
    }
    changes = {"world.experience.complaint_minor": 1.0, "world.customers": 400, "world.warm_up": 0}
    running = process(scenario([firm], **changes))
    refunded = []
    for _ in range(5):
        running.advance()
        complained = running.state.compensation > 0.0
        assert complained.sum() > 100
        refunded.append((running.state.recovery_cost[complained] >= 1.0).all())
    assert refunded == [True, True, True, False, False]


def test_opportunists_claim_their_price_back_once_in_the_last_month_of_the_guarantee() -> None:
    firm = {"name": "A", "level": 1, "financial": {"guarantee_months": 3, "opportunists": 0.2}}
    changes = {"world.rules.failures": False, "world.customers": 2000, "world.warm_up": 0}
    running = process(scenario([firm], **changes))
    claims = []
    for _ in range(5):
        running.advance()
        claims.append(int((running.state.recovery_cost == 1.0).sum()))
        assert set(running.state.recovery_cost) <= {0.0, 1.0}
    assert claims[:2] == [0, 0]
    assert claims[2] == (running.state.opportunism < 0.2).sum() > 300
    assert claims[3:] == [0, 0]
