"""The forms of claims: worked by hand on small tables, turned round, and on noise."""

import numpy as np
import pytest

from simulation.experiments.claims.examples import example, lines_of_forms
from simulation.experiments.claims.forms.breaks_even import break_even_dose
from simulation.experiments.claims.forms.goes_with import rank_correlation
from simulation.experiments.claims.forms.overtakes import ahead_from
from simulation.experiments.claims.judging import judge, needed_by
from simulation.experiments.intervals import median_interval, share_interval
from simulation.scenario.claim_figures import Setting
from simulation.scenario.claim_forms import FORMS
from simulation.scenario.expectation import Expect

FIRMS = ("Focal", "Birch", "Cedar")
SETTING = Setting(FIRMS, ("a", "b", "c", "d"))
RUNS = 9
SHAKE = np.linspace(-0.1, 0.1, RUNS)[:, np.newaxis]
"""What luck adds to each run where a table gives one number: small, and 0 in the mean."""


def history(table):
    """Look up ``alternative.firm.column``; a number is shaken by luck, a row of months is in every run."""

    def look_up(alternative, firm, column):
        value = np.asarray(table[f"{alternative or ''}.{firm}.{column}"], float)
        luck = SHAKE * (1 + len(alternative or "") + len(firm) % 3) if value.ndim == 0 else 0.0
        return np.broadcast_to(value, (RUNS, 4)) + luck

    return look_up


def found(table, setting=SETTING, **claim):
    expect = Expect.read({"claim": "c", "text": "t", "measure": "profit", **claim})
    return judge(expect, history(table), setting)


ALTERNATIVES = {
    f"{name}.Focal.profit": value for name, value in zip("abcd", (1.0, 4.0, 6.0, 7.0), strict=True)
}
OF_FIRMS = {f".{firm}.profit": value for firm, value in zip(FIRMS, (1.0, 2.0, 4.0), strict=True)}
GROUPS = {f"{name}.Focal.profit_{group}": value for name, group, value in (
    ("a", "low", 1.0), ("b", "low", 2.0), ("a", "high", 3.0), ("b", "high", 7.0),
)}  # fmt: skip
CURVES = {"a.Focal.profit": [0, 5, 5, 5], "b.Focal.profit": [2, 2, 6, 6], "c.Focal.profit": [2, 2, 2, 9]}
RATIOS = {"a.Focal.profit": [4, 4, 4, 8], "a.Focal.customers": [2, 2, 2, 2], "a.Focal.revenue": [8, 8, 8, 8]}
ORDERS = {f".{firm}.{column}": value for column, row in (("profit", (1, 2, 3)), ("trust", (4, 5, 9)),
          ("price", (9, 5, 1))) for firm, value in zip(FIRMS, row, strict=True)}  # fmt: skip

EFFECT = {
    "alternative": "b",
    "than": "a",
    "among": {"involvement": "high"},
    "other": {"among": {"involvement": "low"}},
}


def worked(table, relation, number, holds, **claim):
    return table, {"relation": relation, **claim}, "holds" if holds else "does_not_hold", number


