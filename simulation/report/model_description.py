"""The tables of the model's description, generated from what the model declares of itself.

``simulation/MODEL.md`` holds places ``<!-- table: NAME -->`` ... ``<!-- end -->``. The first two lines of a
place, a table's heading and rule, are the document's own; the rows below are written by this module:
``python -m simulation.report.model_description``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextvars import copy_context
from inspect import getdoc
from pathlib import Path

from simulation.kernel.columns import INFINITE
from simulation.language import use_language
from simulation.market import columns
from simulation.mechanisms.contact_levels import CONTACT
from simulation.mechanisms.month import MONTHS, printed
from simulation.mechanisms.word_of_mouth import carry
from simulation.scenario.schema import parameters
from simulation.schema.listing import ParameterInfo

DOCUMENT = Path(__file__).parent.parent / "MODEL.md"
PLACE = re.compile(r"(<!-- table: (?P<name>[\w ]+) -->\n(?:\|.*\n){2})(?:\|.*\n)*(<!-- end -->)")

TableRow = tuple[str, ...]


def columns_of(role: str) -> Iterable[TableRow]:
    """Rows (column, one value a, unit, range, meaning) of the state columns with this role."""
    for name, column in columns().items():
        if column.role == role:
            yield f"`{name}`", column.shape, column.unit, _range(*column.bounds), column.meaning


def schedule(kind: str) -> Iterable[TableRow]:
    """Rows (phase, step, customers concerned, what happens) of a month of this kind of market, in order."""
    month = MONTHS[kind]
    functions = {
        step.function.__name__: step.function
        for phase in month.phases
        for step in phase.steps
    }
    functions["carry"] = carry
    for phase, step, among in printed(month):
        yield (
            phase,
            f"`{step}`",
            among,
            (getdoc(functions[step]) or "").partition("\n\n")[0].replace("\n", " "),
        )


def parameters_below(root: str) -> Iterable[TableRow]:
    """Rows (name, default, unit, allowed, plausible, grade, source, meaning) below `world` or `firm`."""
    for parameter in parameters():
        if parameter.path.startswith(f"{root}."):
            yield _described(parameter)


def contact_levels() -> Iterable[TableRow]:
    """Rows (level, tie, readiness to complain, cost) of the levels of contact."""
    for level, numbers in CONTACT.items():
        yield (level, *(f"{number:g}" for number in numbers))


TABLES: dict[str, Callable[[], Iterable[TableRow]]] = {
    "traits": lambda: columns_of("trait"),
    "memory": lambda: columns_of("memory"),
    "month": lambda: columns_of("month"),
    "contractual": lambda: schedule("contractual"),
    "repeat purchase": lambda: schedule("repeat_purchase"),
    "world parameters": lambda: parameters_below("world"),
    "firm parameters": lambda: parameters_below("firm"),
    "contact": contact_levels,
}
"""Every table under the name of its place."""


def filled(document: str) -> str:
    """Return the document with the rows of all its tables regenerated, in English."""
    return copy_context().run(_filled_in_english, document)


def _filled_in_english(document: str) -> str:
    use_language("en")
    return PLACE.sub(lambda place: place[1] + _rows(TABLES[place["name"]]()) + place[3], document)


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
    """Regenerate the tables of the model's description."""
    DOCUMENT.write_text(filled(DOCUMENT.read_text("utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
