"""Claims are judged as the check judges them, and what a class wants alike is done once."""

import pytest

from simulation.experiments.claims.checking import check_claims
from simulation.lab.shared_work import WAIT, RunSeries, SharedWork
from simulation.lab.turns import advanced
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, opened


def judged(session):
    """Let a session judge its claims to the end; return the answers."""
    answers = [answer(session, do="judge", replication=0)]
    while len(answers) < answers[0]["runs"]:
        answers.append(answer(session, do="judge", replication=len(answers)))
    return answers


def judged_once(scenario):
    """The verdicts of the check on as many runs as the class makes."""
    found = check_claims(scenario, scenario.world.replications, workers=1)
    return {each.expect.claim: each.verdict for each in found.findings}


@pytest.mark.parametrize("name", ["three-levels", "price-war"])
def test_claims_are_judged_as_the_check_judges_them(name):
    months = load_scenario(name).world.months
    scenario = load_scenario(name).with_(**{"world.customers": 60})
    checked = judged_once(scenario)
    answers = judged(opened({"scenario": name, "seed": 3, "customers": 60, "months": months}))
    assert len(answers) == scenario.world.replications
    assert all(each["verdicts"] == {} for each in answers[:-1])
    assert answers[-1]["verdicts"] == checked
    assert len(checked) >= 3


def test_what_was_changed_before_the_beginning_is_judged_too():
    moved = [{"month": 0, "path": "firm.Focal.price", "value": 130}]
    scenario = load_scenario("price-war").with_(**{"world.customers": 60, "firm.Focal.price": 130})
    checked = judged_once(scenario)
    recipe = {"scenario": "price-war", "customers": 60, "months": scenario.world.months, "moves": moved}
    assert judged(opened(recipe))[-1]["verdicts"] == checked


def test_claims_beyond_a_shortened_horizon_say_so():
    verdicts = judged(opened({"scenario": "price-war", "customers": 60, "months": 2}))[-1]["verdicts"]
    assert set(verdicts) == {each.claim for each in load_scenario("price-war").expects}
    assert "beyond" in verdicts.values()


def test_a_claim_beyond_the_horizon_leaves_the_others_to_be_judged():
    recipe = {"scenario": "business-software", "customers": 60, "months": 50}
    verdicts = judged(opened(recipe))[-1]["verdicts"]
    assert verdicts["long-line-big-fish"] == "beyond"
    assert set(verdicts.values()) & {"holds", "does_not_hold", "undecided"}


def test_judging_leaves_the_order_to_nobody():
    session = opened()
    assert answer(session, do="judge", replication=1)["reply"] == "refused"
    assert answer(session, do="judge", replication=59)["reply"] == "refused"


def test_a_class_judges_once():
    shared = SharedWork()
    first = judged(opened(shared=shared, customers=60))
    begun = []

    def never(number):
        begun.append(number)
        yield None
        return {}

    for series in (each.series for each in shared._kept.values()):
        series._make = never
    for seed in range(3):
        assert judged(opened(shared=shared, customers=60, seed=seed)) == first
    assert begun == []


def counting(made, bits=3):
    """A series whose results take some bits of work each."""

    def make(number):
        for _ in range(bits):
            yield None
        made.append(number)
        return {"number": number}

    return RunSeries(make)


def test_whoever_has_a_turn_helps_and_all_get_the_same():
    made = []
    series = counting(made)
    first, second = series.get(0), series.get(0)
    assert [next(page) for page in (first, second, first, second)] == [None] * 4
    assert made == [0]
    assert advanced(first) == advanced(second) == '{"number":0}'
    assert made == [0]


def test_who_comes_while_another_page_is_at_it_waits():
    seen = []

    def make(number):
        seen.append(next(second))
        yield None
        return {}

    series = RunSeries(make)
    first, second = series.get(0), series.get(0)
    next(first)
    assert seen == [WAIT]


def test_work_goes_on_while_somebody_wants_it_and_is_let_go_afterwards():
    closed = []

    def make(number):
        try:
            yield None
            yield None
        finally:
            closed.append(number)
        return {"number": number}

    series = RunSeries(make)
    first, second = series.get(0), series.get(0)
    next(first)
    next(second)
    first.close()
    assert closed == []
    second.close()
    assert closed == [0]
    assert len(series) == 0
    assert advanced(series.get(0)) == '{"number":0}'


def test_work_that_fails_is_begun_again_by_who_asks_next():
    made = []

    def make(number):
        made.append(number)
        yield None
        if len(made) == 1:
            raise ArithmeticError
        return {"number": number}

    series = RunSeries(make)
    with pytest.raises(ArithmeticError):
        advanced(series.get(0))
    assert advanced(series.get(0)) == '{"number":0}'


def test_a_shelf_keeps_what_was_used_last():
    class Kept:
        def __init__(self):
            self.series = counting([], bits=0)

    shared = SharedWork(most=3)
    kept = {name: shared.find(name, Kept) for name in "abc"}
    shared.find("a", Kept)
    shared.find("d", Kept)
    assert shared.find("a", Kept) is kept["a"]
    assert shared.find("b", Kept) is not kept["b"]
    advanced(kept["a"].series.get(9))
    assert shared.find("c", Kept) is not kept["c"]
