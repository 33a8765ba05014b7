"""Tables as data, for the screen and for HTML: titles, columns with units, rows of finished strings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.measures.declared.words import part_label, result_label, short_label
from simulation.report import departures
from simulation.report.figures import chosen
from simulation.report.measures import KINDS, SUMMARY, by_run, unit_of
from simulation.report.numbers import Unit, cell, usual_decimals, written
from simulation.report.palette import firm_mark
from simulation.report.series import PARTS, last_month, parts_at_end, spread
from simulation.report.subject import Track, alternative_label, firm_label, is_comparison, tracks

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.compare import Comparison
    from simulation.experiments.run import Run
    from simulation.report.subject import Subject

MOST_ROWS = 61


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its unit (may be empty), and whether its cells are numbers (set flush right)."""

    name: str
    unit: str = ""
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells are finished strings in the current language; ``note`` says how to read it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def summary_table(comparison: Comparison, measures: tuple[str, ...] = SUMMARY) -> Table:
    """Return mean and 95 % interval of measures (rows) under every alternative (columns)."""
    rows = _summary_rows(comparison, ("mean", "low", "high"), list(comparison.alternatives), measures)
    return Table(
        text("report.table.summary"),
        (Column(text("report.table.measure"), numeric=False), *_heads(comparison)),
        rows,
        text("report.table.summary_note", runs=written(comparison.replications, 0)),
    )


def difference_table(comparison: Comparison) -> Table:
    """Return the paired difference of every measure to the first alternative, with its 95 % interval."""
    names = list(comparison.alternatives)
    columns = ("difference", "difference_low", "difference_high")
    first = alternative_label(comparison, names[0])
    return Table(
        text("report.table.difference", first=first),
        (Column(text("report.table.measure"), numeric=False), *_heads(comparison)[1:]),
        _summary_rows(comparison, columns, names[1:]),
        text("report.table.difference_note"),
    )


def firms_table(run: Run) -> Table:
    """Return the firms of a run at a glance: level, customers, retention, cost of leaving, profit."""
    names = (
        "customers",
        "market_share",
        "retention_rate",
        "switching_cost",
        "acquired",
        "lost",
        "profit_cumulative",
    )
    columns = [Column(text("report.table.firm"), numeric=False), Column(text("report.table.level"))]
    columns += [Column(short_label(name), unit_of(name, run.scenario).word) for name in names]
    rows = tuple(_firm_row(run, track, names) for track in tracks(run))
    months = last_month(tracks(run))
    return Table(
        text("report.table.firms"), tuple(columns), rows, text("report.table.firms_note", months=months)
    )


