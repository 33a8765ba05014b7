"""The head of every generated module: the size of a block, and how its functions are compiled.

Rules are inlined before loops are vectorised, and a step's columns never overlap: see ``Unaliased``.
"""

from __future__ import annotations

import numba

from simulation.market.compiled.unaliased import Unaliased

BLOCK = 1024
"""Rows on which one step runs before the next does, so that their columns stay in the cache."""

rule = numba.njit(error_model="numpy", forceinline=True)
step = numba.njit(error_model="numpy", pipeline_class=Unaliased)
entry = numba.njit(error_model="numpy", cache=True, nogil=True)
