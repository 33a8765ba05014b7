"""Purchase histories at one firm (CDNOW): a repeat-purchase market fitted to 39 weeks predicts the next 39.

The data say when customers bought from one firm, not which other suppliers they had. In the market every
customer's first supplier takes the place of that firm, and what she buys elsewhere is not seen, as in the
data. A trip of the market is a week of the data, and a month four weeks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from simulation.kernel.arithmetic import Values, Whole
from simulation.kernel.steps import Scene
from simulation.market import MarketProcess, Observer
from simulation.mechanisms.purchases import TRIPS, buy
from simulation.validation.estimate import (
    PosteriorEstimate,
    TargetBlock,
    Unknown,
    estimate,
    starts,
)
from simulation.validation.markets import equals
from simulation.validation.real.bg_nbd import Buying, fit_buying
from simulation.validation.real.study import Study

PACKAGE, FILE = "lifetimes", Path("datasets/CDNOW_sample.txt")
WEEKS = 39
"""Weeks to learn from, from the day on which the cohort began; as many again are held out."""
FOLLOWED = 27
"""Weeks after the first purchase in which every customer is watched before the held-out time begins."""
MOST = 7
"""Customers with this many repeat purchases, or more, are taken together."""
COPIES = 4
"""Simulated customers for each real one."""
UNKNOWN = (
    Unknown("world.population.purchase_rate", 0.05, 4.0),
    Unknown("world.population.purchase_rate_variation", 0.5, 2.0),
    Unknown("world.search.routine", 0.05, 5.0),
    Unknown("world.population.restlessness_spread", 0.3, 1.6),
    Unknown("world.taste_persistence", 0.2, 0.8),
)
STARTS = 4
"""Starting points of the fit; the one that describes the training data best is kept."""
LUCK, LUCKS = 7, 10
"""The luck of the fit, and with how many others the held-out weeks are predicted."""
BOUND = 1.96
"""Standard deviations to the ends of a 95 % interval."""


class PurchaseHistories(NamedTuple):
    """Customers' weeks of repeat purchase after the first one.

    Attributes:
        age: weeks from the first purchase to the end of the time that is learned from, of each customer.
        customer: whose purchase it was, purchase by purchase.
        week: in which week after her first purchase, 1 or more.
    """

    age: Whole
    customer: Whole
    week: Whole

    def counted(self, after: Whole, until: Whole) -> Whole:
        """Return how many purchases each customer made in weeks after ``after`` up to ``until``."""
        inside = (self.week > after[self.customer]) & (self.week <= until[self.customer])
        return np.bincount(self.customer[inside], minlength=self.age.size)

    def part(self, first: int, size: int) -> PurchaseHistories:
        """Return the histories of some customers next to one another."""
        mine = (self.customer >= first) & (self.customer < first + size)
        return PurchaseHistories(self.age[first : first + size], self.customer[mine] - first, self.week[mine])

    @property
    def learned(self) -> Whole:
        """Repeat purchases of each customer in the time that is learned from."""
        return self.counted(np.zeros_like(self.age), self.age)

    @property
    def later(self) -> Whole:
        """Purchases of each customer in the time that is held out."""
        return self.counted(self.age, self.age + WEEKS)


class Diary(Observer):
    """An engine that also writes down who bought from whom on every trip; trips are numbered from 1."""

    def __init__(self) -> None:
        super().__init__(block=1 << 30)
        self.entries: list[tuple[int, Whole, Whole]] = []
        self.looks = {buy: self._write_down}

    def _write_down(self, scene: Scene) -> None:
        trip = int(scene.luck.time[scene.trip]) - TRIPS + 1
        self.entries.append((trip, scene.rows, scene.state.firm[scene.rows].copy()))


def cdnow(effort: float = 1.0) -> Study:
    """Return how the fitted market and two formulas predict the purchases of the held-out weeks."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return Study("cdnow", missing=PACKAGE)
    seen = read(Path(next(iter(found.submodule_search_locations))) / FILE)
    fit = _fitted(seen, effort)
    model, nbd = fit_buying(*_summary(seen)), fit.values
    cohorts = list(_cohorts(seen.age, fit.values, max(2, round(LUCKS * effort))))
    frequency, recency, age = _summary(seen)
    forecasts = {
        "market": np.mean(cohorts, axis=0),
        "bg_nbd": _by_group(seen, model.expected(frequency, recency, age, float(WEEKS))),
        "nbd": _by_group(seen, _never_leaving(seen)),
    }
    observed = _by_group(seen, seen.later)
    sizes = np.bincount(np.minimum(seen.learned, MOST), minlength=MOST + 1)
    figures = {
        "customers": float(seen.age.size),
        "purchases": float(seen.learned.sum()),
        "later": float(seen.later.sum()),
        **{f"fitted_{name.rpartition('.')[2]}": value for name, value in nbd.items()},
        **{f"deviation_{name.rpartition('.')[2]}": value for name, value in fit.errors.items()},
        **_as_figures(model),
    }
    for name, forecast in forecasts.items():
        figures[f"total_{name}"] = float(sizes @ forecast)
        figures[f"error_{name}"] = float(sizes @ np.abs(forecast - observed)) / seen.age.size
    columns: dict[str, tuple[float | str, ...]] = {
        "repeat_purchases": tuple(float(group) for group in range(MOST + 1)),
        "customers": tuple(sizes.astype(float).tolist()),
        "observed": tuple(observed.tolist()),
    }
    columns |= {name: tuple(forecast.tolist()) for name, forecast in forecasts.items()}
    half = BOUND * np.std(cohorts, axis=0, ddof=1) * np.sqrt(1.0 + 1.0 / len(cohorts))
    columns["market_low"] = tuple((forecasts["market"] - half).tolist())
    columns["market_high"] = tuple((forecasts["market"] + half).tolist())
    return Study("cdnow", figures, columns)