WORKED = [
    # Groups: of high involvement b gains 7 - 3, of low 2 - 1.
    worked(GROUPS, "greater", 4.0, True, alternative="b", than="a", among={"involvement": "high"}),
    worked(GROUPS, "greater", 1.0, False, alternative="b", than="a", among={"involvement": "low"}, by=2.0),
    worked(
        GROUPS,
        "less",
        -5.0,
        True,
        alternative="b",
        among={"involvement": "low"},
        than={"among": {"involvement": "high"}},
    ),
    # An effect of an effect: 4 against 1.
    worked(GROUPS, "effect_greater", 3.0, True, **EFFECT),
    worked(GROUPS, "effect_greater", 1.0, True, **EFFECT, times=3.0, by=0.5),
    worked(GROUPS, "effect_greater", -1.0, False, **EFFECT, times=5.0),
    worked(GROUPS, "effect_less", 3.0, False, **EFFECT),
    # b - a is 3 and c - a is 5; the other effect takes over what it leaves out.
    worked(ALTERNATIVES, "effect_less", -2.0, True, alternative="b", than="a", other={"alternative": "c"}),
    worked(
        ALTERNATIVES,
        "effect_less",
        2.0,
        False,
        alternative="b",
        than="a",
        other={"alternative": "d", "than": "c"},
    ),
    # Factors: 4 is not twice 2.5, but twice 1.
    worked(ALTERNATIVES, "greater", 2.0, True, alternative="b", than="a", times=2.0),
    worked(ALTERNATIVES, "greater", -1.0, False, alternative="b", than="a", times=5.0),
    # Ratios: 20 of profit by 8 of customers; in the last month 8 by 2; 20 by 32.
    worked(RATIOS, "between", 2.5, True, alternative="a", per="customers", low=2.4, high=2.6),
    worked(RATIOS, "greater", 0.5, True, alternative="a", per="customers", months=[4, 4], than=3.5),
    worked(RATIOS, "less", 0.025, False, alternative="a", per="revenue", than=0.6),
    # Other months of the same figure.
    worked(RATIOS, "greater", 4.0, True, alternative="a", months=[4, 4], than={"months": [1, 3]}),
    # Sums over firms: 1 + 2 + 4.
    worked(OF_FIRMS, "greater", 1.0, True, firm="all", than=6.0),
    worked(OF_FIRMS, "less", -1.0, True, firm=["Focal", "Birch"], than="Cedar"),
    worked(OF_FIRMS, "greater", 1.0, True, firm="Cedar", than={"firm": ["Focal", "Birch"]}),
    # When: a passes b for good in no month, c passes b in month 4, b passes a in month 3.
    worked(CURVES, "overtakes", 4.0, True, alternative="c", than="b", within=4),
    worked(CURVES, "overtakes", 4.0, False, alternative="c", than="b", within=3),
    worked(CURVES, "overtakes", 3.0, True, alternative="b", than="a", within=3),
    worked(CURVES, "overtakes", np.inf, False, alternative="a", than="b", within=4),
    worked(CURVES, "overtakes", 2.0, True, alternative="a", than=4.0, within=2),
    # Dose and response: steps of 3, 2 and 1.
    worked(ALTERNATIVES, "rises_over", 3.0, True, over=["a", "b", "c", "d"]),
    worked(ALTERNATIVES, "rises_over", 3.0, False, over=["a", "b", "c", "d"], by=2.5),
    worked(ALTERNATIVES, "falls_over", -3.0, True, over=["d", "b", "a"]),
    worked(ALTERNATIVES, "falls_over", 3.0, False, over=["b", "d", "a"]),
    worked(ALTERNATIVES, "flattens_over", -1.0, True, over=["a", "b", "c", "d"]),
    worked(ALTERNATIVES, "flattens_over", -7.0, True, over=["a", "c", "b"]),
    worked(ALTERNATIVES, "flattens_over", -4.0, True, over=["d", "c", "a"]),
    worked(ALTERNATIVES, "interior_maximum", 6.0, True, over=["a", "d", "b"]),
    worked(ALTERNATIVES, "interior_maximum", 3.0, False, over=["a", "b", "d"]),
    # Break-even with 5: between b (4, dose 20) and c (6, dose 40), in the middle.
    worked(
        ALTERNATIVES,
        "breaks_even",
        30.0,
        True,
        over=["a", "b", "c"],
        doses=[10, 20, 40],
        than=5.0,
        low=25,
        high=35,
    ),
    worked(
        ALTERNATIVES,
        "breaks_even",
        30.0,
        False,
        over=["a", "b", "c"],
        doses=[10, 20, 40],
        than=5.0,
        low=35,
        high=40,
    ),
    worked(
        ALTERNATIVES, "breaks_even", np.inf, False, over=["a", "b"], doses=[1, 2], than="d", low=1, high=2
    ),
    # No less, no more, about the same: 4 against 6.
    worked(ALTERNATIVES, "not_less", -2.0, True, alternative="b", than="c", by=3.0),
    worked(ALTERNATIVES, "not_less", -2.0, False, alternative="b", than="c", by=1.0),
    worked(ALTERNATIVES, "not_more", 2.0, True, alternative="c", than="b", by=3.0),
    worked(ALTERNATIVES, "not_more", 2.0, False, alternative="c", than="b", by=1.0),
    worked(ALTERNATIVES, "about_equal", -2.0, True, alternative="b", than="c", by=3.0),
    worked(ALTERNATIVES, "about_equal", 2.0, False, alternative="c", than="b", by=1.0),
    # Association: 1 2 3 is like 4 5 9, and the reverse of 9 5 1.
    worked(ORDERS, "goes_with", 1.0, True, with_measure="trust", by=0.5),
    worked(ORDERS, "goes_with", -1.0, False, with_measure="price"),
    worked(ORDERS, "goes_against", -1.0, True, with_measure="price"),
]


