"""Arrays in replies: numbers that JSON can hold, and one byte a customer in Base64."""

from __future__ import annotations

import math
from base64 import b64encode
from typing import Any

import numpy as np
from numpy.typing import NDArray


def packed(values: NDArray[Any]) -> str:
    """Return whole numbers from 0 to 255 as Base64 of one byte each."""
    return b64encode(values.astype(np.uint8).tobytes()).decode("ascii")


def plain(values: NDArray[Any]) -> list[float | int | None]:
    """Return an array as a list in which what is no number, or no finite one, is None."""
    return [number(value) for value in values.tolist()]


def number(value: Any) -> Any:
    """Return a number as JSON can hold it: None where it is no number or not finite."""
    return None if isinstance(value, float) and not math.isfinite(value) else value
