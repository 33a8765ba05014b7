"""A market of one's own while it is made: its text, its values, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from functools import cache, reduce
from typing import Any

from simulation.errors import InputError
from simulation.lab import draft_changes, form, limits, offered, own_market
from simulation.lab.both_languages import in_all_languages
from simulation.lab.messages import Draft
from simulation.lab.shared_work import Answer, Work
from simulation.language import LANGUAGES, speaking, text
from simulation.scenario.document import Scenario
from simulation.scenario.every_mistake import Mistake, every_mistake
from simulation.scenario.reading import scenario_from, tables_of
from simulation.scenario.template import new_scenario
from simulation.scenario.writing import written_tables

NAME = "my-market"
"""What the template calls the file."""


def drafted(request: Draft) -> Work:
    """Read a draft and make the changes of the form in it; its mistakes are part of the answer."""
    words = own_market.usual_form(_begun(request))
    yield None
    try:
        raw = tables_of(words)
    except InputError as error:
        return _answer([Mistake("", error)], None)
    yield None
    is_changed = request.firms is not None or bool(request.edits)
    if is_changed:
        draft_changes.change(raw, request.firms, request.edits)
    mistakes = yield from _mistakes(raw)
    if not mistakes and is_changed:
        words = own_market.usual_form((yield from _written(raw)))
        raw, mistakes = tables_of(words), _too_long(words)
    if mistakes:
        return _answer(mistakes, None)
    scenario = scenario_from(raw, own_market.name_of(words))
    yield None
    return _answer([], described(scenario, words))


def _begun(request: Draft) -> str:
    """Return the text from which a draft begins."""
    if request.start == "text":
        return request.given
    if request.start == "scenario":
        return from_scenario(request.given)
    with speaking(request.language):
        return new_scenario(NAME, text("lab.own.new_title"))


@cache
def from_scenario(name: str) -> str:
    """Return the market of an offered scenario as a text, without its lesson; InputError if there is none."""
    raw = tables_of(offered.text_of(name))
    draft_changes.drop_lesson(raw)
    words = {language: _words(offered.read(name), language) for language in LANGUAGES}
    raw |= {**words["en"], "zh": {**raw.get("zh", {}), **words["zh"]}}
    return "\n".join(written_tables(raw))


def _words(scenario: Scenario, language: str) -> dict[str, str]:
    with speaking(language):
        title = text("lab.own.title_from", title=scenario.lesson(language).title)
        return {"title": title, "question": text("lab.own.question")}


def _written(raw: Mapping[str, Any]) -> Generator[None, None, str]:
    """Write the tables, one after the other."""
    parts = []
    for part in written_tables(raw):
        parts.append(part)
        yield
    return "\n".join(parts)


def _too_long(words: str) -> list[Mistake]:
    """Return that a text is too long, if it is."""
    if len(words) <= limits.LONGEST_FILE:
        return []
    return [Mistake("", InputError("lab.error.file_too_long", given=len(words), most=limits.LONGEST_FILE))]


def _mistakes(raw: Mapping[str, Any]) -> Generator[None, None, list[Mistake]]:
    """Return what is wrong with a draft: its tables, its values, or what the laboratory can serve."""
    if errors := list(own_market.too_many(raw)):
        return [Mistake("", error) for error in errors]
    try:
        mistakes = yield from every_mistake(raw, limits.MOST_MISTAKES)
        if not mistakes:
            offered.refuse_the_absurd(scenario_from(raw))
    except InputError as error:
        return [Mistake("", error)]
    return mistakes


def _answer(mistakes: list[Mistake], draft: Answer | None) -> Answer:
    told = [{"path": each.path, "error": in_all_languages(each.error)} for each in mistakes]
    return {"reply": "drafted", "mistakes": told, "draft": draft}


def described(scenario: Scenario, words: str) -> Answer:
    """Return what the form shows of a market; the paths of its firms have their numbers."""
    world = {info.path: scenario.get(info.path) for info in form.fields() if info.path.startswith("world.")}
    of_firms = {
        f"firm.{number}.{below}": reduce(getattr, below.split("."), firm)
        for number, firm in enumerate(scenario.firms)
        for below in (info.path.removeprefix("firm.") for info in form.fields() if info.path not in world)
    }
    return {
        "name": scenario.name,
        "text": words,
        "digest": scenario.digest,
        "firms": [firm.name for firm in scenario.firms],
        "values": {**_texts(scenario), **world, **of_firms},
        "words": {language: _lesson_words(scenario, language) for language in LANGUAGES},
        "events": [event.as_dict() for event in scenario.events],
        "alternatives": [each.as_dict() for each in scenario.alternatives],
        "has_lesson": bool(scenario.expects or scenario.predictions or scenario.text.what_is_it),
    }


def _texts(scenario: Scenario) -> dict[str, str]:
    chinese = scenario.zh
    return {
        "title": scenario.title,
        "question": scenario.question,
        "zh.title": chinese.title or scenario.title,
        "zh.question": chinese.question or scenario.question,
    }


def _lesson_words(scenario: Scenario, language: str) -> Answer:
    lesson = scenario.lesson(language)
    return {"title": lesson.title, "question": lesson.question, "alternatives": lesson.alternatives}
