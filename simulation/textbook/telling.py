"""Rows in words: what a row says, where it lives, what its trials found. In the current language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulation.experiments.intervals import Interval
from simulation.language import Listing, current_language, text
from simulation.report.kit.numbers import cell
from simulation.report.measures import KINDS, unit_of
from simulation.scenario.expectation import Expect
from simulation.schema.changes import flat_changes
from simulation.textbook.judging import standing_of, verdict_of_row
from simulation.textbook.loading import judged, lessons, measured
from simulation.textbook.row import Changes, Figures, Judged, Row, Standing, Trial, Verdict

LETTERS = "ABCDE"
"""What the five texts are called by."""


def claims_of(row: Row) -> dict[str, Expect]:
    """Return the claims of lessons that name the row among their mechanisms, by ``lesson/claim``."""
    return {
        f"{lesson}/{claim.claim}": claim
        for lesson, market in lessons().items()
        for claim in market.expects
        if row.key in claim.mechanisms
    }


def judged_of(row: Row) -> tuple[Judged, ...]:
    """Return what is known of the claims of lessons about a row."""
    return tuple(judged()[name] for name in claims_of(row) if name in judged())


def standing(row: Row) -> Standing:
    """Return how far a row is a part of the model, by what was measured."""
    return standing_of(row, measured())


def verdict(row: Row) -> Verdict:
    """Return what all runs say of a row."""
    return verdict_of_row(row, measured(), judged_of(row))


def told(row: Row) -> Iterator[str]:
    """Yield what there is to say of a row, a line each: places first, then figures, then what is missing."""
    separator = text("words.separator")
    places = {
        "modules": row.modules and tuple(map(_file, row.modules)),
        "paths": row.paths,
        "scenarios": tuple(dict.fromkeys(trial.scenario for trial in row.trials)),
        "tests": row.tests,
        "patterns": row.patterns,
        "rows": row.rows,
    }
    for key, found in places.items():
        if found:
            yield text(f"textbook.line.{key}", names=separator.join(f"`{each}`" for each in found))
    yield from (trial_told(trial, measured().get(trial.name)) for trial in row.trials)
    yield from (_claim_told(name, claim) for name, claim in claims_of(row).items())
    if lacks := str(row.lacks):
        yield text(f"textbook.line.{'missing' if not row.modules else 'lacks'}", words=lacks)


def _file(module: str) -> str:
    """Return the file of a module: of ``simulation.mechanisms``, or with a dot of ``simulation``."""
    inside = module.removeprefix(".").replace(".", "/")
    return f"{inside}.py" if module.startswith(".") else f"mechanisms/{inside}.py"


def trial_told(trial: Trial, figures: Figures | None) -> str:
    """Return the line of a trial: the switch, the claim, and the figures that it found."""
    where = str(trial.where)
    return text(
        "textbook.line.trial",
        name=trial.name,
        where=text("textbook.where", where=where) if where else "",
        switch=_switch(trial),
        lesson=trial.scenario,
        measure=_measure(trial),
        claimed=text(f"textbook.claimed.{trial.claimed}"),
        found=figures_told(trial, figures),
    )


def _switch(trial: Trial) -> str:
    """Return what is switched, and in which world."""
    parts = [text("textbook.switch", on=_changes(trial.on), off=_changes(trial.off))]
    if trial.given:
        parts.append(text("textbook.given", changes=_changes(trial.given)))
    if trial.there is not None:
        parts.append(text("textbook.there", here=_changes(trial.here), there=_changes(trial.there)))
    return text("textbook.comma").join(parts)


def _changes(changes: Changes) -> str:
    if not changes:
        return text("textbook.as_it_stands")
    return " ".join(f"`{path}={_value(value)}`" for path, value in changes.items())


def _value(value: object) -> str:
    """Return a value as it is typed; of a list of tables what stands in each of them."""
    if isinstance(value, list):
        return text("textbook.comma").join(map(_entry, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _entry(entry: Mapping[str, Any]) -> str:
    """Return a move of a schedule in words, and any other table key by key."""
    if entry.keys() == {"month", "level"}:
        return text("textbook.move", **entry)
    return " ".join(f"{path}={_value(value)}" for path, value in flat_changes(entry).items())


def _measure(trial: Trial) -> str:
    """Return what is measured, of whom and when."""
    name = f"`{trial.measure}`" + (f" − `{trial.minus}`" if trial.minus else "")
    firm = trial.firm or lessons()[trial.scenario].focal
    whose = text("textbook.everybody") if firm == "all" else firm
    months = text("textbook.months", first=trial.months[0], last=trial.months[1]) if trial.months else ""
    return text("textbook.of_whom", measure=name, firm=whose) + months


def figures_told(trial: Trial, figures: Figures | None) -> str:
    """Return the figures of a trial with its verdict."""
    if figures is None:
        return text("textbook.not_measured")
    unit = unit_of(trial.measure, lessons()[trial.scenario])
    interval = Interval(figures.mean, figures.low, figures.high)
    return text(
        "textbook.found",
        figures=f"{'+' if figures.mean > 0 else ''}{cell(interval, unit)}",
        unit=_unit(trial.measure, trial.scenario),
        runs=len(figures.differences),
        verdict=text(f"textbook.verdict.{figures.verdict}"),
    )


def _unit(measure: str, lesson: str) -> str:
    """Return the unit behind a number, after a space; two percentages differ by points."""
    points = KINDS[measure] == "percent"
    word = text("textbook.points") if points else unit_of(measure, lessons()[lesson]).word
    return f" {word}" if word else ""


def _claim_told(name: str, claim: Expect) -> str:
    """Return the line of a lesson's claim."""
    known = judged().get(name)
    lesson = lessons()[name.partition("/")[0]]
    words = dict(lesson.lesson().claims)[claim.claim]
    if known is None:
        return text("textbook.line.claim", name=name, words=words, found=text("textbook.not_measured"))
    said = known.found_zh if current_language() == "zh" else known.found_en
    figures = text("textbook.found_claim", said=said, runs=known.runs)
    return text("textbook.line.claim", name=name, words=words, found=figures)


def counted(rows: Mapping[str, Row], letter: str) -> str:
    """Return how many rows that begin with a letter have which standing and verdict."""
    some = [row for row in rows.values() if row.key.startswith(letter)]
    found = [standing(row) for row in some]
    live = [verdict(row) for row in some if standing(row) is Standing.LIVE]
    return text(
        f"textbook.counted.{letter}",
        all=len(some),
        **{each: found.count(each) for each in Standing},
        **{f"live_{each}": live.count(each) for each in Verdict},
    )


def legend() -> tuple[str, ...]:
    """Return a line for each letter that stands for a text."""
    return tuple(f"{letter}: {text(f'textbook.source.{letter}')}" for letter in LETTERS)


def sources(row: Row) -> str:
    """Return the letters of the texts as they are listed."""
    return str(Listing(row.sources))


def in_other_language(row: Row) -> str:
    """Return the claim in the language that is not the current one."""
    return row.says.en if current_language() == "zh" else row.says.zh
