"""What the shipped lessons tell their instructors: a plan that can be kept, and notes to every question."""

import re

import pytest

from simulation.scenario import catalogue
from simulation.scenario.reading import load_scenario

LENGTHS = (20, 45, 90)
LANGUAGES = ("en", "zh")
NOTES = ("expected", "misconception", "reply")
SPAN = re.compile(r"(\d+)-(\d+)(?: |$)")


@pytest.fixture(params=catalogue.names())
def scenario(request):
    return load_scenario(request.param)


def spans(text, length):
    """From which minute to which each part of the lesson is taught; None where it is left out."""
    cells = [getattr(each, f"in_{length}") for each in text.minutes]
    return [tuple(map(int, SPAN.match(cell).groups())) if cell else None for cell in cells]


def length_in(language, words):
    """Words in English, characters in Chinese."""
    return len(words.split()) if language == "en" else len(re.sub(r"\s", "", words))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", LENGTHS)
def test_the_minutes_follow_each_other_and_end_in_time(scenario, language, length):
    taught = [span for span in spans(scenario.lesson(language).text, length) if span]
    begins, ends = zip(*taught, strict=True)
    assert begins == (0, *ends[:-1])
    assert ends[-1] == length
    assert all(begin < end for begin, end in taught)


def test_both_languages_have_the_same_plan(scenario):
    for length in LENGTHS:
        assert spans(scenario.text, length) == spans(scenario.zh.text, length)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_to_discuss_has_its_notes_and_they_are_short(scenario, language):
    asked = scenario.lesson(language).text.discussion
    assert 4 <= len(asked) <= 6
    for each in asked:
        notes = [getattr(each, note) for note in NOTES]
        assert all(notes), each.ask
        assert sum(length_in(language, note) for note in notes) <= {"en": 90, "zh": 140}[language], each.ask


@pytest.mark.parametrize("language", LANGUAGES)
def test_scene_task_and_game_are_short(scenario, language):
    text = scenario.lesson(language).text
    most = {"hook": (180, 300), "transfer": (120, 180), "without_a_computer": (150, 250)}
    for part, limits in most.items():
        assert length_in(language, getattr(text, part)) <= limits[LANGUAGES.index(language)], part
    assert text.hook
    assert text.transfer
    assert text.never_cut


def test_a_scene_ends_with_the_decision_and_its_people_are_invented(scenario):
    for text, mark in ((scenario.text, "Invented for teaching"), (scenario.zh.text, "为教学虚构")):
        assert re.search(r"[?？]\**$", text.hook.strip())
        assert mark in text.references


def test_several_lessons_can_be_shown_without_a_computer():
    texts = [load_scenario(name).text for name in catalogue.names()]
    assert sum(bool(text.without_a_computer) for text in texts) >= 3
