"""What was likely: the probability of each choice from what a customer compared, without her luck.

The step `choice.decide` chooses the greatest of ``value + choice_scale * draw``, where every draw is a
standard Gumbel number of its own. The greatest of such sums is firm j with the probability

    exp(value[j] / choice_scale) / sum of exp(value[.] / choice_scale)

(McFadden's logit). The values are those that the step itself compares: `choice.compared_value` and, for her
supplier, `switching_cost.barrier`. A supplier whom she has to leave cannot be chosen.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, NamedTuple

import numpy as np

from simulation.kernel.arithmetic import MOST_NEGATIVE, Values
from simulation.kernel.steps import Scene
from simulation.lab.messages import Move
from simulation.lab.recipe import Replay
from simulation.lab.shared_work import Answer, RunSeries, Work
from simulation.market import USUAL_BLOCK, MarketProcess, Observer
from simulation.mechanisms.births_and_deaths import NOBODY
from simulation.mechanisms.choice import compared_value, decide
from simulation.mechanisms.switching_cost import barrier
from simulation.scenario.document import Scenario

LIKELY = 0.5
"""From this probability on a departure was more likely than not."""
NO_LUCK = 1e-12
"""A scale of luck below it is none: the greatest value is chosen for certain."""


def standing(scene: Scene) -> Values:
    """Return what customers compare but for their luck (firms x customers), in reference prices.

    Who has to leave is not minded, and newcomers, who have no supplier yet, must not be among them.
    """
    she, world = scene.she, scene.world
    values = np.array([compared_value(she, firm, relation, world) for firm, relation in scene.all_firms])
    values[she.firm.astype(np.intp), np.arange(values.shape[1])] += barrier(she, world)
    return values


def chances(values: Values, scale: float) -> Values:
    """Return the probability of each choice (firms x customers) from what is compared without luck."""
    scale = max(scale, NO_LUCK)
    above = np.maximum(values - values.max(axis=0), -700.0 * scale) / scale
    weights = np.where(values > MOST_NEGATIVE / 2.0, np.exp(above), 0.0)
    shares: Values = weights / weights.sum(axis=0)
    return shares


class Departure(NamedTuple):
    """A customer who left a firm, and how likely it was that she would leave, as she stood.

    ``chance`` is None if she had to leave: she moved away, or left the category.
    """

    month: int
    customer: int
    firm: int
    to: int
    chance: float | None


class Odds(Observer):
    """Runs a market as `NumpyEngine` does, and takes down how likely each departure was."""

    def __init__(self, block: int = USUAL_BLOCK) -> None:
        super().__init__(block)
        self.looks = {decide: self._see}
        self._left: dict[int, float | None] = {}

    def live(self, month: Any, state: Any, firms: Any, world: Any, luck: Any, closing: bool) -> Any:
        """Run a month as `NumpyEngine` does."""
        self._left = {}
        yield from super().live(month, state, firms, world, luck, closing)

    def _see(self, scene: Scene) -> None:
        """Take down the probability of leaving of those who decided for another firm just now."""
        everybody = np.arange(scene.state.firm.size)[scene.rows]
        state = scene.state
        who = everybody[state.leaves[everybody] & (state.firm[everybody] != NOBODY)]
        if not who.size:
            return
        them = scene.among(who)
        shares = chances(standing(them), float(scene.world.choice_scale))
        leaving = 1.0 - shares[state.firm[who].astype(np.intp), np.arange(who.size)]
        for customer, chance, forced in zip(who, leaving, state.forced[who], strict=True):
            self._left[int(customer)] = None if forced else float(chance)

    def departures(self, process: MarketProcess) -> list[Departure]:
        """Return who left a firm in the month just run; of several decisions her last one counts."""
        left, firms = process.departures(), len(process.firm_names)
        newcomer = process.state.newcomer
        return [
            Departure(process.month, c, origin, to, None if newcomer[c] else self._left.get(c))
            for c, origin, to in zip(
                left.customer.tolist(), left.origin.tolist(), left.destination.tolist(), strict=True
            )
            if origin < firms
        ]


class Leavers:
    """Every departure of a market up to a month; the market is lived again for it."""

    def __init__(self, scenario: Scenario, seed: int, moves: list[Move], months: int) -> None:
        self.scenario, self.seed, self.moves, self.months = scenario, seed, list(moves), months
        self.series = RunSeries(self._live)

    def _live(self, number: int) -> Work:  # noqa: ARG002
        """Live the months again; yields after each slice of them. A column for each field of `Departure`."""
        found = yield from departures(self.scenario, self.seed, self.moves, self.months)
        return columns(found)


def departures(
    scenario: Scenario, seed: int, moves: list[Move], months: int
) -> Generator[None, None, list[Departure]]:
    """Return every departure of the first months of a market; yields after each slice of a month."""
    engine = Odds()
    replay = Replay(scenario, seed, moves, engine)
    found: list[Departure] = []
    yield from replay.beginning()
    for _ in range(months):
        yield from replay.advancing()
        found += engine.departures(replay.process)
    return found


def columns(found: list[Departure]) -> Answer:
    """Return departures as columns; who had to leave has not a number for a chance."""
    values = np.array(found, dtype=np.float64).reshape(-1, len(Departure._fields)).T
    return dict(zip(Departure._fields, values, strict=True))


def summary(found: Answer, month: int, most: int) -> Answer:
    """Return up to ``most`` who left up to a month, the likeliest first, and how many departures were likely.

    Each customer is one of them, with her likeliest departure. Those who had to leave are only counted: what
    they compared made no difference.
    """
    so_far = found["month"] <= month
    chance = np.where(so_far, found["chance"], np.nan)
    known = np.flatnonzero(~np.isnan(chance))
    order = known[np.argsort(-chance[known], kind="stable")]
    _, first = np.unique(found["customer"][order], return_index=True)
    best = order[np.sort(first)[:most]]
    whole = {
        name: found[name][best].astype(np.int64).tolist() for name in ("customer", "firm", "to", "month")
    }
    rows = zip(*whole.values(), chance[best].tolist(), strict=True)
    return {
        "departures": int(so_far.sum()),
        "likely": int((chance[known] >= LIKELY).sum()),
        "had_to": int(so_far.sum()) - known.size,
        "hits": [dict(zip((*whole, "figure"), row, strict=True)) for row in rows],
    }
