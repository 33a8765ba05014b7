"""Answers to the questions of a lesson: figures worked out by hand, then a small market."""

import numpy as np
import pytest

from simulation.experiments.compare import compare
from simulation.experiments.payback import MonthsOfRuns
from simulation.experiments.predictions.answering import answered, shape_of
from simulation.experiments.predictions.declared_questions import answers
from simulation.experiments.predictions.figures import Figures, figures, over, together
from simulation.experiments.predictions.plain_data import as_data
from simulation.scenario.prediction import Prediction
from tests.experiments.observations import small_market

NAMES = ("low", "middle", "high")
RUNS = 10
NOISE = np.tile([-0.1, 0.1], RUNS // 2)


def question(kind, measure="profit", **more):
    answer = {"measure": measure} | {key: more.pop(key) for key in ANSWER if key in more}
    return Prediction.read({"id": "q", "kind": kind, "ask": "?", "answer": answer, **more})


ANSWER = ("firm", "alternative", "against", "per_100", "months", "involvement")


def market(**levels):
    """Months x runs around a number or a line of months, by alternative or firm; the luck is shared."""

    def months(alternative, firm, measure):
        del measure
        value = np.asarray(levels.get(firm, levels.get(alternative)), dtype=float)
        line = np.broadcast_to(value, (24,)) if value.ndim < 1 else value
        return line[:, None] + NOISE

    return months


def answer_to(asked, months):
    found = figures(asked, months, "Focal", NAMES)
    return as_data(answered(asked, found))


class TestOverMonths:
    KEPT = np.array([[0.9, 1.0], [0.8, 1.0], [0.5, np.nan], [1.0, np.nan]])

    def test_leavers_of_100_are_those_who_leave_in_these_months(self):
        # .9 x .8 x .5 = .36 are left
        assert over("leavers_of_100", self.KEPT) == pytest.approx([64.0, 0.0])

    def test_leavers_in_a_year_are_as_many_as_would_leave_in_twelve_such_months(self):
        assert over("leavers_a_year", self.KEPT[:2, :1]) == pytest.approx([100 * (1 - 0.72**6)])

    def test_nobody_to_leave_is_no_number(self):
        assert np.isnan(over("leavers_of_100", np.full((3, 1), np.nan)))

    def test_shares_are_of_100_and_each_measure_counts_in_its_way(self):
        values = np.array([[0.2], [0.4]])
        assert over("market_share", values) == pytest.approx([40.0])  # at the end
        assert over("retention_rate", values) == pytest.approx([30.0])  # the mean
        assert over("lost", values) == pytest.approx([0.6])  # in all
        assert over("profit", values) == pytest.approx([0.3])


class TestChoice:
    ASKED = question("choice", alternatives=True)

    def test_the_best_alternative(self):
        found = answer_to(self.ASKED, market(low=1.0, middle=3.0, high=2.0))
        assert found["answer"]["option"] == "middle"
        assert (found["answer"]["best"], found["answer"]["second"]) == ("middle", "high")
        assert found["answer"]["lead"] == pytest.approx({"mean": 1.0, "low": 1.0, "high": 1.0})
        assert found["alternatives"]["low"]["mean"] == pytest.approx(1.0)
        assert found["alternatives"]["low"]["low"] < 1.0 < found["alternatives"]["low"]["high"]

    def test_less_is_better_where_it_is(self):
        asked = question("choice", "cost_to_serve", alternatives=True)
        assert answer_to(asked, market(low=1.0, middle=3.0, high=2.0))["answer"]["option"] == "low"

    def test_two_that_chance_can_exchange_cannot_be_told_apart(self):
        luck = np.tile([1.0, -1.2], RUNS // 2)
        found = answered(self.ASKED, Figures({"low": luck, "middle": -luck, "high": luck - 9}))
        assert found.answer.option == "cannot-be-told-apart"
        assert {found.answer.best, found.answer.second} == {"low", "middle"}

    def test_a_single_run_tells_nothing_apart(self):
        found = answered(self.ASKED, Figures({"low": np.array([1.0]), "high": np.array([9.0])}))
        assert found.answer.option == "cannot-be-told-apart"

    @pytest.mark.parametrize(("value", "option"), [(-2, "less"), (2, "more"), (0.02, "cannot-be-told-apart")])
    def test_an_option_in_words_holds_the_whole_interval(self, value, option):
        words = [{"id": "less", "words": "l", "to": 0}, {"id": "more", "words": "m", "from": 0}]
        asked = question("choice", alternative="high", option=words)
        found = answer_to(asked, market(low=0.0, middle=0.0, high=value))
        assert found["answer"]["option"] == option


class TestNumber:
    def asked(self, **more):
        ends = {"unit": "u", "lowest": 0, "highest": 9, "about_right": 1}
        return question("number", alternative="high", **ends, **more)

    def test_the_mean_with_its_interval(self):
        found = answer_to(self.asked(), market(low=1, middle=2, high=5))["answer"]
        half = 2.262157 * np.std(NOISE, ddof=1) / np.sqrt(RUNS)  # Student's t with 9 degrees of freedom
        assert found["mean"] == pytest.approx(5.0)
        assert (found["low"], found["high"]) == (pytest.approx(5 - half), pytest.approx(5 + half))

    def test_months_are_both_included(self):
        line = np.arange(1.0, 25.0)
        found = answer_to(self.asked(months=[3, 5]), market(low=0, middle=0, high=line))
        assert found["answer"]["mean"] == pytest.approx(4.0)

    def test_against_an_alternative_is_the_difference_and_per_100_the_proportion(self):
        months = market(low=4.0, middle=0.0, high=5.0)
        difference = answer_to(self.asked(against="low"), months)["answer"]
        assert difference == pytest.approx({"mean": 1.0, "low": 1.0, "high": 1.0})
        of_100 = answer_to(self.asked(against="low", per_100=True), months)
        assert of_100["answer"]["mean"] == pytest.approx(np.mean(100 * (5 + NOISE) / (4 + NOISE)))
        assert of_100["alternatives"]["high"]["mean"] == pytest.approx(5.0)

    def test_against_a_firm_is_the_difference_in_the_same_run(self):
        found = answer_to(self.asked(against="Birch"), market(low=0, middle=0, high=5, Birch=3))
        assert found["answer"]["mean"] == pytest.approx(2.0)

    def test_nothing_to_measure_is_no_answer(self):
        assert answer_to(self.asked(), market(low=1, middle=1, high=np.nan))["answer"] is None


class TestMonth:
    def asked(self, **more):
        return question("month", "npv", alternative="high", against="low", about_right=2, **more)

    AHEAD_FROM_9 = np.where(np.arange(1, 25) >= 9, 1.0, -1.0)

    def test_the_month_from_which_it_stays_above(self):
        found = answer_to(self.asked(), market(low=0, middle=-1, high=self.AHEAD_FROM_9))
        assert found["answer"] == {"month": 9, "low": 9, "high": 9, "without": 0}
        never = {"month": None, "low": None, "high": None, "without": RUNS}
        assert found["alternatives"] == {"middle": never, "high": found["answer"]}

    def test_a_later_month_than_the_last_that_can_be_predicted_is_not_within_the_run(self):
        found = answer_to(self.asked(last=8), market(low=0, middle=0, high=self.AHEAD_FROM_9))
        assert found["answer"]["month"] is None

    def test_the_middle_of_the_runs_and_their_tenths(self):
        values = np.array([3.0, 5, 6, 7, 8, 9, 10, 11, 12, np.nan])
        found = answered(self.asked(), Figures({"high": values}, values))
        assert found.answer == MonthsOfRuns(3.0, 8.0, 12.0, 1, 10)

    def test_against_a_firm(self):
        asked = question("month", "market_share", alternative="high", against="Birch", about_right=1)
        found = answer_to(asked, market(low=-1, middle=1, high=self.AHEAD_FROM_9, Birch=0))
        # the market of this test gives the focal firm what its alternative says, Birch its own line
        assert found["answer"]["month"] == 9
        assert found["alternatives"]["middle"]["month"] == 1


class TestCurve:
    def test_over_months_each_place_is_the_year_that_ends_there(self):
        ends = {"unit": "u", "lowest": 0, "highest": 9, "about_right": 1}
        asked = question("curve", alternative="high", at=[1, 6, 12, 24], **ends)
        found = answer_to(asked, market(low=0, middle=0, high=np.arange(1.0, 25.0)))["answer"]
        assert found["mean"] == pytest.approx([1.0, 3.5, 6.5, 18.5])
        assert found["shape"] == "rising"
        assert len(found["low"]) == len(found["high"]) == 4

    def test_over_alternatives_the_places_are_theirs(self):
        ends = {"unit": "u", "lowest": 0, "highest": 9, "about_right": 1}
        asked = question("curve", alternatives=["high", "middle", "low"], **ends)
        found = answer_to(asked, market(low=1, middle=5, high=2))
        assert found["answer"]["mean"] == pytest.approx([2.0, 5.0, 1.0])
        assert found["answer"]["shape"] == "hump"
        assert list(found["alternatives"]) == ["high", "middle", "low"]

    @pytest.mark.parametrize(
        ("values", "shape"),
        [
            ([5, 5.5, 5.2, 5.9], "flat"),
            ([1, 3, 5, 7], "rising"),
            ([7, 5, 3, 1], "falling"),
            ([1, 1, 9, 9.5], "step"),
            ([9, 9, 1, 1], "step"),
            ([1, 6, 7, 2], "hump"),
            ([7, 2, 3, 8], "dip"),
            ([1, 5, 4.5, 9], "rising"),
        ],
    )
    def test_shapes_have_names(self, values, shape):
        assert shape_of(values, about_right=1.0) == shape


class TestRanking:
    def test_those_that_cannot_be_told_apart_share_a_place(self):
        asked = question("ranking", alternatives=["low", "middle", "high"])
        luck = np.tile([1.0, -1.2], RUNS // 2)
        found = answered(asked, Figures({"low": luck, "middle": 9 + NOISE, "high": -luck}))
        assert found.answer.places[0] == ("middle",)
        assert set(found.answer.places[1]) == {"low", "high"}

    def test_the_best_is_first(self):
        asked = question("ranking", alternatives=["low", "middle", "high"])
        found = answer_to(asked, market(low=1, middle=3, high=2))["answer"]
        assert found == {"places": [["middle"], ["high"], ["low"]]}


def test_runs_that_come_one_by_one_are_answered_as_all_at_once():
    asked = question("choice", alternatives=True)
    months = market(low=1.0, middle=3.0, high=2.0)
    whole = figures(asked, months, "Focal", NAMES)

    def one(run):
        return figures(asked, lambda *of: months(*of)[:, run : run + 1], "Focal", NAMES)

    joined = together(map(one, range(RUNS)))
    for name in NAMES:
        assert joined.alternatives[name] == pytest.approx(whole.alternatives[name])


def test_only_the_scenarios_own_alternatives_answer_its_questions():
    asked = {"id": "q", "kind": "choice", "ask": "?", "alternatives": True}
    own = [{"name": f"level-{n}", "set": {"firm.Focal.level": n}} for n in (0, 3)]
    questions = [
        {**asked, "answer": {"measure": "leavers_a_year"}},
        {**asked, "id": "late", "answer": {"measure": "profit", "months": [1, 99]}},
    ]
    scenario = small_market().changed({"alternative": own, "prediction": questions})
    own_answers = answers(compare(scenario, replications=2, workers=1))
    assert list(own_answers) == ["q", "late"]
    assert list(own_answers["q"].alternatives) == ["level-0", "level-3"]
    assert own_answers["q"].replications == 2
    assert own_answers["late"].answer is None
    assert answers(compare(scenario, {"firm.Focal.level": [0, 3]}, replications=2, workers=1)) == {}
