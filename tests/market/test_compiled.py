"""The compiled steps give what the NumPy steps give, to the bit. (Compiling takes half a minute.)"""

from __future__ import annotations

import pytest

from simulation.market.access import Rows, put, seat
from simulation.market.columns import State
from simulation.market.luck import Luck
from simulation.market.month import Month, Phase, Step
from simulation.market.process import MarketProcess
from simulation.market.settings import Firms, Psychology
from tests.markets import KINDS, busy, differing, process, scenario

pytest.importorskip("numba")


def twice(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """A step that gets one column in two forms, which overlap."""
    put(state.taste, seat(state, rows), state.taste[0, rows])


def test_a_step_may_not_get_a_column_twice() -> None:
    """Compiled code relies on it that no two arrays of a step overlap."""
    from simulation.market.compiled.primitives import TWINS
    from simulation.market.compiled.translation import translate_month

    nothing = Phase("closing", ())
    month = Month(Phase("living", (Step(twice),)), (), nothing)
    with pytest.raises(AssertionError, match="taste"):
        translate_month(month, TWINS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_threads_change_no_bit(kind: str) -> None:
    from simulation.market.compiled.engine import CompiledEngine

    market = busy(kind, customers=1000)
    # 3 threads of 333, 333 and 334 customers against one with all of them.
    many = MarketProcess(market, 3, CompiledEngine(threads=3, share=300))
    one = MarketProcess(market, 3, CompiledEngine(threads=1))
    for _ in range(18):
        many.advance()
        one.advance()
        assert differing(many, one) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_borders_of_blocks_change_no_bit(kind: str) -> None:
    from simulation.market.compiled.engine import BLOCK, CompiledEngine, compiled_month

    assert compiled_month(kind).BLOCK == BLOCK
    market = busy(kind, customers=2 * BLOCK + 100, warm_up=1)  # three blocks, the last one short
    compiled, plain = MarketProcess(market, 3, CompiledEngine(threads=1)), process(market, seed=3, block=700)
    for _ in range(6):
        compiled.advance()
        plain.advance()
        assert differing(compiled, plain) == []


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
