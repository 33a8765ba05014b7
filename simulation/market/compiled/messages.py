"""Word of mouth, compiled: the messages of ``simulation.market.messages``, heard in the same order."""
# mypy: allow-untyped-defs
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

import numba

from simulation.rules import learning

_heard = numba.njit(error_model="numpy", forceinline=True)(learning.heard)


@numba.njit(error_model="numpy")
def carry(told, first, firm, acquaintances, said_expectation, said_trust, heard, expectation, trust, weight):
    """Let everybody hear what she is told; columns as in ``messages.carry``, and beliefs elsewhere."""
    ties = acquaintances.shape[0]
    heard[:] = 0
    for teller in range(told.size):
        about = firm[teller]
        for message in range(told[teller]):
            listener = acquaintances[(first[teller] + message) % ties, teller]
            if about != firm[listener]:
                earlier = heard[about, listener]
                heard[about, listener] = earlier + 1
                said, believed = said_expectation[teller], expectation[about, listener]
                expectation[about, listener] = _heard(believed, said, earlier, weight)
                trusted = trust[about, listener]
                trust[about, listener] = _heard(trusted, said_trust[teller], earlier, weight)
