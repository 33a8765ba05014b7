"""A customer's life lived again: nothing is changed by looking, and every decision adds up."""

import json
from pathlib import Path

import numpy as np
import pytest

from simulation.lab.recipe import Replay, fingerprint
from simulation.lab.witness import PARTS, Witness
from simulation.market.engine import NumpyEngine
from simulation.mechanisms.search import REASONS
from simulation.scenario.reading import load_scenario
from tests.lab.asking import RECIPE, answer, digest, opened, varied

SCENARIOS = ("three-levels", "toothpaste")
SHIPPED = sorted(path.stem for path in (Path(__file__).parents[2] / "scenarios").glob("*.toml"))
STRONG = {"firm.Focal.level": 3} | {
    f"world.{path}": value for path, value in {"customers": 400, "months": 18}.items()
}
VALUE, COST = ("functional", "experiential", "social", "convenience"), ("price", "effort", "risk")


def scenario_of(name):
    scenario = load_scenario(name)
    short = {"world.customers": 400, "world.months": 18, "world.warm_up": 4}
    return scenario.with_(**{f"firm.{scenario.focal}.level": 3, **short})


def lived(name, customer, months=12):
    """Return witness and process after some months, with every decision on the way."""
    witness = Witness(customer)
    replay = Replay(scenario_of(name), 5, [], witness)
    decisions = []
    for _ in range(months):
        replay.advance()
        decisions += witness.decisions
    return witness, replay.process, decisions


@pytest.mark.parametrize("name", SCENARIOS)
def test_looking_changes_nothing(name):
    _, process, _ = lived(name, 17)
    plain = Replay(scenario_of(name), 5, [], NumpyEngine())
    for _ in range(12):
        plain.advance()
    assert fingerprint(process) == fingerprint(plain.process)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_terms_add_up_to_the_utility_that_was_compared(name):
    checked = 0
    for customer in range(0, 400, 15):
        _, _, decisions = lived(name, customer)
        for decision in decisions:
            total = sum(decision.terms[term] for term in VALUE + COST) + decision.draw
            total[decision.own] += sum(decision.spared.values())
            free = [j for j in range(len(total)) if not (decision.forced and j == decision.own)]
            assert np.abs(total - decision.utility)[free].max() < 1e-9
            assert decision.chosen == int(np.argmax(decision.utility))
            checked += 1
    assert checked > 10


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_told_gap_is_that_of_the_kernel(name):
    checked = 0
    for customer in range(0, 400, 25):
        witness = Witness(customer)
        replay = Replay(scenario_of(name), 5, [], witness)
        for _ in range(18):
            replay.advance()
            if not witness.decisions:
                continue
            decision, state = witness.decisions[-1], replay.process.state
            own = decision.utility[decision.own] - (
                0 if decision.forced else sum(decision.spared.values())
            )
            if decision.forced or decision.chosen == decision.own:
                continue
            assert decision.utility[decision.chosen] - own == pytest.approx(state.gap[customer], abs=1e-9)
            assert sum(decision.leaving.values()) == pytest.approx(state.overcome[customer], abs=1e-9)
            checked += 1
    assert checked > 3


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_told_reason_is_that_of_the_kernel(name):
    reasons = set()
    for customer in range(0, 400, 10):
        witness = Witness(customer)
        replay = Replay(scenario_of(name), 5, [], witness)
        for _ in range(18):
            replay.advance()
            leaves = [each for each in witness.decisions if each.chosen != each.own]
            if leaves and leaves[-1] is witness.decisions[-1]:
                assert leaves[-1].cause == replay.process.state.cause[customer]
                reasons.add(REASONS[leaves[-1].cause])
    assert len(reasons) > 2


def test_she_complained_where_the_kernel_says_so_though_all_failures_weigh_alike():
    equal = {"world.experience.minor_loss": 2.5, "world.experience.major_loss": 2.5}
    scenario = scenario_of("three-levels")
    often = {f"firm.{firm.name}.service.failure_minor": 0.3 for firm in scenario.firms}
    scenario = scenario.with_(**equal, **often)
    failures = complaints = 0
    for customer in range(0, 400, 20):
        witness = Witness(customer)
        replay = Replay(scenario, 5, [], witness)
        for _ in range(18):
            replay.advance()
            if replay.process.state.failed[customer]:
                surprised = bool(replay.process.state.recovery_surprise[customer])
                assert witness.complained == surprised
                failures, complaints = failures + 1, complaints + surprised
    assert 0 < complaints < failures


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_parts_of_a_belief_stay_within_what_bonds_can_give(name):
    witness, process, _ = lived(name, 3, months=18)
    state, world, firms = process.state, process.world, process.firms
    most = {
        "social": world.bonds.social_benefit * state.stakes * firms.personal_fit.max(),
        "convenience": world.bonds.structural_benefit * state.usage,
    }
    for part in PARTS:
        assert (witness.parts[part] >= -1e-12).all()
        assert (witness.parts[part].max(axis=0) <= np.maximum(most[part].max(), 1e-9)).all()
        assert witness.parts[part].any()


def test_a_firm_without_bonds_gives_no_social_and_no_convenience_value():
    scenario = load_scenario("three-levels").with_(
        **{"world.customers": 200}
        | {f"firm.{firm}.level": 0 for firm in ("Focal", "Birch", "Cedar", "Dogwood")}
    )
    witness = Witness(3)
    replay = Replay(scenario, 5, [], witness)
    for _ in range(6):
        replay.advance()
    assert not witness.parts["convenience"].any()
    contact = scenario.firms[0].service.contact
    assert contact == "reactive"
    assert not witness.parts["social"].any()


def test_who_told_her_are_her_acquaintances_the_other_way_round():
    session = opened(months=12)
    told = 0
    for customer in (3, 150, 280):
        story = answer(session, do="tell", customer=customer)["story"]
        for event in story["events"]:
            if event["kind"] == "told":
                market = answer(opened(), do="open", recipe=RECIPE)["market"]
                assert customer in market["acquaintances"][event["by"]]
                told += 1
    assert told > 0


def test_the_story_agrees_with_the_market():
    session = opened()
    months = answer(session, do="step", months=12)["months"]
    leaver = next(who for month in months for who in month["left"])
    before = digest(session)
    story = answer(session, do="tell", customer=leaver)["story"]
    assert digest(session) == before
    left = [month["month"] for month in months if leaver in month["left"]]
    assert [event["month"] for event in story["events"] if event["kind"] == "left"] == left
    moved = [m for m in range(1, 13) if story["series"]["firm"][m] != story["series"]["firm"][m - 1]]
    assert moved == left
    assert story["traits"]["departures"] == len(left)
    decided = {each["month"] for each in story["decisions"] if each["chosen"] != each["own"]}
    assert decided == set(left)
    json.dumps(story, allow_nan=False)


def test_a_story_under_an_alternative_is_the_alternatives():
    session = opened(months=2)
    path = "firm.Focal.level"
    compared = answer(session, do="twin", replication=0, alternatives=varied(path, [1, 3]))
    names = [each["name"] for each in compared["alternatives"]]
    story = answer(session, do="tell", customer=5, alternative=names[1])["story"]
    direct = opened(months=12, moves=[{"month": 0, "path": path, "value": 3}])
    assert story == answer(direct, do="tell", customer=5)["story"]
