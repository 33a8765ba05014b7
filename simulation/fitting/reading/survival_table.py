"""A survival table: ``period,survival[,segment][,customers]``."""

from __future__ import annotations

import numpy as np
import pandas as pd

from simulation.errors import InputError
from simulation.fitting.data import SHARES_OF, LifeTable, Reals, SurvivalTable
from simulation.fitting.reading.cells import counts, numbers, refuse, segments

MINIMUM_PERIODS = 3
"""Two parameters are estimated, and one period must be left to judge them by."""

_ROUNDING = 1e-9


def read_survival(table: pd.DataFrame) -> SurvivalTable:
    """Check a survival table and turn every segment into a life table."""
    period = counts(table["period"], low=0)
    survival = _fractions(table["survival"], period)
    size = counts(table["customers"], low=1) if "customers" in table else None
    tables = []
    for name, rows in segments(table).groupby(segments(table), sort=False):
        where = table.index.get_indexer(rows.index)
        cohort = None if size is None else _one_size(table["customers"].iloc[where])
        curve = _curve(period[where], survival[where], table.iloc[where])
        tables.append(_life_table(str(name), curve, cohort))
    return SurvivalTable(tuple(tables))


def _fractions(column: pd.Series[str], period: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Reals:
    """Survival as a share of all; percent is recognised by its sign, by period 0, or by any value above 1."""
    values = numbers(column, percent_sign=True)
    start = values[period == 0]
    signed = column.str.endswith("%").to_numpy()
    fractions = bool(len(start)) and bool((start == 1.0).all())
    percent = bool(signed.any() or ((values > 1.0).any() and not fractions))
    whole = 100.0 if percent else 1.0
    refuse((values < 0) | (values > whole), column, "fit.error.survival_range", whole=f"{whole:g}")
    if len(start):
        refuse(
            (period == 0) & (np.abs(values - whole) > _ROUNDING),
            column,
            "fit.error.start",
            whole=f"{whole:g}",
        )
    return values / whole


def _one_size(column: pd.Series[str]) -> int:
    """Size of the cohort, the same in all of its rows."""
    values = counts(column, low=1)
    refuse(values != values[0], column, "fit.error.cohort_size", first=int(values[0]))
    return int(values[0])


def _curve(period: np.ndarray[tuple[int], np.dtype[np.int64]], survival: Reals, rows: pd.DataFrame) -> Reals:
    """Survival after periods 0, 1, ... without a gap and never rising."""
    order = np.argsort(period, kind="stable")
    column = rows["period"].iloc[order]
    ordered, values = period[order], survival[order]
    refuse(np.append(False, np.diff(ordered) == 0), column, "fit.error.repeated_period")
    expected = np.arange(len(ordered)) + (1 if ordered[0] > 0 else 0)
    gap = ordered != expected
    refuse(gap, column, "fit.error.period_gap", expected=int(expected[np.argmax(gap)]))
    curve = values if ordered[0] == 0 else np.append(1.0, values)
    if len(curve) - 1 < MINIMUM_PERIODS:
        raise InputError("fit.error.too_few_periods", given=len(curve) - 1, least=MINIMUM_PERIODS)
    _never_rising(curve, rows["survival"].iloc[order])
    return curve


def _never_rising(curve: Reals, given: pd.Series[str]) -> None:
    """Refuse a curve that rises; ``given`` are its cells, without period 0 when that was left out."""
    rises = np.append(False, np.diff(curve) > _ROUNDING)[-len(given) :]
    before = given.shift(1).iloc[int(np.argmax(rises))]
    refuse(rises, given, "fit.error.rises", before="100 %" if pd.isna(before) else before)


def _life_table(segment: str, curve: Reals, size: int | None) -> LifeTable:
    """Counts from shares; periods after the last customer has gone say nothing and are left out."""
    watched = int(np.count_nonzero(curve[:-1] > 0))
    alive = curve[: watched + 1] * (SHARES_OF if size is None else size)
    churned = np.maximum(-np.diff(alive), 0.0)
    return LifeTable(segment, alive[:-1], churned, assumed_size=size is None)