def read(file: Path) -> PurchaseHistories:
    """Read the 1/10 sample of CDNOW's cohort of the first quarter of 1997 (Fader & Hardie 2001)."""
    import pandas as pd

    names = ["all", "customer", "date", "quantity", "spent"]
    table = pd.read_csv(
        file, sep=r"\s+", header=None, names=names, parse_dates=["date"], date_format="%Y%m%d"
    )
    first = table.groupby("customer")["date"].transform("min")
    end = first.min() + pd.Timedelta(weeks=WEEKS)
    week = np.ceil((table["date"] - first).dt.days / 7.0).astype(int)
    number = table["customer"].to_numpy() - 1
    age = np.zeros(number.max() + 1, dtype=np.int64)
    age[number] = ((end - first).dt.days / 7.0).round().astype(int)
    again = pd.DataFrame({"customer": number, "week": week})[week > 0].drop_duplicates()
    return PurchaseHistories(age, again["customer"].to_numpy(), again["week"].to_numpy())


def _summary(seen: PurchaseHistories) -> tuple[Values, Values, Values]:
    """Return repeat purchases, week of the last, and weeks watched, of each customer."""
    recency = np.zeros(seen.age.size)
    inside = seen.week <= seen.age[seen.customer]
    np.maximum.at(recency, seen.customer[inside], seen.week[inside].astype(float))
    return seen.learned.astype(float), recency, seen.age.astype(float)


def _simulated(age: Whole, values: Mapping[str, float], seed: int) -> PurchaseHistories:
    """Return the histories of simulated customers with the ages of the real ones."""
    ages = np.tile(age, COPIES)
    scenario = equals(4, 2000, 0, world__kind="repeat_purchase")
    changes = dict(values)
    diary = Diary()
    process = MarketProcess(scenario.built_with(**{"world.customers": ages.size, **changes}), seed, diary)
    home = process.state.firm.copy()
    for _ in range(-(-(int(age.max()) + WEEKS) // TRIPS)):
        process.advance()
    kept = [(week, who[firm == home[who]]) for week, who, firm in diary.entries]
    customer = np.concatenate([who for _, who in kept])
    return PurchaseHistories(ages, customer, np.concatenate([np.full(who.size, week) for week, who in kept]))


def _cohorts(age: Whole, values: Mapping[str, float], lucks: int) -> Iterator[Values]:
    """Yield later purchases by group in simulated cohorts of the real one's size, with other luck each."""
    for luck in range(LUCK + 1, LUCK + 1 + lucks):
        simulated = _simulated(age, values, luck)
        for copy in range(COPIES):
            cohort = simulated.part(copy * age.size, age.size)
            yield _by_group(cohort, cohort.later)


def _described(seen: PurchaseHistories) -> Values:
    """Return what the market is fitted to: shares by number of repeat purchases, and purchases by thirds."""
    shares = np.bincount(np.minimum(seen.learned, MOST), minlength=MOST + 1) / seen.age.size
    edges = np.linspace(0, FOLLOWED, 4).astype(int)
    thirds = [
        float(((seen.week > a) & (seen.week <= b)).sum()) / seen.age.size for a, b in pairwise(edges.tolist())
    ]
    return np.array([*shares, *thirds])


def _fitted(seen: PurchaseHistories, effort: float) -> PosteriorEstimate:
    """Fit the market to what was learned from, every figure in standard errors of the real cohort."""
    target, size = _described(seen), seen.age.size
    spread = np.sqrt(np.maximum(target * (1.0 - np.minimum(target, 0.9)), 1e-4) / size)
    ages = seen.age if effort >= 1.0 else seen.age[:: max(1, round(1.0 / effort))]

    def misses(values: Mapping[str, float]) -> Values:
        return np.asarray((_described(_simulated(ages, values, LUCK)) - target) / spread)

    block = TargetBlock([one.name for one in UNKNOWN], misses)
    return min(
        (estimate(UNKNOWN, [block], start) for start in starts(UNKNOWN, STARTS)), key=lambda one: one.cost
    )


def _never_leaving(seen: PurchaseHistories) -> Values:
    """Return what a customer who never leaves would buy in the held-out weeks (negative binomial)."""
    from scipy.optimize import minimize
    from scipy.special import gammaln

    frequency, _, age = _summary(seen)

    def loss(logs: Values) -> float:
        r, alpha = np.exp(logs)
        each = gammaln(r + frequency) - gammaln(r) + r * np.log(alpha) - (r + frequency) * np.log(alpha + age)
        return -float(each.mean())

    r, alpha = np.exp(minimize(loss, np.zeros(2), method="Nelder-Mead").x)
    return np.asarray((r + frequency) / (alpha + age) * WEEKS)


def _by_group(seen: PurchaseHistories, later: Values | Whole) -> Values:
    """Return the mean of ``later`` over customers with 0, 1, 2, ... repeat purchases."""
    group = np.minimum(seen.learned, MOST)
    return np.asarray(
        np.bincount(group, later, MOST + 1) / np.maximum(np.bincount(group, minlength=MOST + 1), 1)
    )


def _as_figures(model: Buying) -> dict[str, float]:
    return {f"bg_nbd_{name}": float(value) for name, value in model._asdict().items()}
