"""A step gets the views that its parameters name; a step that cannot run is refused, with the reason."""

from __future__ import annotations

import copy
import re
from typing import Any

import numpy as np
import pytest

from simulation.kernel.arithmetic import where
from simulation.kernel.steps import Month, Phase, Step, StepFunction, concerned, run_step
from simulation.kernel.views import Firm, Firms, Luck, Relation, She, Supplier, World
from simulation.market.compiled.translation import translate_month
from simulation.market.compiled.words import words_of
from simulation.market.engine import NumpyEngine, in_use
from simulation.market.process import MarketProcess
from simulation.mechanisms.purchases import TRIPS
from tests.markets import busy, differing, process, scene


def of_one_firm(she: She, firm: Firm, relation: Relation, luck: Luck) -> None:
    """Take down the firm and the luck of the trip."""
    she.gap = firm.number + relation.trust * 0.0
    she.overcome = luck.time * 1.0


def without_words(she: She) -> None:
    she.gap = 7.0
    she.overcome = where(she.gap > 5.0, 1.0, 2.0)


def for_a_stranger(customer: Any) -> None:
    """Take a parameter that is no view."""


def of_a_relation(she: She, relation: Relation) -> None:
    """Take what she remembers of some firm, and no firm."""
    she.used |= relation.bought > 0.0


def misread(she: She, world: World) -> None:
    she.gap = she.turst * world.trust.speed


def miswritten(she: She) -> None:
    she.trsut = she.trust


def misread_of_world(she: She, world: World) -> None:
    she.gap = she.gap * world.trust.sped


def misread_table(she: She, world: World) -> None:
    she.gap = she.gap * world.turst.speed


def misread_of_supplier(she: She, supplier: Supplier) -> None:
    she.gap = supplier.prize


def misread_luck(she: She, luck: Luck) -> None:
    she.gap = luck.tiem


def miswritten_relation(she: She, own_relation: Relation) -> None:
    own_relation.bougth = she.gap


def written_in_a_relation(she: She, own_relation: Relation) -> None:
    own_relation.stakes = she.stakes


def read_of_one_firm(she: She, firm: Firm, relation: Relation) -> None:
    she.gap = relation.trust + firm.pirce


def misread_of_all(she: She, firms: Firms) -> None:
    for _, relation in firms:
        she.gap = relation.trsut


def in_a_rule(she: She) -> Any:
    return she.trsut


in_a_rule.__module__ = "simulation.mechanisms.trust"  # compiled code translates the rules of mechanisms


def misread_in_a_rule(she: She) -> None:
    she.gap = in_a_rule(she)


def right(she: She) -> None:
    she.gap = 1.0


MISSPELT = (
    (Step(misread), "step misread: she has no `turst`; nearest: `trust`"),
    (Step(miswritten), "step miswritten: she has no `trsut`; nearest: `trust`"),
    (Step(misread_of_world), "step misread_of_world: world.trust has no `sped`; nearest: `speed`"),
    (Step(misread_table), "step misread_table: world has no `turst`; nearest: `trust`"),
    (Step(misread_of_supplier), "step misread_of_supplier: supplier has no `prize`; nearest: `price`"),
    (Step(misread_luck), "step misread_luck: luck has no `tiem`; nearest: `time`"),
    (Step(miswritten_relation), "step miswritten_relation: own_relation has no `bougth`; nearest: `bought`"),
    (Step(written_in_a_relation), "step written_in_a_relation: own_relation has no `stakes`; nearest: "),
    (Step(read_of_one_firm, each_firm=True), "step read_of_one_firm: firm has no `pirce`; nearest: `price`"),
    (Step(misread_of_all), "step misread_of_all: relation has no `trsut`; nearest: `trust`"),
    (Step(misread_in_a_rule), "step misread_in_a_rule: she has no `trsut`; nearest: `trust`"),
    (Step(right, "lokked"), "step right: she has no `lokked`; nearest: `looked`"),
)


@pytest.mark.parametrize(("step", "words"), [(of_one_firm, "firm"), (of_a_relation, "relation")])
def test_a_step_that_is_about_one_firm_has_to_run_for_each(step: StepFunction, words: str) -> None:
    with pytest.raises(TypeError, match=f"{step.__name__} takes `{words}`.*needs `each_firm=True`"):
        Step(step)


def test_a_step_takes_nothing_but_views() -> None:
    with pytest.raises(TypeError, match="takes `customer`; a step may take she, supplier, origin"):
        Step(for_a_stranger)


def test_a_step_writes_no_numbers() -> None:
    def raise_price(firm: Firm) -> None:
        firm.price = 2.0

    running = process(busy("contractual", customers=20, warm_up=0))
    with pytest.raises(AttributeError, match=r"`firm\.price`: a step may only write columns"):
        run_step(Step(raise_price, each_firm=True), scene(running, slice(0, 20)))


