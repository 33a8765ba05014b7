"""Observed measures of a panel, worked by hand and as properties; and the ways to hold purchases out."""

from __future__ import annotations

import numpy as np
import pytest
from fit_samples import simulated_panel
from hypothesis import given
from hypothesis import strategies as st

from simulation.errors import InputError
from simulation.fitting import (
    drop_last_purchases,
    measure_choices,
    measure_panel,
    split_households,
)

HOUSEHOLD = np.array([0, 0, 0, 0, 1, 1, 2, 2, 2])
CHOICE = np.array([0, 0, 1, 0, 1, 1, 2, 0, 2])


def test_measures_worked_by_hand():
    """Purchases AABA, BB, CAC of three households."""
    seen = measure_choices(HOUSEHOLD, CHOICE, ("A", "B", "C"))
    assert (seen.households, seen.purchases, seen.purchases_per_household) == (3, 9, 3.0)
    np.testing.assert_allclose(seen.share, [4 / 9, 3 / 9, 2 / 9])
    np.testing.assert_allclose(seen.penetration, [2 / 3, 2 / 3, 1 / 3])
    np.testing.assert_allclose(seen.purchases_per_buyer, [2, 1.5, 2])
    np.testing.assert_allclose(seen.share_of_requirements, [4 / 7, 3 / 6, 2 / 3])
    np.testing.assert_array_equal(seen.transitions, [[1, 1, 1], [1, 1, 0], [1, 0, 0]])
    np.testing.assert_allclose(seen.repeat_rate, [1 / 3, 1 / 2, 0])
    assert seen.mean_repeat_rate == pytest.approx(2 / 6)
    np.testing.assert_allclose(seen.duplication, [[1, 1 / 2, 1 / 2], [1 / 2, 1, 0], [1, 0, 1]])
    assert seen.duplication_coefficient == pytest.approx(2.5 / (2 * (2 / 3 + 2 / 3 + 1 / 3)))


def test_a_brand_without_buyers_has_no_rates():
    seen = measure_choices(HOUSEHOLD, CHOICE, ("A", "B", "C", "D"))
    assert seen.share[3] == 0
    assert np.isnan([seen.repeat_rate[3], seen.purchases_per_buyer[3], *seen.duplication[3, :3]]).all()
    assert np.isfinite(seen.duplication_coefficient)


def test_loyal_households_never_switch_and_random_ones_duplicate_in_proportion():
    household = np.repeat(np.arange(600), 10)
    loyal = measure_choices(household, household % 3, ("A", "B", "C"))
    assert loyal.mean_repeat_rate == 1
    assert loyal.duplication_coefficient == 0
    choice = np.random.default_rng(0).choice(3, size=6000, p=[0.6, 0.3, 0.1])
    random = measure_choices(household, choice, ("A", "B", "C"))
    np.testing.assert_allclose(random.repeat_rate, random.share, atol=0.05)
    assert random.duplication_coefficient == pytest.approx(1.0, abs=0.03)


@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=6), min_size=1, max_size=12))
def test_measures_agree_with_each_other(histories):
    household = np.repeat(np.arange(len(histories)), [len(history) for history in histories])
    choice = np.array([brand for history in histories for brand in history])
    seen = measure_choices(household, choice, ("A", "B", "C"))
    assert seen.share.sum() == pytest.approx(1)
    assert seen.transitions.sum() == seen.purchases - seen.households
    bought = seen.share > 0
    identity = seen.penetration * seen.purchases_per_buyer / seen.purchases_per_household
    np.testing.assert_allclose(identity[bought], seen.share[bought])
    rates = [seen.penetration, seen.repeat_rate, seen.share_of_requirements, seen.duplication.ravel()]
    for rate in rates:
        known = rate[~np.isnan(rate)]
        assert np.all((known >= 0) & (known <= 1 + 1e-12))


def test_households_are_split_without_loss_or_overlap():
    panel = simulated_panel(households=40, purchases=5, burn_in=1)
    train, held_out = split_households(panel, share=0.25, seed=0)
    assert (train.households, held_out.households) == (30, 10)
    assert set(train.labels).isdisjoint(held_out.labels)
    assert train.purchases + held_out.purchases == panel.purchases
    again, other = split_households(panel, seed=0), split_households(panel, seed=1)
    assert again[1].labels == held_out.labels
    assert other[1].labels != held_out.labels
    label = held_out.labels[3]
    mine = panel.household == panel.labels.index(label)
    np.testing.assert_array_equal(held_out.price[held_out.household == 3], panel.price[mine])


def test_the_last_purchases_are_dropped_and_nothing_else():
    panel = simulated_panel(households=10, purchases=5, burn_in=1)
    shorter = drop_last_purchases(panel, 2)
    assert shorter.purchases == 30
    np.testing.assert_array_equal(shorter.choice, panel.choice[panel.occasion < 3])


def test_hold_outs_that_leave_nothing_are_refused():
    panel = simulated_panel(households=10, purchases=5, burn_in=1)
    for share in (0.0, 1.0, 0.01, -1.0):
        with pytest.raises(InputError) as caught:
            split_households(panel, share)
        assert caught.value.key == "fit.error.hold_out_share"
    for last in (0, 5):
        with pytest.raises(InputError) as caught:
            drop_last_purchases(panel, last)
        assert caught.value.key == "fit.error.hold_out_purchases"


def test_measuring_a_panel_is_measuring_its_choices():
    panel = simulated_panel(households=10, purchases=5, burn_in=1)
    assert (
        measure_panel(panel).share.tolist()
        == measure_choices(panel.household, panel.choice, panel.brands).share.tolist()
    )
