"""What measures and columns are called and mean, in the current language.

English stands in the declarations; Chinese in ``language/zh/measures.toml``, under the same names.
"""

from __future__ import annotations

from simulation.language import text
from simulation.measures.declared import DECLARED
from simulation.measures.declared.tables import TABLES
from simulation.measures.measure import Measure


def label(name: str) -> str:
    """Return what a measure is called."""
    return text(f"measures.{name}.label")


def result_label(name: str) -> str:
    """Return what a measure of a whole run is called."""
    result = DECLARED[name].result
    kind = "result" if result is not None and result.label else "label"
    return text(f"measures.{name}.{kind}")


def short_label(name: str) -> str:
    """Return what a measure is called where there is little room."""
    kind = "short" if DECLARED[name].short else "label"
    return text(f"measures.{name}.{kind}")


def part_label(name: str) -> str:
    """Return what a measure is called as a part of a stacked figure."""
    return text(f"measures.{name}.part")


def meaning_of(table: str, column: str) -> str:
    """Return what a column of a table means."""
    declared = next(each for each in TABLES[table].columns if each.name == column)
    if isinstance(declared, Measure):
        return text(f"measures.{column}.meaning")
    return text(f"measures.table.{table}.column.{column}")


def rows_of(table: str) -> str:
    """Return what a row of a table is."""
    return text(f"measures.table.{table}.rows")


def english_words() -> dict[str, str]:
    """Return the English words of all declarations, as messages of the catalogue."""
    words: dict[str, str] = {}
    for name, measure in DECLARED.items():
        words |= {f"measures.{name}.{kind}": said for kind, said in words_of(measure).items()}
    for table in TABLES.values():
        words[f"measures.table.{table.name}.rows"] = table.rows
        own = [column for column in table.columns if not isinstance(column, Measure)]
        words |= {f"measures.table.{table.name}.column.{column.name}": column.meaning for column in own}
    return words


def words_of(measure: Measure) -> dict[str, str]:
    """Return a measure's English words: its label, its meaning, and its labels in other places."""
    result = measure.result.label if measure.result else ""
    labels = {"label": measure.label, "result": result, "short": measure.short, "part": measure.part}
    return {"meaning": measure.meaning} | {kind: said for kind, said in labels.items() if said}