@pytest.fixture(scope="module")
def small() -> MarketProcess:
    return process(busy("repeat_purchase", customers=20, warm_up=0), 1)


def month_of(*steps: Step) -> Month:
    return Month(Phase("living", steps), (), Phase("closing", ()))


@pytest.mark.parametrize("rows", [slice(0, 20), np.array([2, 5])])
@pytest.mark.parametrize(("step", "words"), MISSPELT)
def test_a_misspelt_word_is_named_with_the_nearest(
    small: MarketProcess, step: Step, words: str, rows: Any
) -> None:
    everybody = scene(small, slice(0, 20))
    with pytest.raises(AttributeError, match=f"^{re.escape(words)}"):
        run_step(step, everybody.among(rows) if concerned(step, everybody) else everybody)


@pytest.mark.parametrize(("step", "words"), MISSPELT)
def test_the_compiled_engine_says_the_same_of_a_misspelt_word(
    small: MarketProcess, step: Step, words: str
) -> None:
    known = words_of(small.firms._fields, small.numbers._fields)
    with pytest.raises(AttributeError, match=f"^{re.escape(words)}"):
        translate_month(month_of(step), {}, known)


def test_the_error_shows_the_line_of_the_step(small: MarketProcess) -> None:
    with pytest.raises(AttributeError) as caught:
        run_step(Step(miswritten), scene(small, slice(0, 20)))
    assert any(entry.name == "miswritten" for entry in caught.traceback)


def test_a_copy_of_a_market_has_columns_of_its_own() -> None:
    """The engine keeps views of the columns from month to month; a copy must not write into the original."""
    running = process(busy("repeat_purchase", customers=50, warm_up=0), 2)
    copied, before = copy.deepcopy(running), running.state.satisfaction.copy()
    copied.advance()
    assert (running.state.satisfaction == before).all()
    running.advance()
    assert differing(copied, running) == []


def test_one_engine_can_run_markets_in_turn() -> None:
    engine = NumpyEngine(30)
    market = busy("contractual", customers=50, warm_up=0)
    both, alone = [MarketProcess(market, seed, engine) for seed in (0, 1)], MarketProcess(market, 1)
    for _ in range(3):
        for running in (*both, alone):
            running.advance()
    assert differing(both[1], alone) == []


@pytest.mark.parametrize("rows", [slice(3, 9), np.array([2, 5])])
def test_firm_and_trip_are_two_things(rows: Any) -> None:
    """The firm's number is no trip: there may be more firms than trips."""
    running = process(busy("repeat_purchase", customers=20, warm_up=0), 1)
    seen = scene(running, rows)
    for seen.trip in range(TRIPS):
        for seen.firm in range(len(running.firm_names)):
            run_step(Step(of_one_firm, each_firm=True), seen)
            assert (running.state.gap[rows] == seen.firm).all()
            assert (running.state.overcome[rows] == TRIPS + seen.trip).all()


def text_of(*steps: Step) -> str:
    return translate_month(month_of(*steps), {}, words_of((), ())).text()


def test_a_step_without_a_docstring_is_translated_whole() -> None:
    text = text_of(Step(without_words))
    assert "state__gap[rows] = 7.0" in text
    assert "state__overcome[rows] = " in text


def test_a_step_of_each_firm_knows_its_trip_when_compiled() -> None:
    text = text_of(Step(of_one_firm, each_firm=True))
    assert "luck__time[trip]" in text
    assert "trip, firm, start, stop):" in text


def test_a_step_is_left_out_while_the_number_that_it_needs_is_0() -> None:
    """NumPy's month has no such step; compiled code asks before it."""
    phase = Phase("living", (Step(without_words, when="search.incident"), Step(right)))
    month = Month(phase, (), Phase("closing", ()))
    off, on = (
        in_use(
            month,
            process(busy("contractual", customers=2, **{"world.search.incident": value})).numbers,
        )
        for value in (0.0, 0.2)
    )
    assert [step.function for step in off.living.steps] == [right]
    assert on == month
    assert "if world__search__incident != 0.0:" in text_of(phase.steps[0])


def test_a_step_of_each_firm_is_left_out_for_firms_that_lack_what_it_is_about() -> None:
    step = Step(of_one_firm, each_firm=True, having="reward")
    firms = process(busy("contractual", customers=2, warm_up=0), 1).firms
    assert list(step.firms(firms)) == [int(number) for number in np.flatnonzero(firms.reward)]
    assert 0 < len(step.firms(firms)) < firms.price.size
    assert "if firms__reward[firm] != 0.0: " in text_of(step)
