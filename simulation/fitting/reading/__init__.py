"""From a user's CSV file (or data frame) to one of the three typed forms, recognised by its columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from simulation.fitting.data import Data
from simulation.fitting.reading.csv_table import load_table, table_of
from simulation.fitting.reading.customer_list import read_customers
from simulation.fitting.reading.data_form import form_of
from simulation.fitting.reading.purchase_panel import read_purchases
from simulation.fitting.reading.survival_table import read_survival

__all__ = ["read_data"]

_READERS: dict[str, Callable[[pd.DataFrame], Data]] = {
    "survival": read_survival,
    "customers": read_customers,
    "panel": read_purchases,
}


def read_data(source: str | Path | pd.DataFrame) -> Data:
    """Read a CSV file, or a data frame with the same columns, and say which of the three forms it has.

    Raises ``InputError`` naming the row (as numbered in the file, the header being row 1) and the column,
    what was given and what is allowed.
    """
    table = table_of(source) if isinstance(source, pd.DataFrame) else load_table(Path(source))
    return _READERS[form_of(list(table.columns))](table)
