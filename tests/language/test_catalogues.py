"""The catalogues: complete in both languages, the same places, full-width punctuation in Chinese."""

import re
from string import Formatter

import pytest

from simulation.errors import InputError
from simulation.language import (
    LANGUAGES,
    Listing,
    catalogue,
    current_language,
    message,
    text,
    use_language,
)

ENGLISH, CHINESE = catalogue("en"), catalogue("zh")
FILES = {"template.scenario"}
"""Messages that are whole files, in which code and words of both languages stand side by side."""
HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’]"


def places(words):
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def half_width(words):
    """Marks of half width beside Chinese letters (code in backquotes left out)."""
    bare = re.sub(r"`[^`]*`", "码", re.sub(r"\{[^}]*\}", "码", words))
    return re.findall(rf"{HAN}\s*[,.;:?!()\"']|[,.;:?!()\"']\s*{HAN}", bare)


def test_both_languages_have_the_same_keys():
    assert ENGLISH.keys() == CHINESE.keys()
    assert len(ENGLISH) > 300


def test_every_message_has_the_same_places_in_both_languages():
    assert [key for key in ENGLISH if places(ENGLISH[key]) != places(CHINESE[key])] == []


def test_a_counted_word_counts_a_place_of_its_message():
    forms = {key: re.findall(r"\[(\w+):[^|\]]+\|[^\]]+\]", said) for key, said in ENGLISH.items()}
    assert {key for key, names in forms.items() if set(names) - places(ENGLISH[key])} == set()
    assert {key for key, names in forms.items() if names and not key.startswith("lab.")} == set()
    assert "lab.compare.band" in {key for key, names in forms.items() if names}


def test_no_message_is_empty():
    empty = [key for key in ENGLISH if not ENGLISH[key].strip() or not CHINESE[key].strip()]
    assert empty == []


def test_chinese_uses_full_width_punctuation():
    wrong = {key: half_width(said) for key, said in CHINESE.items() if key not in FILES and half_width(said)}
    assert wrong == {}


def test_english_holds_no_chinese():
    foreign = {key for key, words in ENGLISH.items() if re.search(HAN.replace("“”‘’", ""), words)}
    assert foreign <= FILES | {"fit.error.not_yes_or_no"}  # quotes the Chinese words that data may hold


@pytest.mark.parametrize("words", ["利润,成本", "成本 (元)", "是吗?", "“好”."])
def test_the_check_of_punctuation_finds_half_width_marks(words):
    assert half_width(words)


@pytest.mark.parametrize("words", ["按 1,000 计", "Kim, Kliger 与 Vale", "默认 0.5，可改", "见 `a.b, c`"])
def test_the_check_of_punctuation_spares_numbers_names_and_code(words):
    assert not half_width(words)


def test_language_is_chosen_per_context_and_a_message_is_written_when_shown():
    use_language("zh")
    assert current_language() == "zh"
    said = message("errors.language", given="xx", allowed=Listing(LANGUAGES))
    assert str(said) == "本实验室没有语言 `xx`。可用的语言有：en、zh。"
    use_language("en")
    assert str(said) == "`xx` is not a language of this laboratory. The languages are: en, zh."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LOYALTYLAB_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LOYALTYLAB_LANG": "en"}, "en"),
    ],
)
def test_default_language_comes_from_the_environment(monkeypatch, environment, language):
    import contextvars

    for name in ("LOYALTYLAB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert contextvars.Context().run(current_language) == language


def test_unknown_language_is_refused():
    with pytest.raises(InputError, match=r"`fr` is not a language .* en, zh"):
        use_language("fr")


def test_unknown_message_is_a_bug():
    with pytest.raises(KeyError):
        text("errors.no_such_message")
    with pytest.raises(KeyError):
        text("no_such_file.x")


def test_values_of_users_are_never_read_as_places():
    assert "{given}" in text("errors.language", given="{given}", allowed="")
