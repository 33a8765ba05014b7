"""Over plausible worlds: in which share does an alternative win, and under which conditions does it lose?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np

from simulation.errors import InputError, LoyaltyLabError
from simulation.experiments.campaign.campaign import Campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.compare import alternatives
from simulation.experiments.conditions.discovery import Condition, conditions_for, inside, wilson
from simulation.experiments.firm_names import known_firm
from simulation.experiments.space.ranges import Range, latin_hypercube, world_ranges
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

USUAL_WORLDS = 200
FEWEST = 10
"""Worlds without which nothing can be said of shares."""


@dataclass(frozen=True, slots=True)
class ConditionedVerdict:
    """How an alternative fares over plausible worlds.

    ``shares`` has a row an alternative: ``alternative wins low high`` (share of worlds, 95 % Wilson
    interval); ``changes`` are what each of them sets. ``worlds`` has a row a world: its parameters,
    ``winner``, and ``margin``: by how much the candidate beats the best of the others (negative where it
    loses). ``losing`` are the conditions under which the candidate loses more often than elsewhere.
    """

    candidate: str
    measure: str
    shares: pd.DataFrame
    worlds: pd.DataFrame
    paths: tuple[str, ...]
    losing: tuple[Condition, ...]
    changes: Mapping[str, Mapping[str, object]]

    def instead(self, condition: Condition) -> str:
        """Return which other alternative wins most often where a condition holds, in all worlds."""
        winners = self.worlds["winner"][inside(condition.bounds, self.worlds)]
        return str(winners[winners != self.candidate].value_counts().index[0])

    @property
    def decisive_parameters(self) -> tuple[str, ...]:
        """The two parameters that decide most: those of the conditions, then those the margin moves with."""
        bound = [bound.path for each in self.losing for bound in each.bounds]
        margin = self.worlds["margin"].rank()
        varying = [path for path in self.paths if self.worlds[path].nunique() > 1]
        moves = {path: abs(self.worlds[path].astype(float).rank().corr(margin)) for path in varying}
        rest = sorted((path for path in varying if moves[path] == moves[path]), key=lambda path: -moves[path])
        return tuple(dict.fromkeys([*bound, *rest]))[:2]

    def map(self, first: str, second: str, parts: int = 3) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return how many worlds the candidate wins, and how many there are, over two parameters.

        Rows are equal parts of the range of ``first`` (intervals), columns of ``second``.
        """
        axes = [_parts(self.worlds[path].astype(float), parts) for path in (first, second)]
        cells = (self.worlds["winner"] == self.candidate).groupby(axes, observed=False)
        return cells.sum().unstack(), cells.count().unstack()


def _parts(values: pd.Series[float], parts: int) -> pd.Series[Any]:
    """The part of the range in which each value lies, as a category of intervals."""
    import pandas as pd

    ends = np.linspace(values.min(), values.max(), parts + 1)
    ends[0] = np.nextafter(ends[0], -np.inf)  # the lowest value belongs to the lowest part
    return pd.cut(values, pd.IntervalIndex.from_breaks(ends.tolist()))


