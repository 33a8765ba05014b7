"""Word of mouth, compiled: the messages of ``simulation.market.messages``, heard in the same order."""
# mypy: allow-untyped-defs
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

import numba
import numpy as np

from simulation.rules import learning

_heard = numba.njit(error_model="numpy", forceinline=True)(learning.heard)


@numba.njit(error_model="numpy")
def carry(told, first, firm, acquaintances, said_expectation, said_trust, heard, expectation, trust, weight):
    """Let everybody hear what she is told; columns as in ``messages.carry``, and beliefs elsewhere."""
    ties = acquaintances.shape[0]
    heard[:] = 0
    tellers = np.flatnonzero(told)
    message = 0
    while tellers.size:
        for teller in tellers:
            listener = acquaintances[(first[teller] + message) % ties, teller]
            about = firm[teller]
            if about != firm[listener]:
                earlier = heard[about, listener]
                heard[about, listener] = earlier + 1
                said, believed = said_expectation[teller], expectation[about, listener]
                expectation[about, listener] = _heard(believed, said, earlier, weight)
                trusted = trust[about, listener]
                trust[about, listener] = _heard(trusted, said_trust[teller], earlier, weight)
        message += 1
        tellers = tellers[told[tellers] > message]
