"""The books by level are those of the customers of each level alone, and together those of all."""

import numpy as np
import pytest

from simulation.market import MarketProcess, NumpyEngine, books, books_by_level
from simulation.mechanisms.involvement import LEVELS
from simulation.validation.markets import equals, with_levels

FEES = {"world.rules.fees_paid": True, **{f"firm.{name}.exit_fee": 1 for name in ("Focal", "Alpha", "Beta")}}


@pytest.mark.parametrize(("kind", "changes"), [("contractual", FEES), ("repeat_purchase", {})])
def test_levels_are_counted_as_if_alone(kind: str, changes: dict[str, object]) -> None:
    market = with_levels(equals(3, 600, 2, world__kind=kind), (1, 2, 3)).built_with(**changes)
    process = MarketProcess(market, 1, NumpyEngine())
    for _ in range(6):
        process.advance()
        found, together = books_by_level(process), books(process)
        for place in range(len(LEVELS)):
            at_level = process.state.involvement_level == place
            alone = books(process, np.broadcast_to(at_level, (3, at_level.size)))
            for one, other in zip(found[1:], alone[1:], strict=True):
                assert np.array_equal(one[place], other)
            assert np.array_equal(found.flow[place][:-1], alone.flow[:-1])
        assert np.array_equal(found.flow.sum(axis=0), together.flow)
    assert together.purchases.all()
    assert together.exit_fees.any() == bool(changes)
