"""Plausible worlds in words and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from simulation.experiments.conditions.discovery import share_interval
from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.report.kit.blocks import Block
from simulation.report.kit.numbers import short
from simulation.report.kit.tables import ReportTable
from simulation.scenario.schema import parameters_by_path
from simulation.validation.calibrate import PATHS
from simulation.validation.result import Validation
from simulation.validation.validation_tables import counted, heads, plain_table
from simulation.validation.worlds.answer_map import Cell, Row, rows, same_everywhere, together
from simulation.validation.worlds.influence import Influence
from simulation.validation.worlds.level_values import LEVELS
from simulation.validation.worlds.plausible_world import assumed
from simulation.validation.worlds.plausible_worlds import PlausibleWorlds

NAMED, LISTED = 3, 10
"""So many influences are named with a pattern, and listed with the main answer."""
LEAST_WORLDS = 20
"""From so many worlds on it is said which level pays: with fewer, a third of them holds next to nothing."""


def blocks(validation: Validation) -> Iterator[Block]:
    """Yield the part on plausible worlds; nothing if none were drawn."""
    found = validation.worlds
    if found is None:
        return
    yield Block("heading", text("validate.worlds.heading"), 2)
    numbers = len(PATHS) + len(assumed())
    yield Block(
        "paragraph",
        text("validate.worlds.text", worlds=len(found.worlds), fitted=len(PATHS), numbers=numbers),
    )
    yield Block("table", table=pattern_shares(validation, found))
    yield Block("heading", text("validate.answer.heading"), 2)
    yield Block("paragraph", text("validate.answer.text", worlds=len(found.worlds)))
    yield Block("table", table=levels_table(found))
    yield Block("paragraph", answer(found))
    if len(found.worlds) < LEAST_WORLDS:
        return
    yield Block("table", table=influence_table(found.answer_moved_by))
    yield Block("paragraph", text("validate.answer.map"))
    yield Block("table", table=map_table(found))
    yield from _pair(found)


def pattern_shares(validation: Validation, found: PlausibleWorlds) -> ReportTable:
    """Return a row a pattern: verdict at the defaults, share of worlds in which it holds, what moves it."""
    lines = [
        (
            verdict.pattern.name,
            text(f"validate.pattern.{verdict.pattern.name}.title"),
            counted(verdict),
            share(found.holding(verdict.pattern.name)),
            _named(found.moved_by(verdict.pattern.name)),
        )
        for verdict in validation.verdicts
    ]
    return plain_table(heads("pattern", "title", "verdict", "in_worlds", "turns_on"), lines)


def _named(moved: Sequence[Influence]) -> str:
    sure = [f"{label(one.path)} ({_band(one)})" for one in moved if one.sure][:NAMED]
    return text("words.separator").join(sure) or text("validate.worlds.nothing_sure")


def _band(one: Influence) -> str:
    return f"{one.correlation:.2f} [{one.low:.2f}; {one.high:.2f}]"


def label(path: str) -> str:
    """Return what a number is called in the current language."""
    return parameters_by_path()[path.replace("firm.*.", "firm.")].name


def share(found: Interval) -> str:
    """Return a share in percent with its interval."""
    return f"{100.0 * found.mean:.0f} % [{100.0 * found.low:.0f}; {100.0 * found.high:.0f}]"


def levels_table(found: PlausibleWorlds) -> ReportTable:
    """Return a row a level: in how many worlds it is worth most, and what it is worth."""
    lines = []
    for level in LEVELS:
        low, middle, high = np.percentile(found.values[:, level], (5, 50, 95)).tolist()
        wins = share_interval(int((found.best == level).sum()), len(found.worlds))
        lines.append((str(level), share(wins), f"{short(middle)} [{short(low)}; {short(high)}]"))
    return plain_table(heads("level", "best_in", "value"), lines)


def answer(found: PlausibleWorlds) -> str:
    """Say which level pays, whether the order flips on the map, and which assumption decides most."""
    if len(found.worlds) < LEAST_WORLDS:
        return text("validate.answer.few", worlds=len(found.worlds), least=LEAST_WORLDS)
    moved = found.answer_moved_by
    wins = share_interval(int((found.best == found.answer).sum()), len(found.worlds))
    key = "everywhere" if same_everywhere(found) else "flips"
    said = text(f"validate.answer.{key}", level=found.answer, share=share(wins))
    if not moved:
        return said
    sure = "sure" if moved[0].sure else "unsure"
    return said + text(f"validate.answer.{sure}", name=label(moved[0].path), found=_band(moved[0]))


def influence_table(moved: Sequence[Influence]) -> ReportTable:
    """Return the numbers that move the answer most, in order."""
    lines = [
        (label(one.path), f"`{one.path}`", _band(one), text("validate.yes" if one.sure else "validate.no"))
        for one in moved[:LISTED]
    ]
    return plain_table(heads("number", "parameter", "influence", "sure"), lines)


def map_table(found: PlausibleWorlds) -> ReportTable:
    """Return a row a dimension: the best level in its lowest, middle and highest third of the worlds."""
    lines = [(label(row.path), _ends(row), *map(_best, row.cells)) for row in rows(found)]
    return plain_table(heads("number", "thirds", "low_third", "middle_third", "high_third"), lines)


def _ends(row: Row) -> str:
    return "; ".join(short(end) for end in row.ends)


def _best(one: Cell) -> str:
    """Return the best level of a cell, with the worlds in which it is best of those that there are."""
    if not one.worlds:
        return text("validate.answer.no_world")
    return text("validate.answer.cell", level=one.level, wins=one.wins, worlds=one.worlds)


def _pair(found: PlausibleWorlds) -> Iterator[Block]:
    """Yield the map over the two numbers that move the answer most."""
    moved = found.answer_moved_by[:2]
    if len(moved) < 2:
        return
    first, second = (one.path for one in moved)
    yield Block("paragraph", text("validate.answer.pair", rows=label(first), columns=label(second)))
    thirds = ("low_third", "middle_third", "high_third")
    lines = [
        (head, *map(_best, cells))
        for head, cells in zip(heads(*thirds), together(found, first, second), strict=True)
    ]
    yield Block("table", table=plain_table((label(first), *heads(*thirds)), lines))
