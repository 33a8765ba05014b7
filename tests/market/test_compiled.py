"""The compiled steps give what the NumPy steps give, to the bit. (Compiling takes half a minute.)"""

from __future__ import annotations

import pytest

from simulation.market.process import MarketProcess
from tests.markets import KINDS, busy, differing, scenario

pytest.importorskip("numba")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_compiled_markets_are_the_same_to_the_bit(kind: str) -> None:
    from simulation.market.compiled.engine import CompiledEngine

    small = {"world.kind": kind, "world.warm_up": 2}
    markets = [
        busy(kind, customers=500),
        scenario(1, **small | {"world.customers": 1}),
        scenario(26, **small | {"world.customers": 30}),
        scenario(3, **small | {"world.customers": 50, "world.rules.inattention": False}),
    ]
    for market in markets:
        compiled, plain = MarketProcess(market, 3, CompiledEngine()), MarketProcess(market, 3)
        for _ in range(18):
            compiled.advance()
            plain.advance()
            assert differing(compiled, plain) == []
