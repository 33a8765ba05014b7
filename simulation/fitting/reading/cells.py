"""Columns of text turned into numbers, each refusal naming its row and column."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.errors import InputError
from simulation.fitting.data import Integers, Reals

MOST = 1_000_000_000
"""More than any column counts, and a number that every type holds."""
_YES = frozenset({"yes", "y", "1", "true", "是"})
_NO = frozenset({"no", "n", "0", "false", "否"})


def refuse(bad: NDArray[np.bool_], column: pd.Series[str], key: str, **values: object) -> None:
    """Raise ``InputError`` for the first row in which ``bad`` is true."""
    if bad.any():
        position = int(np.argmax(bad))
        row, given = column.index[position], column.iloc[position]
        raise InputError(key, row=row, column=column.name, given=given, **values)


def numbers(column: pd.Series[str], percent_sign: bool = False) -> Reals:
    """Finite numbers; with ``percent_sign`` a sign behind the number is left out."""
    refuse((column == "").to_numpy(), column, "fit.error.missing_cell")
    bare = column.str.removesuffix("%") if percent_sign else column
    values = pd.to_numeric(bare, errors="coerce").to_numpy(dtype=np.float64)
    refuse(~np.isfinite(values), column, "fit.error.not_a_number")
    return values


def counts(column: pd.Series[str], low: int) -> Integers:
    """Whole numbers from ``low`` to `MOST`."""
    values = numbers(column)
    bad = (values < low) | (values > MOST) | (values != np.floor(values))
    refuse(bad, column, "fit.error.not_a_count", low=low, high=MOST)
    return values.astype(np.int64)


def truths(column: pd.Series[str]) -> NDArray[np.bool_]:
    """Yes or no, in the ways people write it."""
    refuse((column == "").to_numpy(), column, "fit.error.missing_cell")
    said = column.str.lower()
    # 1.0 and 0.0 are what a spreadsheet or a data frame makes of a column that once had a gap.
    said = said.replace({"1.0": "1", "0.0": "0"})
    yes = said.isin(_YES).to_numpy()
    refuse(~(yes | said.isin(_NO).to_numpy()), column, "fit.error.not_yes_or_no")
    return yes


def segments(table: pd.DataFrame) -> pd.Series[str]:
    """The segment of each row; without such a column all are of one segment, the nameless."""
    if "segment" not in table:
        return pd.Series("", index=table.index, name="segment", dtype=object)
    column = table["segment"]
    refuse((column == "").to_numpy(), column, "fit.error.missing_cell")
    return column
