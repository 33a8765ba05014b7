"""Every citation has its work; every work is used, and says where it is and how it was checked."""

import re
import tomllib
from pathlib import Path

import pytest

from simulation.bibliography import Checked, Kind, citations, cite, in_order, work, works
from simulation.bibliography.docstrings import PACKAGE, docstrings
from simulation.bibliography.loading import WORKS
from simulation.bibliography.rendering import markdown
from simulation.bibliography.uses import RULES, PlaceKind, pointing, used_by
from simulation.language import LANGUAGES, catalogue, use_language
from simulation.scenario.catalogue import find, names

ENTRIES = tomllib.loads(WORKS.read_text("utf-8"))
UNUSED: dict[str, str] = {}
"""Works that nothing points to, each with the reason why it is kept."""


def test_every_place_points_to_works_that_exist():
    assert {key for _, keys in pointing() for key in keys} <= works().keys()
    assert {place.kind for place, _ in pointing()} == set(PlaceKind)


def test_every_work_is_used():
    assert {key for key, places in used_by().items() if not places} == UNUSED.keys()


@pytest.mark.parametrize("folder", sorted(folder for folder in RULES if (PACKAGE / folder).is_dir()))
def test_citations_of_rules_have_their_works(folder):
    found = {docstring.name: citations(docstring.words) for docstring in docstrings(PACKAGE / folder)}
    assert {name: cited.unknown for name, cited in found.items() if cited.unknown} == {}
    assert any(cited.keys for cited in found.values())


def test_citations_of_all_other_texts_have_their_works():
    texts = {docstring.name: docstring.words for docstring in docstrings()}
    texts |= {key: words for language in LANGUAGES for key, words in catalogue(language).items()}
    texts |= {name: find(name).read_text("utf-8") for name in names()}
    texts |= {file: (PACKAGE / file).read_text("utf-8") for file in ("MODEL.md", "VALIDATION.md")}
    unknown = {name: citations(words).unknown for name, words in texts.items()}
    assert {name: cited for name, cited in unknown.items() if cited} == {}


@pytest.mark.parametrize("name", names())
def test_both_languages_of_a_scenario_cite_the_same_works(name):
    scenario = tomllib.loads(find(name).read_text("utf-8"))
    english, chinese = (citations(told["text"]["references"]).keys for told in (scenario, scenario["zh"]))
    by_people = {key for key in works() if "," in work(key).authors[0] and not work(key).cited}
    assert set(english) & by_people == set(chinese) & by_people


def test_dois_have_the_right_form_and_stand_once():
    dois = [one.doi for one in works().values() if one.doi]
    assert all(re.fullmatch(r"10\.\d{4,9}/[^\s\"<>]+", doi) for doi in dois)
    assert len(dois) == len({doi.casefold() for doi in dois})
    assert all(re.fullmatch(r"https?://[^\s]+", one.address) for one in works().values() if one.address)


def test_a_work_says_what_it_is_and_how_it_was_checked():
    for key, entry in ENTRIES.items():
        assert entry["checked"] in set(Checked), key
        assert entry["kind"] in set(Kind), key
        assert all(entry["authors"]), key
        assert entry["title"], key
        assert not entry["title"].endswith("."), key
        assert entry["venue"], key
        assert ("note" in entry) == ("note_zh" in entry), key


def test_keys_are_in_order_and_say_author_and_year():
    assert list(ENTRIES) == sorted(ENTRIES)
    for key, one in works().items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*(-\d{4})?", key)
        if one.year:
            assert key.endswith(f"-{one.year}")
        if not one.cited:
            plain = re.sub(r"[^a-z]+", "-", one.surnames[0].casefold()).strip("-")
            assert key.startswith(plain), key


def test_citations_are_unique():
    assert len({one.citation for one in works().values()}) == len(works())


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["bolton-1998"], "Bolton 1998"),
        (["dick-basu-1994"], "Dick & Basu 1994"),
        (["boulding-kalra-staelin-zeithaml-1993"], "Boulding, Kalra, Staelin & Zeithaml 1993"),
        (["grimm-2006"], "Grimm et al. 2006"),
        (["dow-case"], "Dow Chemical case"),
        (["anderson-1998", "de-matos-rossi-2008"], "Anderson 1998; de Matos & Rossi 2008"),
    ],
)
def test_works_are_cited_by_surnames_and_year(keys, words):
    assert cite(*keys) == words


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        cite("nobody-1900")


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("satisfaction grows slowly (Bolton 1998)", ["bolton-1998"]),
        ("the types of Burnham,\n    Frels & Mahajan (2003)", ["burnham-frels-mahajan-2003"]),
        ("after Dick and Basu (1994)", ["dick-basu-1994"]),
        ("Boulding et al. 1993", ["boulding-kalra-staelin-zeithaml-1993"]),
        ("ODD (Grimm et al. 2006, 2020)", ["grimm-2006", "grimm-2020"]),
        ("push and pull: Bansal, Taylor & St. James 2005", ["bansal-taylor-st-james-2005"]),
        ("Dube, Hitsch & Rossi; Kim, Kliger & Vale 2003", ["dube-hitsch-rossi-2009", "kim-kliger-vale-2003"]),
        ("见 Goodhardt、Ehrenberg 与 Chatfield（1984）。", ["goodhardt-ehrenberg-chatfield-1984"]),
        ("fitted to the TARP table", ["tarp"]),
        ("16 % looked (reported: CMA 2015)", ["competition-and-markets-authority-2015"]),
        ("released in July 2023, the newest", []),
    ],
)
def test_citations_are_found_in_texts(words, keys):
    assert citations(words) == (tuple(keys), ())


@pytest.mark.parametrize("words", ["Bolton 1899", "Bolton & Basu 1998", "Fader et al. 1984", "Nobody (2001)"])
def test_a_citation_without_a_work_is_reported(words):
    assert citations(f"as in {words}").unknown


def test_the_list_is_in_order_of_surnames():
    ordered = in_order(["wright-riebe-2010", "de-matos-rossi-2008", "liu-2007", "sharp-2010", "liu-2007"])
    assert [one.surnames[0] for one in ordered] == ["Liu", "de Matos", "Sharp", "Wright"]


def test_the_bibliography_is_as_generated():
    use_language("en")
    written = Path(PACKAGE / "BIBLIOGRAPHY.md").read_text("utf-8")
    assert written == markdown(), "run `python -m simulation.bibliography`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bibliography_is_rendered_in_both_languages(language):
    use_language(language)
    told = markdown()
    assert told.count("\n- **") == len(works())
    assert all(one.link in told for one in works().values())
