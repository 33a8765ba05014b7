"""Verdicts and standings by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.experiments.intervals import Interval
from simulation.textbook.judging import figures_of, standing_of, together, verdict_of, verdict_of_row
from simulation.textbook.row import Judged, Row, Standing, Trial, Verdict, Words

C, R, U, D, N = (
    Verdict.CONFIRMED, Verdict.REFUTED, Verdict.UNDECIDED, Verdict.CONDITIONAL, Verdict.NONE,
)  # fmt: skip


def trial(name: str, claimed: str = "more") -> Trial:
    return Trial(name, "three-levels", "profit", claimed, on={"firm.Focal.level": 2})


def found(name: str, *differences: float):
    return figures_of(trial(name), differences, 0.0, "abc", "def")


@pytest.mark.parametrize(
    ("low", "high", "claimed", "verdict"),
    [
        (1, 3, "more", C), (1, 3, "less", R), (-3, -1, "less", C), (-3, -1, "more", R),
        (-1, 3, "more", U), (0, 3, "more", U),
    ],
)  # fmt: skip
def test_the_verdict_follows_from_the_interval(low, high, claimed, verdict) -> None:
    assert verdict_of(Interval((low + high) / 2, low, high), claimed) is verdict


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_a_claim_turned_round_is_never_confirmed_too(differences) -> None:
    verdicts = [figures_of(trial("M1.1", way), differences, 0, "", "").verdict for way in ("more", "less")]
    assert verdicts in ([C, R], [R, C], [U, U])


def test_figures_by_hand() -> None:
    figures = found("M1.1", 1.0, 2.0, 3.0)
    # Mean 2, deviation 1, three runs: 2 ± 4.303 x 1 / √3.
    assert (figures.mean, figures.low, figures.high) == pytest.approx((2.0, -0.484, 4.484), abs=1e-3)
    assert figures.verdict is U


def test_one_run_decides_nothing() -> None:
    assert found("M1.1", 5.0).verdict is U


@pytest.mark.parametrize(
    ("verdicts", "all_of_them"), [([], N), ([C, C], C), ([R], R), ([C, R], D), ([C, U], D), ([U, N], U)]
)
def test_verdicts_together(verdicts, all_of_them) -> None:
    assert together(verdicts) is all_of_them


def test_the_standing_of_a_row() -> None:
    words = Words("a", "b")
    built = Row("M1", "A", words, modules=("choice",), trials=(trial("M1.1"), trial("M1.2")))
    sure, unsure, against = found("M1.1", 1, 1.1, 1.2), found("M1.1", -1, 1), found("M1.2", -1, -1.1, -1.2)
    assert standing_of(Row("M1", "A", words), {}) is Standing.NOT_BUILT
    assert standing_of(built, {}) is Standing.UNMEASURED
    assert standing_of(built, {"M1.1": unsure}) is Standing.STILL
    assert standing_of(built, {"M1.1": sure}) is Standing.LIVE
    assert standing_of(built, {"M1.2": against}) is Standing.LIVE, "a refuted mechanism works, too"
    assert verdict_of_row(built, {"M1.1": sure, "M1.2": against}, ()) is D
    claim = Judged("three-levels/climbing-pays", R, 30, "refuted", "不成立", "", "")
    assert verdict_of_row(built, {"M1.1": sure}, (claim,)) is D


def test_the_worlds_of_a_trial() -> None:
    both = {"a": 1, "b": 1}
    one = Trial("M1.1", "x", "profit", "more", given=both, on={"c": 2}, off={"c": 0}, there={"b": 5})
    here, there = both, {"a": 1, "b": 5}
    assert one.worlds == ({**here, "c": 2}, {**here, "c": 0}, {**there, "c": 2}, {**there, "c": 0})


def test_a_changed_trial_has_another_digest_and_other_words_have_not() -> None:
    one = trial("M1.1")
    assert one.digest != trial("M1.1", "less").digest
    assert one.digest == replace(one, where=Words("x", "y")).digest
