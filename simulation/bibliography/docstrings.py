"""The docstrings of the package, in which rules and methods name the works that they come from."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1]

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class Docstring(NamedTuple):
    """A docstring: the file that it stands in, what it describes (dotted, without the package), its words."""

    file: Path
    name: str
    words: str


@cache
def docstrings(folder: Path = PACKAGE) -> tuple[Docstring, ...]:
    """Return the docstrings of all modules, classes and functions below a folder of the package."""
    found: list[Docstring] = []
    for file in sorted(folder.rglob("*.py")):
        name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        found += _of(ast.parse(file.read_text(encoding="utf-8")), file, name)
    return tuple(found)


def _of(node: Documented, file: Path, name: str) -> Iterator[Docstring]:
    """Yield the docstring of a module, class or function, and those of what is defined in its body."""
    if words := ast.get_docstring(node):
        yield Docstring(file, name, words)
    for inner in node.body:
        if isinstance(inner, Documented):
            yield from _of(inner, file, f"{name}.{inner.name}")
