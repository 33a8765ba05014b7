"""The scenario of a fit as a TOML file that says beside every number where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import Table

from simulation.fitting.fitted_parameters import FittedParameter
from simulation.language import text

LEVELS = (0, 1, 2, 3)
DIGITS = 6


def document(
    words: Mapping[str, str],
    world: Mapping[str, Any],
    firms: Sequence[str],
    quantities: Sequence[FittedParameter],
    settings: Mapping[str, Any],
) -> str:
    """Write the TOML text.

    ``words`` has title, question and the lesson's headings; ``world`` the top of ``[world]``; ``settings``
    all paths that are set, of which those of ``quantities`` get a note.
    """
    notes = {path: note(quantity) for quantity in quantities for path in quantity.paths}
    written = tomlkit.document()
    written.add(tomlkit.comment(text("fit.file.head")))
    written.add("schema", 1)
    written.add("title", words["title"])
    written.add("question", words["question"])
    tables: dict[str, Table] = {name: tomlkit.table() for name in ("world", *(f"firm.{f}" for f in firms))}
    for key, value in world.items():
        tables["world"].add(key, value)
    for name in firms:
        tables[f"firm.{name}"].add("name", name)
    # Plain values first: in TOML, what follows the heading of an inner table belongs to that table.
    for path, value in sorted(settings.items(), key=lambda item: item[0].count(".") > _depth(item[0])):
        _put(tables, path, value, notes.get(path, ""))
    written.add("world", tables["world"])
    written.add("firm", _array([tables[f"firm.{name}"] for name in firms]))
    written.add("alternative", _array([_alternative(firms[0], level) for level in LEVELS]))
    lesson = tomlkit.table()
    for name in ("what_is_it", "how_it_works", "references"):
        lesson.add(name, words[name])
    written.add("text", lesson)
    return tomlkit.dumps(written)


def note(quantity: FittedParameter) -> str:
    """Where a number comes from, in one line of the current language."""
    ends = {"low": f"{quantity.low:.3g}", "high": f"{quantity.high:.3g}"}
    known = quantity.low == quantity.low
    return text(
        "fit.file.note" if known else "fit.file.note_plain",
        grade=text(f"fit.grade.{quantity.grade}"),
        source=text(f"fit.source.{quantity.name}"),
        **(ends if known else {}),
    )


def _depth(path: str) -> int:
    return 1 if path.startswith("world.") else 2


def _put(tables: dict[str, Table], path: str, value: Any, comment: str) -> None:
    """Set a value at a path, with a comment at the end of its line."""
    depth = _depth(path)
    parts = path.split(".")
    table: Any = tables[".".join(parts[:depth])]
    for name in parts[depth:-1]:
        if name not in table:
            table.add(name, tomlkit.table())
        table = table[name]
    item = tomlkit.item(_rounded(value))
    if comment:
        item.comment(comment)
    if parts[-1] in table:
        table.remove(parts[-1])
    table.add(parts[-1], item)


def _rounded(value: Any) -> Any:
    """A number as it is, or to six digits: more would pretend to know more."""
    if isinstance(value, bool | str | int):
        return value
    return float(f"{float(value):.{DIGITS}g}")


def _alternative(firm: str, level: int) -> Table:
    table = tomlkit.table()
    table.add("name", f"level-{level}")
    change = tomlkit.inline_table()
    change.add(f"firm.{firm}.level", level)
    table.add("set", change)
    return table


def _array(tables: Sequence[Table]) -> Any:
    array = tomlkit.aot()
    for table in tables:
        array.append(table)
    return array
