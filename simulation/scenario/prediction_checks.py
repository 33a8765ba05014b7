"""Contradictions of questions to be predicted: with their form, with the scenario, in their translation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from simulation.language import Listing
from simulation.measures.declared import COLUMNS, TWINS, WHOLE
from simulation.scenario.prediction import (
    ASKED,
    CANNOT_BE_TOLD_APART,
    MAY,
    NEEDS,
    TRAPS,
    ChinesePrediction,
    Prediction,
    Trap,
    measure_of,
)
from simulation.scenario.unknown_names import unknown
from simulation.schema.mistakes import problem

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

COUNTS = {"choice": (2, 6), "choice with option": (2, 6), "curve": (4, 8), "ranking": (3, 5)}
"""How many options or alternatives a question of a form has."""
OWN = (
    "unit", "example", "alternatives", "best", "lowest", "highest", "first", "last", "at", "base",
    "about_right",
)  # fmt: skip
MOST_MONTHS = 1200
IN_ANSWER = ("alternative", "against", "per_100", "months")


def check_predictions(scenario: Scenario) -> None:
    """Raise InputError for the first contradiction of a scenario's questions."""
    for asked in scenario.predictions:
        _check_keys(asked)
        _check_measure(asked)
        _check_names(scenario, asked)
        _check_months(asked)
        _check_count(scenario, asked)
        _check_options(asked)
        _check_range(asked)
        for number, trap in enumerate(asked.traps, 1):
            _check_trap(asked, trap, number, places_of(scenario, asked))
    known = {asked.id: asked for asked in scenario.predictions}
    for name, words in scenario.zh.prediction.items():
        if name not in known:
            raise unknown("zh.prediction", name, list(known))
        _check_chinese(known[name], words)


def months_of(asked: Prediction) -> tuple[int, ...]:
    """Return the months that a question names."""
    ends = (each for each in (asked.first, asked.last) if each is not None)
    return (*(asked.answer.months or ()), *(asked.at or ()), *ends)


def places_of(scenario: Scenario, asked: Prediction) -> tuple[str, ...]:
    """Return the alternatives that a question lets choose from, put in order, or draw a curve over."""
    if isinstance(asked.alternatives, tuple):
        return asked.alternatives
    return tuple(alternative.name for alternative in scenario.alternatives) if asked.alternatives else ()


def _given(asked: Prediction) -> set[str]:
    """The keys of a question, and of its answer, that say something."""
    own = {key for key in OWN if _says(getattr(asked, key))} | ({"option"} if asked.options else set())
    return own | {f"answer.{key}" for key in IN_ANSWER if _says(getattr(asked.answer, key))}


def _says(value: object) -> bool:
    """Whether a value says something: 0 does."""
    return value is not None and value is not False and value != ""


def _check_keys(asked: Prediction) -> None:
    """Every key that the form needs is there, and none that means nothing for it."""
    given, form = _given(asked), asked.form
    for key in sorted(NEEDS[form] - given):
        raise problem("prediction.needs", id=asked.id, form=form, key=key)
    for key in sorted(given - NEEDS[form] - MAY[form]):
        raise problem("prediction.unused", id=asked.id, form=form, key=key)
    if asked.answer.per_100 and asked.answer.against is None:
        raise problem("prediction.needs", id=asked.id, form="per_100", key="answer.against")
    if form in ("choice", "ranking") and asked.goal is None:
        raise problem("prediction.best", id=asked.id, measure=asked.answer.measure)


def _check_measure(asked: Prediction) -> None:
    """The measure exists for the level of involvement, and for months where the question is about them."""
    answer = asked.answer
    if answer.measure in TWINS and asked.kind != "month":
        raise problem("prediction.only_month", id=asked.id, measure=answer.measure)
    about_months = answer.months is not None or asked.at is not None or asked.kind == "month"
    if answer.measure in WHOLE and about_months:
        raise problem("prediction.whole_run", id=asked.id, measure=answer.measure)
    if answer.involvement is not None and measure_of(answer) not in COLUMNS:
        with_levels = [
            each for each in ASKED if measure_of(answer.changed({"measure": each})) in COLUMNS
        ]
        raise problem("prediction.no_levels", id=asked.id, measure=answer.measure, valid=Listing(with_levels))


def _check_names(scenario: Scenario, asked: Prediction) -> None:
    """The firms and alternatives of a question exist."""
    firms = [firm.name for firm in scenario.firms]
    alternatives = [alternative.name for alternative in scenario.alternatives]
    twin = asked.answer.measure in TWINS or asked.form == "curve"
    named = asked.alternatives if isinstance(asked.alternatives, tuple) else ()
    for key, name, valid in (
        ("answer.firm", asked.answer.firm, firms),
        ("answer.alternative", asked.answer.alternative, alternatives),
        ("answer.against", asked.answer.against, alternatives if twin else alternatives + firms),
        ("base.alternative", asked.base.alternative if asked.base else None, alternatives),
        *(("alternatives", name, alternatives) for name in named),
    ):
        if name is not None and name not in valid:
            raise unknown(f"prediction.{asked.id}.{key}", name, valid)
    if asked.answer.against is not None and asked.answer.against == asked.answer.alternative:
        raise problem("prediction.itself", id=asked.id, name=asked.answer.against)
    for name in named:
        if named.count(name) > 1:
            raise problem("prediction.twice", id=asked.id, key="alternatives", name=name)


