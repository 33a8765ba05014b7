"""The studies of real data in words, tables and pictures."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.language import text
from simulation.report.kit.numbers import short
from simulation.report.kit.svg import SvgLine, curves
from simulation.report.kit.tables import ReportTable
from simulation.validation.real.study import Study
from simulation.validation.validation_tables import plain_table

COHORT, PANEL, HISTORIES = ("regular", "high_end"), "ketchup", "cdnow"
MODELS = {
    "market": ("market", "model"),
    "formula": ("formula", "other"),
    "geometric": ("geometric", "third"),
    "bg_nbd": ("bg_nbd", "other"),
    "nbd": ("nbd", "third"),
}
SHOWN = {
    COHORT[0]: ("year", "observed", "market", "formula", "geometric"),
    COHORT[1]: ("year", "observed", "market", "formula", "geometric"),
    PANEL: ("measure", "observed", "market", "choice", "taste", "dirichlet"),
    HISTORIES: ("repeat_purchases", "customers", "observed", "market", "bg_nbd", "nbd"),
}
"""Columns of each study's table, in order."""


def heading(study: Study) -> str:
    """Return the heading of a study."""
    return text(f"validate.real.{study.name}.heading")


def sentences(study: Study) -> tuple[str, ...]:
    """Return the paragraphs of a study: what was done, and what the fitted market gets right and wrong."""
    if study.missing:
        return (text("validate.real.missing", package=study.missing),)
    figures = {name: short(value) for name, value in study.figures.items()}
    return (
        text(f"validate.real.{study.name}.done", **figures),
        text(f"validate.real.{_kind(study)}.found.{verdict(study)}", **figures),
        coverage(study),
    )


def coverage(study: Study) -> str:
    """Say how many observed cells lie within the intervals that should hold 95 % of them."""
    covered, cells = study.covered
    return text(
        "validate.real.coverage",
        covered=covered,
        cells=cells,
        percent=f"{100.0 * covered / cells:.0f}",
        what=text(f"validate.real.covers.{_kind(study)}"),
    )


def summary(studies: Sequence[Study]) -> str:
    """Say in a sentence or two who predicted real data better, and whether the intervals can be trusted."""
    made = [study for study in studies if not study.missing]
    if not made:
        return text("validate.real.summary_none")
    covered, cells = (sum(numbers) for numbers in zip(*(study.covered for study in made), strict=True))
    named = {
        better: text("words.separator").join(heading(study) for study in made if verdict(study) == better)
        or text("validate.none")
        for better in ("worse", "equal", "better")
    }
    percent = f"{100.0 * covered / cells:.0f}"
    return text("validate.real.summary", covered=covered, cells=cells, percent=percent, **named)


def _kind(study: Study) -> str:
    return "cohort" if study.name in COHORT else study.name


def verdict(study: Study) -> str:
    """Return who predicted better: the market, its rival (the best simple model), or neither."""
    figures = study.figures
    if study.name == PANEL:
        names = ("choice", "taste", "dirichlet")
        better = [figures[f"less_than_{name}_high"] < 0.0 for name in names]
        worse = any(figures[f"less_than_{name}_low"] > 0.0 for name in names)
        return "worse" if worse else "better" if all(better) else "equal"
    rival, close = ("formula", 1.0) if study.name in COHORT else ("bg_nbd", 0.02)
    difference = figures["error_market"] - figures[f"error_{rival}"]
    return "equal" if abs(difference) < close else "worse" if difference > 0.0 else "better"


def table(study: Study) -> ReportTable:
    """Return what was observed, what every model predicted, and whether the market's interval holds it."""
    names = SHOWN[study.name]
    columns = [[_cell(study, name, at) for at in range(_rows(study))] for name in names]
    columns.append([_inside(study, at) for at in range(_rows(study))])
    heads = tuple(text(f"validate.real.head.{name}") for name in (*names, "inside"))
    return plain_table(heads, tuple(zip(*columns, strict=True)))


def _inside(study: Study, at: int) -> str:
    low, seen, high = (float(study.columns[name][at]) for name in ("market_low", "observed", "market_high"))
    return text("validate.yes" if low <= seen <= high else "validate.no")


def _rows(study: Study) -> int:
    return len(next(iter(study.columns.values())))


def _cell(study: Study, name: str, at: int) -> str:
    value = study.columns[name][at]
    if name == "measure":
        measure, _, brand = str(value).partition(" ")
        return text(f"validate.real.measure.{measure}", brand=brand)
    if name == "repeat_purchases":
        return f"{value:g}" + ("+" if at == _rows(study) - 1 else "")
    number = float(value)
    words = f"{number:g}" if name in {"year", "customers"} else short(number)
    if name == "market" and "market_low" in study.columns:
        low, high = (float(study.columns[f"market_{end}"][at]) for end in ("low", "high"))
        words += f" [{short(low)}; {short(high)}]"
    return words


def picture(study: Study) -> str:
    """Return what was observed beside what the models predicted; empty for a study that could not be made."""
    if study.missing:
        return ""
    lines = [SvgLine("observed", _numbers(study.columns["observed"]), kind="published")]
    for name in SHOWN[study.name]:
        if name in MODELS or name in {"choice", "taste", "dirichlet"}:
            low, high = (_numbers(study.columns.get(f"{name}_{end}", ())) for end in ("low", "high"))
            kind = MODELS.get(name, (name, "third"))[1]
            lines.append(SvgLine(name, _numbers(study.columns[name]), low, high, kind))
    first = SHOWN[study.name][0]
    labels = [str(at + 1) if first == "measure" else _cell(study, first, at) for at in range(_rows(study))]
    return curves(heading(study), labels, lines)


def _numbers(column: Sequence[float | str]) -> tuple[float, ...]:
    return tuple(float(value) for value in column)
