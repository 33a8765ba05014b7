"""A claim as one sentence: which figure of the runs is compared with what, and what is claimed of the two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.language import text
from simulation.measures.declared.words import label as label_of
from simulation.report.kit.numbers import MINUS, MeasureUnit, difference_unit, listed
from simulation.report.measures import unit_of
from simulation.scenario.claim_figures import Compared, Figure, Setting, effect_of, figure_of, other_effect

if TYPE_CHECKING:
    from simulation.scenario.document import Lesson, Scenario
    from simulation.scenario.expectation import Expect


def sentence(expect: Expect, scenario: Scenario) -> str:
    """Return what a claim says, in the current language."""
    setting = scenario.setting
    words = _Words(expect, scenario, setting, scenario.lesson())
    if expect.relation == "all_hold":
        parts = [words.lesson.claims[name] for name in expect.claims or ()]
        quoted = [text("claims.part.quoted", measure=part) for part in parts]
        return text("claims.sentence.all_hold", claims=listed(quoted))
    own = figure_of(expect, setting)
    values = words.numbers() | words.effects() | {"over": words.over(), "figure": words.figure(own)}
    if expect.relation == "burst" and expect.times is not None:
        return text("claims.sentence.burst_times", **values)
    return text(f"claims.sentence.{expect.relation}", **values)


def unit_of_claim(expect: Expect, scenario: Scenario) -> MeasureUnit:
    """Return the unit of a claim's figure: that of its measure; one money by another is a plain number."""
    unit = unit_of(expect.measure or "", scenario)
    if expect.per is None or unit_of(expect.per, scenario).kind == "people":
        return unit
    return MeasureUnit("plain", unit.currency)


def as_given(value: float, unit: MeasureUnit) -> str:
    """Write a number with its unit as its author gave it, and not rounded to what is usual."""
    return unit.say(f"{unit.factor * value:,.6g}".replace("-", MINUS))


@dataclass(frozen=True, slots=True)
class _Words:
    """A claim, and the words for what it names."""

    expect: Expect
    scenario: Scenario
    setting: Setting
    lesson: Lesson

    def numbers(self) -> dict[str, str]:
        """Return the numbers of the claim with their units; ``by`` as the end of a sentence."""
        expect, unit = self.expect, unit_of_claim(self.expect, self.scenario)
        plain = MeasureUnit("plain", unit.currency)
        ends = plain if expect.relation == "breaks_even" else unit
        correlated = expect.with_measure is not None
        margin = as_given(expect.by or 0.0, plain if correlated else difference_unit(unit))
        ending = (
            text("claims.part.correlation", by=margin) if correlated else text("claims.part.by", by=margin)
        )
        return {
            "margin": margin,
            "by": ending if expect.by else "",
            "low": as_given(expect.low or 0.0, ends),
            "high": as_given(expect.high or 0.0, ends),
            "within": str(expect.within),
            "event_month": str(expect.event_month),
            "share": as_given(expect.in_runs or 0.0, MeasureUnit("percent", "")),
            "doses": listed([f"{dose:g}" for dose in expect.doses or ()]),
            "other": label_of(expect.with_measure) if expect.with_measure else "",
        }

    def effects(self) -> dict[str, str]:
        """Return what the figure is compared with, and the other effect of two."""
        expect = self.expect
        own, than = effect_of(expect, self.setting)
        compared = self.compared(than, own)
        if expect.other is None:
            if expect.times is not None and expect.relation != "burst":
                compared = text("claims.part.times", times=f"{expect.times:g}", than=compared)
            return {"than": compared, "times": "" if expect.times is None else f"{expect.times:g}"}
        figure, other_than = other_effect(expect, self.setting)
        return {
            "than": compared,
            "other": self.figure(figure),
            "other_than": self.compared(other_than, figure),
            "times": text("claims.effect.once")
            if expect.times is None
            else text("claims.effect.times", times=f"{expect.times:g}"),
        }

    def over(self) -> str:
        """Return the alternatives of a list, in order."""
        names = self.expect.over or self.setting.alternatives
        return listed([self.lesson.alternatives[name] for name in names])

    def figure(self, figure: Figure) -> str:
        """Return a figure: its measure, and where it is taken."""
        measure = label_of(figure.measure)
        if figure.per is not None:
            measure = text("claims.part.per", measure=measure, per=label_of(figure.per))
        where = self.where(figure, None)
        if not where:
            return text("claims.part.quoted", measure=measure)
        return text("claims.part.figure", measure=measure, where=where)

    def compared(self, compared: Compared, figure: Figure) -> str:
        """Return what a figure is compared with: a number, or what is different elsewhere."""
        if isinstance(compared, float):
            return as_given(compared, unit_of_claim(self.expect, self.scenario))
        return text("claims.part.elsewhere", where=self.where(compared, figure))

    def where(self, figure: Figure, other: Figure | None) -> str:
        """Return where a figure is taken, or only what of it is not as in the other one."""
        return text("claims.part.separator").join(self._where(figure, other))

    def _where(self, figure: Figure, other: Figure | None) -> Iterator[str]:
        every_firm = self.expect.with_measure is not None
        if not every_firm and (other is None or figure.firms != other.firms):
            yield self._firms(figure.firms)
        if figure.group is not None and (other is None or figure.group != other.group):
            yield text(f"claims.group.{figure.kind}.{figure.group}")
        if figure.alternative is not None and (other is None or figure.alternative != other.alternative):
            yield self.lesson.alternatives[figure.alternative]
        if figure.months is not None and (other is None or figure.months != other.months):
            first, last = figure.months
            yield (
                text("claims.part.month", month=first)
                if first == last
                else text("claims.part.months", first=first, last=last)
            )

    def _firms(self, firms: tuple[str, ...]) -> str:
        if len(firms) > 1 and firms == self.setting.firms:
            return text("claims.part.all_firms")
        names = listed([self.lesson.firms[name] for name in firms])
        return names if len(firms) == 1 else text("claims.part.together", firms=names)
