"""What people, structure and product gave a belief: carried along apart, they add up to it."""

import numpy as np
import pytest

from simulation.kernel.arithmetic import moved
from simulation.kernel.views import customers
from simulation.lab.recipe import Replay
from simulation.lab.witness import PARTS, Witness
from simulation.mechanisms.advertising import advertised, claim
from simulation.mechanisms.social_bond import social_benefit
from simulation.mechanisms.structural_bond import structural_benefit
from simulation.mechanisms.word_of_mouth import heard, hearings
from simulation.scenario.reading import load_scenario

MONTHS, CUSTOMERS = 60, 400
LEVELS = (3, 2, 1, 0)
"""Levels of the firms in turn, so that every bond is there to be told of."""


class Adding(Witness):
    """A witness who also carries the product's part, by the kernel's formulas from its numbers."""

    def live(self, month, state, firms, world, luck, closing):
        if not self.parts:
            self.product = state.expectation_elsewhere.copy()
            self.product[state.firm, np.arange(CUSTOMERS)] = state.expectation
        yield from super().live(month, state, firms, world, luck, closing)

    def _learn(self, scene):
        super()._learn(scene)
        she, supplier = customers(scene.state, scene.rows), scene.supplier
        bonds = social_benefit(she, supplier, scene.world) + structural_benefit(she, supplier, scene.world)
        place = scene.state.firm[scene.rows], np.arange(CUSTOMERS)[scene.rows]
        speed = scene.world.learning.experience
        self.product[place] = moved(self.product[place], she.learned - bonds, speed)

    def _advertise_to_own(self, scene):
        super()._advertise_to_own(scene)
        state, who = scene.state, np.arange(CUSTOMERS)[scene.rows]
        for j in range(scene.firms.price.size):
            mine = who[state.firm[scene.rows] == j]
            self.product[j, mine] = self._after_claims(scene, j, state.trust, state.prospect)[
                state.firm[scene.rows] == j
            ]

    def _advertise(self, scene):
        super()._advertise(scene)
        state, j, rows = scene.state, scene.firm, scene.rows
        heard = self._after_claims(scene, j, state.trust_elsewhere[j], state.prospect_elsewhere[j])
        self.product[j, rows] = np.where(state.firm[rows] == j, self.product[j, rows], heard)

    def _after_claims(self, scene, j, trust, prospect):
        """Return what is believed of firm j's product after its claims of quality and money."""
        firms, rows = scene.firms, scene.rows
        stakes = scene.state.stakes[rows]
        money = firms.rebate[j] + firms.reward[j] * prospect[rows]
        promised = claim(stakes, firms.claimed_quality[j], money, 0.0, 0.0)
        pull = scene.world.learning.advertising * firms.advertising[j]
        return advertised(self.product[j, rows], promised, trust[rows], pull)

    def before_talk(self, state, world):
        super().before_talk(state, world)
        product = self.product.reshape(-1)
        for places, who, earlier in hearings(state):
            news = state.firm[who] != state.firm[places % CUSTOMERS]
            place, said = places[news], self.product[state.firm[who[news]], who[news]]
            product[place] = heard(product[place], said, earlier[news], world.word_of_mouth.weight)


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
