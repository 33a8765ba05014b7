"""The terms of what a customer compares, read off the model's own rules.

No rule is written here a second time. A term is what a rule of the model says, less what it says where that
term's words are 0: the price, for instance, is `compared_value` less `compared_value` at a price of 0. The
rules are sums of such terms, so the terms add up; if a rule gets one that is not listed here, they no longer
do, and a test fails.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.kernel.steps import Scene
from simulation.mechanisms.choice import compared_value
from simulation.mechanisms.switching_cost import barrier

BELIEF = "belief"
"""What she believes the dealings with each firm to be worth: all terms of total value but her taste."""
COMPARED: dict[str, dict[str, tuple[str, ...]]] = {
    BELIEF: {"she": ("expectation",), "relation": ("expectation",)},
    "experiential": {"relation": ("taste",), "firm": ("brand",)},
    "price": {"firm": ("price",)},
    "effort": {"firm": ("effort", "known")},
    "risk": {"firm": ("fee_foreseen",), "trust": ("risk",)},
}
"""For each term the words that are 0 without it: of her, of a firm, of their relation, of ``world.trust``."""
HELD = {
    "procedural": ("cost_procedural", "integration", "fee_owed"),
    "financial": ("cost_financial",),
    "relational": ("cost_relational",),
}
"""For each type of switching cost the words of hers that are 0 without it."""


class Changed:
    """A view with some of its words changed. What a step writes to it stays in it, not in the market."""

    def __init__(self, view: Any, **words: Any) -> None:
        vars(self).update(words, _view=view)

    def __getattr__(self, word: str) -> Any:
        return getattr(self._view, word)


def without(view: Any, words: tuple[str, ...]) -> Any:
    """Return a view in which some words are 0."""
    return Changed(view, **dict.fromkeys(words, 0.0)) if words else view


def compared_terms(scene: Scene) -> dict[str, Values]:
    """Return what each firm is worth to the customers of a scene by term (firms x customers each)."""
    she, world = scene.she, scene.world
    every = _compared(scene, she, world, {})
    found = {}
    for name, words in COMPARED.items():
        trust = without(world.trust, words.get("trust", ()))
        other = without(she, words.get("she", ()))
        found[name] = every - _compared(scene, other, Changed(world, trust=trust), words)
    return found


def _compared(scene: Scene, she: Any, world: Any, words: dict[str, tuple[str, ...]]) -> Values:
    of_firm, of_relation = words.get("firm", ()), words.get("relation", ())
    return np.array(
        [
            compared_value(she, without(firm, of_firm), without(relation, of_relation), world)
            for firm, relation in scene.all_firms
        ]
    )


def held_terms(scene: Scene) -> dict[str, Values]:
    """Return what holds the customers of a scene with their suppliers, by type of switching cost."""
    she, world = scene.she, scene.world
    every: Values = barrier(she, world)
    return {name: every - barrier(without(she, words), world) for name, words in HELD.items()}
