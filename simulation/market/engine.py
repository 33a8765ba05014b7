"""Engines run the steps of a month: on blocks of customers with NumPy, or compiled, one by one.

Both give the same bits: steps are element-wise, sums run over the customers in order of their numbers, and
word of mouth is heard in the order of its messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from simulation.kernel.steps import Month, Phase, Scene, Step, run_step
from simulation.kernel.views import Rows
from simulation.market.luck import Luck
from simulation.market.numbers import nested
from simulation.mechanisms.word_of_mouth import carry

USUAL_BLOCK = 32_768
"""Rows of a block: its temporary arrays then stay in the processor's cache, and Python's part is small."""


class Engine(Protocol):
    """What a market needs of an engine: to run a month."""

    def live(
        self, month: Month, state: Any, firms: Any, world: Any, luck: Luck, closing: bool
    ) -> Iterator[None]:
        """Run a month on all customers, in place; its closing phase only if wanted.

        Yields after each slice of the month, so that others can have their turn; only at its end is the
        month complete.
        """


def _rows(step: Step, state: Any, block: slice) -> Rows | None:
    """Return the rows of a block that a step concerns: the block itself, row numbers, or None."""
    if step.among is None:
        return block
    (chosen,) = getattr(state, step.among)[block].nonzero()
    chosen += block.start
    return chosen if chosen.size else None


def _trips(phases: tuple[Phase, ...]) -> Iterator[tuple[tuple[Step, ...], int]]:
    """Yield the steps of each trip of some phases, with the number of the trip."""
    for phase in phases:
        for trip in range(phase.trips):
            yield phase.steps, trip


class NumpyEngine:
    """Runs the steps on blocks of rows; needs nothing but NumPy."""

    def __init__(self, block: int = USUAL_BLOCK) -> None:
        if block < 1:
            raise ValueError(f"a block has at least one row, not {block}")
        self.block = block

    def live(
        self, month: Month, state: Any, firms: Any, world: Any, luck: Luck, closing: bool
    ) -> Iterator[None]:
        """Run a month on all customers, in place; yields after each trip of each block."""
        numbers = nested(world)
        yield from self._run((month.living,), state, firms, numbers, luck)
        self._talk(state, numbers)
        yield
        phases = (*month.deciding, month.closing) if closing else month.deciding
        yield from self._run(phases, state, firms, numbers, luck)

    def _talk(self, state: Any, world: Any) -> None:
        """Carry word of mouth."""
        carry(state, world.word_of_mouth.weight)

    def _run(
        self, phases: tuple[Phase, ...], state: Any, firms: Any, world: Any, luck: Luck
    ) -> Iterator[None]:
        customers = state.firm.size
        for start in range(0, customers, self.block):
            block = slice(start, min(start + self.block, customers))
            whole = Scene(state, firms, world, luck, 0, block)
            for steps, trip in _trips(phases):
                for step in steps:
                    rows = _rows(step, state, block)
                    if rows is not None:
                        scene = whole if rows is block else whole.among(rows)
                        scene.trip = trip
                        for scene.firm in range(firms.price.size if step.each_firm else 1):
                            self._step(step, scene)
                yield

    def _step(self, step: Step, scene: Scene) -> None:
        """Run one step on some customers."""
        run_step(step, scene)
