"""Measures are declared once: columns, claims, summaries, reports and words in both languages follow."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import simulation as sim
from simulation import language
from simulation.errors import InputError
from simulation.experiments.summary import AT_THE_END, MEASURES, measures_of_run
from simulation.language import LANGUAGES, catalogue, use_language
from simulation.market.ledger import COSTS
from simulation.measures.declared import (
    CLAIMED,
    COLUMNS,
    DECLARED,
    RESULTS,
    WHOLE,
    accounts,
    flows,
    loyalty_groups,
)
from simulation.measures.declared.involvement import LEVELS
from simulation.measures.declared.words import label, part_label, result_label, short_label, words_of
from simulation.mechanisms import involvement, loyalty, search
from simulation.report.comparison.series import PARTS
from simulation.report.measures import GIST, KINDS, SUMMARY
from tests.first_edition.markets import first_edition
from tests.markets import KINDS as MARKETS
from tests.markets import busy

FIRST = (
    "level", "price", "customers", "market_share", "acquired", "lost", "won_back", "retention_rate",
    "switching_cost", "switching_cost_procedural", "switching_cost_financial", "switching_cost_relational",
    "satisfaction", "trust", "commitment", "share_loyal", "share_latent", "share_spurious", "share_none",
    "share_dedicated", "share_constrained", "revenue", "cost_of_goods", "cost_financial", "cost_social",
    "cost_structural", "cost_recovery", "cost_acquisition", "profit", "profit_cumulative", "npv", "clv",
    "cost_to_serve", "cost_advertising", "cost_fixed", "share_preferred", "share_partner", "share_ally",
)  # fmt: skip
"""The columns of the first edition, whose digests are kept below: do not add to them."""
FROM_THE_LEDGER = {"revenue", *COSTS, "profit", "profit_cumulative", "npv", "clv"}
SMALL = {"world.customers": 150, "world.months": 8, "world.warm_up": 4}


@pytest.fixture(scope="module", params=MARKETS)
def market(request):
    return sim.run(busy(request.param, **{"world.months": 14}), seed=3).market


def claiming(measure: str) -> str:
    return f"""
