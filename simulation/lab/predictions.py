"""The questions of a lesson as a page gets them, and what its twins answer."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.experiments.predictions.answering import PredictionAnswer
from simulation.experiments.predictions.plain_data import as_data
from simulation.lab.shared_work import Answer
from simulation.language import LANGUAGES, text
from simulation.scenario.document import Lesson, Scenario
from simulation.scenario.prediction import CANNOT_BE_TOLD_APART, Prediction, Trap
from simulation.scenario.prediction_checks import places_of


def questions(scenario: Scenario) -> list[Answer]:
    """Return what a page needs to ask the questions of a scenario, and nothing that answers them."""
    return [_question(scenario, asked) for asked in scenario.predictions]


def _question(scenario: Scenario, asked: Prediction) -> Answer:
    base = asked.base and {"alternative": asked.base.alternative, "values": list(asked.base.values)}
    known: Answer = {"id": asked.id, "kind": asked.kind, "base": base}
    match asked.kind:
        case "choice":
            own = [option.id for option in asked.options] or list(places_of(scenario, asked))
            return known | {"options": [*own, CANNOT_BE_TOLD_APART], "alternatives": not asked.options}
        case "ranking":
            return known | {"options": list(places_of(scenario, asked))}
        case "month":
            return known | {"first": asked.first or 1, "last": asked.last or scenario.world.months}
    known |= {"lowest": asked.lowest, "highest": asked.highest}
    if asked.kind == "curve":
        places = list(places_of(scenario, asked)) or None
        known |= {"at": list(asked.at) if asked.at else None, "options": places}
    return known


def words(lesson: Lesson, scenario: Scenario) -> Answer:
    """Return the words of all questions, by their ids; ``lesson`` is in the language that is spoken."""
    said = {}
    for asked in scenario.predictions:
        own = lesson.predictions[asked.id]
        options = own.options or {name: lesson.alternatives[name] for name in places_of(scenario, asked)}
        if asked.kind == "choice":
            options = options | {CANNOT_BE_TOLD_APART: text("predictions.cannot_be_told_apart")}
        said[asked.id] = {
            **{key: getattr(own, key) for key in ("ask", "why", "unit", "example")},
            "options": options,
            "never": text("predictions.never"),
        }
    return said


def replies(scenario: Scenario, answers: Mapping[str, PredictionAnswer]) -> Answer:
    """Return what runs answer, with the traps of every question in all languages."""
    lessons = {language: scenario.lesson(language) for language in LANGUAGES}
    found = {}
    for name, answer in answers.items():
        said = {language: lesson.predictions[name].traps for language, lesson in lessons.items()}
        traps = [
            _trap(trap, {language: said[language][place] for language in LANGUAGES})
            for place, trap in enumerate(answer.asked.traps)
        ]
        found[name] = as_data(answer) | {"traps": traps}
    return found


def _trap(trap: Trap, said: Mapping[str, tuple[str, str]]) -> Answer:
    """Return a trap: what is predicted, and reason and reply in all languages."""
    declared: Answer = {"from": trap.low, "to": trap.high, "option": trap.option, "first": trap.first}
    declared |= {"shape": trap.shape, "never": trap.never or None}
    return declared | {
        "words": {language: {"reason": reason, "reply": reply} for language, (reason, reply) in said.items()}
    }
