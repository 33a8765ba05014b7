"""Who talks to whom, and how messages travel."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

from simulation.market.population import drawing
from simulation.mechanisms.word_of_mouth import carry, draw_acquaintances, messages, ties_possible
from tests.markets import process, scenario


def network(customers: int, wanted: int, rewiring: float, seed: int = 0) -> np.ndarray:
    ties = np.zeros((ties_possible(customers, wanted), customers), dtype=np.int32)
    draw_acquaintances(ties, rewiring, drawing(seed, customers))
    return ties


@pytest.mark.parametrize("rewiring", [0.0, 0.1, 1.0])
@pytest.mark.parametrize(
    ("customers", "wanted"), [(2, 8), (3, 2), (9, 8), (10, 8), (12, 3), (500, 8), (500, 32)]
)
def test_nobody_talks_to_herself_or_twice_to_the_same(customers: int, wanted: int, rewiring: float) -> None:
    ties = network(customers, wanted, rewiring)
    for person, known in enumerate(ties.T):
        assert person not in known
        assert len(set(known)) == len(known) == min(wanted, customers - 1)
        assert 0 <= min(known) <= max(known) < customers


def test_without_rewiring_people_talk_to_their_nearest_neighbours() -> None:
    assert network(10, 4, 0.0)[:, 0].tolist() == [1, 9, 2, 8]


def test_one_customer_has_nobody_to_talk_to() -> None:
    assert network(1, 8, 0.1).shape == (0, 1)


def test_the_share_rewired_is_as_asked_and_strangers_are_anybody() -> None:
    customers, rewiring = 5000, 0.1
    changed = network(customers, 8, rewiring) != network(customers, 8, 0.0)
    error = (rewiring * (1 - rewiring) / changed.size) ** 0.5
    assert changed.mean() == pytest.approx(rewiring, abs=4 * error + 16 * rewiring / customers)
    strangers = network(customers, 8, rewiring)[changed]
    assert np.bincount(strangers * 10 // customers, minlength=10) == pytest.approx(
        strangers.size / 10, rel=0.2
    )


def test_rewiring_makes_the_world_small() -> None:
    def mean_distance(rewiring: float) -> float:
        ties = network(300, 8, rewiring)
        graph = nx.DiGraph((i, int(j)) for i, known in enumerate(ties.T) for j in known)
        return float(nx.average_shortest_path_length(graph))

    assert mean_distance(0.1) < 0.5 * mean_distance(0.0)


def test_a_teller_tells_as_many_different_people_as_she_wants() -> None:
    running = process(scenario(**{"world.customers": 300, "world.word_of_mouth.base": 3.0}), 3)
    listeners: dict[int, list[int]] = {}
    for teller, listener in zip(*messages(running.state, slice(0, running.customers)), strict=True):
        listeners.setdefault(int(teller), []).append(int(listener))
    for person, told in enumerate(running.state.told):
        heard_by = listeners.get(person, [])
        assert len(heard_by) == len(set(heard_by)) == told
        assert set(heard_by) <= set(running.state.acquaintances[:, person].tolist())


def test_every_word_is_heard_once_and_none_changes_what_is_thought_of_ones_own_firm() -> None:
    running = process(scenario(**{"world.customers": 300}), 3)
    state = running.state
    state.expectation[:] = 1.0 + np.arange(300)
    state.expectation_elsewhere.fill(0.0)
    told = np.zeros((4, 300))
    number = np.zeros((4, 300))
    for teller, listener in zip(*messages(state, slice(0, state.firm.size)), strict=True):
        told[state.firm[teller], listener] += state.expectation[teller]
        number[state.firm[teller], listener] += 1
    carry(state, 0.5)
    assert state.expectation.tolist() == list(range(1, 301))
    assert (state.heard == number).all()
    assert number.max() > 2
    assert state.expectation_elsewhere == pytest.approx(0.5 * told / (1 + 0.5 * number))
