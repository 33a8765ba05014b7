"""What would have kept her: real runs of the same market with the same luck, in order, and bounded."""

import pytest

from simulation.lab.kept import fate, trials
from simulation.scenario.reading import load_scenario
from tests.lab.asking import answer, digest, opened

MONTHS = 12


def leaver(session):
    """Return a customer who left a firm, likelier than not."""
    return answer(session, do="find", what="reason", month=MONTHS)["hits"][0]


def asked(session, hit, **more):
    who = {name: hit[name] for name in ("customer", "firm", "month")}
    return answer(session, do="kept", **who, **more)


def every(session, hit, **more):
    found = [asked(session, hit, **more)]
    while len(found) < found[0]["trials"]:
        found.append(asked(session, hit, number=len(found), **more))
    return found


def test_the_first_run_changes_nothing_and_she_leaves_in_it():
    session = opened(months=MONTHS)
    before = digest(session)
    hit = leaver(session)
    first = asked(session, hit)
    assert (first["kind"], first["stays"], first["cost"]) == ("none", False, 0.0)
    assert (first["left"], first["to"]) == (hit["month"], hit["to"])
    assert digest(session) == before


def test_a_trial_is_the_market_with_the_lever_moved():
    session = opened(months=MONTHS)
    hit = leaver(session)
    name = ("Focal", "Birch", "Cedar", "Dogwood")[hit["firm"]]
    for told in every(session, hit):
        if told["kind"] == "level":
            move = {"month": 0, "path": f"firm.{name}.level", "value": told["value"]}
            story = answer(opened(months=MONTHS, moves=[move]), do="tell", customer=hit["customer"])["story"]
            firms = story["series"]["firm"]
            assert told["stays"] == (firms[hit["month"]] == hit["firm"])
            if told["stays"]:
                assert told["left"] is None or firms[told["left"]] != hit["firm"]


def test_without_failures_from_the_last_one_on_nothing_is_different_before_it():
    session = opened(months=MONTHS)
    hit = leaver(session)
    told = asked(session, hit)
    failure = max(1, hit["month"] - 1)
    told = every(session, hit, failure=failure)
    assert [each["kind"] for each in told[:2]] == ["none", "failures"]
    assert told[1]["from_month"] == failure


def test_only_what_happened_can_be_asked_about():
    session = opened(months=MONTHS)
    hit = leaver(session)
    later = asked(session, hit, number=2)
    assert (later["reply"], later["number"]) == ("kept", 2)
    for wrong in ({"month": MONTHS + 1}, {"firm": 9}, {"customer": 300}, {"failure": MONTHS}):
        assert answer(session, do="kept", **{**hit_of(hit), **wrong})["reply"] == "refused"
    assert asked(session, hit)["reply"] == "kept"
    assert asked(session, hit, number=1)["reply"] == "kept"
    assert asked(session, hit, number=19)["reply"] == "refused"


def hit_of(hit):
    return {"customer": hit["customer"], "firm": hit["firm"], "month": min(hit["month"], MONTHS - 1)}


def test_what_is_tried_is_what_the_firm_does_not_do_yet():
    contract, shelf = load_scenario("three-levels"), load_scenario("toothpaste")
    kinds = [each.kind for each in trials(contract, contract.focal, 4)]
    assert kinds == ["none", "failures", "level", "level", "level", "price", "price", "price", "exit_fee"]
    assert "failures" not in [each.kind for each in trials(contract, contract.focal, 0)]
    assert "exit_fee" not in [each.kind for each in trials(shelf, shelf.focal, 0)]
    club = contract.with_(**{f"firm.{contract.focal}.level": 2})
    levels = [each.value for each in trials(club, club.focal, 0) if each.kind == "level"]
    assert levels == [1, 3]


@pytest.mark.parametrize(
    ("firms", "told"),
    [
        ([0, 0, 0, 1, 1], (False, 3, 1)),
        ([0, 0, 0, 0, 0], (True, None, None)),
        ([0, 0, 0, 0, 2], (True, 4, 2)),
        ([0, 2, 2, 2, 0], (False, 1, 2)),
        ([1, 1, 1, 1, 1], (False, None, None)),
    ],
)
def test_her_fate_is_when_she_leaves_the_firm_that_she_left_in_month_3(firms, told):
    found = fate(firms, 3, 0)
    assert (found["stays"], found["left"], found["to"]) == told
