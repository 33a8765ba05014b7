"""A step gets the views that its parameters name; a step that cannot run is refused, with the reason."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from simulation.kernel.arithmetic import where
from simulation.kernel.steps import Month, Phase, Step, run_step
from simulation.kernel.views import Firm, Luck, Relation, She, World
from simulation.market.compiled.translation import translate_month
from simulation.mechanisms.purchases import TRIPS
from tests.markets import busy, process, scene


def of_one_firm(she: She, firm: Firm, relation: Relation, luck: Luck) -> None:
    """Take down the firm and the luck of the trip."""
    she.gap = firm.number + relation.trust * 0.0
    she.overcome = luck.time * 1.0


def without_words(she: She) -> None:
    she.gap = 7.0
    she.overcome = where(she.gap > 5.0, 1.0, 2.0)


def for_a_stranger(customer: Any) -> None:
    """Take a parameter that is no view."""


def misspelt(she: She, world: World) -> None:
    """Read a column that no mechanism declares."""
    she.gap = she.turst * world.trust.speed


def test_a_step_that_takes_one_firm_has_to_run_for_each() -> None:
    with pytest.raises(TypeError, match="of_one_firm takes one `firm`, so it needs `each_firm=True`"):
        Step(of_one_firm)


def test_a_step_takes_nothing_but_views() -> None:
    with pytest.raises(TypeError, match="takes `customer`; a step may take she, supplier, origin"):
        Step(for_a_stranger)


def test_a_misspelt_column_is_named_with_the_nearest() -> None:
    running = process(busy("contractual", customers=20, warm_up=0))
    with pytest.raises(AttributeError, match="she has no `turst`, nearest: `trust`"):
        run_step(Step(misspelt), scene(running, slice(0, 20)))


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
    nothing = Phase("closing", ())
    return translate_month(Month(Phase("living", steps), (), nothing), {}).text()


def test_a_step_without_a_docstring_is_translated_whole() -> None:
    text = text_of(Step(without_words))
    assert "state__gap[rows] = 7.0" in text
    assert "state__overcome[rows] = " in text


def test_a_step_of_each_firm_knows_its_trip_when_compiled() -> None:
    text = text_of(Step(of_one_firm, each_firm=True))
    assert "luck__time[trip]" in text
    assert "trip, firm, start, stop):" in text
