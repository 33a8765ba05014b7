"""The empirical game of a market: what every combination of courses pays each firm, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.errors import InputError, LoyaltyLabError
from simulation.experiments.campaign.campaign import Campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.execution import not_too_many
from simulation.experiments.firm_names import known_firm
from simulation.experiments.intervals import Interval, mean_interval, paired_interval
from simulation.experiments.rivalry.game import (
    Dilemma,
    Mixed,
    Profile,
    adapt,
    alternatives_of,
    dilemma,
    is_equilibrium,
    mixed_equilibria,
    profiles,
    pure_equilibria,
)
from simulation.kernel.arithmetic import Values
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Rivalry:
    """The game of some firms of a market, estimated by runs.

    ``payoffs``: replications x strategies of each firm x firms. ``stability`` is, for each pure equilibrium,
    the share of bootstrapped games in which it is one too; a low share means that chance decided. It is None
    where a single run of each combination leaves nothing to resample.
    """

    firms: tuple[str, ...]
    path: str
    strategies: tuple[object, ...]
    payoffs: Values
    equilibria: tuple[Profile, ...]
    stability: tuple[float | None, ...]
    mixed: tuple[Mixed, ...]
    dilemma: Dilemma | None

    @property
    def mean(self) -> Values:
        """Mean payoffs: strategies of each firm x firms."""
        mean: Values = self.payoffs.mean(axis=0)
        return mean

    @property
    def indifferent(self) -> bool:
        """Whether no choice of any firm changes any payoff, run by run."""
        strategies = tuple(range(1, self.payoffs.ndim - 1))
        return bool((np.ptp(self.payoffs, axis=strategies) == 0.0).all())

    def interval(self, profile: Profile, firm: int) -> Interval:
        """Return a firm's mean payoff of a profile with its 95 % interval."""
        return mean_interval(self._runs(profile, firm))

    def _runs(self, profile: Sequence[int], firm: int) -> Values:
        """A firm's payoff of a profile in each replication."""
        place: tuple[Any, ...] = (slice(None), *profile, firm)
        return np.asarray(self.payoffs[place], dtype=np.float64)

    def best_answers(self, firm: int, profile: Profile) -> tuple[int, ...]:
        """Return a firm's best strategy against the others, with those that chance cannot tell from it."""
        mine = alternatives_of(self.mean, firm, profile)
        best = int(np.argmax(mine))

        def lag(strategy: int) -> Interval:
            this, that = ((*profile[:firm], each, *profile[firm + 1 :]) for each in (strategy, best))
            return paired_interval(self._runs(this, firm), self._runs(that, firm))

        tied = [s for s in range(len(mine)) if s != best and not lag(s).excludes_zero]
        return (best, *tied)

    def adaptive(self, start: Profile) -> list[Profile]:
        """Return the course of firms that answer one another in turn."""
        return adapt(self.mean, start)


def rivalry_design(
    scenario: Scenario,
    *,
    firms: Sequence[str] = (),
    path: str = "level",
    strategies: Sequence[object] = (0, 1, 2, 3),
    replications: int = 10,
    seed: int = 0,
) -> Design:
    """Return the design of a game: a point a combination of strategies, all with the same luck.

    Args:
        scenario: the market.
        firms: the players, two at least; none takes the first two.
        path: what each of them sets, below ``firm.<name>.``, for instance ``level`` or ``price``.
        strategies: the values that each may choose, two at least.
        replications: runs a combination.
        seed: the first seed.
    """
    names = [firm.name for firm in scenario.firms]
    players = tuple(firms) or tuple(names[:2])
    for name in players:
        known_firm(scenario, name)
    if len(set(players)) < 2 or len(set(players)) < len(players):
        raise InputError("rivalry.error.firms", given=", ".join(players))
    if len(set(strategies)) < 2 or len(set(strategies)) < len(strategies):
        raise InputError("rivalry.error.strategies", given=", ".join(map(str, strategies)))
    not_too_many(len(strategies) ** len(players))
    points = [
        {f"firm.{name}.{path}": value for name, value in zip(players, values, strict=True)}
        for values in product(strategies, repeat=len(players))
    ]
    return Design(scenario, points, FirmMeasures(), replications, seed)


def rivalry_of(campaign: Campaign, measure: str = "value", seed: int = 0) -> Rivalry:
    """Return the game that a campaign of `rivalry_design` has played for a measure.

    LoyaltyLabError where runs failed or have no value.
    """
    design = campaign.design
    paths = design.paths
    firms = tuple(path.split(".")[1] for path in paths)
    strategies = tuple(dict.fromkeys(point[paths[0]] for point in design.points))
    payoffs = _payoffs(campaign.frame, design, firms, measure, len(strategies))
    mean = payoffs.mean(axis=0)
    found = tuple(pure_equilibria(mean))
    stability = _stability(payoffs, found, seed)
    mixed = tuple(mixed_equilibria(mean))
    setting = paths[0].split(".", 2)[2]
    return Rivalry(firms, setting, strategies, payoffs, found, stability, mixed, dilemma(mean))


def _payoffs(frame: pd.DataFrame, design: Design, firms: Sequence[str], measure: str, count: int) -> Values:
    known = 0 if frame.empty else int(frame[frame["firm"].isin(firms)][measure].notna().sum())
    if known < len(design) * len(firms):
        raise LoyaltyLabError("rivalry.error.incomplete", measure=measure)
    table = frame.pivot(index="run", columns="firm", values=measure)[list(firms)].to_numpy(float)
    by_point = table.reshape(len(design.points), design.replications, len(firms)).swapaxes(0, 1)
    shaped: Values = by_point.reshape(design.replications, *[count] * len(firms), len(firms))
    return shaped


def _stability(payoffs: Values, found: Sequence[Profile], seed: int) -> tuple[float | None, ...]:
    """Bootstrap over replications, whole games at a time, since they share their luck."""
    drawn = np.random.default_rng(seed)
    runs = len(payoffs)
    if runs < 2:
        return (None,) * len(found)
    hits = np.zeros(len(found))
    for _ in range(RESAMPLES):
        game = payoffs[drawn.integers(runs, size=runs)].mean(axis=0)
        hits += [is_equilibrium(game, profile) for profile in found]
    return tuple((hits / RESAMPLES).tolist())


def payoff_table(found: Rivalry) -> pd.DataFrame:
    """Return a row a profile and firm: the firms' strategies, ``firm mean low high best equilibrium``."""
    import pandas as pd

    rows = []
    for profile in profiles(found.mean):
        chosen = {name: found.strategies[s] for name, s in zip(found.firms, profile, strict=True)}
        for number, firm in enumerate(found.firms):
            best = profile[number] in found.best_answers(number, profile)
            known = found.interval(profile, number)._asdict()
            rows.append(
                {**chosen, "firm": firm, **known, "best": best, "equilibrium": profile in found.equilibria}
            )
    return pd.DataFrame(rows)
