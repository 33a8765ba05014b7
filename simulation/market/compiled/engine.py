"""Running a month that was translated and compiled.

The generated module is named by a digest of all the sources it depends on, and numba caches the machine code
beside it, so that a changed rule can never meet a stale cache.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from types import ModuleType

import numba

from simulation.market.columns import State
from simulation.market.compiled.cache import module_path
from simulation.market.compiled.messages import carry
from simulation.market.compiled.primitives import TWINS, pick
from simulation.market.compiled.translation import (
    DECIDING,
    LIVING,
    TALKING,
    WHOLE,
    Translation,
    translate_month,
)
from simulation.market.compiled.unaliased import Unaliased
from simulation.market.luck import Luck
from simulation.market.month import MONTHS, Month
from simulation.market.settings import Firms, Psychology

BLOCK = 1024
"""Rows on which one step runs before the next does, so that their columns stay in the cache."""


CUSTOMERS_A_THREAD = 50_000
"""A thread with fewer customers waits longer for the others than it saves them."""


class CompiledEngine:
    """Runs the compiled month; a large market's on several processors.

    Args:
        threads: at most so many at a time; if not given, as many as numba may use (one for each processor,
            ``NUMBA_NUM_THREADS`` if that is set, and a fair share in a process that joblib has started).
        share: customers that are worth a thread.
    """

    def __init__(self, threads: int | None = None, share: int = CUSTOMERS_A_THREAD) -> None:
        self._threads = threads or int(numba.config.NUMBA_NUM_THREADS)  # type: ignore[attr-defined]
        self._share = share

    def live(
        self, month: Month, state: State, firms: Firms, world: Psychology, luck: Luck, closing: bool
    ) -> None:
        """Run a month on all customers, in place; its closing phase only if wanted."""
        run = partial(compiled_month(_kind(month)).live, state, firms, world, luck, closing)
        customers = int(state.firm.size)
        threads = min(self._threads, customers // self._share)
        if threads < 2:
            run(WHOLE, 0, customers)
            return
        bounds = [customers * number // threads for number in range(threads + 1)]
        with ThreadPoolExecutor(threads - 1) as pool:
            for part in (LIVING, TALKING, DECIDING):
                others = pool.map(partial(run, part), bounds[1:-1], bounds[2:])
                run(part, 0, bounds[1])
                list(others)  # waits, and raises what went wrong in a thread


def _kind(month: Month) -> str:
    return next(kind for kind, known in MONTHS.items() if known == month)


@cache
def compiled_month(kind: str) -> ModuleType:
    """Return the module of a kind of market, in which ``live`` runs a compiled month."""
    translation = translate_month(MONTHS[kind], TWINS)
    return _module(kind, _text(translation), translation.names | HELPERS)


HELPERS = {"carry": carry, "pick": pick, "Unaliased": Unaliased}
"""What the generated module uses besides the translated rules."""

# Rules are inlined before loops are vectorised, and a step's columns never overlap: see ``Unaliased``.
HEAD = f"""import numba
import numpy as np

BLOCK = {BLOCK}
rule = numba.njit(error_model="numpy", forceinline=True)
inlined = numba.njit(error_model="numpy", inline="always")
step = numba.njit(error_model="numpy", pipeline_class=Unaliased)
entry = numba.njit(error_model="numpy", cache=True, nogil=True)"""


def _text(translation: Translation) -> str:
    return "\n\n\n".join([HEAD, *translation.definitions]) + "\n"


def _module(kind: str, text: str, names: dict[str, object]) -> ModuleType:
    """Write the generated module once, and import it with the names it needs."""
    path = module_path(kind)
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    vars(module).update(names)
    sys.modules[path.stem] = module  # numba's cache looks the module up by its name
    specification.loader.exec_module(module)
    return module
