"""What a customer takes along when she moves, and what is left of it when she comes back."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.market.process import MarketProcess
from simulation.mechanisms.departure import NEVER, move, put_aside, take_up
from tests.markets import KINDS, do, process, scenario

HER = np.array([0])
LASTING = {
    "world.customers": 50,
    "world.warm_up": 0,
    "world.satisfaction.fading": 0.1,
    "world.bonds.social_decay": 0.2,
    "world.rules.inattention": True,
    "world.search.routine": 0.0,
    "world.search.incident": 0.0,
    "world.search.involuntary": 0.0,
    "world.learning.advertising": 0.0,
    "world.rules.word_of_mouth": False,
}
FELT = {"satisfaction": 0.5, "commitment": 0.6, "social_bond": 0.7, "integration": 0.8, "trust": 0.9}


def go(running: MarketProcess, firm: int) -> None:
    """Customer 0 goes to a firm at the end of the month, by hand."""
    running.state.chosen[HER] = firm
    do(running, put_aside, move, take_up, rows=HER)


def at_first_firm(kind: str) -> MarketProcess:
    """A market in which customer 0 has strong feelings for firm 0, and nobody ever looks around."""
    running = process(scenario(3, **LASTING, **{"world.kind": kind}), 1)
    if running.state.firm[0] != 0:
        go(running, 0)
    for attribute, value in FELT.items():
        getattr(running.state, attribute)[HER] = value
    return running


@pytest.mark.parametrize("kind", KINDS)
def test_feelings_and_bonds_fade_by_the_months_in_between(kind: str) -> None:
    running = at_first_firm(kind)
    go(running, 1)
    assert running.state.satisfaction[0] == running.state.social_bond[0] == 0.0
    for months in range(1, 4):
        running.advance()
        # A tenth of the feelings and a fifth of the bonds go each month; trust stays.
        left = {"satisfaction": 0.9, "commitment": 0.9, "social_bond": 0.8, "integration": 0.8, "trust": 1.0}
        for attribute, share in left.items():
            expected = FELT[attribute] * share**months
            assert running.remembered(attribute, 0)[0] == pytest.approx(expected), attribute
    go(running, 0)
    assert running.state.satisfaction[0] == pytest.approx(0.5 * 0.9**3)
    assert running.state.integration[0] == pytest.approx(0.8 * 0.8**3)
    assert running.state.trust[0] == 0.9


def test_what_fades_faster_for_a_while_fades_faster_in_those_months_only() -> None:
    running = at_first_firm("contractual")
    go(running, 1)
    running.advance()
    running.change(**{"world.bonds.social_decay": 0.5})
    running.advance()
    running.change(**{"world.bonds.social_decay": 0.2})
    running.advance()
    assert running.remembered("social_bond", 0)[0] == pytest.approx(0.7 * 0.8 * 0.5 * 0.8)


def test_who_goes_and_returns_in_the_same_month_has_forgotten_nothing() -> None:
    running = at_first_firm("repeat_purchase")
    go(running, 2)
    go(running, 0)
    for attribute, value in FELT.items():
        assert getattr(running.state, attribute)[0] == value


def test_a_firm_that_she_never_used_means_nothing_to_her_yet() -> None:
    running = at_first_firm("contractual")
    for _ in range(5):
        running.advance()
    unknown = next(j for j in (1, 2) if running.state.last_contact[j, 0] == NEVER)
    assert (
        running.remembered("satisfaction", unknown)[0] == running.remembered("commitment", unknown)[0] == 0.0
    )
