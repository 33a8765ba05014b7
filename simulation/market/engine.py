"""Engines run the steps of a month: on blocks of customers with NumPy, or compiled, one by one.

Both give the same bits: steps are element-wise, sums run over the customers in order of their numbers, and
word of mouth is heard in the order of its messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from simulation.kernel.steps import Month, Phase, Scene, Step, concerned, run_step
from simulation.market.luck import Luck
from simulation.market.numbers import nested
from simulation.mechanisms.referral import meet
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


def _trips(phases: tuple[Phase, ...]) -> Iterator[tuple[tuple[Step, ...], int]]:
    """Yield the steps of each trip of some phases, with the number of the trip."""
    for phase in phases:
        for trip in range(phase.trips):
            yield phase.steps, trip


def in_use(month: Month, world: Any) -> Month:
    """Return a month without the steps that nobody needs: see `Step`; ``world`` has the flat numbers."""

    def used(phase: Phase) -> Phase:
        return phase._replace(steps=steps_in_use(phase.steps, world))

    return Month(used(month.living), tuple(map(used, month.deciding)), used(month.closing))


def steps_in_use(steps: tuple[Step, ...], world: Any) -> tuple[Step, ...]:
    """Return some steps without those that nobody needs."""
    needed = [each for each in steps if not each.when or getattr(world, each.needed) != 0.0]
    return tuple(each for each in needed if world.treated or not each.treated)


class NumpyEngine:
    """Runs the steps on blocks of rows; needs nothing but NumPy."""

    def __init__(self, block: int = USUAL_BLOCK) -> None:
        if block < 1:
            raise ValueError(f"a block has at least one row, not {block}")
        self.block = block
        self._blocks: list[Scene] = []

    def __getstate__(self) -> dict[str, Any]:
        """Leave the market's scenes out of a copy: the copy of a market has columns of its own."""
        return vars(self) | {"_blocks": []}

    def live(
        self, month: Month, state: Any, firms: Any, world: Any, luck: Luck, closing: bool
    ) -> Iterator[None]:
        """Run a month on all customers, in place; yields after each trip of each block."""
        numbers = nested(world)
        month = in_use(month, world)
        blocks = self._scenes(state, firms, numbers, luck)
        yield from self._run((month.living,), blocks)
        self._talk(state, numbers)
        yield
        yield from self._run((*month.deciding, month.closing) if closing else month.deciding, blocks)

    def _scenes(self, state: Any, firms: Any, world: Any, luck: Luck) -> list[Scene]:
        """Return the scene of each block; the scenes of the month before serve again in the same market."""
        if self._blocks and self._blocks[0].state is state:
            for scene in self._blocks:
                scene.begin_month(firms, world, luck)
        else:
            customers = state.firm.size
            starts = range(0, customers, self.block)
            rows = [slice(start, min(start + self.block, customers)) for start in starts]
            self._blocks = [Scene(state, firms, world, luck, 0, block) for block in rows]
        return self._blocks

    def _talk(self, state: Any, world: Any) -> None:
        """Carry word of mouth; where it matters, find who is still together with her referrer."""
        together = world.company_worth != 0.0
        carry(state, world.word_of_mouth.weight, together)
        if together:
            meet(state)

    def _run(self, phases: tuple[Phase, ...], blocks: list[Scene]) -> Iterator[None]:
        for block in blocks:
            for steps, trip in _trips(phases):
                block.trip = trip
                for step in steps:
                    scene = concerned(step, block)
                    if scene is not None:
                        for firm in step.firms(scene.firms):
                            scene.firm = firm
                            self._step(step, scene)
                yield

    def _step(self, step: Step, scene: Scene) -> None:
        """Run one step on some customers."""
        run_step(step, scene)
