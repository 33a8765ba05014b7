"""What a programme costs a customer and year, worked out by hand."""

from __future__ import annotations

import pytest

from simulation.market.programme_cost import programme_cost
from tests.markets import scenario

# At the defaults: reference price 100, unit cost 65, one purchase a month, so a margin of 12 x 35 = 420.
YEARLY = {
    0: 0.0,
    1: 12 * (0.3 + 3.0),  # membership, and a reward of 3 % of the price
    2: 12 * (0.3 + 3.0 + 1.0),  # a person at 300 a month has 300 accounts
    3: 12 * (0.3 + 3.0 + 1.0 + 3.0),  # the structural service
}


@pytest.mark.parametrize("level", YEARLY)
def test_each_level_adds_its_cost(level: int) -> None:
    cost = programme_cost(scenario(2, **{"firm.A.level": level}), "A")
    assert cost.yearly == pytest.approx(YEARLY[level])
    assert cost.margin_share == pytest.approx(YEARLY[level] / 420)
    assert cost.setup == (40.0 if level == 3 else 0.0)


def test_rewards_grow_with_purchases_and_people_do_not() -> None:
    rate = {"world.population.purchase_rate": 2.0, "firm.A.financial.rebate": 0.05}
    cost = programme_cost(scenario(2, **rate, **{"firm.A.level": 2}), "A")
    assert cost.yearly == pytest.approx(12 * (0.3 + 1.0 + 2 * (3.0 + 5.0)))
    assert cost.margin_share == pytest.approx(cost.yearly / 840)


def test_without_a_margin_there_is_no_share() -> None:
    cost = programme_cost(scenario(2, **{"firm.A.level": 1, "firm.A.unit_cost": 100.0}), "A")
    assert cost.margin_share != cost.margin_share


def test_levers_with_their_price_count() -> None:
    on = scenario(2, **{"world.rules.priced_levers": True, "world.varied_from": "month_1", "firm.A.level": 2})
    dearer = programme_cost(on.with_(**{"firm.A.social.personal_fit": 2.0}), "A")
    assert dearer.yearly - programme_cost(on, "A").yearly == pytest.approx(12 * 100 * 0.01 * 3)
