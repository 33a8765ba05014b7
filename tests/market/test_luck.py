"""Luck: uniform, independent over decisions, months, customers and seeds, and keyed by nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from simulation.kernel import draws as kernel_draws
from simulation.market import luck
from simulation.market.luck import LASTING, Luck, LuckOfRun
from tests.markets import differing, process, scenario

WHO = np.arange(200_000, dtype=np.uint64)
UNLIKELY = 1e-4
"""A fixed seed passes or fails for good; this is the chance that a perfect generator would have failed."""


def draws(seed: int = 0, decision: str = "look", month: int = 1) -> NDArray[np.float64]:
    key = getattr(LuckOfRun(seed, ("A", "B")).of_month(month), decision)
    return kernel_draws.uniform(np.atleast_1d(key)[0], WHO)


def chance_of_pairs(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Probability of a table of pairs this uneven if both were uniform and independent."""
    counts = np.bincount((first * 16).astype(int) * 16 + (second * 16).astype(int), minlength=256)
    return float(stats.chisquare(counts).pvalue)


@pytest.mark.parametrize("seed", [0, 1, -1, 2**70])
def test_draws_are_uniform(seed: int) -> None:
    found = draws(seed)
    assert stats.chisquare(np.bincount((found * 256).astype(int), minlength=256)).pvalue > UNLIKELY
    assert found.min() > 0.0
    assert found.max() < 1.0


def test_draws_are_independent_over_customers_months_decisions_seeds_and_firms() -> None:
    usual = draws()
    assert chance_of_pairs(usual[:-1], usual[1:]) > UNLIKELY
    assert chance_of_pairs(usual[:-300], usual[300:]) > UNLIKELY
    for other in (
        draws(month=2),
        draws(month=0),
        draws(decision="reason"),
        draws(decision="failure"),
        draws(seed=1),
    ):
        assert chance_of_pairs(usual, other) > UNLIKELY
    month = LuckOfRun(0, ("A", "B")).of_month(1)
    first, second = (
        kernel_draws.uniform(key, WHO)
        for key in kernel_draws.bits(month.choice, np.array([4, 4], dtype=np.uint64))
    )
    assert chance_of_pairs(first, second) > UNLIKELY


def test_one_customer_over_many_months_is_as_random_as_many_customers_in_one() -> None:
    months = [LuckOfRun(0, ("A",)).of_month(month) for month in range(4000)]
    found = np.array(
        [kernel_draws.uniform(month.failure, np.array([7], dtype=np.uint64))[0] for month in months]
    )
    assert stats.kstest(found, "uniform").pvalue > UNLIKELY
    assert chance_of_pairs(found[:-1], found[1:]) > UNLIKELY


def test_no_two_decisions_share_a_key() -> None:
    run = LuckOfRun(0, ("A", "B", "C"))
    keys: list[int] = []
    for month in range(-24, 240):
        of_month = run.of_month(month)
        for name in Luck._fields:
            if name not in (*LASTING, "time"):
                keys += np.atleast_1d(getattr(of_month, name)).tolist()
    keys += [each for name in LASTING for each in getattr(run.of_month(1), name).tolist()]
    assert len(set(keys)) == len(keys) > 5000


def test_luck_of_a_firm_goes_with_its_name() -> None:
    one, other = LuckOfRun(3, ("A", "B", "C")).of_month(5), LuckOfRun(3, ("C", "A", "B")).of_month(5)
    for name in ("staff", *LASTING):
        assert getattr(one, name)[[2, 0, 1]].tolist() == getattr(other, name).tolist()
    assert one.failure == other.failure


def test_noise_has_mean_0_and_deviation_1_and_the_shape_of_four_uniforms() -> None:
    found = kernel_draws.noise(luck.key(0, "noise"), WHO)
    assert found.mean() == pytest.approx(0.0, abs=4 / WHO.size**0.5)
    assert found.std() == pytest.approx(1.0, abs=4 * (0.35 / WHO.size) ** 0.5 + 1e-3)
    exact = stats.irwinhall(4).cdf(np.linspace(0, 4, 2001))  # slow, so on a grid
    uniform = np.interp(found * (4 / 12) ** 0.5 + 2.0, np.linspace(0, 4, 2001), exact)
    assert stats.kstest(uniform, "uniform").pvalue > UNLIKELY
    assert np.abs(found).max() < 3.5


def test_luck_of_choice_is_gumbel() -> None:
    assert stats.kstest(kernel_draws.gumbel(luck.key(0, "choice"), WHO), stats.gumbel_r.cdf).pvalue > UNLIKELY


@given(st.lists(st.one_of(st.integers(), st.text(max_size=20)), min_size=1, max_size=4), st.data())
def test_different_parts_give_different_keys(parts: list[int | str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(parts) - 1))
    changed = list(parts)
    part = parts[place]
    changed[place] = part + 1 if isinstance(part, int) else part + "\0"
    assert luck.key(*parts) != luck.key(*changed)
    assert luck.key(*parts) != luck.key(*parts, 0)
    assert luck.key(*parts) == luck.key(*parts)


def test_seed_0_is_a_seed_and_no_generator_is_shared() -> None:
    market = scenario(**{"world.customers": 50, "world.warm_up": 0})
    before = np.random.get_state()[1].tobytes()  # noqa: NPY002
    one = process(market, 3, seed=0)
    assert np.random.get_state()[1].tobytes() == before  # noqa: NPY002
    assert differing(one, process(market, 3, seed=0)) == []
    assert {"taste", "involvement", "firm"} <= set(differing(one, process(market, 3, seed=1)))
