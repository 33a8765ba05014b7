from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from synthetic import comparison, run

from simulation.language import use_language
from simulation.report.comparison.comparison_page import render
from simulation.report.comparison.comparison_tables import difference_table
from simulation.report.comparison.verdict import FEWEST_RUNS, verdict


def test_names_the_alternative_that_earns_most_when_chance_is_excluded():
    found = verdict(comparison())
    assert found.winner == "Level 3"
    assert "Alder is worth most with Level 3" in found.sentences[0]
    assert "12 of 12 runs" in found.sentences[0]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_placebo_cannot_be_distinguished(language):
    use_language(language)
    found = verdict(comparison({"A": 1, "B": 1, "C": 1}))
    assert found.winner is None
    said = {"en": "A, B and C cannot be distinguished", "zh": "“A”、“B”和“C”分不出高下"}[language]
    assert all(said in sentence for sentence in found.sentences[:4])


def test_names_exactly_those_that_chance_could_swap():
    found = verdict(comparison({"Low": 0, "Two": 2, "Two again": 2.001}))
    assert found.winner is None
    first = found.sentences[0]
    tied = ("Two again and Two cannot be distinguished", "Two and Two again cannot be distinguished")
    assert any(words in first for words in tied)
    assert "Low" not in first


@pytest.mark.parametrize("path", ["world.customers", "world.population.involvement_mean"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_customers_that_are_varied_are_not_called_the_same(path, language):
    use_language(language)
    same = {"en": "same customers", "zh": "顾客相同"}[language]
    usual = comparison({"A": 1, "B": 2})
    other = replace(usual, changes={"A": {path: 30}, "B": {path: 40}})
    for subject, said in ((usual, True), (other, False)):
        page = str(render(subject))
        assert [same in verdict(subject).sentences[-1], same in page] == [said, said]
        assert (same in difference_table(subject).note) == said


def test_the_difference_is_the_paired_one():
    """Luck common to both alternatives is far larger than their difference, and must cancel."""
    twin = comparison({"A": 1, "B": 1}, replications=20)
    luck = np.random.default_rng(1).normal(0, 1e6, 20)
    worth = twin.worth
    worth["value"] += luck[worth["replication"].to_numpy()]
    worth.loc[worth["alternative"] == "B", "value"] += 5_000.0 + worth["replication"]
    found = verdict(twin)
    assert found.winner == "B"
    assert "5,009.5 coins (between 5,006.7 and 5,012.3)" in found.sentences[0]


def test_few_runs_name_no_winner():
    found = verdict(comparison(replications=FEWEST_RUNS - 1))
    assert found.winner is None
    assert found.sentences[0].startswith("No winner yet. Runs of each alternative so far: 9;")
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
    twin.worth["value"] -= 1e7
    found = verdict(twin)
    assert found.winner == "Level 3"
    assert "and least with Level 3" in found.sentences[0]


def test_an_alternative_without_customers_is_left_out_of_means():
    twin = comparison()
    gone = twin.market["alternative"] == "No programme"
    twin.market.loc[gone, ["retention_rate", "switching_cost"]] = np.nan
    found = verdict(twin)
    assert "Level 3" in found.sentences[2]
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
    assert found.sentences[0].startswith("Dogwood is worth most")
    assert "seed 7" in found.sentences[-1]


def test_beside_the_value_stands_what_is_earned_within_the_horizon():
    found = verdict(comparison())
    assert "is earned within 24 months; the customers held then are worth" in found.sentences[0]
    assert found.sentences[1].startswith("Within the 24 months alone, discounted, Alder earns most with")


def test_the_best_alternative_pays_back_in_a_month_with_its_quantiles_or_not_within_the_horizon():
    twin = comparison()
    level = (twin.worth["alternative"] == "Level 3") & (twin.worth["firm"] == "Alder")
    twin.worth.loc[level, "payback_month"] = np.arange(3.0, 15.0)
    twin.worth.loc[level, "overtakes_month"] = [np.nan] * 11 + [9.0]
    said = " ".join(verdict(twin).sentences)
    assert "pays back against No programme: from month 8 on (in 8 of 10 runs between months 4 and 13)" in said
    assert "for good: not within 24 months, in 11 of 12 runs" in said
    twin.worth.loc[level, "payback_month"] = [5.0, 6.0, 6.0, 7.0, 8.0, 9.0] + [np.nan] * 6
    said = " ".join(verdict(twin).sentences)
    assert "from month 9 on (the earliest tenth of the runs by month 6; not within 24 months in 6 of" in said


def test_an_unchanged_price_is_said_and_other_prices_are_not_called_so():
    twin = comparison()
    unchanged = "at an unchanged price of 100 coins"
    assert any(unchanged in sentence for sentence in verdict(twin).sentences)
    twin.changes["Level 3"]["firm.Alder.price"] = 120.0
    assert not any(unchanged in sentence for sentence in verdict(twin).sentences)


def test_it_is_said_where_customers_count_nothing_after_the_run_off():
    twin = comparison()
    some = (twin.worth["alternative"] == "Level 3") & (twin.worth["replication"] == 4)
    twin.worth.loc[some, "equity_tail"] = 0.0
    said = " ".join(verdict(twin).sentences)
    assert "after the run-off of 60 months, or those who are left bring a loss, with Level 3" in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"firm.Alder.brand": 0.3}, "also change Brand strength of Alder. No firm pays for that here"),
        ({"firm.Alder.unit_cost": 10.0, "world.complexity": 1.0}, "Unit cost of Alder and Task complexity"),
    ],
)
def test_what_costs_nothing_is_said(changed, said):
    twin = comparison()
    twin.changes["Level 3"].update(changed)
    assert sum(said in sentence for sentence in verdict(twin).sentences) == 1


def test_what_lies_beyond_its_plausible_range_is_said():
    twin = comparison()
    twin.changes["Level 3"].update({"firm.Alder.effort": 2.0, "firm.Alder.price": 90.0})
    said = [each for each in verdict(twin).sentences if "beyond the plausible range" in each]
    assert len(said) == 1
    assert "Effort of Alder (−0.2 to 0.2). Nothing there" in said[0]


def test_nothing_is_said_of_levers_and_of_what_stays_as_it_is():
    twin = comparison()
    twin.changes["Level 3"].update({"firm.Alder.price": 90.0, "firm.Alder.unit_cost": 60.0})
    assert not any("costs nothing" in sentence for sentence in verdict(twin).sentences)
