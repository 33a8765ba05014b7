"""The generated parts of the model's description: tables of its declarations, and formulas from its code.

``simulation/MODEL.md`` holds places that begin with ``<!-- table: NAME -->`` or ``<!-- formulas: NAME -->``
and end with ``<!-- end -->``. A table's first two lines, its heading and the rule below it, belong to the
document; this module writes the rows below them, and the formulas (see ``model_formulas``):
``python -m simulation.report.model_description``.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from pathlib import Path
from typing import get_args

from simulation.kernel.columns import INFINITE, declared
from simulation.language import text, use_language
from simulation.mechanisms.contact_levels import ContactLevel, ContactParameters
from simulation.mechanisms.contents import CONTENTS
from simulation.mechanisms.month import MONTHS, printed
from simulation.mechanisms.referral import meet
from simulation.mechanisms.word_of_mouth import carry
from simulation.report import model_formulas
from simulation.report.model_formulas import FORMULAS, name_of
from simulation.scenario.firm import Firm
from simulation.scenario.schema import parameters
from simulation.scenario.world import World
from simulation.schema import Table
from simulation.schema.listing import ParameterInfo, tables

DOCUMENT = Path(__file__).parent.parent / "MODEL.md"
PLACE = re.compile(r"(<!-- table: (?P<name>[\w ]+) -->\n(?:\|.*\n){2})(?:\|.*\n)*(<!-- end -->)")
KEPT = {"trait": "for good", "memory": "until it changes", "month": "for the month"}
"""How long each role of a column keeps its value."""

TableRow = tuple[str, ...]


def columns_by_mechanism() -> Iterable[TableRow]:
    """Rows (mechanism, column, kept, one value for each of, unit, range, meaning) of the state."""
    for mechanism in CONTENTS:
        for name, column in declared(getattr(mechanism, "State", object)).items():
            what = (column.shape, column.unit, _range(*column.bounds), column.meaning)
            yield name_of(mechanism), f"`{name}`", KEPT[column.role], *what


def schedule(kind: str) -> Iterable[TableRow]:
    """Rows (phase, step, mechanism, customers concerned, what happens) of a month of this kind of market."""
    month = MONTHS[kind]
    functions = {step.function.__name__: step.function for phase in month.phases for step in phase.steps}
    functions |= {"carry": carry, "meet": meet}
    for phase, step, among in printed(month):
        function = functions[step]
        summary = (inspect.getdoc(function) or "").partition("\n\n")[0].replace("\n", " ")
        yield phase, f"`{step}`", function.__module__.rpartition(".")[2], among, summary.replace("``", "`")


def parameters_below(root: str, table: type[Table]) -> Iterable[TableRow]:
    """Rows (name, mechanism, role, default, unit, allowed, plausible, grade, source, meaning) of a table."""
    mechanisms = dict(_declaring_modules(root, table))
    for parameter in parameters():
        if parameter.path.startswith(f"{root}."):
            name, *rest = _described(parameter)
            yield name, mechanisms.get(parameter.path, ""), text(f"role.{parameter.role}"), *rest


def _declaring_modules(path: str, table: type[Table]) -> Iterator[tuple[str, str]]:
    """Yield every parameter that a mechanism declares, with the name of the mechanism."""
    below = dict(tables(table))
    for field in table.fields():
        name = f"{path}.{field.attribute}"
        if field.attribute in below:
            yield from _declaring_modules(name, below[field.attribute])
            continue
        owner = next(each for each in table.__mro__ if field.attribute in inspect.get_annotations(each))
        package, _, module = owner.__module__.rpartition(".")
        if package == "simulation.mechanisms":
            yield name, module


def contact_levels() -> Iterable[TableRow]:
    """Rows (level, tie, readiness to complain, cost) of the levels of contact."""
    numbers = ContactParameters()
    for level in get_args(ContactLevel):
        parts = (getattr(numbers, f"{level}_{part}") for part in ("tie", "complaints", "cost"))
        yield (level, *(f"{number:g}" for number in parts))


TABLES: dict[str, Callable[[], Iterable[TableRow]]] = {
    "state": columns_by_mechanism,
    "contractual": lambda: schedule("contractual"),
    "repeat purchase": lambda: schedule("repeat_purchase"),
    "world parameters": lambda: parameters_below("world", World),
    "firm parameters": lambda: parameters_below("firm", Firm),
    "contact": contact_levels,
}
"""Every table under the name of its place."""


def filled(document: str) -> str:
    """Return the document with its tables and formulas regenerated, in English."""
    return copy_context().run(_filled_in_english, document)


def _filled_in_english(document: str) -> str:
    use_language("en")
    document = PLACE.sub(lambda place: place[1] + _rows(TABLES[place["name"]]()) + place[3], document)
    return model_formulas.PLACE.sub(lambda place: place[1] + FORMULAS[place["name"]]() + place[3], document)


def _rows(rows: Iterable[TableRow]) -> str:
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |\n" for row in rows)


def _range(low: float, high: float) -> str:
    if high == INFINITE:
        return "" if low == -INFINITE else f"≥ {low:g}"
    return f"{low:g} … {high:g}"


def _described(parameter: ParameterInfo) -> TableRow:
    evidence, default = parameter.evidence, parameter.default
    if evidence is None:
        shown = "" if default is None or default == () else str(default)
        allowed = ", ".join(str(choice) for choice in parameter.choices)
        return (f"`{parameter.path}`", shown, "", allowed, "", "", "", parameter.meaning)
    money = evidence.price_share is not None
    return (
        f"`{parameter.path}`",
        f"{evidence.price_share:g} p" if money else f"{default:g}",
        parameter.unit,
        _range(*evidence.bounds),
        _range(*evidence.plausible) + (" p" if money else ""),
        parameter.grade,
        parameter.source,
        parameter.meaning,
    )


def main() -> None:
    """Regenerate the tables and formulas of the model's description."""
    DOCUMENT.write_text(filled(DOCUMENT.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
