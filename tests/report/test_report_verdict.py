from __future__ import annotations

import numpy as np
import pytest
from synthetic import comparison, run

from simulation.language import use_language
from simulation.report.comparison.verdict import FEWEST_RUNS, verdict


def test_names_the_alternative_that_earns_most_when_chance_is_excluded():
    found = verdict(comparison())
    assert found.winner == "Level 3"
    assert "Alder earns most with Level 3" in found.sentences[0]
    assert "12 of 12 runs" in found.sentences[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_placebo_cannot_be_distinguished(language):
    use_language(language)
    found = verdict(comparison({"A": 1, "B": 1, "C": 1}))
    assert found.winner is None
    said = {"en": "A, B and C cannot be distinguished", "zh": "“A”、“B”和“C”分不出高下"}[language]
    assert all(said in sentence for sentence in found.sentences[:3])


def test_names_exactly_those_that_chance_could_swap():
    found = verdict(comparison({"Low": 0, "Two": 2, "Two again": 2.001}))
    assert found.winner is None
    first = found.sentences[0]
    tied = ("Two again and Two cannot be distinguished", "Two and Two again cannot be distinguished")
    assert any(words in first for words in tied)
    assert "Low" not in first


def test_the_difference_is_the_paired_one():
    """Luck common to both alternatives is far larger than their difference, and must cancel."""
    twin = comparison({"A": 1, "B": 1}, replications=20)
    luck = np.random.default_rng(1).normal(0, 1e6, 20)
    market = twin.market
    market["profit_cumulative"] += luck[market["replication"].to_numpy()]
    market.loc[market["alternative"] == "B", "profit_cumulative"] += 5_000.0 + market["replication"]
    found = verdict(twin)
    assert found.winner == "B"
    assert "5,009.5 coins (between 5,006.7 and 5,012.3)" in found.sentences[0]


def test_few_runs_name_no_winner():
    found = verdict(comparison(replications=FEWEST_RUNS - 1))
    assert found.winner is None
    assert found.sentences[0].startswith("No winner yet: 9 runs")
    assert verdict(comparison(replications=FEWEST_RUNS)).winner == "Level 3"


def test_one_replication_is_called_what_it_is():
    found = verdict(comparison(replications=1))
    assert found.winner is None
    assert "what can happen, not what usually happens" in found.sentences[-1]
    assert "between" not in " ".join(found.sentences)


def test_a_single_alternative_has_nothing_to_win():
    found = verdict(comparison({"Only": 1}))
    assert found.winner is None
    assert "nothing to compare" in found.sentences[0]


def test_a_firm_that_only_loses_money_loses_least():
    twin = comparison()
    twin.market["profit_cumulative"] -= 1e6
    found = verdict(twin)
    assert found.winner == "Level 3"
    assert "the smallest loss with Level 3" in found.sentences[0]


def test_an_alternative_without_customers_is_left_out_of_means():
    twin = comparison()
    gone = twin.market["alternative"] == "No programme"
    twin.market.loc[gone, ["retention_rate", "switching_cost"]] = np.nan
    found = verdict(twin)
    assert "Level 3" in found.sentences[1]
    assert "nan" not in " ".join(found.sentences)


def test_conditions_come_from_the_scenario_less_what_the_alternatives_vary():
    twin = comparison()
    assert "margin: 40\u00a0% of the price" in verdict(twin).conditions
    assert "customers: 2,000" in verdict(twin).conditions
    twin.changes["No programme"]["world.customers"] = 500
    assert not any("customers" in condition for condition in verdict(twin).conditions)


def test_a_run_has_no_winner_and_says_that_it_is_one_run():
    found = verdict(run())
    assert found.winner is None
    assert found.sentences[0].startswith("Dogwood earned most over 24 months")
    assert "seed 7" in found.sentences[-1]
