"""How fast a month could be at best: the bytes that it must read and write, over the memory's bandwidth.

The bytes follow from the columns that the steps declare by using them (``Translation.traffic``). Within a
phase a block of customers stays in the cache, so a column is read once and written once a phase and trip. A
step for few customers touches the cache lines of these customers only.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import numpy as np

from simulation.kernel.steps import Phase
from simulation.market import MarketProcess, columns
from simulation.market.compiled.primitives import TWINS
from simulation.market.compiled.translation import Translation
from simulation.market.compiled.words import words_of
from simulation.mechanisms.month import MONTHS

LINE = 64
"""Bytes that a processor fetches at a time."""
HEARD = 3
"""Lines that one message reads and writes at its listener: what she believes, trusts and has heard."""


def bandwidth(megabytes: int = 400) -> float:
    """Bytes a second that one thread reads and writes when it copies large arrays (best of some copies)."""
    source = np.ones(megabytes * 2**17)
    target = np.empty_like(source)
    best = float("inf")
    for _ in range(7):
        begun = time.perf_counter()
        np.copyto(target, source)
        best = min(best, time.perf_counter() - begun)
    return 2 * source.nbytes / best


def bytes_of_month(process: MarketProcess) -> float:
    """Bytes a customer that the month just run must have read and written, its closing phase included."""
    month = MONTHS[process.scenario.world.kind]
    total = sum(phase.trips * _of_phase(phase, process) for phase in month.phases)
    told = float(process.state.told.mean())
    return total + process.state.told.itemsize + told * HEARD * 2 * LINE


def _of_phase(phase: Phase, process: MarketProcess) -> float:
    translation = Translation(TWINS, words_of(process.firms._fields, process.numbers._fields))
    reads: dict[str, float] = {}
    writes: dict[str, float] = {}
    for step in phase.steps:
        translation.step(step)
        used = translation.traffic[-1]
        share = 1.0 if used.among is None else float(getattr(process.state, used.among).mean())
        _note(reads, used.reads, share)
        _note(writes, used.writes, share)
        if used.among:
            _note(reads, (used.among,), 1.0)
    return sum(_bytes(name, share, process) for part in (reads, writes) for name, share in part.items())


def _note(shares: dict[str, float], names: Iterable[str], share: float) -> None:
    for name in names:
        shares[name] = max(shares.get(name, 0.0), share)


def _bytes(column: str, share: float, process: MarketProcess) -> float:
    """Bytes a customer of a column of which this share of rows is touched, in whole cache lines."""
    size = getattr(process.state, column).itemsize
    rows = len(process.firm_names) if columns()[column].shape == "dyads" else 1
    return rows * size * (1.0 - (1.0 - share) ** (LINE / size))
