"""The minimally different world: one customer is moved by hand, and everybody else stays as she was until
word of mouth can have reached her."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from simulation.market.process import MarketProcess
from simulation.mechanisms.departure import move, put_aside, take_up
from tests.markets import KINDS, busy, customers_differing, do, process

BEGIN, MONTHS = 5, 12


def heaviest_buyer(running: MarketProcess) -> int:
    """Somebody who always has something to tell."""
    return int(running.state.purchase_rate.argmax())


def move_by_hand(running: MarketProcess, customer: int, firm: int) -> None:
    running.state.chosen[customer] = firm
    do(running, put_aside, move, take_up, rows=np.array([customer]))


def distances(running: MarketProcess, moved: int) -> np.ndarray:
    """Shortest chain of talk from the moved customer to everybody; infinite where there is none."""
    ties = running.state.acquaintances
    graph = nx.DiGraph((teller, int(listener)) for teller, known in enumerate(ties.T) for listener in known)
    reached = nx.single_source_shortest_path_length(graph, moved)
    return np.array([reached.get(person, np.inf) for person in range(running.customers)])


@pytest.mark.parametrize("kind", KINDS)
def test_one_customer_moved_changes_nobody_whom_talk_cannot_have_reached(kind: str) -> None:
    talk = {
        "world.population.acquaintances": 2,
        "world.population.rewiring": 0.02,
        "world.word_of_mouth.base": 1.5,
    }
    market = busy(kind, customers=400, **talk)
    one, other = process(market, BEGIN), process(market, BEGIN)
    moved = heaviest_buyer(one)
    move_by_hand(other, moved, (int(one.state.firm[moved]) + 1) % 4)
    away = distances(one, moved)
    for months in range(1, MONTHS + 1):
        one.advance()
        other.advance()
        different = customers_differing(one, other)
        assert away[different].max() <= months
    assert different[moved]
    assert different.sum() > 1, "nobody was ever reached"
    assert different.sum() < 100, "far more were reached than talk can explain"


@pytest.mark.parametrize("kind", KINDS)
def test_without_word_of_mouth_nobody_else_ever_notices(kind: str) -> None:
    market = busy(kind, **{"world.rules.word_of_mouth": False})
    one, other = process(market, BEGIN), process(market, BEGIN)
    moved = heaviest_buyer(one)
    move_by_hand(other, moved, (int(one.state.firm[moved]) + 1) % 4)
    for _ in range(MONTHS):
        one.advance()
        other.advance()
        assert np.flatnonzero(customers_differing(one, other)).tolist() == [moved]


def test_a_strategy_leaves_untouched_customers_untouched() -> None:
    """Twin markets differ only in people who have been a firm's customers, heard of it or its promises."""
    quiet = {"world.rules.word_of_mouth": False, "world.rules.advertising": False, "world.bonds.visible": 0.0}
    quiet |= {"world.search.offer_gap": 5.0, "world.customers": 400}
    one = process(busy("contractual", **quiet, **{"firm.Birch.level": 1}), 1)
    other = process(busy("contractual", **quiet), 1)
    touched = customers_differing(one, other)
    was_with_birch = (one.state.origin == 1) | (other.state.origin == 1)
    assert not touched[~was_with_birch & (one.state.firm != 1) & (other.state.firm != 1)].any()
    assert touched[was_with_birch].any()
