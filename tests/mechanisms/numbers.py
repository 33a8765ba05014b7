"""One number a customer, as the rules want it."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import Flags, Values, Whole


def values(*numbers: float) -> Values:
    return np.array(numbers, dtype=np.float64)


def flags(*truths: bool) -> Flags:
    return np.array(truths, dtype=np.bool_)


def whole(*numbers: int) -> Whole:
    return np.array(numbers, dtype=np.int64)
