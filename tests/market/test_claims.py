"""What customers hold against a firm that promises more than it delivers."""

from __future__ import annotations

import pytest

from tests.markets import NOTHING_FELT, busy, differing, process, scenario

FELT = NOTHING_FELT | {
    "world.rules.satisfaction": True,
    "world.population.desire_spread": 0.0,
    "world.customers": 20,
    "world.warm_up": 0,
}
"""Customers of mean involvement who get exactly what they expect."""


def test_a_promise_not_kept_dissatisfies_month_after_month() -> None:
    # Promised is .6 of a month's price more than is delivered, .25 of it is tolerated: .35 too little, which
    # takes .25 x 2 x .35 = .175. Satisfaction moves .15 of the way to it in the first month, to -.02625, and
    # .15 x 36 / 37 = .14595 of the rest in the second, to -.04796. What is expected has long adapted.
    running = process(scenario([{"name": "Loud", "promise": 1.6}], **FELT), months=1)
    assert running.state.satisfaction == pytest.approx([-0.02625] * 20)
    running.advance()
    assert running.state.satisfaction == pytest.approx([-0.04796] * 20, abs=1e-5)
    assert running.state.disconfirmation == pytest.approx([0.0] * 20, abs=1e-12)


@pytest.mark.parametrize("promise", [0.6, 1.0, 1.25])
def test_a_promise_kept_within_the_zone_of_tolerance_changes_nothing(promise: float) -> None:
    firm = {"name": "Modest", "promise": promise}
    assert process(scenario([firm], **FELT), months=6).state.satisfaction == pytest.approx(
        [0.0] * 20, abs=1e-12
    )


def test_without_noise_and_failures_honest_firms_never_meet_the_rule() -> None:
    # (A structural service promises from the first day what customers integrate with only over months.)
    calm = {f"world.rules.{rule}": False for rule in ("noise", "failures", "match")}
    calm |= {"world.bonds.visible": 0.0}
    honest = {f"firm.{name}.promise": 1.0 for name in ("Focal", "Dogwood")}
    with_rule = process(busy("contractual", **calm, **honest), months=12)
    without = process(busy("contractual", **calm, **honest, **{"world.rules.information": False}), months=12)
    assert differing(with_rule, without) == []
