"""What each alternative is worth at its own best price.

Comparisons usually hold the price; a course that ties customers can often charge more. Every alternative is
run at a few prices from month 1 on, with the same lucks, and its best price is the one of the highest value:
what was earned within the horizon alone would favour a price that drives customers away towards the end. The
best of several is partly the luckiest, so it is run again with fresh lucks, and those are reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from simulation.errors import InputError, LoyaltyLabError
from simulation.experiments.campaign.campaign import Progress, run_campaign
from simulation.experiments.campaign.design import Design
from simulation.experiments.campaign.observations import FirmMeasures
from simulation.experiments.compare import alternatives, measured_firm
from simulation.experiments.firm_names import known_firm
from simulation.experiments.intervals import mean_interval, paired_interval
from simulation.market import EngineName
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    import pandas as pd

SHARES = (0.8, 0.9, 1.0, 1.1, 1.2, 1.3)
"""The prices that are tried, as shares of the firm's own."""


@dataclass(frozen=True, slots=True)
class BestPrices:
    """The best price of each alternative, and its value there.

    ``tried`` has a row an alternative and price: ``alternative price value low high``, with the lucks by
    which the best was found. ``best`` has a row an alternative: ``alternative price value low high difference
    difference_low difference_high``, with other lucks; the difference is to the first alternative at its own.
    ``edge`` are the lowest and the highest price that were tried: a best price there may lie beyond it.
    """

    scenario: Scenario
    changes: Mapping[str, Mapping[str, object]]
    focal: str
    replications: int
    tried: pd.DataFrame
    best: pd.DataFrame
    edge: tuple[float, float]


def best_prices(
    scenario: Scenario,
    vary: Mapping[str, Sequence[object]] | None = None,
    *,
    prices: Sequence[float] | None = None,
    replications: int | None = None,
    seed: int = 0,
    focal: str | None = None,
    folder: Path | None = None,
    workers: int | None = None,
    engine: EngineName = "auto",
    progress: Progress | None = None,
) -> BestPrices:
    """Find the best price of each alternative by value.

    Args:
        scenario: the market.
        vary: the alternatives, as for `compare`; None takes the scenario's own.
        prices: the prices to try; None takes `SHARES` of the firm's own.
        replications: runs of each alternative and price, and of each best price; None takes the scenario's.
        seed: the first seed; the best prices are run again with the seeds after those of the search.
        focal: the firm whose price it is; None takes the firm that is varied, or the first.
        folder, workers, engine, progress: see `run_campaign`.

    Raises:
        InputError: if an alternative sets the price itself, or if it is 0; LoyaltyLabError if a run failed.
    """
    changes = alternatives(scenario, vary)
    firm = known_firm(scenario, measured_firm(scenario, changes) if focal is None else focal)
    path = f"firm.{firm}.price"
    for name, change in changes.items():
        if path in change:
            raise InputError("best_price.error.price_is_set", alternative=name, path=path)
    if not prices and not scenario.get(path):
        raise InputError("best_price.error.no_price", path=path)
    count = scenario.world.replications if replications is None else replications
    market = scenario.with_(**{"world.varied_from": "month_1"})
    tried = tuple(prices) if prices else tuple(share * scenario.get(path) for share in SHARES)

    def made(stage: str, courses: Mapping[str, Sequence[float]], first: int) -> pd.DataFrame:
        points = [{**changes[name], path: price} for name, each in courses.items() for price in each]
        labels = {"alternative": [name for name, each in courses.items() for _ in each]}
        design = Design(market, points, FirmMeasures(firm), count, first, labels)
        place = None if folder is None else folder / stage
        found = run_campaign(design, place, workers=workers, engine=engine, progress=progress)
        if found.failures:
            raise LoyaltyLabError("best_price.error.run_failed", error=found.failures[0]["error"])
        return found.frame

    search = _tried(made("tried", dict.fromkeys(changes, tried), seed), path)
    winners = search.loc[search.groupby("alternative", sort=False)["value"].idxmax()]
    chosen = {name: [price] for name, price in zip(winners["alternative"], winners["price"], strict=True)}
    best = _best(made("best", chosen, seed + count), path)
    return BestPrices(scenario, changes, firm, count, search, best, (min(tried), max(tried)))


def _tried(frame: pd.DataFrame, path: str) -> pd.DataFrame:
    import pandas as pd

    rows = [
        (name, price, *mean_interval(runs["value"].to_numpy()))
        for (name, price), runs in frame.groupby(["alternative", path], sort=False)
    ]
    return pd.DataFrame(rows, columns=["alternative", "price", "value", "low", "high"])


def _best(frame: pd.DataFrame, path: str) -> pd.DataFrame:
    import pandas as pd

    runs = dict(iter(frame.groupby("alternative", sort=False)))
    first = next(iter(runs.values()))["value"].to_numpy()
    rows = []
    for name, mine in runs.items():
        values = mine["value"].to_numpy()
        rows.append((name, mine[path].iloc[0], *mean_interval(values), *paired_interval(values, first)))
    ends = ["value", "low", "high", "difference", "difference_low", "difference_high"]
    return pd.DataFrame(rows, columns=["alternative", "price", *ends])
