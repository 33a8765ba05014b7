"""Claims are judged as the check judges them, and what a class wants alike is done once."""

import tracemalloc
from functools import cache

import pytest

from simulation.experiments.claims.checking import check_claims
from simulation.lab import offered
from simulation.lab.shared_work import EMPTY, WAIT, RunSeries, SharedWork
from simulation.lab.turns import advanced
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, opened, varied

QUICK = {"world.customers": 60, "world.warm_up": 2, "world.run_off": 2, "world.replications": 6}


@pytest.fixture
def quick(monkeypatch):
    """Offer the shipped scenarios with few customers, few runs and a short past."""

    @cache
    def offer(name):
        return load_scenario(name).with_(**QUICK)

    monkeypatch.setattr(offered, "read", offer)
    return offer


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
def test_claims_are_judged_as_the_check_judges_them(name, quick):
    scenario = quick(name)
    checked = judged_once(scenario)
    recipe = {"scenario": name, "seed": 3, "customers": 60, "months": scenario.world.months}
    answers = judged(opened(recipe))
    assert len(answers) == scenario.world.replications
    assert all(each["verdicts"] == {} for each in answers[:-1])
    assert all(each["tested"] == {} for each in answers[:-1])
    assert {name for said in answers[-1]["tested"].values() for name in said} == checked.keys()
    assert answers[-1]["verdicts"] == checked
    assert len(checked) >= 3


def test_what_was_changed_before_the_beginning_is_judged_too(quick):
    moved = [{"month": 0, "path": "firm.Focal.price", "value": 130}]
    scenario = quick("price-war").with_(**{"firm.Focal.price": 130})
    checked = judged_once(scenario)
    recipe = {"scenario": "price-war", "customers": 60, "months": scenario.world.months, "moves": moved}
    assert judged(opened(recipe))[-1]["verdicts"] == checked


@pytest.mark.usefixtures("quick")
def test_claims_beyond_a_shortened_horizon_say_so():
    verdicts = judged(opened({"scenario": "price-war", "customers": 60, "months": 2}))[-1]["verdicts"]
    assert set(verdicts) == {each.claim for each in load_scenario("price-war").expects}
    assert "beyond" in verdicts.values()


@pytest.mark.usefixtures("quick")
def test_a_claim_beyond_the_horizon_leaves_the_others_to_be_judged():
    recipe = {"scenario": "business-software", "customers": 60, "months": 50}
    verdicts = judged(opened(recipe))[-1]["verdicts"]
    assert verdicts["long-line-big-fish"] == "beyond"
    assert set(verdicts.values()) & {"holds", "does_not_hold", "undecided"}


def test_judging_leaves_the_order_to_nobody():
    session = opened()
    assert answer(session, do="judge", replication=1)["reply"] == "refused"
    assert answer(session, do="judge", replication=59)["reply"] == "refused"


@pytest.mark.usefixtures("quick")
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


class Kept:
    def __init__(self):
        self.series = counting([], bits=0)


def test_a_shelf_keeps_what_was_used_last():
    shared = SharedWork(most=3 * EMPTY)
    kept = {name: shared.find(name, Kept) for name in "abc"}
    shared.find("a", Kept)
    shared.find("d", Kept)
    assert shared.find("a", Kept) is kept["a"]
    assert shared.find("b", Kept) is not kept["b"]
    kept["c"] = shared.find("c", Kept)
    kept["a"].series.hold(bytes(EMPTY // 2))
    assert shared.find("a", Kept) is kept["a"]
    assert shared.find("c", Kept) is kept["c"]
    assert set(shared._kept) == {"a", "c"}


@pytest.mark.usefixtures("quick")
def test_what_is_kept_is_bounded_by_the_memory_that_it_takes():
    """Beyond what the first comparison loads once for all."""
    tracemalloc.start()
    try:
        shared = SharedWork()
        first, *others = (opened(shared=shared, customers=500, seed=seed) for seed in range(6))
        compared_twice(first)
        memory, size = tracemalloc.get_traced_memory()[0], shared._size()
        for session in others:
            compared_twice(session)
        taken = tracemalloc.get_traced_memory()[0] - memory
    finally:
        tracemalloc.stop()
    assert 0.5 * taken < shared._size() - size < 2 * taken


def compared_twice(session):
    """Let a session make two replications of a comparison."""
    for number in (0, 1):
        answer(session, do="twin", replication=number, alternatives=varied("firm.Focal.level", [1, 2]))
