"""Runs and comparisons: the contract's tables, the same whatever the engine, the processes and the order."""

import numpy as np
import pandas as pd
import pytest

import simulation as sim
from simulation.experiments.summary import MEASURES
from simulation.market.accounts import COSTS
from simulation.measures.declared import COLUMNS

SMALL = {"world.customers": 150, "world.months": 8, "world.warm_up": 4}


@pytest.fixture(scope="module")
def scenario():
    return sim.load_scenario("three-levels").with_(**SMALL)


@pytest.fixture(scope="module")
def run(scenario):
    return sim.run(scenario.with_(**{"firm.Focal.level": 3}), seed=7, purchases=True)


@pytest.fixture(scope="module")
def twin(scenario):
    return sim.compare(scenario, vary={"firm.Focal.level": [1, 2, 3]}, replications=3, seed=5, workers=1)


def test_the_market_has_a_row_a_month_and_firm(run):
    assert tuple(run.market.columns) == ("month", "firm", *COLUMNS)
    assert len(run.market) == 8 * 4
    months = run.market.groupby("month")
    outside = 150 * months["share_outside"].first()
    assert (months["customers"].sum() + outside).to_numpy() == pytest.approx(150)
    assert run.market.groupby("month")["market_share"].sum().to_numpy() == pytest.approx(1.0)


def test_the_ledger_balances_to_the_cent(run):
    market = run.market
    assert market["profit"].to_numpy() == pytest.approx(
        (market["revenue"] - market[list(COSTS)].sum(axis=1)).to_numpy()
    )
    assert run.customers["profit_cumulative"].sum() == pytest.approx(
        market["profit"].sum() + market["cost_advertising"].sum() + market["cost_fixed"].sum(), abs=0.01
    )


def test_purchases_are_what_revenue_is_made_of(run):
    bought = run.purchases.groupby(["month", "firm"])["quantity"].sum()
    market = run.market.set_index(["month", "firm"])
    assert (bought * market["price"]).dropna().to_numpy() == pytest.approx(
        market["revenue"].loc[bought.index].to_numpy()
    )


def test_customers_who_leave_are_counted_once_everywhere(run):
    lost = run.market.groupby("firm")["lost"].sum()
    assert run.switches["origin"].value_counts().reindex(lost.index, fill_value=0).eq(lost).all()
    acquired = run.market.groupby("firm")["acquired"].sum()
    assert run.switches["destination"].value_counts().reindex(acquired.index, fill_value=0).eq(acquired).all()


def test_retention_is_stayers_over_those_at_the_start(run):
    market = run.market.sort_values(["firm", "month"])
    start = market["customers"] - market["acquired"] + market["lost"]
    assert market["retention_rate"].to_numpy() == pytest.approx((1 - market["lost"] / start).to_numpy())


def test_shares_of_kinds_add_up(run):
    kinds = run.market[["share_loyal", "share_latent", "share_spurious", "share_none"]].sum(axis=1)
    assert kinds.to_numpy() == pytest.approx(1.0)


def test_npv_discounts_each_month_once(run):
    focal = run.market[run.market["firm"] == "Focal"]
    factor = 1.12 ** (-focal["month"] / 12)
    assert focal["npv"].to_numpy() == pytest.approx((focal["profit"] * factor).cumsum().to_numpy())


def test_lifetime_value_is_the_perpetuity_of_margin_and_retention(run):
    focal = run.market[run.market["firm"] == "Focal"].iloc[-1]
    members = focal["customers"] - focal["acquired"] + focal["lost"]
    margin = (
        focal["profit"] + focal["cost_acquisition"] + focal["cost_advertising"] + focal["cost_fixed"]
    ) / members
    growth = 1.12 ** (1 / 12)
    assert focal["clv"] == pytest.approx(margin * growth / (growth - focal["retention_rate"]))


