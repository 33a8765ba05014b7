"""Engines run the steps of a month: on blocks of customers with NumPy, or compiled, one by one.

Both give the same bits: steps are element-wise, sums run over the customers in order of their numbers, and
word of mouth is heard in the order of its messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from simulation.market.access import Rows
from simulation.market.columns import State
from simulation.market.luck import Luck
from simulation.market.messages import carry
from simulation.market.month import Month, Phase, Step
from simulation.market.settings import Firms, Psychology

USUAL_BLOCK = 16_384
"""Rows of a block: its temporary arrays then stay in the processor's cache."""


class Engine(Protocol):
    """What a market needs done every month."""

    def live(
        self, month: Month, state: State, firms: Firms, world: Psychology, luck: Luck, closing: bool
    ) -> None:
        """Run a month on all customers, in place; its closing phase only if wanted."""


def _rows(step: Step, state: State, block: slice) -> Rows | None:
    """Return the rows of a block that a step concerns: the block itself, row numbers, or None."""
    if step.among is None:
        return block
    chosen = block.start + np.flatnonzero(getattr(state, step.among)[block])
    return chosen if chosen.size else None


def _in_order(phases: tuple[Phase, ...]) -> Iterator[tuple[Step, int]]:
    """Yield the steps of some phases with the numbers of their trips."""
    for phase in phases:
        for trip in range(phase.trips):
            for step in phase.steps:
                yield step, trip


class NumpyEngine:
    """Runs the steps on blocks of rows; needs nothing but NumPy."""

    def __init__(self, block: int = USUAL_BLOCK) -> None:
        if block < 1:
            raise ValueError(f"a block has at least one row, not {block}")
        self.block = block

    def live(
        self, month: Month, state: State, firms: Firms, world: Psychology, luck: Luck, closing: bool
    ) -> None:
        """Run a month on all customers, in place; its closing phase only if wanted."""
        self._run((month.living,), state, firms, world, luck)
        carry(state, world.opinion_weight)
        phases = (*month.deciding, month.closing) if closing else month.deciding
        self._run(phases, state, firms, world, luck)

    def _run(
        self, phases: tuple[Phase, ...], state: State, firms: Firms, world: Psychology, luck: Luck
    ) -> None:
        customers = state.firm.size
        for start in range(0, customers, self.block):
            block = slice(start, min(start + self.block, customers))
            for step, trip in _in_order(phases):
                rows = _rows(step, state, block)
                if rows is not None:
                    for turn in range(firms.price.size) if step.each_firm else (trip,):
                        step.function(state, firms, world, luck, turn, rows)
