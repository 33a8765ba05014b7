"""The figures that a claim speaks of: every measure, firm, alternative, group and month, nothing left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulation.measures.customer_groups import column_of
from simulation.scenario.expectation import ALL_FIRMS, Expect, FirmName, OtherEffect, Point


@dataclass(frozen=True, slots=True)
class Setting:
    """What a claim stands in: names of firms (the focal one first) and alternatives, and the other claims."""

    firms: tuple[str, ...]
    alternatives: tuple[str, ...]
    claims: tuple[Expect, ...] = ()

    def together(self, name: FirmName) -> tuple[str, ...]:
        """Return the firms that a claim names, one by one."""
        if isinstance(name, tuple):
            return tuple(dict.fromkeys(name))
        return self.firms if name == ALL_FIRMS and name not in self.firms else (name,)

    def claim(self, name: str) -> Expect:
        """Return the claim of this name."""
        return next(each for each in self.claims if each.claim == name)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure, or one divided by another (``per``), of firms added up, in an alternative.

    ``alternative`` is None for the scenario as it stands, ``group`` for all customers; ``kind`` is what
    groups it is one of.
    """

    measure: str
    firms: tuple[str, ...]
    alternative: str | None = None
    kind: str | None = None
    group: str | None = None
    months: tuple[int, int] | None = None
    per: str | None = None

    @property
    def column(self) -> str:
        """The column that has the measure among the group."""
        return column_of(self.measure, self.group)

    @property
    def divisor(self) -> str | None:
        """The column of what it is divided by."""
        return self.per and column_of(self.per, self.group)

    def changed(self, point: Point, setting: Setting) -> Figure:
        """Return the figure with what a table says is different."""
        kind, group = next(iter(point.among.items())) if point.among else (self.kind, self.group)
        return replace(
            self,
            firms=setting.together(point.firm) if point.firm else self.firms,
            alternative=point.alternative or self.alternative,
            kind=kind,
            group=group,
            months=point.months or self.months,
        )


Compared = Figure | float
"""What a figure is compared with."""


def figure_of(expect: Expect, setting: Setting) -> Figure:
    """Return the figure that a claim is about."""
    plain = Figure(expect.measure or "", setting.firms[:1], per=expect.per)
    own = Point(alternative=expect.alternative, firm=expect.firm, among=expect.among, months=expect.months)
    return plain.changed(own, setting)


def compared(figure: Figure, than: Point | float | str | None, setting: Setting) -> Compared:
    """Return what a figure is compared with: a number, or the figure elsewhere."""
    if isinstance(than, Point):
        return figure.changed(than, setting)
    if isinstance(than, str):
        if than in setting.alternatives:
            return replace(figure, alternative=than)
        return replace(figure, firms=setting.together(than))
    return than or 0.0


def effect_of(expect: Expect, setting: Setting) -> tuple[Figure, Compared]:
    """Return the figure of a claim, and what it is compared with."""
    own = figure_of(expect, setting)
    return own, compared(own, expect.than, setting)


def other_effect(expect: Expect, setting: Setting) -> tuple[Figure, Compared]:
    """Return the two figures of the other effect; what it leaves out is as in the claim's own."""
    other = expect.other or OtherEffect()
    figure = figure_of(expect, setting).changed(other, setting)
    return figure, compared(figure, expect.than if other.than is None else other.than, setting)