def _check_months(asked: Prediction) -> None:
    """Months follow one another."""
    for key, months in (
        ("answer.months", asked.answer.months),
        ("first, last", (asked.first or 1, asked.last) if asked.last else None),
    ):
        if months and months[0] > months[1]:
            raise problem("prediction.order", id=asked.id, key=key, given=Listing(months))
    if asked.at and any(later <= earlier for earlier, later in pairwise(asked.at)):
        raise problem("prediction.order", id=asked.id, key="at", given=Listing(asked.at))


def _check_count(scenario: Scenario, asked: Prediction) -> None:
    """There are as many options, alternatives or base rates as the form can show."""
    places = places_of(scenario, asked)
    if asked.form in COUNTS:
        low, high = COUNTS[asked.form]
        count = len(asked.options) or len(places)
        if not low <= count <= high:
            raise problem("prediction.count", id=asked.id, form=asked.form, given=count, low=low, high=high)
    wanted = len(asked.at or places) if asked.kind == "curve" else 1
    if asked.base and len(asked.base.values) != wanted:
        given = len(asked.base.values)
        raise problem("prediction.base", id=asked.id, given=given, wanted=wanted)


def _check_options(asked: Prediction) -> None:
    """Every figure falls on one option: their ranges follow one another, the first and last without end."""
    names = [option.id for option in asked.options]
    for name in names:
        if names.count(name) > 1 or name == CANNOT_BE_TOLD_APART:
            raise problem("prediction.twice", id=asked.id, key="option", name=name)
    ordered = sorted(asked.options, key=lambda option: (option.low is not None, option.low or 0.0))
    ends: list[float | None] = [None]
    for option in ordered:
        ends += [option.low, option.high]
    ends.append(None)
    begins, stops = ends[1::2], ends[::2]
    inner = begins[1:-1]
    if names and (begins != stops or None in inner or len(set(inner)) < len(inner)):
        raise problem("prediction.options", id=asked.id)


def _check_range(asked: Prediction) -> None:
    """What can be predicted is a range, and what is told beforehand lies in it."""
    low, high = asked.lowest, asked.highest
    if low is None or high is None:
        return
    if low >= high:
        raise problem("prediction.empty", id=asked.id, low=f"{low:g}", high=f"{high:g}")
    for value in asked.base.values if asked.base else ():
        _within(asked, "base.values", value, low, high)


def _within(asked: Prediction, key: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        ends = {"low": f"{low:g}", "high": f"{high:g}"}
        raise problem("prediction.outside", id=asked.id, key=key, given=f"{value:g}", **ends)


def _check_trap(asked: Prediction, trap: Trap, number: int, places: Sequence[str]) -> None:
    """A trap is one thing that can be predicted: a range, an option, a shape, ..."""
    key, valid = f"trap {number}", TRAPS[asked.kind]
    said: dict[str, Any] = {"from": trap.low, "to": trap.high, "option": trap.option}
    said |= {"first": trap.first, "shape": trap.shape, "never": trap.never or None}
    given = {name for name, value in said.items() if value is not None}
    if not given or not given <= set(valid) or ("never" in given and len(given) > 1):
        raise problem("prediction.trap", id=asked.id, number=number, kind=asked.kind, valid=Listing(valid))
    options = [option.id for option in asked.options] or list(places)
    for name in ("option", "first"):
        if said[name] is not None and said[name] not in (*options, CANNOT_BE_TOLD_APART):
            raise unknown(f"prediction.{asked.id}.trap.{name}", said[name], options)
    low, high = _ends(asked)
    begin, end = (low if trap.low is None else trap.low), (high if trap.high is None else trap.high)
    for value in (begin, end) if given & {"from", "to"} else ():
        _within(asked, key, value, low, high)
    if begin > end:
        raise problem("prediction.order", id=asked.id, key=key, given=Listing((f"{begin:g}", f"{end:g}")))


def _ends(asked: Prediction) -> tuple[float, float]:
    """What can be predicted at least and at most; a month without a last one may be any."""
    if asked.kind == "month":
        return asked.first or 1, asked.last or MOST_MONTHS
    return asked.lowest or 0.0, asked.highest or 0.0


def _check_chinese(asked: Prediction, words: ChinesePrediction) -> None:
    """A question that is translated is translated as a whole, and nothing else is."""
    texts: list[tuple[str, Sequence[object], Sequence[object]]] = [
        (key, getattr(asked, key), getattr(words, key)) for key in ("ask", "why", "unit", "example")
    ]
    texts += [("trap", asked.traps, words.trap[: len(asked.traps)])]
    for option in asked.options:
        texts.append((f"option.{option.id}", option.words, words.option.get(option.id, "")))
    for key, english, chinese in texts:
        if len(english) > 0 and (not chinese or (key == "trap" and len(chinese) < len(english))):
            raise problem("prediction.untranslated", id=asked.id, key=key)
        if chinese and not english:
            raise problem("prediction.nothing_to_translate", id=asked.id, key=key)
    if len(words.trap) > len(asked.traps):
        raise problem("prediction.nothing_to_translate", id=asked.id, key="trap")
    for name in words.option:
        if name not in [option.id for option in asked.options]:
            raise unknown(f"zh.prediction.{asked.id}.option", name, [option.id for option in asked.options])
