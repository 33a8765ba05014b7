"""A customer list: ``tenure,churned[,segment,...]``."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from simulation.errors import InputError
from simulation.fitting.data import CustomerList, Integers, LifeTable, told_segment
from simulation.fitting.reading.cells import counts, refuse, segments, truths

MINIMUM_CUSTOMERS = 20
"""Below it, intervals of two parameters say nothing."""

LONGEST_TENURE = 10_000
"""A longer tenure is a date or a customer number, not a number of periods."""


def read_customers(table: pd.DataFrame) -> CustomerList:
    """Check a customer list and turn every segment into a life table."""
    tenure = counts(table["tenure"], low=0)
    churned = truths(table["churned"])
    refuse(tenure > LONGEST_TENURE, table["tenure"], "fit.error.tenure_range", longest=LONGEST_TENURE)
    # Nobody can leave before the first period has begun; a customer who joined just now says nothing yet.
    refuse((tenure == 0) & churned, table["tenure"], "fit.error.left_at_once")
    segment = segments(table).to_numpy()
    tables = []
    for name in dict.fromkeys(segment):
        mine = (segment == name) & (tenure > 0)
        if mine.sum() < MINIMUM_CUSTOMERS:
            found = int(mine.sum())
            where, least = told_segment(str(name)), MINIMUM_CUSTOMERS
            raise InputError("fit.error.too_few_customers", segment=where, given=found, least=least)
        tables.append(_life_table(str(name), tenure[mine], churned[mine]))
    unused = [column for column in table.columns if column not in ("tenure", "churned", "segment")]
    return CustomerList(tuple(tables), tuple(unused))


def _life_table(segment: str, tenure: Integers, churned: NDArray[np.bool_]) -> LifeTable:
    ended = np.bincount(tenure)[1:]
    left = np.bincount(tenure[churned], minlength=len(ended) + 1)[1:]
    at_risk = np.cumsum(ended[::-1])[::-1]
    return LifeTable(segment, at_risk.astype(np.float64), left.astype(np.float64))
