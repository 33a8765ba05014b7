"""What people, structure and product gave a belief: carried along apart, they add up to it."""

import numpy as np
import pytest

from simulation.lab.recipe import Replay
from simulation.lab.witness import PARTS, Witness, bond_benefits
from simulation.market.access import own, put, seat
from simulation.market.messages import hearings
from simulation.rules import learning
from simulation.rules.satisfaction import moved
from simulation.rules.trust import claim
from simulation.scenario.reading import load_scenario

MONTHS, CUSTOMERS = 60, 400
LEVELS = (3, 2, 1, 0)
"""Levels of the firms in turn, so that every bond is there to be told of."""


class Adding(Witness):
    """A witness who also carries the product's part, by the kernel's formulas from its numbers."""

    def live(self, month, state, firms, world, luck, closing):
        if not self.parts:
            self.product = state.expectation_elsewhere.copy()
            put(self.product, seat(state, slice(0, CUSTOMERS)), state.expectation)
        super().live(month, state, firms, world, luck, closing)

    def _learn(self, state, firms, world, luck, trip, rows):
        super()._learn(state, firms, world, luck, trip, rows)
        bonds = sum(bond_benefits(state, firms, world, rows).values())
        place = seat(state, rows)
        put(self.product, place, moved(own(self.product, place), state.learned[rows] - bonds, world.learning))

    def _advertise_to_own(self, state, firms, world, luck, trip, rows):
        super()._advertise_to_own(state, firms, world, luck, trip, rows)
        place = seat(state, rows)
        for j in range(firms.price.size):
            mine, heard = state.firm[rows] == j, self._after_claims(state, firms, world, j, rows, state.trust)
            put(self.product, place[mine], heard[mine])

    def _advertise(self, state, firms, world, luck, trip, rows):
        super()._advertise(state, firms, world, luck, trip, rows)
        for j in range(firms.price.size):
            heard = self._after_claims(state, firms, world, j, rows, state.trust_elsewhere[j])
            self.product[j, rows] = np.where(state.firm[rows] == j, self.product[j, rows], heard)

    def _after_claims(self, state, firms, world, j, rows, trust):
        """Return what is believed of firm j's product after its claims of quality and money."""
        promised = claim(state.stakes[rows], firms.claimed_quality[j], firms.claimed_money[j], 0.0, 0.0)
        pull = world.advertising * firms.advertising[j]
        return learning.advertised(self.product[j, rows], promised, trust[rows], pull)

    def _overhear(self, state, weight):
        super()._overhear(state, weight)
        for places, who, earlier in hearings(state):
            news = state.firm[who] != state.firm[places % CUSTOMERS]
            place, said = places[news], own(self.product, seat(state, who[news]))
            put(self.product, place, learning.heard(own(self.product, place), said, earlier, weight))


def lived(name, levels=LEVELS):
    """Return witness and process after 60 months of a market whose firms stand at these levels."""
    scenario = load_scenario(name)
    chosen = {f"firm.{firm.name}.level": level for firm, level in zip(scenario.firms, levels, strict=False)}
    scenario = scenario.with_(**chosen, **{"world.customers": CUSTOMERS, "world.months": MONTHS})
    witness = Adding(0)
    replay = Replay(scenario, 5, [], witness)
    for _ in range(MONTHS):
        replay.advance()
    return witness, replay.process


@pytest.mark.parametrize("name", ["three-levels", "toothpaste"])
def test_the_parts_add_up_to_what_everybody_believes_of_every_firm(name):
    witness, process = lived(name)
    state = process.state
    believed = np.where(
        state.firm == np.arange(state.expectation_elsewhere.shape[0])[:, np.newaxis],
        state.expectation,
        state.expectation_elsewhere,
    )
    assert state.departures.any()
    assert witness.product + sum(witness.parts[part] for part in PARTS) == pytest.approx(believed, abs=1e-9)
    assert all(witness.parts[part].any() for part in PARTS)
