"""Running a month that was translated and compiled.

The generated module is named by a digest of all the sources it depends on, and numba caches the machine code
beside it, so a changed rule never uses outdated machine code.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from types import ModuleType
from typing import Any

import numba

from simulation.files import write_text_whole
from simulation.kernel.steps import Month
from simulation.market.compiled.cache import module_path, variant
from simulation.market.compiled.primitives import TWINS
from simulation.market.compiled.translation import DECIDING, LIVING, TALKING, WHOLE, translate_month
from simulation.market.compiled.words import words_of
from simulation.market.luck import Luck
from simulation.mechanisms.month import MONTHS

CUSTOMERS_A_THREAD = 50_000
"""With fewer customers for each thread, starting threads and waiting for them takes longer than it saves."""


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
        self, month: Month, state: Any, firms: Any, world: Any, luck: Luck, closing: bool
    ) -> Iterator[None]:
        """Run a month on all customers, in place, in one slice; its closing phase only if wanted."""
        self._live(month, state, firms, world, luck, closing)
        yield

    def _live(self, month: Month, state: Any, firms: Any, world: Any, luck: Luck, closing: bool) -> None:
        compiled = compiled_month(_kind(month), firms._fields, world._fields, world.treated != 0.0)
        run = partial(compiled.live, state, firms, world, luck, closing)
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
def compiled_month(
    kind: str, firms: tuple[str, ...], world: tuple[str, ...], treated: bool = False
) -> ModuleType:
    """Return the module of a kind of market, in which ``live`` runs a compiled month.

    ``firms`` and ``world`` are the names of the firms' numbers and of the world's; ``treated`` is for markets
    in which firms treat classes of their customers differently.
    """
    translation = translate_month(MONTHS[kind], TWINS, words_of(firms, world), treated)
    return _module(variant(kind, treated), translation.text())


def _module(kind: str, text: str) -> ModuleType:
    """Write the generated module once, and import it."""
    path = module_path(kind)
    if not path.exists():
        write_text_whole(path, text)
    specification = importlib.util.spec_from_file_location(path.stem, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[path.stem] = module  # numba's cache looks the module up by its name
    specification.loader.exec_module(module)
    return module
