"""When a course pays back, and from when on it earns more: on series whose answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulation.experiments.payback import overtakes_month, payback_month, paybacks, smoothed
from tests.markets import scenario

MONTHS = np.arange(1, 61.0)[:, np.newaxis]


@pytest.mark.parametrize("turn", [1, 20, 48])
def test_a_course_earns_more_from_the_month_in_which_its_profit_turns(turn):
    assert overtakes_month(np.where(turn > MONTHS, -1.0, 1.0)) == [turn]


def test_a_turn_without_a_year_after_it_is_not_for_good():
    assert np.isnan(overtakes_month(np.where(MONTHS < 52, -1.0, 1.0)))
    assert np.isnan(overtakes_month(np.ones((11, 1))))


def test_a_single_bad_month_does_not_hide_a_turn_and_a_year_of_them_does():
    late = np.where(MONTHS < 10, -1.0, 1.0)
    assert overtakes_month(np.where(MONTHS == 40, -1.0, late)) == [10]
    assert overtakes_month(np.where((MONTHS >= 30) & (MONTHS < 36), -1.0, late)) == [36]


def test_it_pays_back_when_what_was_gained_stays_above_nothing():
    gained = np.cumsum(np.where(MONTHS <= 10, -2.0, 1.0), axis=0)
    assert payback_month(gained) == [31]
    assert np.isnan(payback_month(gained[:30]))
    assert payback_month(MONTHS) == [1]
    assert np.isnan(payback_month(0.0 * MONTHS))


def test_the_mean_is_over_the_months_around_each():
    values = np.random.default_rng(0).normal(size=(20, 2))
    found = smoothed(values)
    assert found[7] == pytest.approx(values[2:14].mean(axis=0))
    assert found[0] == pytest.approx(values[:7].mean(axis=0))
    assert found[-1] == pytest.approx(values[-6:].mean(axis=0))


def test_every_run_is_compared_with_its_own_twin():
    rows = [
        {"alternative": name, "replication": run, "firm": firm, "month": month,
         "npv": scale * (month - 5.5), "profit": scale * (month - 5.5)}
        for name, scale in (("first", 0.0), ("second", 1.0))
        for run in (0, 1)
        for firm in ("A", "B")
        for month in range(1, 31)
    ]  # fmt: skip
    market = pd.DataFrame(rows)
    market.loc[(market["replication"] == 1) & (market["alternative"] == "first"), "npv"] = 1e9
    found = paybacks(market, ["first", "second"]).set_index(["alternative", "replication", "firm"])
    assert found.loc[("second", 0, "A"), "payback_month"] == 6
    assert np.isnan(found.loc[("second", 1, "B"), "payback_month"])
    assert found.loc[("second", 1, "B"), "overtakes_month"] == 5  # months 1 to 11 gain
    assert found.loc["first"].isna().all().all()


def test_a_comparison_has_both_months_of_every_run():
    import simulation as sim

    market = scenario(2, **{"world.customers": 60, "world.months": 14, "world.warm_up": 2})
    twin = sim.compare(market, {"firm.A.unit_cost": [65.0, 60.0]}, replications=2, workers=1)
    second = twin.worth[(twin.worth["alternative"] == "firm.A.unit_cost=60.0") & (twin.worth["firm"] == "A")]
    assert (second["payback_month"] == 1).all()
    assert (second["overtakes_month"] == 1).all()
