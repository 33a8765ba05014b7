"""The best price of each alternative: by value, on fresh luck, from month 1."""

from __future__ import annotations

import pytest

import simulation as sim
from simulation.errors import InputError
from simulation.report.experiments.best_price_tables import best_price_table
from tests.markets import NOTHING_FELT, busy, scenario

SMALL = {"world.customers": 80, "world.months": 6, "world.warm_up": 2, "world.run_off": 12}


def test_who_cannot_lose_customers_takes_the_highest_price_and_is_told_that_it_is_the_edge():
    market = scenario(1, **NOTHING_FELT | SMALL)
    found = sim.best_prices(market, {"firm.A.unit_cost": [50.0, 60.0]}, replications=2, workers=1)
    assert found.edge == (80.0, 130.0)
    assert found.best["price"].tolist() == [130.0, 130.0]
    assert "130*" in best_price_table(found).rows[0][1]
    assert "beyond" in best_price_table(found).note


def test_values_are_those_of_fresh_luck_and_paired():
    market = busy("contractual", **SMALL)
    levels = {"firm.Focal.level": [0, 3]}
    found = sim.best_prices(market, levels, prices=[90.0, 110.0], replications=3, seed=5, workers=1)
    assert len(found.tried) == 4
    for row in found.best.to_dict("records"):
        level = int(row["alternative"][-1])
        changed = market.with_(**{"world.varied_from": "month_1"})
        changed = changed.with_(**{"firm.Focal.level": level, "firm.Focal.price": row["price"]})
        runs = [sim.run(changed, seed, worth=True).worth["value"].iloc[0] for seed in (8, 9, 10)]
        assert row["value"] == pytest.approx(sum(runs) / 3)
        mine = found.tried[found.tried["alternative"] == row["alternative"]]
        assert mine.set_index("price")["value"].idxmax() == row["price"]
    first, second = found.best["value"]
    assert found.best["difference"].tolist() == pytest.approx([0.0, second - first])


def test_alternatives_that_set_the_price_are_refused():
    with pytest.raises(InputError, match="best price"):
        sim.best_prices(busy("contractual"), {"firm.Focal.price": [90.0, 100.0]}, replications=1)


def test_a_price_of_nothing_has_no_prices_around_it():
    free = scenario(1).built_with(**{"firm.A.price": 0.0})
    with pytest.raises(InputError, match="Set a price above 0"):
        sim.best_prices(free, {"firm.A.level": [0, 1]})
