"""Where customers affect one another, compiled: word of mouth, heard in the same order, and referral."""
# mypy: allow-untyped-defs
# ruff: noqa: ANN001, ANN201

from __future__ import annotations

import numba

from simulation.mechanisms import word_of_mouth
from simulation.mechanisms.referral import NOBODY

_heard = numba.njit(error_model="numpy", forceinline=True)(word_of_mouth.heard)


@numba.njit(error_model="numpy")
def carry(
    told, place, firm, acquaintances, expectation, trust, heard, beliefs, trusts, told_by, weight, noting,
    first, end,
):  # fmt: skip
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
                if noting:
                    told_by[about, listener] = teller


@numba.njit(error_model="numpy")
def meet(referrer, company, firm, newcomer, first, end):
    """Find which of customers ``first`` to ``end`` are still together with who referred them."""
    for who in range(first, end):
        other = referrer[who]
        if other != NOBODY and newcomer[other]:
            referrer[who] = other = NOBODY
        company[who] = other != NOBODY and firm[other] == firm[who]
