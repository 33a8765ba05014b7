"""A compiler's promise that the arrays of a call do not overlap, without which no loop is vectorised.

With a value gathered from somewhere in an array (``firms.price[firm]``) the compiler cannot find out by
itself that a value stored elsewhere has not just changed it, and falls back to one row at a time.
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
