"""What is found in the ketchup panel that everybody can get: 300 households, 2,798 purchases, four brands."""

from __future__ import annotations

import numpy as np
import pytest
from fit_samples import ketchup

from simulation.fitting import (
    ChoiceModel,
    PurchasePanel,
    compare_choice_models,
    fit_choice,
    fit_dirichlet_choice,
    measure_panel,
    price_elasticity,
    read_data,
    simulate_panel,
    split_households,
)

pytestmark = pytest.mark.slow
MODEL = ChoiceModel(covariates=("disp", "feat"))


@pytest.fixture(scope="module")
def panel() -> PurchasePanel:
    return read_data(ketchup())


@pytest.fixture(scope="module")
def fit(panel):
    return fit_choice(panel, MODEL)


def test_the_panel_is_read_whole(panel):
    assert (panel.households, panel.purchases) == (300, 2798)
    assert panel.brands == ("heinz41", "heinz32", "heinz28", "hunts32")
    assert set(panel.covariates) == {"disp", "feat"}
    assert panel.ignored == ()
    seen = measure_panel(panel)
    np.testing.assert_allclose(seen.share, np.array([182, 1458, 851, 307]) / 2798)
    assert seen.mean_repeat_rate == pytest.approx(1425 / 2498)


def test_price_display_and_feature_work_and_most_of_the_habit_is_taste(panel, fit):
    assert fit.converged
    assert fit.identified
    assert fit["price"].interval[1] < 0
    assert min(fit["disp"].interval[0], fit["feat"].interval[0]) > 0
    homogeneous = fit_choice(panel, ChoiceModel(taste=False, covariates=("disp", "feat")))
    low, high = fit["state_dependence"].interval
    assert 0 < low < high < homogeneous["state_dependence"].interval[0]
    assert fit.log_likelihood > homogeneous.log_likelihood + 150
    assert np.all(price_elasticity(fit, panel) < -1)


def test_held_out_households_are_foretold_best_with_taste(panel):
    train, held_out = split_households(panel, 0.25, seed=0)
    scores = {s.name: s.held_out.per_purchase for s in compare_choice_models(train, held_out, MODEL)}
    assert scores["plain"] < scores["habit"] < min(scores["taste"], scores["full"])


def test_the_fitted_model_has_the_observed_measures(panel, fit):
    seen, generator = measure_panel(panel), np.random.default_rng(0)
    drawn = [measure_panel(simulate_panel(fit, panel, generator)) for _ in range(20)]
    np.testing.assert_allclose(np.mean([d.share for d in drawn], axis=0), seen.share, atol=0.04)
    np.testing.assert_allclose(np.mean([d.penetration for d in drawn], axis=0), seen.penetration, atol=0.05)
    np.testing.assert_allclose(np.mean([d.repeat_rate for d in drawn], axis=0), seen.repeat_rate, atol=0.08)
    mean = np.mean([d.duplication_coefficient for d in drawn])
    assert mean == pytest.approx(seen.duplication_coefficient, abs=0.08)


def test_the_dirichlet_has_the_penetrations_but_too_little_repeat_buying(panel):
    dirichlet, seen = fit_dirichlet_choice(panel), measure_panel(panel)
    purchases = np.bincount(panel.household)
    np.testing.assert_allclose(dirichlet.penetration(purchases), seen.penetration, atol=0.07)
    assert dirichlet.mean_repeat_rate < seen.mean_repeat_rate - 0.04
