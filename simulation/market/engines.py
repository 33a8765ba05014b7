"""Choosing an engine: NumPy always works; compiled code is faster where numba is installed.

The results are the same to the bit, so the choice concerns time only: compiling takes half a minute once,
more than it saves in small work.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, get_args

from simulation.errors import InputError
from simulation.language import Listing
from simulation.market.engine import Engine, NumpyEngine
from simulation.schema.showing import shown

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

EngineName = Literal["auto", "numpy", "compiled"]
MONTH_BY_NUMPY = {"contractual": (2.5e-3, 0.8e-6), "repeat_purchase": (7.5e-3, 2.3e-6)}
"""Seconds that NumPy takes for a month on an ordinary machine: fixed, and for each customer."""
WORTH_COMPILING = 25.0
"""Compiling takes about this many seconds once; it pays where NumPy would take longer."""


def make_engine(name: EngineName, scenario: Scenario, runs: int = 1) -> Engine:
    """Return the engine of this name; ``auto`` takes compiled code if it is ready or pays.

    Raises InputError for an unknown name, ImportError for ``compiled`` where numba is not installed.
    """
    check_engine(name)
    if name == "numpy" or (name == "auto" and not _pays(scenario, runs)):
        return NumpyEngine()
    from simulation.market.compiled.engine import CompiledEngine

    return CompiledEngine()


def check_engine(name: str) -> None:
    """Raise InputError for the name of an engine that does not exist."""
    if name not in get_args(EngineName):
        raise InputError("errors.engine", given=shown(name), allowed=Listing(get_args(EngineName)))


def _pays(scenario: Scenario, runs: int) -> bool:
    world = scenario.world
    if find_spec("numba") is None:
        return False
    of_month, of_customer = MONTH_BY_NUMPY[world.kind]
    months = runs * (world.months + world.warm_up)
    if months * (of_month + world.customers * of_customer) >= WORTH_COMPILING:
        return True
    from simulation.market.compiled.cache import is_compiled, variant_of

    return is_compiled(variant_of(scenario))
