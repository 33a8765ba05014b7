"""Market shares that a scenario states belong to its offers: whoever changes an offer changes her share."""

import numpy as np
import pytest

import simulation as sim
from simulation.errors import InputError
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import Months
from simulation.market.brands import brand_strengths
from simulation.scenario.reading import parse_scenario, scenario_from
from tests.markets import differing, process

SHARES = {"Focal": 0.5, "Birch": 0.3, "Cedar": 0.2}
MARKET = scenario_from(
    {
        "schema": 1,
        "title": "shares",
        "question": "What does a price cost?",
        "world": {"customers": 3000, "months": 6, "varied_from": "start"},
        "firm": [{"name": name, "market_share": share} for name, share in SHARES.items()],
    }
)
DEARER = MARKET.with_(**{"firm.Focal.price": 120.0})


def shares(scenario, months=0):
    """Each firm's share of those who have a supplier after so many months."""
    running = process(scenario.with_(**{"world.warm_up": 0}), months)
    held = np.bincount(running.state.firm, minlength=len(scenario.firms))[: len(scenario.firms)]
    return held / held.sum()


def test_stated_shares_are_met():
    assert shares(MARKET) == pytest.approx(list(SHARES.values()), abs=0.03)


@pytest.mark.parametrize(
    ("path", "better", "worse"),
    [("price", 90.0, 110.0), ("quality", 0.1, -0.1), ("effort", -0.1, 0.1)],
)
def test_an_offer_wins_and_loses_customers(path, better, worse):
    alternatives = [MARKET.with_(**{f"firm.Focal.{path}": value}) for value in (better, worse)]
    more, fewer = (shares(alternative)[0] for alternative in alternatives)
    assert more > shares(MARKET)[0] + 0.03 > shares(MARKET)[0] - 0.03 > fewer


def test_a_dearer_alternative_of_a_comparison_has_fewer_customers():
    twin = sim.compare(MARKET, vary={"firm.Focal.price": [100.0, 110.0]}, replications=4)
    found = twin.summary[twin.summary["measure"] == "customers"]
    assert found["difference_high"].iloc[1] < 0


def test_points_of_an_experiment_keep_the_brands_of_the_scenario():
    design = Design(MARKET, [{"firm.Focal.price": 100.0}, {"firm.Focal.price": 120.0}], Months(), 1, 0)
    same, dearer = (design.world_of(design.task(number)) for number in (0, 1))
    assert same == MARKET
    assert (brand_strengths(dearer.firms, dearer.world) == brand_strengths(MARKET.firms, MARKET.world)).all()
    assert not differing(process(dearer, 2), process(DEARER, 2))


def test_a_written_alternative_is_the_same_market():
    again = parse_scenario(DEARER.to_toml())
    assert again == DEARER
    assert not differing(process(again, 2), process(DEARER, 2))


def test_the_order_of_changes_does_not_matter():
    world, price = {"world.price_elasticity": 3.0}, {"firm.Focal.price": 120.0}
    assert MARKET.with_(**world).with_(**price) == MARKET.with_(**price).with_(**world)
    assert DEARER.with_(**{"firm.Focal.price": 80.0}) == MARKET.with_(**{"firm.Focal.price": 80.0})
    assert DEARER.with_(**{"firm.Focal.price": 100.0}) == MARKET


@pytest.mark.parametrize(
    "people",
    [
        {"world.price_elasticity": 4.0},
        {"world.population.involvement_mean": 50.0, "world.population.involvement_norm": 1.0},
    ],
)
def test_shares_are_what_was_observed_whatever_people_are_like(people):
    other = MARKET.with_(**people)
    assert not np.allclose(
        brand_strengths(other.firms, other.world), brand_strengths(MARKET.firms, MARKET.world)
    )
    assert shares(other) == pytest.approx(list(SHARES.values()), abs=0.03)


def test_shares_stated_anew_hold_for_the_offers_as_they_then_are():
    changes = {
        f"firm.{name}.market_share": share for name, share in zip(SHARES, (0.2, 0.4, 0.4), strict=True)
    }
    assert shares(DEARER.with_(**changes)) == pytest.approx([0.2, 0.4, 0.4], abs=0.03)
    assert DEARER.with_(**changes) == MARKET.with_(**changes, **{"firm.Focal.price": 120.0})


def test_an_offer_behind_a_share_needs_a_share():
    with pytest.raises(InputError, match="market_share_at"):
        MARKET.with_(**{f"firm.{name}.market_share": None for name in SHARES}).with_(
            **{"firm.Focal.market_share_at.price": 90.0}
        )
