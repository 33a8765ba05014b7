"""The page's own modules: its words, its policy, and its units under Node's test runner."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from simulation.lab import assets, server
from simulation.language import catalogue

SCRIPTS = sorted((assets.PAGE / "js").rglob("*.js"))
SHEETS = sorted((assets.PAGE / "css").glob("*.css"))
ENGLISH = catalogue("en")
# Keys that the page makes out of parts: what stands before the part.
MADE = re.compile(r"(?<![\w.])(?:t|nodes)\(\s*`([a-z_.]+?)\$\{")
WHOLE = re.compile(r"(?<![\w.])(?:t|nodes)\(\s*'([a-z0-9_.]+)'")
TERNARY = re.compile(r"(?<![\w.])(?:t|nodes)\([^()']*\? '([a-z_.]+)'\s+: '([a-z_.]+)'")


def source(path):
    return path.read_text("utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_word_that_a_script_asks_for_exists(script):
    keys = set(WHOLE.findall(source(script))) | {
        key for pair in TERNARY.findall(source(script)) for key in pair
    }
    assert [key for key in keys if key not in ENGLISH and f"lab.{key}" not in ENGLISH] == []
    for beginning in MADE.findall(source(script)):
        assert any(key.startswith((beginning, f"lab.{beginning}")) for key in ENGLISH), beginning


def test_every_word_of_the_page_is_used():
    everything = "".join(source(script) for script in SCRIPTS)
    python = "".join(source(path) for path in Path(server.__file__).parent.glob("*.py"))
    made = {key.removeprefix("lab.") for script in SCRIPTS for key in MADE.findall(source(script))}
    unused = [
        key
        for key in (key.removeprefix("lab.") for key in ENGLISH if key.startswith("lab."))
        if f"'{key}'" not in everything
        and f"lab.{key}" not in python
        and not any(key.startswith(beginning) for beginning in made)
        and not key.startswith(("command.", "alternative."))
        and f"'{key.rpartition('.')[2]}'" not in everything
    ]
    assert unused == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_markup_or_styles_that_the_policy_refuses(script):
    text = source(script)
    for forbidden in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "style=",
    ):
        assert forbidden not in text
    assert re.search(r"https?://(?!www\.w3\.org/2000/svg)", text) is None
    assert len(text.splitlines()) <= 300


def test_no_style_sheet_loads_anything():
    for sheet in SHEETS:
        assert "url(" not in source(sheet)
        assert "@import" not in source(sheet)


def test_every_style_sheet_is_linked_and_short():
    page = assets.page().body.decode()
    linked = re.findall(r'<link rel="stylesheet"[^>]* href="css/([a-z]+)\.css"', page)
    scripts = "".join(map(source, SCRIPTS))
    later = set(re.findall(r"wearLooks\('([a-z]+)\.css'\)", scripts))
    assert sorted([*linked, *later]) == [sheet.stem for sheet in SHEETS]
    for sheet in SHEETS:
        assert source(sheet).startswith("/*")
        assert len(source(sheet).splitlines()) <= 300


def test_scripts_of_the_first_view_are_fetched_at_once_and_types_are_not_served():
    preloaded = re.findall(r'<link rel="modulepreload" href="([^"]+)">', assets.page().body.decode())
    everything = {path.relative_to(assets.PAGE).as_posix() for path in SCRIPTS}
    assert {"js/main.js", "js/views/market.js", "js/drawing/chart-svg.js"} < set(preloaded) < everything
    later = everything - set(preloaded)
    assert {"js/views/why.js", "js/views/compare.js", "js/views/lesson.js"} < later
    assert not any(name.endswith(".ts") for name in assets.files())


def test_the_types_of_the_messages_are_those_of_the_protocol():
    declared = source(assets.PAGE / "js" / "protocol" / "messages.d.ts")
    protocol = source(Path(server.__file__).with_name("PROTOCOL.md"))
    table = protocol.partition("## Requests and answers")[2].partition("###")[0]
    names = re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE)[1:]
    for interface in ("Requests", "Answers"):
        body = declared.partition(f"interface {interface} {{")[2].partition("\n}")[0]
        assert re.findall(r"^  ([a-z_]+): ", body, re.MULTILINE) == names


WITHOUT_COMMENTS = """
const ts = require('typescript');
const same = ({ whole, served }) => {
  const [a, b] = [whole, served].map(text =>
    ts.transpile(text, { target: 'ESNext', module: 'ESNext', removeComments: true }));
  return a === b;
};
const scripts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(Object.keys(scripts).filter(name => !same(scripts[name]))));
"""


@pytest.mark.skipif(
    not Path(__file__).with_name("node_modules").joinpath("typescript").exists(),
    reason="TypeScript is not installed (cd tests/lab && npm install)",
)
def test_only_comments_are_left_out_of_what_is_served():
    scripts = {
        name: {"whole": (assets.PAGE / name).read_text("utf-8"), "served": file.body.decode()}
        for name, file in assets.files().items()
        if name.endswith(".js")
    }
    done = subprocess.run(
        ["node", "-e", WITHOUT_COMMENTS],
        input=json.dumps(scripts),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=Path(__file__).parent,
    )
    assert json.loads(done.stdout) == []
    assert all(each["whole"].count("\n") == each["served"].count("\n") for each in scripts.values())


@pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
def test_the_units_of_the_page_work():
    tests = [str(path) for path in Path(__file__).parent.glob("*.test.mjs")]
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
