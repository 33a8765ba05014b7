"""How far must a rival's price fall until a given share of a firm's customers leave within a year?

The market runs to its horizon, so that bonds have grown; then the rival's price falls for good, by a tenth,
by two tenths, and so on: the curve of who leaves. The fall in question is found for each seed by bisection
between two tenths, always with the same customers and the same luck, and the intervals are over seeds. A firm
without any programme is the one to compare with: the answer contains price sensitivity and inattention as
well as bonds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from simulation.errors import InputError
from simulation.experiments.campaign.design import Columns, Design
from simulation.experiments.firm_names import known_firm
from simulation.experiments.intervals import mean_interval, paired_interval
from simulation.experiments.price_gap.branches import Crossroads
from simulation.market import EngineName
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

YEAR = 12
USUAL_LEVELS = (0, 1, 2, 3)
LONGEST = 10 * YEAR
"""The most months after the fall: every fall that is tried costs that many."""
CUTS = tuple(tenth / 10 for tenth in range(11))
"""Falls of the rival's price, as shares of it, at which it is counted who leaves."""
TOLERANCE = 0.001
"""How exactly the fall is found, as a share of the rival's price."""


@dataclass(frozen=True, slots=True)
class PriceGap:
    """Finds the rival's price fall at which ``share`` of a firm's customers leave within ``months``.

    A row for each of `CUTS`. Its columns: ``cut`` (a fall, as a share of the rival's price), ``leaving``
    (share of the customers that leaves at this fall), and, the same in every row, ``fall`` (the fall that is
    enough; the rival's whole price where even that is not) and ``enough`` (whether some fall is).
    """

    firm: str
    rival: str
    share: float = 0.5
    months: int = YEAR

    @property
    def key(self) -> str:
        """Name of this observation."""
        return f"price gap and curve of {self.firm} to {self.rival}: {self.share} in {self.months}"

    def __call__(self, scenario: Scenario, seed: int, engine: EngineName) -> Columns:
        """Run the market and find the fall."""
        crossroads = Crossroads(scenario, seed, engine)
        path = f"firm.{self.rival}.price"
        price = scenario.get(path)

        def leaving(fall: float) -> float:
            changes = {path: price * (1.0 - fall)} if fall else {}
            return crossroads.share_leaving(self.firm, changes, self.months)

        curve = [leaving(cut) for cut in CUTS]
        fall, enough = _smallest(lambda cut: leaving(cut) >= self.share, np.array(curve) >= self.share)
        if np.isnan(curve[0]):
            fall = float("nan")
        rows = len(CUTS)
        return {"cut": list(CUTS), "leaving": curve, "fall": [fall] * rows, "enough": [enough] * rows}


def _smallest(enough: Callable[[float], bool], known: NDArray[np.bool_]) -> tuple[float, bool]:
    """Return by bisection the smallest fall that is enough, and whether there is one.

    ``known`` says of every cut whether it is enough.
    """
    if known[0]:
        return 0.0, True
    if not known.any():
        return CUTS[-1], False
    first = int(known.argmax())
    low, high = CUTS[first - 1], CUTS[first]
    while high - low > TOLERANCE:
        middle = (low + high) / 2.0
        low, high = (low, middle) if enough(middle) else (middle, high)
    return (low + high) / 2.0, True


def price_gap_design(
    scenario: Scenario,
    *,
    firm: str | None = None,
    rival: str | None = None,
    levels: Sequence[int] = USUAL_LEVELS,
    share: float = 0.5,
    months: int = YEAR,
    replications: int = 10,
    seed: int = 0,
) -> Design:
    """Return the design of the test: a point a level of the firm.

    Args:
        scenario: the market; its horizon is the time that bonds have to grow before the price falls.
        firm: whose customers are tempted; None takes the first.
        rival: whose price falls; None takes the first other firm.
        levels: levels of relationship marketing of ``firm`` to be compared.
        share: the share of customers who have to leave, between 0 and 1.
        months: within how many months.
        replications: seeds a level.
        seed: the first seed.

    Raises:
        InputError: for unknown or equal firms, a share or a number of months that makes no sense.
    """
    names = [each.name for each in scenario.firms]
    mine = scenario.focal if firm is None else firm
    other = next((name for name in names if name != mine), mine) if rival is None else rival
    for name in (mine, other):
        known_firm(scenario, name)
    if mine == other:
        raise InputError("price_gap.error.no_rival", firm=mine)
    if not 0.0 < share < 1.0:
        raise InputError("price_gap.error.share", given=share)
    if not 1 <= months <= LONGEST or not levels:
        raise InputError("price_gap.error.months", given=months, most=LONGEST)
    points = [{f"firm.{mine}.level": level} for level in levels]
    return Design(scenario, points, PriceGap(mine, other, share, months), replications, seed)


def price_gap_summary(frame: pd.DataFrame, level_path: str) -> pd.DataFrame:
    """Return the falls by level, with 95 % intervals over seeds.

    Columns: ``level fall low high difference difference_low difference_high leaving enough runs``.
    ``difference`` is paired, to the level before; ``enough`` is the share of seeds in which some fall was
    enough: below 1, ``fall`` is a lower bound.
    """
    import pandas as pd

    frame = frame[frame["cut"] == CUTS[0]]
    falls = frame.pivot(index="replication", columns=level_path, values="fall")
    rows = []
    for number, level in enumerate(falls.columns):
        mine = frame[frame[level_path] == level]
        known = mean_interval(falls[level])
        change = (
            paired_interval(falls[level], falls[falls.columns[number - 1]]) if number else mean_interval([])
        )
        figures = (known.mean, known.low, known.high, change.mean, change.low, change.high)
        rows.append(
            (level, *figures, mine["leaving"].mean(), mine["enough"].mean(), int(mine["fall"].count()))
        )
    differences = ["difference", "difference_low", "difference_high"]
    columns = ["level", "fall", "low", "high", *differences, "leaving", "enough", "runs"]
    return pd.DataFrame(rows, columns=columns)


def price_gap_curves(frame: pd.DataFrame, level_path: str) -> pd.DataFrame:
    """Return who leaves at each fall of the rival's price, by level, with 95 % intervals over seeds.

    Columns: ``level cut mean low high``; all but the level are shares, 0 to 1.
    """
    import pandas as pd

    rows = [
        (level, cut, *mean_interval(mine["leaving"].to_numpy()))
        for (level, cut), mine in frame.groupby([level_path, "cut"], sort=True)
    ]
    return pd.DataFrame(rows, columns=["level", "cut", "mean", "low", "high"])
