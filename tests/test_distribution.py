"""What the wheel holds and says, as far as it can be told without building it."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}


def test_the_wheel_holds_no_pictures_of_the_readme():
    left_out = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["exclude"]
    pictures = [path for path in (ROOT / "simulation").rglob("*") if path.suffix.lower() in PICTURES]
    shown = [
        path for path in pictures if str(path.relative_to(ROOT)) in (ROOT / "README.md").read_text("utf-8")
    ]
    assert len(shown) == 2
    for path in shown:
        assert path.parent.relative_to(ROOT).as_posix() in left_out


def test_the_authors_are_those_of_the_licence():
    (author,) = PROJECT["project"]["authors"]
    assert author["name"] in (ROOT / "LICENSE").read_text("utf-8")
