"""Segments: a mixture of customers, each with the traits that her segment gives her."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.market.brands import brand_strengths
from simulation.mechanisms.segments import overall
from tests.markets import KINDS, busy, differing, process, usual

PATH = "world.population.segment"
TWO = [
    {"name": "households", "share": 0.75, "set": {"purchase_rate": 0.5, "involvement_mean": 60.0}},
    {"name": "chains", "share": 0.25, "set": {"purchase_rate": 8.0}},
]


def people(customers: int = 400, **changes: Any) -> Any:
    size = {"world.customers": customers, "world.warm_up": 0}
    return process(usual(2, **{**size, **changes})).state


@pytest.mark.parametrize("kind", KINDS)
def test_segments_that_set_nothing_change_no_bit(kind: str) -> None:
    alike = [{"name": "some", "share": 0.3}, {"name": "others", "share": 0.7}]
    with_segments = process(busy(kind, **{PATH: alike}), 6)
    assert set(differing(process(busy(kind), 6), with_segments)) == {"segment"}


def test_shares_are_those_of_the_customers() -> None:
    segment = people(4000, **{PATH: TWO}).segment
    assert (segment == 1).mean() == pytest.approx(0.25, abs=4 * (0.25 * 0.75 / 4000) ** 0.5)


def test_each_customer_is_as_she_would_be_in_a_market_of_her_segment_alone() -> None:
    mixed = people(**{PATH: TWO})
    chains = people(**{"world.population.purchase_rate": 8.0})
    households = people(
        **{"world.population.purchase_rate": 0.5, "world.population.involvement_mean": 60.0}
    )
    for number, alone in enumerate((households, chains)):
        rows = mixed.segment == number
        assert rows.any()
        for trait in ("purchase_rate", "involvement", "stakes", "contact", "taste"):
            assert (getattr(mixed, trait)[..., rows] == getattr(alone, trait)[..., rows]).all(), trait


def test_means_over_all_customers_are_those_of_the_mixture() -> None:
    population = usual(2, **{PATH: TWO}).world.population
    assert overall(population, "purchase_rate") == pytest.approx(0.75 * 0.5 + 0.25 * 8.0)
    mean = process(usual(2, **{PATH: TWO, "world.warm_up": 0})).world.mean_involvement
    assert mean == pytest.approx((0.75 * 60.0 + 0.25 * 89.3 - 20.0) / 120.0)


def test_against_the_market_s_own_mean_a_segment_keeps_its_distance_from_it() -> None:
    own = people(**{PATH: TWO, "world.population.involvement_norm": 0.0})
    low, usual_ones = (own.stakes[own.segment == number].mean() for number in (0, 1))
    assert low < 0.9 < 1.1 < usual_ones


def test_brands_sustain_market_shares_among_segments_that_differ() -> None:
    firms = [{"name": name, "market_share": share} for name, share in (("A", 0.7), ("B", 0.3))]
    market = usual(firms, **{PATH: TWO, "world.customers": 4000, "world.warm_up": 0})
    assert brand_strengths(market.firms, market.world)[0] > 0.0
    served = np.bincount(process(market).state.firm, minlength=3)
    assert served[0] / served[:2].sum() == pytest.approx(0.7, abs=0.04)
