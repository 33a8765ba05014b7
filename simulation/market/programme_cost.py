"""What a firm's programme costs a customer and year, worked out from its terms alone: nobody is simulated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulation.market.numbers import firm_numbers
from simulation.mechanisms.segments import overall

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

MONTHS_OF_YEAR = 12


class ProgrammeCost(NamedTuple):
    """The cost of a programme for a customer who buys as much as the average one; money in the currency.

    ``yearly`` counts contact, membership, people, structure, rebates and rewards (as if all were redeemed),
    ``margin_share`` divides it by price less unit cost of a year's purchases, ``setup`` is what integrating
    her fully costs once.
    """

    yearly: float
    margin_share: float
    setup: float


def programme_cost(scenario: Scenario, name: str) -> ProgrammeCost:
    """Return what the programme of firm ``name`` costs, on the terms of month 1."""
    world, count = scenario.world, len(scenario.firms)
    firms = firm_numbers(scenario.firms, world, np.zeros(count), scenario.in_warm_up().firms)
    j = [firm.name for firm in scenario.firms].index(name)
    rate = overall(world.population, "purchase_rate")
    kept = firms.cost_contact + firms.cost_member + firms.cost_social + firms.cost_structural
    cost = float(kept[j] + rate * (firms.rebate[j] + firms.reward[j]))
    margin = float(rate * (firms.price[j] - firms.unit_cost[j]))
    year = MONTHS_OF_YEAR * world.reference_price
    share = cost / margin if margin > 0.0 else float("nan")
    return ProgrammeCost(year * cost, share, float(world.reference_price * firms.cost_setup[j]))
