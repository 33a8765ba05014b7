"""CONTRIBUTING.md against the tree: rooms, files, recipes, commands and the words of the glossary."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from simulation.cli import HOMES
from tests.test_structure import layer

ROOT = Path(__file__).parents[1]
WRITTEN = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.][\w./-]*(?:/|\.(?:py|toml|md|json))")
WORD = re.compile(r"[A-Za-z][\w-]*")
TEXTS = {".py", ".toml", ".js", ".css", ".j2", ".mjs"}
"""Kinds of files that people write; documents in Markdown are generated, or only mention things."""


def section(heading: str) -> str:
    """The text under a heading, up to the next one of its kind or above."""
    depth = len(heading) - len(heading.lstrip("#"))
    after = WRITTEN.partition(f"\n{heading}")[2]
    assert after, f"no heading {heading}"
    return re.split(rf"\n#{{2,{depth}}} ", after)[0]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without headings."""
    lines = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("|")]
    return [
        [cell.strip() for cell in cells]
        for cells, after in zip(lines, [*lines[1:], [""]], strict=True)
        if not cells[0].startswith("---") and not after[0].startswith("---")
    ]


def code(text: str) -> list[str]:
    return CODE.findall(text)


def written() -> Iterator[Path]:
    """The files of the tree that people write."""
    for folder in ("simulation", "tests", "scenarios"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in TEXTS and not {"node_modules", "__pycache__"} & set(file.parts):
                yield file


def holds(path: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", (ROOT / path).read_text("utf-8")) is not None


RECIPES = {
    heading: section(f"### {heading}")
    for heading in re.findall(r"^### (\d\. .*)$", section("## Five recipes"), re.MULTILINE)
}
MAP = [code(row[0])[0] for row in rows(section("## The map")) if row[0].endswith("/`")]


def test_there_are_five_recipes() -> None:
    assert len(RECIPES) == 5


def test_every_room_is_on_the_map_and_nothing_else() -> None:
    rooms = {file.parent for file in (ROOT / "simulation").glob("*/__init__.py")}
    assert sorted(MAP) == sorted(f"{room.relative_to(ROOT).as_posix()}/" for room in rooms)


def test_the_map_is_in_the_order_in_which_data_flow() -> None:
    order = [layer(room.rstrip("/").replace("/", ".")) for room in MAP]
    assert order == sorted(order)


def test_eleven_ideas_are_found_by_the_names_of_files() -> None:
    ideas = section("## The map").partition("Some things are in files with another name")[0]
    found = [code(row[1])[0] for row in rows(ideas) if row[1].startswith("`")]
    assert len(found) == len(set(found)) == 11
    assert {Path(path).parent.as_posix() for path in found} == {"simulation/mechanisms"}


def test_every_path_exists() -> None:
    paths = {each for each in code(WRITTEN) if PATH.fullmatch(each)}
    here = [ROOT, ROOT / "simulation/mechanisms"]
    missing = [path for path in paths if not any((folder / path).exists() for folder in here)]
    assert len(paths) > 50
    assert missing == []


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_names_files_that_hold_what_they_are_said_to_hold(name: str) -> None:
    recipe = rows(RECIPES[name])
    assert len(recipe) >= 3
    for file, what in recipe:
        path = code(file)[0]
        named = [word for word in code(what) if WORD.fullmatch(word)]
        assert named or path == "tests/mechanisms/test_examples.py", f"{path}: say what to look for"
        assert [word for word in named if not holds(path, word)] == [], path


def test_the_text_below_a_recipe_names_what_is_there() -> None:
    """A name in parentheses or after a file belongs to the file named before it."""
    for text in RECIPES.values():
        prose = "\n".join(line for line in text.splitlines() if not line.startswith("|"))
        for path, word in re.findall(r"`((?:simulation|tests)/[\w./]+)` \(`(\w+)`\)", prose):
            assert holds(path, word), f"{word} in {path}"
        for word, path in re.findall(r"`(\w+)`\s+(?:of|in)\s+`((?:simulation|tests)/[\w./]+)`", prose):
            assert holds(path, word), f"{word} in {path}"


FOLLOWED = {
    "1. A rule or a mechanism": ("collect_points", "points_left"),
    "2. A parameter": ("recovery_expected",),
    "3. A measure": ("share_ally",),
    "5. A validation pattern": ("P23", "p23_contact_levels"),
}
"""Examples that nothing else in the tree needs to name."""


@pytest.mark.parametrize("name", FOLLOWED)
def test_an_example_is_named_in_the_files_of_its_recipe_and_nowhere_else(name: str) -> None:
    """The recipe done backwards: a list or a test that newly asks for the name belongs into the recipe."""
    example = FOLLOWED[name]
    assert all(f"`{word}`" in RECIPES[name] for word in example)
    listed = {code(row[0])[0] for row in rows(RECIPES[name])}
    found = {
        file.relative_to(ROOT).as_posix()
        for file in written()
        if file != Path(__file__)
        # what was, and what points at rows: no list that a new name has to join
        and file.parent.name not in ("first_edition", "textbook")
        and any(holds(file.as_posix(), word) for word in example)
    }
    assert found <= listed
    assert listed - found <= {"tests/mechanisms/test_examples.py", "simulation/bibliography/works.toml"}


def test_the_cost_of_the_changes_meets_its_goal() -> None:
    costs = rows(section("### What a change costs"))
    assert len(costs) == 3
    assert all(int(files) <= int(goal) for _, files, goal, _ in costs)


COMMANDS = [
    line.split("#")[0].strip()
    for line in section("## Commands").splitlines()
    if line.startswith("    ") and line.strip()
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_can_be_run(command: str) -> None:
    words = command.split()
    if words[:2] == ["python", "-m"] and words[2] != "pytest":
        spec = find_spec(words[2])
        if spec is not None and spec.submodule_search_locations is not None:
            spec = find_spec(f"{words[2]}.__main__")
        assert spec is not None
        assert spec.origin is not None
        file = Path(spec.origin)
        assert file.name == "__main__.py" or '__name__ == "__main__"' in file.read_text("utf-8")
    elif words[0] == "loyaltylab":
        assert words[1] in HOMES
    elif words[0] == "npm":
        package = json.loads((ROOT / words[2] / "package.json").read_text("utf-8"))
        assert words[3] == "install" or words[4] in package["scripts"]
    elif words[0].startswith("."):
        assert (ROOT / words[0]).is_file()
    else:
        tools = (ROOT / "pyproject.toml").read_text("utf-8")
        assert f'"{words[2] if words[0] == "python" else words[0]}>=' in tools
    assert [word for word in words if "/" in word and not (ROOT / word).exists()] == []


def test_chinese_terms_are_those_of_the_chinese_texts() -> None:
    texts = [*(ROOT / "simulation/language/zh").glob("*.toml"), *(ROOT / "scenarios").glob("*.toml")]
    chinese = "".join(file.read_text("utf-8") for file in texts)
    terms = [term for _, cell, _ in rows(section("## Glossary")) for term in cell.split("、") if term != "-"]
    assert len(terms) > 20
    assert [term for term in terms if term not in chinese] == []
