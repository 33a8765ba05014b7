"""Pictures as SVG, without scripts: seeds against a range, and curves beside what was published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from math import ceil, floor, isfinite, log10
from typing import NamedTuple

from simulation.report.kit.numbers import short

STRIP, ROW, NAME = 350.0, 34.0, 220.0
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 570.0, 240.0, 46.0, 40.0, 22.0, 26.0
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Distances of an axis' marks, times a power of ten."""


class SvgLine(NamedTuple):
    """A line through points with bands; without bands it is what was published."""

    name: str
    middle: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()
    kind: str = "model"


class Strip(NamedTuple):
    """A row of a picture of seeds: the value of each seed, their middle, and the range that they should meet.

    ``wanted`` is the range in words; ``neutral`` the value of no effect, None where there is none.
    """

    name: str
    values: Sequence[float]
    middle: float
    low: float
    high: float
    neutral: float | None
    holds: bool
    wanted: str


def strips(rows: Sequence[Strip]) -> str:
    """Return a picture with a row a figure: the range as a band, each seed as a dot, the middle as a line."""
    drawn = "".join(_strip(row, ROW * number) for number, row in enumerate(rows))
    label = "; ".join(f"{row.name} {short(row.middle)} ({row.wanted})" for row in rows)
    return _svg(NAME + STRIP, ROW * len(rows), label, drawn)


def _strip(row: Strip, top: float) -> str:
    known = [value for value in row.values if abs(value) < 1e6]
    name = f'<text x="0" y="{top + 15:.0f}" class="name">{escape(row.name)}</text>'
    if not known:
        return name
    room = 1.5 * (max(known) - min(known)) or abs(known[0]) or 1.0
    ends = [end for end in (row.low, row.high) if min(known) - room <= end <= max(known) + room]
    near = [] if row.neutral is None else [row.neutral]
    least, most = min([*known, *ends, *near]), max([*known, *ends, *near])
    span = (most - least) or 1.0

    def at(value: float) -> float:
        return min(max(NAME + 8.0 + (STRIP - 16.0) * (value - least) / span, NAME), NAME + STRIP)

    low, high, middle = at(row.low), at(row.high), top + 11.0
    colour = "good" if row.holds else "bad"
    return (
        f'{name}<rect x="{low:.1f}" y="{top + 2:.0f}" width="{max(high - low, 0.0):.1f}" height="18" '
        'class="range"/>'
        + "".join(f'<path d="M{at(one):.1f} {top + 2:.0f}v18" class="neutral"/>' for one in near)
        + "".join(f'<circle cx="{at(value):.1f}" cy="{middle}" r="3" class="{colour}"/>' for value in known)
        + f'<path d="M{at(row.middle):.1f} {top + 1:.0f}v20" class="middle {colour}"/>'
        + "".join(_tick(at(value), top + 30, value) for value in sorted({*ends, *near}))
    )


def curves(title: str, labels: Sequence[str], lines: Sequence[SvgLine]) -> str:
    """Return a picture of lines over equally spaced labels, with their bands, an axis and a title."""
    values = [
        value
        for line in lines
        for part in (line.middle, line.low, line.high)
        for value in part
        if isfinite(value)
    ]
    marks = _marks(min(values), max(values))
    least, most = marks[0], marks[-1]
    inner, step = HEIGHT - BOTTOM - TOP, (WIDTH - LEFT - RIGHT - 20.0) / max(len(labels) - 1, 1)

    def x(number: int) -> float:
        return LEFT + 20.0 + step * number

    def y(value: float) -> float:
        return TOP + inner * (most - value) / (most - least)

    grid = [f'<text x="0" y="12" class="name">{escape(title)}</text>']
    for value in marks:
        kind = "neutral" if value == 0.0 else "grid"
        grid.append(f'<path d="M{LEFT} {y(value):.1f}H{WIDTH - RIGHT}" class="{kind}"/>')
        grid.append(f'<text x="{LEFT - 6:.0f}" y="{y(value) + 4:.1f}" class="right">{short(value)}</text>')
    ticks = "".join(_tick(x(n), HEIGHT - 8, label) for n, label in enumerate(labels))
    drawn = "".join(_line(line, x, y) for line in lines)
    shown = "; ".join(f"{line.name}: {', '.join(short(value) for value in line.middle)}" for line in lines)
    return _svg(WIDTH, HEIGHT, f"{title} ({', '.join(labels)}): {shown}", "".join(grid) + ticks + drawn)


def _marks(least: float, most: float) -> list[float]:
    """Return round values around a range, four to seven of them."""
    if 0.0 < least < 0.5 * most:
        least = 0.0
    span = (most - least) or abs(most) or 1.0
    unit = 10.0 ** floor(log10(span / 4.0))
    step = next(unit * part for part in STEPS if unit * part >= span / 5.0)
    first, last = floor(least / step + 1e-9), ceil(most / step - 1e-9)
    return [step * number for number in range(first, max(last, first + 1) + 1)]


def _line(line: SvgLine, x: Callable[[int], float], y: Callable[[float], float]) -> str:
    band = ""
    if len(line.low) and all(map(isfinite, (*line.low, *line.high))):
        edge = [*enumerate(line.high), *reversed(list(enumerate(line.low)))]
        outline = "L".join(f"{x(n):.1f} {y(value):.1f}" for n, value in edge)
        band = f'<path d="M{outline}Z" class="band {line.kind}"/>'
    points = [(x(n), y(value)) for n, value in enumerate(line.middle) if isfinite(value)]
    path = "L".join(f"{a:.1f} {b:.1f}" for a, b in points)
    if line.kind == "published":
        dots = "".join(f'<path d="M{a - 4:.1f} {b - 4:.1f}h8v8h-8z" class="published"/>' for a, b in points)
    else:
        dots = "".join(
            f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" class="{line.kind} dot"/>' for a, b in points
        )
    stroke = "" if line.kind == "published" else f'<path d="M{path}" class="{line.kind} line"/>'
    return band + stroke + dots


def _tick(x: float, y: float, label: float | str) -> str:
    words = label if isinstance(label, str) else short(label)
    return f'<text x="{x:.1f}" y="{y:.1f}" class="tick">{escape(words)}</text>'


def _svg(width: float, height: float, label: str, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" '
        f'aria-label="{escape(label)}">{inside}</svg>'
    )
