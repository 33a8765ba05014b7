"""Null models: refitted on the same figures, silent where they have nothing to say, scored by distance."""

import numpy as np
import pytest

from simulation.language import LANGUAGES, use_language
from simulation.scenario.schema import parameters_by_path, template
from simulation.validation import formula_nulls, null_tables
from simulation.validation.calibrate import CHURN
from simulation.validation.estimate import Unknown
from simulation.validation.formula_nulls import FORMULA_NULLS, repeats, size_of
from simulation.validation.null_fit import has_failures
from simulation.validation.null_models import MARKET_NULLS, null_fits
from simulation.validation.null_outcomes import NULLS, NullOutcome, spoken
from simulation.validation.pattern import Worth
from simulation.validation.pattern_verdict import judge
from simulation.validation.patterns import NAMES, pattern
from simulation.validation.patterns.p01_survival import PUBLISHED
from simulation.validation.result import Validation


def test_every_null_speaks_of_patterns_that_exist_and_to_which_nothing_was_fitted() -> None:
    for null in NULLS:
        known = FORMULA_NULLS[null] if null in FORMULA_NULLS else MARKET_NULLS[null].speaks
        assert set(known) <= set(NAMES)
        assert spoken(null, NAMES)
        assert all(pattern(name).worth is not Worth.FITTED for name in known)


@pytest.mark.parametrize("null", list(MARKET_NULLS))
def test_the_refit_is_that_of_the_numbers_that_the_null_declares(null: str) -> None:
    found = null_fits()[null]
    assert list(found["values"]) == [one.name for one in MARKET_NULLS[null].refitted]
    assert ("complaints" in found["missed"]) is has_failures(MARKET_NULLS[null])
    for one in MARKET_NULLS[null].refitted:
        evidence = parameters_by_path()[template(one.name)].evidence
        assert evidence is not None
        assert evidence.bounds[0] <= one.low < one.high <= evidence.bounds[1]
        assert isinstance(one, Unknown)


@pytest.mark.parametrize("null", list(FORMULA_NULLS))
def test_formulas_give_every_figure_that_is_judged(null: str) -> None:
    for name, figures in FORMULA_NULLS[null].items():
        assert {target.figure for target in pattern(name).targets} <= figures(0).keys()


def test_the_dirichlet_keeps_the_churn_to_which_it_is_fitted() -> None:
    assert 1.0 - repeats(size_of(CHURN), 0.25, 1)[0] == pytest.approx(CHURN)
    luck = np.random.default_rng(0)
    chances = luck.dirichlet(np.full(4, 0.5), 200_000)
    ends = chances.cumsum(axis=1)[:, :-1]
    first, second = ((luck.random((200_000, 1)) > ends).sum(axis=1) for _ in range(2))
    assert (first == second).mean() == pytest.approx(repeats(2.0, 0.25, 1)[0], abs=0.005)


def test_the_geometric_curve_comes_as_near_to_the_cohort_as_published() -> None:
    alpha, beta = formula_nulls.least_squares(formula_nulls.geometric_curve, 2).tolist()
    missed = formula_nulls.geometric_curve(np.array([alpha, beta])) - np.array(PUBLISHED["regular"])
    assert np.abs(missed).max() < 1.0  # Fader & Hardie 2007: alpha 0.704, beta 1.182
    assert (alpha, beta) == pytest.approx((0.704, 1.182), abs=0.1)


def test_who_says_nothing_is_not_beaten() -> None:
    verdicts = (
        judge(pattern("P7"), [{"rank_correlation": -0.2}]),
        judge(pattern("P5"), [{"slope_ratio": 2.0}]),
    )
    rows = {null: {} for null in NULLS} | {"nbd_dirichlet": {"P7": NullOutcome(True, 0.0)}}
    validation = Validation(verdicts, (), rows, 1, 1, 1.0, "2026-01-01", "code")
    try:
        for language in LANGUAGES:
            use_language(language)
            assert "validate." not in null_tables.beaten(validation)
            assert len(null_tables.fit_table().rows) == len(MARKET_NULLS)
        use_language("en")
        geometric, dirichlet = null_tables.beaten(validation).split("Against ")[1:3]
        assert "something of 0 " in geometric
        assert "Only the full model reproduces: none." in geometric
        assert "Only the null model reproduces: P7. The null model is nearer to: P7." in dirichlet
        cells = [row[3:] for row in null_tables.null_table(validation).rows]
        assert cells[0][:2] == ("says nothing", "holds (0)")
        assert set(cells[1]) == {"says nothing"}
    finally:
        use_language("en")
