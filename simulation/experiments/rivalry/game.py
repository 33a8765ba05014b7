"""Finite games: best answers, equilibria, dilemmas, and where adaptive players end.

Payoffs are an array with an axis a player (its strategies) and a last axis of length players.
"""

from __future__ import annotations

import warnings
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from simulation.errors import InputError
from simulation.kernel.arithmetic import Values

Profile = tuple[int, ...]
"""A strategy for each player, by number."""


class Mixed(NamedTuple):
    """An equilibrium of a game of two: probabilities of each player's strategies."""

    first: tuple[float, ...]
    second: tuple[float, ...]


class Dilemma(NamedTuple):
    """A prisoner's dilemma: what everybody does whatever the others do, and what would be better for all."""

    played: Profile
    better: Profile


def profiles(payoffs: Values) -> list[Profile]:
    """Return every combination of strategies."""
    return list(product(*map(range, payoffs.shape[:-1])))


def alternatives_of(payoffs: Values, player: int, profile: Profile) -> Values:
    """Return the player's payoffs of each of its strategies while the others stay with the profile."""
    place: list[Any] = list(profile)
    place[player] = slice(None)
    return np.asarray(payoffs[(*place, player)], dtype=np.float64)


def best_answer(payoffs: Values, player: int, profile: Profile) -> int:
    """Return the player's best strategy against the others' in the profile; the first of equals."""
    return int(np.argmax(alternatives_of(payoffs, player, profile)))


def is_equilibrium(payoffs: Values, profile: Profile) -> bool:
    """Whether no player gains by changing its strategy alone (Nash)."""
    return all(
        payoffs[(*profile, player)] >= alternatives_of(payoffs, player, profile).max()
        for player in range(payoffs.shape[-1])
    )


def pure_equilibria(payoffs: Values) -> list[Profile]:
    """Return all equilibria in which every player plays one strategy."""
    return [profile for profile in profiles(payoffs) if is_equilibrium(payoffs, profile)]


def mixed_equilibria(payoffs: Values) -> list[Mixed]:
    """Return the equilibria of a game of two in which somebody mixes strategies (support enumeration).

    Games of more than two players give none; InputError if nashpy is not installed.
    """
    if payoffs.shape[-1] != 2:
        return []
    try:
        import nashpy
    except ImportError:
        raise InputError("rivalry.error.no_nashpy") from None
    with warnings.catch_warnings():
        # A degenerate game may have a continuum of equilibria; those at its corners are found all the same.
        warnings.simplefilter("ignore", RuntimeWarning)
        found = list(nashpy.Game(payoffs[..., 0], payoffs[..., 1]).support_enumeration())
    mixed = [Mixed(tuple(map(float, first)), tuple(map(float, second))) for first, second in found]
    return [each for each in mixed if max(each.first) < 1.0 or max(each.second) < 1.0]


def dominant_strategy(payoffs: Values, player: int) -> int | None:
    """Return the strategy that is strictly best whatever the others do, or None."""
    mine = np.moveaxis(payoffs[..., player], player, 0).reshape(payoffs.shape[player], -1)
    if len(mine) == 1:
        return 0
    for strategy, row in enumerate(mine):
        if (row > np.delete(mine, strategy, axis=0)).all():
            return strategy
    return None


def dilemma(payoffs: Values) -> Dilemma | None:
    """Return the prisoner's dilemma that the game is, or None.

    Every player has a dominant strategy, and some other profile would be better for each of them. With two
    strategies each this is the textbook's game; with more, its generalisation.
    """
    played = tuple(dominant_strategy(payoffs, player) for player in range(payoffs.shape[-1]))
    if None in played:
        return None
    settled: Profile = tuple(int(strategy) for strategy in played if strategy is not None)
    better = [profile for profile in profiles(payoffs) if (payoffs[profile] > payoffs[settled]).all()]
    if not better:
        return None
    return Dilemma(settled, max(better, key=lambda profile: float(payoffs[profile].sum())))


def adapt(payoffs: Values, start: Profile) -> list[Profile]:
    """Return where players go who in turn give their best answer to what the others do now.

    The path ends with the first profile from which nobody moves, or, in a cycle, with the profile that has
    been visited before.
    """
    path, players = [start], payoffs.shape[-1]
    seen = {(start, 0)}
    stayed = turn = 0
    while stayed < players:
        answer = best_answer(payoffs, turn, path[-1])
        moved = (*path[-1][:turn], answer, *path[-1][turn + 1 :])
        worth = payoffs[(*moved, turn)] > payoffs[(*path[-1], turn)]
        stayed = 0 if worth else stayed + 1
        turn = (turn + 1) % players
        if worth:
            path.append(moved)
            if (moved, turn) in seen:
                return path
            seen.add((moved, turn))
    return path