def line_table(subject: Subject, column: str, *, smoothed: bool = False) -> Table:
    """Return a figure of lines as a table: a row per month, the mean and where 8 of 10 runs fell."""
    unit = unit_of(column, subject.scenario)
    lines = [spread(track, column, smoothed=smoothed) for track in tracks(subject)]
    months = lines[0].months
    step = -(-len(months) // MOST_ROWS)
    rows = []
    for place in _every(len(months), step):
        spreads = [Interval(line.mean[place], line.low[place], line.high[place]) for line in lines]
        rows.append((str(months[place]), *(_spread_cell(subject, item, unit) for item in spreads)))
    note = text("report.table.band_note") if is_comparison(subject) else ""
    return Table(result_label(column), (_month(), *_heads(subject, unit.word)), tuple(rows), note)


def parts_table(subject: Subject, whole: str) -> Table:
    """Return a figure of stacked columns as a table: a row per track, a column per part, last month."""
    parts = PARTS[whole]
    unit = unit_of(parts[0], subject.scenario)
    columns = [Column(_track_head(subject), numeric=False)]
    columns += [Column(part_label(part), unit.word) for part in parts]
    rows = tuple(
        (track.label, *(cell(interval, unit) for interval in parts_at_end(track, whole).values()))
        for track in tracks(subject)
    )
    title = text(f"report.figure.{whole}.{'compare' if is_comparison(subject) else 'run'}")
    return Table(
        title, tuple(columns), rows, text("report.table.parts_note", month=last_month(tracks(subject)))
    )


def types_table(subject: Subject) -> Table:
    """Return the types of switching cost of the chosen track by month, means over runs."""
    unit = unit_of("switching_cost", subject.scenario)
    parts = [spread(chosen(subject), part) for part in PARTS["switching_cost"]]
    months = parts[0].months
    heads = [Column(part_label(part), unit.word) for part in PARTS["switching_cost"]]
    rows = tuple(
        (str(months[place]), *(_number(part.mean[place], unit) for part in parts))
        for place in _every(len(months), -(-len(months) // MOST_ROWS))
    )
    return Table(result_label("switching_cost"), (_month(), *heads), rows)


def reasons_table(subject: Subject) -> Table:
    """Return why customers left the measured firm: a row per reason."""
    table = departures.reasons(subject)
    return _departures_table(
        subject, table, "reason", [text(f"report.reason.{name}") for name in table.index]
    )


def rivals_table(subject: Subject) -> Table:
    """Return to whom customers went and from whom they came: two rows per rival."""
    won, lost = departures.won(subject), departures.lost(subject)
    rows = []
    for name in (firm.name for firm in subject.scenario.firms):
        for side, table in (("won_from", won), ("lost_to", lost)):
            if name in table.index:
                label = text(f"report.table.{side}", firm=firm_label(subject.scenario, name))
                rows.append((label, *map(_count, table.loc[name].to_numpy(dtype=float))))
    return Table(text("report.table.rivals"), (_blank("rival"), *_departure_heads(subject)), tuple(rows))


def flow_table(subject: Subject) -> Table:
    """Return departures between all firms under the chosen track: rows origins, columns destinations."""
    table = departures.matrix(subject, chosen(subject).key if is_comparison(subject) else "")
    labels = [firm_label(subject.scenario, name) for name in table.index]
    rows = tuple(
        (label, *map(_count, counts))
        for label, counts in zip(labels, table.to_numpy(dtype=float), strict=True)
    )
    heads = (_blank("from_to"), *(Column(label) for label in labels))
    return Table(text("report.table.flow"), heads, rows, text("report.table.flow_note"))


def differences_table(subject: Subject) -> Table:
    """Return the cumulative profit of every run: a row per replication, a column per alternative."""
    unit = unit_of("profit_cumulative", subject.scenario)
    values = [by_run(track, "profit_cumulative") for track in tracks(subject)]
    rows = tuple(
        (str(place + 1), *(_number(float(value.iloc[place]), unit) for value in values))
        for place in range(len(values[0]))
    )
    return Table(result_label("profit_cumulative"), (_blank("run"), *_heads(subject, unit.word)), rows)


def _summary_rows(
    comparison: Comparison,
    columns: tuple[str, str, str],
    names: list[str],
    measures: tuple[str, ...] = SUMMARY,
) -> tuple[tuple[str, ...], ...]:
    kept = comparison.summary.set_index(["alternative", "measure"])[list(columns)]
    indexed = {key: Interval(*map(float, row)) for key, row in zip(kept.index, kept.to_numpy(), strict=True)}
    known = [measure for measure in measures if (comparison.alternatives[0], measure) in indexed]
    rows = []
    for measure in known:
        unit = unit_of(measure, comparison.scenario)
        intervals = [indexed[name, measure] for name in names]
        rows.append(
            (_measure_head(measure, unit, columns[0]), *(cell(interval, unit) for interval in intervals))
        )
    return tuple(rows)


def _measure_head(measure: str, unit: Unit, column: str) -> str:
    shown = Unit("points", unit.currency) if column == "difference" and KINDS[measure] == "percent" else unit
    name = result_label(measure)
    return text("report.table.measure_unit", measure=name, unit=shown.word) if shown.word else name


def _firm_row(run: Run, track: Track, names: tuple[str, ...]) -> tuple[str, ...]:
    cells = [
        f"{firm_mark(track.index)} {track.label}",
        str(int(track.frame.sort_values("month")["level"].iloc[-1])),
    ]
    values = {name: float(by_run(track, name).iloc[0]) for name in names}
    return (*cells, *(_number(value, unit_of(name, run.scenario)) for name, value in values.items()))


def _departures_table(subject: Subject, table: pd.DataFrame, head: str, labels: list[str]) -> Table:
    rows = tuple(
        (label, *(_count(value) for value in row))
        for label, row in zip(labels, table.to_numpy(), strict=True)
    )
    return Table(text(f"report.table.{head}s"), (_blank(head), *_departure_heads(subject)), rows)


def _departure_heads(subject: Subject) -> tuple[Column, ...]:
    if is_comparison(subject):
        unit = text("report.axis.customers_a_run")
        return tuple(Column(track.label, unit) for track in tracks(subject))
    return (Column(_focal_label(subject), text("report.axis.customers")),)


def _heads(subject: Subject, unit: str = "") -> tuple[Column, ...]:
    return tuple(Column(track.label, unit) for track in tracks(subject))


def _blank(head: str) -> Column:
    return Column(text(f"report.table.{head}"), numeric=False)


def _month() -> Column:
    return Column(text("report.axis.month"), numeric=False)


def _track_head(subject: Subject) -> str:
    return text("report.table.alternative" if is_comparison(subject) else "report.table.firm")


def _focal_label(subject: Subject) -> str:
    key = subject.focal if is_comparison(subject) else subject.scenario.focal
    return firm_label(subject.scenario, key)


def _every(count: int, step: int) -> list[int]:
    """Return every ``step``-th place and the last."""
    places = list(range(step - 1, count, step))
    return places if places and places[-1] == count - 1 else [*places, count - 1]


def _spread_cell(subject: Subject, item: Interval, unit: Unit) -> str:
    if is_comparison(subject) and subject.replications > 1:
        return cell(item, unit)
    return _number(item.mean, unit)


def _number(value: float, unit: Unit) -> str:
    scaled = value * unit.factor
    return written(scaled, usual_decimals(scaled, unit.kind))


def _count(value: float) -> str:
    return written(float(value), 0 if value >= 10 or value == 0 else 1)
