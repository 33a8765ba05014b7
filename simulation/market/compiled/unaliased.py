"""Numba's compiler with the assurance that arrays do not overlap; without it no loop is vectorised.

Where a step reads any place of an array (``firms.price[firm]``), the compiler cannot prove that a value
stored in another array has not changed it, and runs one row at a time.
"""

from __future__ import annotations

from typing import Any

from numba.core.compiler import Compiler


class Unaliased(Compiler):
    """numba's compiler, with its flag ``noalias`` set.

    Every column is an array of its own, and no step gets a column twice (flattened and not): the translation
    makes sure of that.
    """

    def __init__(
        self, typing: Any, target: Any, library: Any, arguments: Any, result: Any, flags: Any, local: Any
    ) -> None:
        flags.noalias = True
        super().__init__(typing, target, library, arguments, result, flags, local)  # type: ignore[no-untyped-call]
