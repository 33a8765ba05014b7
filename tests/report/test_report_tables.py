from __future__ import annotations

import numpy as np
import pytest
from synthetic import MONTHS, comparison, run

from simulation.report.comparison import comparison_tables
from simulation.report.measures import SUMMARY
from simulation.report.scenario_settings import alternatives_table, settings_table

TABLES = {
    "line": lambda subject: comparison_tables.line_table(subject, "retention_rate", smoothed=True),
    "parts": lambda subject: comparison_tables.parts_table(subject, "switching_cost"),
    "types": comparison_tables.types_table,
    "reasons": comparison_tables.reasons_table,
    "rivals": comparison_tables.rivals_table,
    "flow": comparison_tables.flow_table,
    "differences": comparison_tables.differences_table,
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize(
    "subject", [comparison(replications=3), run(), run(26), run(1)], ids=["twin", "4", "26", "1"]
)
def test_rows_are_strings_and_as_long_as_the_heads(make, subject):
    table = make(subject)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert all(isinstance(cell, str) for row in table.rows for cell in row)


def test_summary_shows_mean_and_interval_with_unit():
    twin = comparison()
    table = comparison_tables.summary_table(twin)
    row = next(row for row in table.rows if row[0] == "Retention rate, monthly, %")
    own = twin.summary.set_index(["alternative", "measure"]).loc[("Level 3", "retention_rate")]
    assert row[4] == f"{100 * own['mean']:.2f} [{100 * own['low']:.2f},\u00a0{100 * own['high']:.2f}]"
    assert len(table.rows) == len(SUMMARY)


def test_differences_are_to_the_first_alternative():
    table = comparison_tables.difference_table(comparison())
    assert [column.name for column in table.columns[1:]] == ["Level 1", "Level 2", "Level 3"]
    assert table.title == "Difference to No programme"
    heads = [row[0].split(",")[0] for row in table.rows[:3]]
    assert heads == ["Value", "Customer equity", "Net present value"]
    assert table.rows[3][0] == "Retention rate, monthly, of every 100"


def test_one_replication_shows_no_interval():
    assert not any(
        "[" in cell
        for row in comparison_tables.summary_table(comparison(replications=1)).rows
        for cell in row
    )


def test_missing_values_are_dashes():
    twin = comparison(replications=2)
    twin.market.loc[twin.market["month"] == 5, "profit"] = np.nan
    assert comparison_tables.line_table(twin, "profit").rows[4] == ("5", "–", "–", "–", "–")


def test_long_runs_are_thinned_but_keep_the_last_month():
    assert comparison_tables._every(MONTHS, 1)[-1] == MONTHS - 1
    assert len(comparison_tables._every(600, 10)) == 60
    assert comparison_tables._every(605, 10)[-1] == 604


def test_a_flow_table_adds_up():
    subject = run()
    cells = [
        int(cell.replace(",", "").split(".")[0])
        for row in comparison_tables.flow_table(subject).rows
        for cell in row[1:]
    ]
    assert sum(cells) == len(subject.switches)


def test_settings_list_only_what_differs_with_grade():
    table = settings_table(comparison().scenario)
    months = next(row for row in table.rows if row[0] == "Months")
    assert months[1:3] == ("24", "60")
    assert months[4] == "Assumed"
    assert not any("Complexity" in row[0] for row in table.rows)


def test_alternatives_are_listed_with_what_they_set():
    assert ("Level 3", "firm.Alder.level", "3") in alternatives_table(comparison()).rows