@pytest.mark.parametrize(("table", "claim", "expected", "number"), WORKED)
def test_a_claim_worked_by_hand(table, claim, expected, number):
    finding = found(table, **claim)
    assert finding.verdict == expected
    assert finding.conditions[0].interval.mean == pytest.approx(number)


def test_every_form_is_worked_by_hand():
    elsewhere = {"rises", "falls", "crosses", "burst"}  # with the first relations, in test_claims.py
    here = {"often_greater", "often_less", "varies_more", "varies_less", "all_hold"}  # below
    assert {claim["relation"] for _, claim, *_ in WORKED} | elsewhere | here == FORMS.keys()


def of_runs(**values):
    """Look up an alternative whose runs have these values in all months."""

    def look_up(alternative, firm, column):
        return np.repeat(np.asarray(values[alternative], float)[:, np.newaxis], 4, axis=1)

    return look_up


def judged(look_up, **claim):
    expect = Expect.read({"claim": "c", "text": "t", "measure": "profit", **claim})
    return judge(expect, look_up, SETTING)


def test_chances_are_a_share_of_runs_with_its_exact_interval():
    """In 9 of 10 runs: Clopper and Pearson's interval is .555 to .997."""
    runs = of_runs(a=np.zeros(10), b=[1.0] * 9 + [-1.0])
    often = {"relation": "often_greater", "alternative": "b", "than": "a"}
    finding = judged(runs, **often, in_runs=0.5)
    assert finding.verdict == "holds"
    assert finding.conditions[0].interval == pytest.approx((0.9, 0.555, 0.9975), abs=5e-4)
    assert judged(runs, **often, in_runs=0.8).verdict == "undecided"
    assert judged(runs, **{**often, "relation": "often_less"}, in_runs=0.5).verdict == "does_not_hold"


def test_spread_is_the_distance_from_the_middle_run():
    """-4 ... 4 lies 20 / 9 from its median on average, half as far apart 10 / 9."""
    wide = np.arange(-4.0, 5.0)
    runs = of_runs(a=wide / 2 + 100.0, b=wide)
    finding = judged(runs, relation="varies_more", alternative="b", than="a")
    assert finding.verdict == "holds"
    assert finding.conditions[0].interval.mean == pytest.approx(10 / 9)
    assert judged(runs, relation="varies_less", alternative="b", than="a").verdict == "does_not_hold"
    assert judged(runs, relation="varies_less", alternative="b", than=100.0).verdict == "holds"
    assert (
        judged(runs, relation="varies_more", alternative="b", than="a", times=2.1).verdict == "does_not_hold"
    )


@pytest.mark.parametrize(("second", "expected"), [(5.0, "holds"), (9.0, "does_not_hold"), (7.0, "undecided")])
def test_claims_hold_together_if_each_does(second, expected):
    plain = {"text": "t", "measure": "profit", "relation": "greater", "alternative": "d"}
    parts = (
        Expect.read({**plain, "claim": "one", "than": "a"}),
        Expect.read({**plain, "claim": "two", "than": second}),
    )
    setting = Setting(FIRMS, SETTING.alternatives, parts)
    both = Expect.read({"claim": "both", "text": "t", "relation": "all_hold", "claims": ["one", "two"]})
    finding = judge(both, history(ALTERNATIVES), setting)
    assert finding.verdict == expected
    assert [part.expect.claim for part in finding.parts] == ["one", "two"]
    assert finding.replications == RUNS