def conditions_design(
    scenario: Scenario,
    vary: Mapping[str, Sequence[object]] | None = None,
    *,
    worlds: int = USUAL_WORLDS,
    ranges: Sequence[Range] = (),
    firm: str | None = None,
    replications: int = 1,
    seed: int = 0,
    candidate: str | None = None,
) -> Design:
    """Return the design: every alternative in every one of a Latin hypercube of plausible worlds.

    Args:
        scenario: the market.
        vary: the alternatives, as for `compare`; None takes the scenario's own.
        worlds: how many.
        ranges: what is plausible; none takes all ranges of the world. What alternatives set is left out.
        firm: the measured firm; None takes the first.
        replications: runs of each alternative in each world, with common luck.
        seed: the luck of sample and runs.
        candidate: the alternative that will be judged; a wrong name is refused before any run.

    Raises:
        InputError: for too few worlds or alternatives, an unknown firm, a range of words, or without
            scikit-learn, by which conditions are found.
    """
    if find_spec("sklearn") is None:
        raise InputError("conditions.error.no_sklearn")
    if worlds < FEWEST:
        raise InputError("conditions.error.worlds", given=worlds, fewest=FEWEST)
    name = known_firm(scenario, firm)
    changes = alternatives(scenario, vary)
    if len(changes) < 2:
        raise InputError("conditions.error.alternatives")
    _known(candidate, [*changes])
    taken = {path for change in changes.values() for path in change}
    free = [each for each in (ranges or world_ranges(scenario)) if each.path not in taken]
    for each in free:
        if any(isinstance(choice, str) for choice in each.choices):
            raise InputError("conditions.error.choice", path=each.path)
    drawn = latin_hypercube(free, worlds, seed)
    points = [{**world, **change} for world in drawn for change in changes.values()]
    labels: dict[str, Sequence[object]] = {
        "world": np.repeat(np.arange(worlds), len(changes)).tolist(),
        "alternative": [*changes] * worlds,
    }
    return Design(scenario, points, FirmMeasures(name), replications, seed, labels)


def conditions_of(
    campaign: Campaign, measure: str = "value", candidate: str | None = None
) -> ConditionedVerdict:
    """Return the verdict on an alternative, by default on the one that wins most often.

    Worlds in which a run failed or has no value are left out; LoyaltyLabError if too few are left.
    """
    design = campaign.design
    names = list(dict.fromkeys(str(name) for name in design.labels["alternative"]))
    _known(candidate, names)
    results = _results(campaign, measure)[names]
    winners = results.idxmax(axis=1).astype(str)
    chosen = candidate or str(winners.value_counts().index[0])
    varied = [path for path in design.paths if _is_world(design, path)]
    worlds = _worlds(campaign, varied).loc[results.index]
    margin = results[chosen] - results.drop(columns=chosen).max(axis=1)
    losing = conditions_for(worlds, (winners != chosen).to_numpy(), design.seed)
    table = worlds.assign(winner=winners, margin=margin)
    changes = {
        str(name): {path: value for path, value in point.items() if path not in varied}
        for name, point in zip(design.labels["alternative"], design.points, strict=True)
    }
    return ConditionedVerdict(chosen, measure, _shares(winners, names), table, tuple(varied), losing, changes)


def _known(candidate: str | None, names: Sequence[str]) -> None:
    if candidate is not None and candidate not in names:
        raise InputError("conditions.error.candidate", given=candidate, valid=", ".join(names))


def _results(campaign: Campaign, measure: str) -> pd.DataFrame:
    """Mean results: a row a world, a column an alternative."""
    frame = campaign.frame
    if frame.empty:
        raise LoyaltyLabError("conditions.error.too_few", known=0, fewest=FEWEST)
    table = frame.pivot_table(index="world", columns="alternative", values=measure, aggfunc="mean")
    counts = frame.pivot_table(index="world", columns="alternative", values=measure, aggfunc="count")
    names = set(campaign.design.labels["alternative"])
    if set(table.columns) != names:
        raise LoyaltyLabError("conditions.error.too_few", known=0, fewest=FEWEST)
    whole = (counts == campaign.design.replications).all(axis=1)
    if whole.sum() < FEWEST:
        raise LoyaltyLabError("conditions.error.too_few", known=int(whole.sum()), fewest=FEWEST)
    return table[whole]


def _worlds(campaign: Campaign, paths: Sequence[str]) -> pd.DataFrame:
    return campaign.frame.groupby("world")[list(paths)].first()


def _is_world(design: Design, path: str) -> bool:
    """Whether a path varies between worlds; those of the alternatives are the same in every world."""
    first = str(design.labels["alternative"][0])
    values = {
        point.get(path)
        for point, name in zip(design.points, design.labels["alternative"], strict=True)
        if name == first
    }
    return len(values) > 1


def _shares(winners: pd.Series[Any], names: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for name in names:
        won = int((winners == name).sum())
        rows.append((name, won / len(winners), *wilson(won, len(winners))))
    return pd.DataFrame(rows, columns=["alternative", "wins", "low", "high"])
