"""Intervals by hand, and how often they hold the truth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.experiments.intervals import mean_interval, paired_interval


def test_an_interval_by_hand():
    # Mean of 1, 2, 3, 4 is 2.5; standard error sqrt(5 / 3) / 2 = .6455; t(3 degrees, 97.5 %) = 3.1824.
    interval = mean_interval([1.0, 2.0, 3.0, 4.0])
    assert interval == pytest.approx((2.5, 2.5 - 3.1824 * 0.6455, 2.5 + 3.1824 * 0.6455), abs=1e-3)


def test_pairs_take_out_what_twins_share():
    # Runs differ by 100, twins by about 1: unpaired intervals overlap widely, the paired one does not hold 0.
    luck = np.array([0.0, 100.0, 200.0, 300.0])
    interval = paired_interval(luck + np.array([1.0, 1.2, 0.9, 1.1]), luck)
    assert interval.low > 0.8
    assert interval.excludes_zero
    assert mean_interval(luck).low < 0 < mean_interval(luck).high


def test_one_run_says_nothing_of_chance():
    interval = mean_interval([5.0])
    assert interval.mean == 5.0
    assert np.isnan(interval.low)
    assert not interval.excludes_zero


def test_equal_values_have_no_width_and_missing_ones_are_left_out():
    assert mean_interval([2.0, np.nan, 2.0]) == (2.0, 2.0, 2.0)
    assert np.isnan(mean_interval([np.nan]).mean)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30), st.floats(-1e6, 1e6))
def test_moving_all_values_moves_the_interval(values, shift):
    there = mean_interval(np.array(values) + shift)
    here = mean_interval(values)
    assert there == pytest.approx([bound + shift for bound in here], abs=1e-3)


def test_coverage_is_what_it_says():
    # 4,000 means of 12 draws: 95 % intervals should hold the truth in 95 % +- 1.1 points (3 standard errors).
    draws = np.random.default_rng(0).normal(3.0, 2.0, (4000, 12))
    held = np.mean([interval.low <= 3.0 <= interval.high for interval in map(mean_interval, draws)])
    assert 0.939 < held < 0.961
