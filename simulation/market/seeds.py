"""Seeds: which numbers can stand for the luck of a run."""

from __future__ import annotations

import operator
from typing import SupportsIndex, cast

from simulation.errors import InputError
from simulation.schema.showing import shown

LARGEST_SEED = 10**18
"""Tables hold whole numbers of 64 bits; replications count up from a seed and must not leave them."""


def usable_seed(given: object) -> int:
    """Return a seed as a Python number; InputError for anything but a whole number of up to 18 digits.

    Whole numbers of other libraries are welcome, such as NumPy's; ``True`` is no number.
    """
    try:
        seed = None if isinstance(given, bool) else operator.index(cast(SupportsIndex, given))
    except TypeError:
        seed = None
    if seed is None or abs(seed) >= LARGEST_SEED:
        raise InputError("errors.seed", given=shown(given))
    return seed
