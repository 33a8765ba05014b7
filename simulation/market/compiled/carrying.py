"""Word of mouth, compiled: the messages of ``mechanisms.word_of_mouth``, heard in the same order."""
# mypy: allow-untyped-defs
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

import numba

from simulation.mechanisms import word_of_mouth

_heard = numba.njit(error_model="numpy", forceinline=True)(word_of_mouth.heard)


@numba.njit(error_model="numpy")
def carry(told, place, firm, acquaintances, expectation, trust, heard, beliefs, trusts, weight, first, end):
    """Let customers ``first`` to ``end`` hear what they are told; columns as in ``word_of_mouth.carry``.

    Each listener hears the opinions in the order of the messages, whatever other threads do.
    """
    ties = acquaintances.shape[0]
    heard[:, first:end] = 0
    for teller in range(told.size):
        about, worth, trusted = firm[teller], expectation[teller], trust[teller]
        for message in range(told[teller]):
            listener = acquaintances[(place[teller] + message) % ties, teller]
            if first <= listener < end:
                earlier = heard[about, listener]
                heard[about, listener] = earlier + 1
                beliefs[about, listener] = _heard(beliefs[about, listener], worth, earlier, weight)
                trusts[about, listener] = _heard(trusts[about, listener], trusted, earlier, weight)
