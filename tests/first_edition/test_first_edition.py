"""The new edition contains the old: every market of the first edition comes back to the last bit.

Only customers' profit may differ in its last bits (1e-9 is allowed): customers' accounts and firms' ledgers
are now two sums over the same entries.
"""

from __future__ import annotations

import hashlib
import tomllib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from simulation.market.engines import EngineName, make_engine
from simulation.market.process import MarketProcess
from tests.first_edition.markets import MARKETS, first_edition

FIRST_EDITION = tomllib.loads(Path(__file__).with_name("digests.toml").read_text("utf-8"))
COLUMNS = FIRST_EDITION.pop("columns")
SEEDS = (0, 1, 7)
MONTHS = 60
ENGINES: tuple[EngineName, ...] = ("numpy", "compiled") if find_spec("numba") else ("numpy",)


def digest(process: MarketProcess) -> str:
    """SHA-256 of the first edition's columns but profit, with names, types and shapes."""
    total = hashlib.sha256()
    for name in COLUMNS:
        column = getattr(process.state, name)
        total.update(f"{name} {column.dtype.str} {column.shape}".encode())
        total.update(np.ascontiguousarray(column).tobytes())
    return total.hexdigest()


def after(name: str, seed: int, engine: EngineName) -> MarketProcess:
    """A market of the first edition after 60 months."""
    scenario = first_edition(name).with_(**{"world.months": MONTHS})
    process = MarketProcess(scenario, seed, make_engine(engine, scenario))
    for _ in range(MONTHS):
        process.advance()
    return process


def test_every_market_has_its_digests() -> None:
    assert set(FIRST_EDITION) == set(MARKETS)


@pytest.mark.slow
@pytest.mark.first_edition
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", FIRST_EDITION)
def test_the_market_is_that_of_the_first_edition(name: str, engine: EngineName) -> None:
    for seed in SEEDS:
        now, then = after(name, seed, engine), FIRST_EDITION[name][f"seed_{seed}"]
        profit = now.state.profit
        assert digest(now) == then["digest"], f"seed {seed}"
        assert [profit.sum(), np.abs(profit).sum()] == pytest.approx(
            [then["profit"], then["moved"]], rel=0, abs=1e-9 * then["moved"]
        )