def test_the_same_seed_gives_the_same_run_and_zero_is_a_seed(scenario):
    first, again, other = (sim.run(scenario, seed=seed) for seed in (0, 0, 1))
    pd.testing.assert_frame_equal(first.market, again.market, check_exact=True)
    assert not first.market.equals(other.market)


def test_a_comparison_s_runs_are_the_runs_alone(scenario, twin):
    alone = sim.run(scenario.with_(**{"firm.Focal.level": 2}), seed=6).market
    inside = twin.market.query("alternative == 'firm.Focal.level=2' and replication == 1")
    pd.testing.assert_frame_equal(inside[list(alone.columns)].reset_index(drop=True), alone, check_exact=True)


def test_the_number_of_processes_changes_nothing(scenario, twin):
    parallel = sim.compare(scenario, vary={"firm.Focal.level": [1, 2, 3]}, replications=3, seed=5, workers=2)
    pd.testing.assert_frame_equal(parallel.market, twin.market, check_exact=True)
    pd.testing.assert_frame_equal(parallel.summary, twin.summary, check_exact=True)


def test_the_summary_is_the_mean_over_runs_with_paired_differences(twin):
    focal = twin.market[twin.market["firm"] == "Focal"]
    retention = focal.groupby(["alternative", "replication"])["retention_rate"].mean().unstack(0)
    row = twin.summary.set_index(["alternative", "measure"]).loc[("firm.Focal.level=3", "retention_rate")]
    assert row["mean"] == pytest.approx(retention["firm.Focal.level=3"].mean())
    gaps = retention["firm.Focal.level=3"] - retention["firm.Focal.level=1"]
    assert row["difference"] == pytest.approx(gaps.mean())
    assert set(twin.summary["measure"]) == set(MEASURES)


def test_alternatives_that_are_alike_differ_in_nothing(scenario):
    placebo = sim.compare(scenario, vary={"firm.Focal.price": [100.0, 100]}, replications=2, workers=1)
    assert np.nanmax(np.abs(placebo.summary["difference"])) == 0.0


def test_without_alternatives_there_is_nothing_to_compare(scenario):
    with pytest.raises(sim.InputError, match="vary"):
        sim.compare(scenario, vary={}, replications=1)


def test_the_mesa_model_is_the_same_market(scenario):
    market = sim.Market(scenario, seed=7)
    for _ in range(scenario.world.months):
        market.step()
    pd.testing.assert_frame_equal(market.record.frame(), sim.run(scenario, seed=7).market, check_exact=True)
    assert market.datacollector.get_model_vars_dataframe()["month"].tolist() == list(range(1, 9))
    market.release()


def test_mesa_s_own_verbs_work_on_the_faces(scenario):
    market = sim.Market(scenario, seed=7)
    market.step()
    trusting = market.customers.select(lambda customer: customer.trust > 0.5)
    assert len(trusting) == sum(market.customers.get("trust")[i] > 0.5 for i in range(150))
    market.customers.set("trust", 0.25)
    assert market.process.state.trust == pytest.approx(0.25)
    assert sum(len(firm.customers) for firm in market.firms) == (market.process.state.firm < 4).sum() < 150
    market.firms[0].price = 50.0
    for _ in range(3):
        market.step()
    assert market.firms[0].price == 50.0
    market.release()


def test_without_interest_the_value_of_customers_who_never_leave_is_missing():
    """It has no bound; means, differences and intervals leave it out."""
    still = {"world.discount_rate": 0.0, "world.customers": 40, "world.months": 4, "world.warm_up": 0}
    market = sim.load_scenario("three-levels").with_(**still)
    table = sim.run(market).market
    kept = table["retention_rate"] == 1.0
    assert kept.any()
    assert table.loc[kept, "clv"].isna().all()
    assert np.isfinite(table.loc[table["retention_rate"] < 1.0, "clv"]).all()
    twins = sim.compare(market, {"firm.Focal.price": [90, 100]}, replications=3, workers=1)
    assert not np.isinf(twins.summary.select_dtypes("number")).any(axis=None)
