"""A firm's own price, costs and contract, and whose firm it is, on their way into the scenario."""

from __future__ import annotations

import pytest

import simulation as sim
from simulation.fitting.terms import focal_first
from simulation.language import LANGUAGES, use_language


def paths(terms, price=100.0):
    return {path: each.value for each in terms.quantities(("A", "B"), price) for path in each.paths}


def test_what_is_said_is_set_for_all_firms_that_are_alike():
    said = paths(sim.Terms(price=65.0, margin=40.0, contract=12, exit_fee=30.0))
    assert {path: value for path, value in said.items() if path.startswith("firm.A")} == {
        "firm.A.price": 65.0,
        "firm.A.unit_cost": pytest.approx(39.0),
        "firm.A.contract_term": 12,
        "firm.A.exit_fee": 30.0,
    }
    assert said["firm.B.price"] == 65.0


def test_what_is_not_said_is_not_set_and_a_margin_is_of_the_price_of_the_data():
    assert paths(sim.Terms()) == {}
    assert paths(sim.Terms(margin=25.0), price=4.0)["firm.A.unit_cost"] == pytest.approx(3.0)
    assert paths(sim.Terms(unit_cost=2.5), price=4.0)["firm.B.unit_cost"] == 2.5


def test_the_focal_brand_comes_first():
    assert focal_first(("Dr- X", "Y", "Z"), ("Dr. X", "Y", "Z"), "Z") == ("Z", "Dr- X", "Y")
    assert focal_first(("Dr- X", "Y"), ("Dr. X", "Y"), None) == ("Dr- X", "Y")
    with pytest.raises(sim.InputError, match=r"Dr\. X, Y"):
        focal_first(("Dr- X", "Y"), ("Dr. X", "Y"), "x")


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": 0.0},
        {"price": float("nan")},
        {"unit_cost": -1.0},
        {"margin": 100.0},
        {"contract": 121},
        {"margin": 20.0, "unit_cost": 3.0},
    ],
)
def test_impossible_terms_are_refused_in_both_languages(wrong):
    for language in LANGUAGES:
        use_language(language)
        with pytest.raises(sim.InputError) as caught:
            sim.Terms(**wrong)
        assert str(caught.value)
    use_language("en")