schema = 1
title = "A test"
question = "Can it be claimed?"
[[firm]]
name = "A"
[[firm]]
name = "B"
[[expect]]
claim = "a-claim"
text = "A has more of it than B."
measure = "{measure}"
relation = "greater"
firm = "A"
than = "B"
"""


def test_every_measure_is_a_column_with_a_unit_and_labels_in_both_languages(market):
    for name, measure in DECLARED.items():
        assert (name in market.columns) == (measure.value is not None)
        assert f"unit.{measure.unit}" in catalogue("en")
        assert name in KINDS
        for spoken in LANGUAGES:
            use_language(spoken)
            assert all((label(name), result_label(name), short_label(name)))
            assert not measure.part_of or part_label(name)


def test_a_measure_can_be_claimed_if_it_says_so(tmp_path):
    file = tmp_path / "claim.toml"
    for name, measure in DECLARED.items():
        file.write_text(claiming(name))
        if measure.claim:
            assert sim.load_scenario(file).expects[0].measure == name
        else:
            with pytest.raises(InputError, match="`measure` of `expect`"):
                sim.load_scenario(file)


def test_columns_are_the_declared_ones_and_new_ones_stand_last(market):
    assert tuple(market.columns) == ("month", "firm", *COLUMNS)
    assert COLUMNS[: len(FIRST)] == FIRST, "give a new measure an edition later than all there are"
    whole = {name for name in COLUMNS if market[name].dtype.kind == "i"}
    assert whole == {name for name in COLUMNS if DECLARED[name].whole}


def test_every_column_has_values(market):
    assert market[list(COLUMNS)].notna().any().all()


def test_shares_and_scores_stay_within_their_units(market):
    highest = {"share": 1.0, "score": 1.0, "index": 100.0, "level": 3.0}
    for name in COLUMNS:
        most = highest.get(DECLARED[name].unit, np.inf)
        assert market[name].dropna().le(most).all(), name
        assert most == np.inf or market[name].dropna().ge(0.0).all(), name


def test_claims_name_columns_and_measures_of_the_whole_run():
    assert set(CLAIMED) <= {*COLUMNS, *WHOLE}


def test_results_become_one_number_as_declared(market):
    firms = market["firm"].nunique()
    results = measures_of_run(market, firms)
    assert set(results) == set(RESULTS) - set(WHOLE) == set(MEASURES) - set(WHOLE)
    first = market[market["firm"] == market["firm"].iloc[0]]
    for name, values in results.items():
        over_run = {"mean": first[name].mean(), "end": first[name].iloc[-1], "total": first[name].sum()}
        assert values[0] == pytest.approx(over_run[DECLARED[name].over_run])
        assert (name in AT_THE_END) == (DECLARED[name].over_run == "end")


def test_the_report_lists_results_in_the_order_of_their_places():
    assert set(GIST) < set(SUMMARY) < set(RESULTS)
    places = [DECLARED[name].result.place for name in RESULTS]
    assert all(before <= after for before, after in pairwise(places))


def test_parts_add_up_to_what_they_are_parts_of(market):
    kinds = market[list(PARTS["switching_cost"])].sum(axis=1)
    assert kinds.to_numpy() == pytest.approx(market["switching_cost"].to_numpy())
    assert market[list(PARTS["loyalty"])].sum(axis=1).to_numpy() == pytest.approx(1.0)
    assert PARTS["motives"] == ("share_dedicated", "share_mixed", "share_constrained")


def test_levels_of_involvement_add_up_to_the_whole(market):
    def of(measure):
        return market[[f"{measure}_{level}" for level in LEVELS]].to_numpy()

    assert of("customers").sum(axis=1).tolist() == market["customers"].tolist()
    profit = market["profit"] + market["cost_advertising"] + market["cost_fixed"]
    assert of("profit").sum(axis=1) == pytest.approx(profit.to_numpy())
    held = np.nansum(of("switching_cost") * of("customers"), axis=1)
    assert held == pytest.approx((market["switching_cost"] * market["customers"]).to_numpy())
    before = market.groupby("firm")[[f"customers_{level}" for level in LEVELS]].shift().to_numpy()
    stayed, known = np.nansum(of("retention_rate") * before, axis=1), market["month"].to_numpy() > 1
    began = market["customers"] - market["acquired"] + market["lost"]
    kept = (market["retention_rate"] * began).fillna(0.0).to_numpy()
    assert stayed[known] == pytest.approx(kept[known])


def test_levels_of_involvement_are_those_of_the_mechanism():
    assert LEVELS == involvement.LEVELS


def test_every_account_of_the_ledger_is_declared():
    assert {"revenue", *COSTS, "profit"} <= {measure.name for measure in accounts.MEASURES}
    assert {DECLARED[name].better for name in COSTS} == {"less"}


def test_chinese_words_are_those_of_the_declarations():
    chinese = tomllib.loads((Path(language.__file__).parent / "zh" / "measures.toml").read_text("utf-8"))
    assert chinese.keys() - {"table"} == DECLARED.keys()
    for name, measure in DECLARED.items():
        assert chinese[name].keys() == words_of(measure).keys(), name


def test_a_scenario_with_claims_is_read_without_pandas():
    code = "import sys, simulation.scenario.document; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("three-levels", "1afe39576548381afb3ec0efa7ed2d647e94f7d244b3d6d3528dc2461f14fa5d"),
        ("detergent", "38845ccb6af9f4f562de7301ee767a062e2d931b59f8a84db5fe4dd89fc44557"),
        ("mobile-telecom", "a5a83ff61bcaa1ff8a543253ae4d0e703c56e9c0065bdb0e43af6c6f0e493a5d"),
    ],
)
def test_the_columns_beside_the_ledger_are_the_same_to_the_bit(name, digest):
    """The digests are those of the first edition's columns before measures were declared."""
    found = sim.run(first_edition(name).with_(**SMALL), seed=3).market
    bits = sha256()
    for column in ("month", *FIRST):
        if column not in FROM_THE_LEDGER:
            bits.update(np.ascontiguousarray(found[column].to_numpy()).tobytes())
    assert bits.hexdigest() == digest


def test_reasons_of_leaving_add_up_to_those_who_left(market):
    reasons = [name for name in COLUMNS if name.startswith("lost_")]
    assert (market[reasons].sum(axis=1) == market.lost).all()
    assert (market[reasons].sum() > 0).sum() >= 3
    assert list(flows.REASONS) == list(search.REASONS)


def test_flows_count_at_the_firm_where_the_month_began(market):
    began = market.lost + market.customers - market.acquired
    assert (market[["incidents", "looked"]].le(began, axis=0)).all(axis=None)
    assert (market.complaints <= market.incidents).all()
    assert 0 < market.complaints.sum() < market.incidents.sum()
    assert (market.told.groupby(market.month).sum() > 0).any()


def test_the_retention_of_all_lies_among_that_of_the_types_of_loyalty(market):
    types = market[[f"retention_rate_{name}" for name in loyalty_groups.TYPES]]
    known = market.retention_rate.notna() & types.notna().any(axis=1)
    assert known.sum() > len(market) / 2
    assert (types.min(axis=1) <= market.retention_rate + 1e-12)[known].all()
    assert (types.max(axis=1) >= market.retention_rate - 1e-12)[known].all()
    assert tuple(loyalty_groups.TYPES) == loyalty.LOYALTY_TYPES


def test_accounts_of_programmes_and_defection_are_what_they_say(market):
    bonds = market.cost_financial + market.cost_social + market.cost_structural
    assert market.cost_programme.to_numpy() == pytest.approx(bonds.to_numpy())
    assert np.allclose(market.retention_year, market.retention_rate**12, equal_nan=True)
    assert np.allclose(market.defection_cost, market.lost * market.clv, equal_nan=True)
