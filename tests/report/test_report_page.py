from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from synthetic import comparison, run

import simulation.language
from simulation.language import use_language
from simulation.report.comparison.comparison_page import CARDS, render, write_report

ATTACK = "<script>alert(1)<|script>".replace("|", "/")


class Page(HTMLParser):
    """Collects what the tests ask of a page: tags with their attributes, and the text of scripts."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.scripts, self.inside = [], [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
            self.inside = "script"

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside == "script":
            self.scripts[-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page():
    return Page(render(comparison(replications=12)))


def test_nothing_is_loaded_from_elsewhere(page):
    references = [a for _, a in page.tags if "src" in a or ("href" in a and not a["href"].startswith("#"))]
    assert references == []
    assert page.all("link") == []


def test_only_the_reports_own_scripts_may_run(page):
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe-eval" not in policy
    runnable = [s for s, a in zip(page.scripts, page.all("script"), strict=True) if "type" not in a]
    digests = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in runnable}
    assert digests == set(re.findall(r"'sha256-([^']+)'", policy))


def test_every_figure_is_an_image_described_by_its_sentence_with_a_table(page):
    plots = [a for a in page.all("div") if a.get("role") == "img"]
    ids = {a["id"] for _, a in page.tags if "id" in a}
    assert len(plots) == len(CARDS) + 1
    assert all({a["aria-labelledby"], a["aria-describedby"]} <= ids for a in plots)
    # And the tables of differences, paybacks, and what the programmes cost.
    assert len(page.all("details")) == len(plots) + 3
    assert {a["data-figure"] for a in plots} == set(json.loads(page.scripts[0])["figures"])


def test_names_from_a_scenario_are_text_and_nothing_else():
    attacked = Page(
        render(
            comparison(first=ATTACK, replications=2, title=ATTACK, question='"><img src=x onerror=alert(2)>')
        )
    )
    plain = Page(render(comparison(replications=2)))
    assert [tag for tag, _ in attacked.tags if tag in ("script", "img")] == ["script"] * 3
    assert len(attacked.all("script")) == len(plain.all("script"))
    assert not any(name.startswith("on") for _, a in attacked.tags for name in a)
    assert "alert(1)" not in "".join(attacked.scripts[1:]).replace("".join(plain.scripts[1:]), "")
    assert json.loads(attacked.scripts[0])["figures"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "subject", [run(), run(1), comparison({"Only": 1}, 1), comparison(with_flows=False, replications=2)]
)
def test_every_kind_of_subject_gives_a_page(subject, language, tmp_path):
    use_language(language)
    path = write_report(subject, tmp_path / "report.html")
    found = path.read_text(encoding="utf-8")
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in found
    assert "report." not in re.sub(r"<(script|style).*?</\1>", "", found, flags=re.S)


def test_the_same_comparison_gives_the_same_page():
    assert render(comparison(replications=2)) == render(comparison(replications=2))


def test_catalogues_have_the_same_keys_and_places():
    home = Path(simulation.language.__file__).parent
    english, chinese = (
        flat(tomllib.loads((home / name / "report.toml").read_text("utf-8"))) for name in ("en", "zh")
    )
    assert english.keys() == chinese.keys()
    for key, words in chinese.items():
        assert set(re.findall(r"{(\w+)}", words)) <= places(english[key]), key


def places(words):
    return set(re.findall(r"{(\w+)}", words))


def flat(table, prefix=""):
    found = {}
    for key, value in table.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found
