"""The tables of a run or a comparison: its measures, and each of its figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulation.experiments.intervals import Interval
from simulation.language import text
from simulation.measures.declared import DECLARED, WHOLE
from simulation.measures.declared.words import part_label, result_label, short_label
from simulation.measures.people import NOBODY
from simulation.report.comparison import departures
from simulation.report.comparison.figures import chosen
from simulation.report.comparison.series import PARTS, last_month, parts_at_end, spread
from simulation.report.comparison.tracks import (
    Track,
    alternative_label,
    firm_label,
    has_same_customers,
    is_comparison,
    tracks,
)
from simulation.report.kit.colours import firm_mark
from simulation.report.kit.numbers import MeasureUnit, cell, listed, usual_decimals, written
from simulation.report.kit.tables import ReportTable, TableColumn
from simulation.report.measures import KINDS, SUMMARY, by_run, unit_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.compare import Comparison
    from simulation.experiments.run import Run
    from simulation.report.comparison.tracks import RunOrComparison

MOST_ROWS = 61


def summary_table(comparison: Comparison, measures: tuple[str, ...] = SUMMARY) -> ReportTable:
    """Return mean and 95 % interval of measures (rows) under every alternative (columns)."""
    rows = _summary_rows(comparison, ("mean", "low", "high"), list(comparison.alternatives), measures)
    return ReportTable(
        text("report.table.summary"),
        (TableColumn(text("report.table.measure"), numeric=False), *_heads(comparison)),
        rows,
        text("report.table.summary_note", runs=written(comparison.replications, 0)) + _over_run(measures),
    )


def _over_run(measures: tuple[str, ...]) -> str:
    """Say which measures are not means over the months of a run."""
    monthly = [name for name in measures if name not in WHOLE]
    named = {
        kind: [result_label(name) for name in monthly if DECLARED[name].over_run == kind]
        for kind in ("end", "total")
    }
    return "".join(
        text(f"report.table.over_run.{kind}", names=listed(names)) for kind, names in named.items() if names
    )


def difference_table(comparison: Comparison) -> ReportTable:
    """Return the paired difference of every measure to the first alternative, with its 95 % interval."""
    names = list(comparison.alternatives)
    columns = ("difference", "difference_low", "difference_high")
    first = alternative_label(comparison, names[0])
    return ReportTable(
        text("report.table.difference", first=first),
        (TableColumn(text("report.table.measure"), numeric=False), *_heads(comparison)[1:]),
        _summary_rows(comparison, columns, names[1:]),
        text("report.table.difference_note")
        if has_same_customers(comparison)
        else text("report.table.difference_of_others"),
    )


def firms_table(run: Run) -> ReportTable:
    """Return the firms of a run at a glance: level, customers, retention, cost of leaving, profit."""
    names = (
        "customers",
        "market_share",
        "retention_rate",
        "switching_cost",
        "acquired",
        "lost",
        "profit_cumulative",
        *(("value",) if run.worth is not None else ()),
    )
    columns = [TableColumn(text("report.table.firm"), numeric=False), TableColumn(text("report.table.level"))]
    columns += [TableColumn(short_label(name), unit_of(name, run.scenario).word) for name in names]
    rows = tuple(_firm_row(run, track, names) for track in tracks(run))
    months = last_month(tracks(run))
    return ReportTable(
        text("report.table.firms"), tuple(columns), rows, text("report.table.firms_note", months=months)
    )


def line_table(subject: RunOrComparison, column: str, *, smoothed: bool = False) -> ReportTable:
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
    return ReportTable(result_label(column), (_month(), *_heads(subject, unit.word)), tuple(rows), note)


def parts_table(subject: RunOrComparison, whole: str) -> ReportTable:
    """Return a figure of stacked columns as a table: a row per track, a column per part, last month."""
    parts = PARTS[whole]
    unit = unit_of(parts[0], subject.scenario)
    columns = [TableColumn(_track_head(subject), numeric=False)]
    columns += [TableColumn(part_label(part), unit.word) for part in parts]
    rows = tuple(
        (track.label, *(cell(interval, unit) for interval in parts_at_end(track, whole).values()))
        for track in tracks(subject)
    )
    title = text(f"report.figure.{whole}.{'compare' if is_comparison(subject) else 'run'}")
    return ReportTable(
        title, tuple(columns), rows, text("report.table.parts_note", month=last_month(tracks(subject)))
    )


def types_table(subject: RunOrComparison) -> ReportTable:
    """Return the switching cost of the alternatives by month; of a run, its types at the measured firm."""
    if is_comparison(subject):
        return line_table(subject, "switching_cost")
    unit = unit_of("switching_cost", subject.scenario)
    parts = [spread(chosen(subject), part) for part in PARTS["switching_cost"]]
    months = parts[0].months
    heads = [TableColumn(part_label(part), unit.word) for part in PARTS["switching_cost"]]
    rows = tuple(
        (str(months[place]), *(_number(part.mean[place], unit) for part in parts))
        for place in _every(len(months), -(-len(months) // MOST_ROWS))
    )
    return ReportTable(result_label("switching_cost"), (_month(), *heads), rows)


def reasons_table(subject: RunOrComparison) -> ReportTable:
    """Return why customers left the measured firm: a row per reason."""
    table = departures.reasons(subject)
    return _departures_table(
        subject, table, "reason", [text(f"report.reason.{name}") for name in table.index]
    )


def rivals_table(subject: RunOrComparison) -> ReportTable:
    """Return to which rivals customers went and from which they came: two rows per rival."""
    won, lost = departures.won(subject), departures.lost(subject)
    rows = []
    for name in (*(firm.name for firm in subject.scenario.firms), NOBODY):
        for side, table in (("won_from", won), ("lost_to", lost)):
            if name in table.index:
                label = text(f"report.table.{side}", firm=firm_label(subject.scenario, name))
                rows.append((label, *map(_count, table.loc[name].to_numpy(dtype=float))))
    return ReportTable(
        text("report.table.rivals"), (_blank("rival"), *_departure_heads(subject)), tuple(rows)
    )


def flow_table(subject: RunOrComparison) -> ReportTable:
    """Return departures between all firms under the chosen track: rows origins, columns destinations."""
    table = departures.matrix(subject, chosen(subject).key if is_comparison(subject) else "")
    labels = [firm_label(subject.scenario, name) for name in table.index]
    rows = tuple(
        (label, *map(_count, counts))
        for label, counts in zip(labels, table.to_numpy(dtype=float), strict=True)
    )
    heads = (_blank("from_to"), *(TableColumn(label) for label in labels))
    return ReportTable(text("report.table.flow"), heads, rows, text("report.table.flow_note"))


def differences_table(subject: RunOrComparison) -> ReportTable:
    """Return the value of every run: a row per replication, a column per alternative."""
    unit = unit_of("value", subject.scenario)
    values = [by_run(track, "value") for track in tracks(subject)]
    rows = tuple(
        (str(place + 1), *(_number(float(value.iloc[place]), unit) for value in values))
        for place in range(len(values[0]))
    )
    return ReportTable(
        result_label("value"), (_blank("run"), *_heads(subject, unit.word)), rows
    )


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


def _measure_head(measure: str, unit: MeasureUnit, column: str) -> str:
    shown = (
        MeasureUnit("points", unit.currency)
        if column == "difference" and KINDS[measure] == "percent"
        else unit
    )
    name = result_label(measure)
    return text("report.table.measure_unit", measure=name, unit=shown.word) if shown.word else name


def _firm_row(run: Run, track: Track, names: tuple[str, ...]) -> tuple[str, ...]:
    cells = [
        f"{firm_mark(track.index)} {track.label}",
        str(int(track.frame.sort_values("month")["level"].iloc[-1])),
    ]
    values = {name: float(by_run(track, name).iloc[0]) for name in names}
    return (*cells, *(_number(value, unit_of(name, run.scenario)) for name, value in values.items()))


def _departures_table(
    subject: RunOrComparison, table: pd.DataFrame, head: str, labels: list[str]
) -> ReportTable:
    rows = tuple(
        (label, *(_count(value) for value in row))
        for label, row in zip(labels, table.to_numpy(), strict=True)
    )
    return ReportTable(text(f"report.table.{head}s"), (_blank(head), *_departure_heads(subject)), rows)


def _departure_heads(subject: RunOrComparison) -> tuple[TableColumn, ...]:
    if is_comparison(subject):
        unit = text("report.axis.customers_a_run")
        return tuple(TableColumn(track.label, unit) for track in tracks(subject))
    return (TableColumn(_focal_label(subject), text("report.axis.customers")),)


def _heads(subject: RunOrComparison, unit: str = "") -> tuple[TableColumn, ...]:
    return tuple(TableColumn(track.label, unit) for track in tracks(subject))


def _blank(head: str) -> TableColumn:
    return TableColumn(text(f"report.table.{head}"), numeric=False)


def _month() -> TableColumn:
    return TableColumn(text("report.axis.month"), numeric=False)


def _track_head(subject: RunOrComparison) -> str:
    return text("report.table.alternative" if is_comparison(subject) else "report.table.firm")


def _focal_label(subject: RunOrComparison) -> str:
    key = subject.focal if is_comparison(subject) else subject.scenario.focal
    return firm_label(subject.scenario, key)


def _every(count: int, step: int) -> list[int]:
    """Return every ``step``-th place and the last."""
    places = list(range(step - 1, count, step))
    return places if places and places[-1] == count - 1 else [*places, count - 1]


def _spread_cell(subject: RunOrComparison, item: Interval, unit: MeasureUnit) -> str:
    if is_comparison(subject) and subject.replications > 1:
        return cell(item, unit)
    return _number(item.mean, unit)


def _number(value: float, unit: MeasureUnit) -> str:
    scaled = value * unit.factor
    return written(scaled, usual_decimals(scaled, unit.kind))


def _count(value: float) -> str:
    return written(float(value), 0 if value >= 10 or value == 0 else 1)