def test_the_month_of_getting_ahead_is_the_first_after_which_nothing_is_lost_again():
    lead = np.array([[1.0, -1, 1, 1], [1, 1, 1, 1], [1, 1, 1, -1], [0, 0, 0, 1]])
    assert ahead_from(lead).tolist() == [3.0, 1.0, np.inf, 4.0]


@pytest.mark.parametrize(
    ("leads", "dose"),
    [
        ([-1.0, 1.0, 3.0], 1.5),
        ([3.0, 1.0, -1.0], 2.5),
        ([1.0, 2.0, 3.0], -np.inf),
        ([-3.0, -2.0, -1.0], np.inf),
        ([3.0, 2.0, 1.0], np.inf),
        ([-1.0, 0.0, 2.0], 2.0),
    ],
)
def test_break_even_lies_where_a_straight_line_meets_zero(leads, dose):
    assert break_even_dose(np.array([leads]), np.array([1.0, 2.0, 3.0])).tolist() == [dose]


def test_ranks_that_are_equal_are_shared():
    """Ranks 1, 2.5, 2.5 and 1, 2, 3: covariance 1.5 / 3, deviations .5 and 2 / 3."""
    assert rank_correlation(np.array([1.0, 2, 2]), np.array([5.0, 6, 7])) == pytest.approx(
        0.5 / (0.5 * 2 / 3) ** 0.5
    )
    assert np.isnan(rank_correlation(np.array([1.0, 1, 1]), np.array([5.0, 6, 7])))


def test_the_interval_of_a_median_comes_from_the_order():
    """Of 10 values, one may be left out at either end at 95 %: P(at most 1 of 10) = 11 / 1024 < .025."""
    assert median_interval(np.arange(1.0, 11.0)) == (5.0, 2.0, 9.0)
    assert median_interval([3.0, np.inf, np.inf, np.inf, np.inf, np.inf])[0] == np.inf
    assert np.isnan(median_interval(np.arange(5.0)).low)


def test_the_interval_of_a_share_ends_at_none_and_all():
    assert share_interval([0.0] * 4)[:2] == (0.0, 0.0)
    assert share_interval([1.0] * 4)[2] == 1.0
    assert share_interval([1.0] * 4).low == pytest.approx(0.025**0.25)


TURNED = {
    "greater": "less", "rises": "falls", "rises_over": "falls_over", "effect_greater": "effect_less",
    "often_greater": "often_less", "varies_more": "varies_less", "goes_with": "goes_against",
    "not_less": "less", "not_more": "greater",
}  # fmt: skip
TURNED |= {back: there for there, back in TURNED.items() if not there.startswith("not_")}


@pytest.mark.parametrize(
    ("table", "claim"),
    [
        (table, claim)
        for table, claim, expected, _ in WORKED
        if expected == "holds" and claim["relation"] in TURNED
    ],
)
def test_a_claim_turned_round_fails_where_it_holds(table, claim):
    assert found(table, **claim).verdict == "holds"
    assert found(table, **{**claim, "relation": TURNED[claim["relation"]]}).verdict == "does_not_hold"


def test_what_a_claim_asks_of_the_runs_is_what_it_names():
    claim = {"claim": "c", "text": "t", "measure": "profit", "relation": "effect_less", **EFFECT}
    asked = needed_by(Expect.read(claim), SETTING, 4)
    assert asked == {(name, "Focal", f"profit_{group}") for name in "ab" for group in ("low", "high")}


def test_an_example_of_every_form_is_shown_and_is_valid():
    assert list(lines_of_forms()) == list(FORMS)
    assert [expect.relation for expect in example().expects] == list(FORMS)
