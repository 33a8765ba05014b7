"""Word of mouth, compiled: the messages of ``simulation.market.messages``, in the same order."""
# mypy: allow-untyped-defs
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

import numba
import numpy as np


@numba.njit
def carry(
    told, first, firm, acquaintances, said_worth, said_trust, addressed, heard, heard_worth, heard_trust
):
    """Add up at every listener what she is told about each firm; columns as in ``messages.carry``."""
    ties = acquaintances.shape[0]
    tellers = np.flatnonzero(told)
    message = 0
    while tellers.size:
        for teller in tellers:
            listener = acquaintances[(first[teller] + message) % ties, teller]
            about = firm[teller]
            addressed[listener] = True
            heard[about, listener] += 1
            heard_worth[about, listener] += said_worth[teller]
            heard_trust[about, listener] += said_trust[teller]
        message += 1
        tellers = tellers[told[tellers] > message]
