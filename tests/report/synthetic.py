"""Synthetic runs and comparisons for the report's tests.

Nothing here comes from the model: the frames have the columns of real ones and invented numbers, chosen so
that what the report must say is known beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from simulation.experiments.intervals import mean_interval, paired_interval
from simulation.report.measures import AT_THE_END
from simulation.report.tables import SUMMARY
from simulation.scenario.firm import Firm
from simulation.scenario.world import World

MONTHS = 24
REASONS = ("routine", "dissatisfaction", "offer", "incident", "involuntary", "released")


@dataclass(frozen=True)
class Alternative:
    name: str
    set: dict[str, Any]


@dataclass(frozen=True)
class Scenario:
    firms: tuple[Firm, ...]
    alternatives: tuple[Alternative, ...] = ()
    world: World = field(default_factory=lambda: World(months=MONTHS))
    name: str = "synthetic"
    title: str = "Three levels of loyalty"
    question: str = "What do money, people and structure do to retention, switching cost and profit?"
    digest: str = "0123456789abcdef" * 4

    @property
    def focal(self) -> str:
        return self.firms[0].name


@dataclass(frozen=True)
class Run:
    scenario: Scenario
    seed: int
    market: pd.DataFrame
    switches: pd.DataFrame


@dataclass(frozen=True)
class Comparison:
    scenario: Scenario
    alternatives: tuple[str, ...]
    focal: str
    replications: int
    market: pd.DataFrame
    flows: pd.DataFrame

    @property
    def summary(self) -> pd.DataFrame:
        return summary_of(self.market, self.focal, self.alternatives)


NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel")
CHINESE = "甲乙丙丁戊己庚辛"


def firms(count: int, first: str = "Alder") -> tuple[Firm, ...]:
    names = [*NAMES, *(f"Firm {chr(65 + i)}" for i in range(8, count))][:count]
    names[0] = first
    return tuple(
        Firm(name=name, name_zh=f"{CHINESE[i]}公司" if i < 8 else None, level=i % 4, unit_cost=60.0)
        for i, name in enumerate(names)
    )


def market_of(
    names: list[str], strengths: list[float], luck: np.random.Generator, own: np.random.Generator
) -> pd.DataFrame:
    """A run's market: the higher a firm's strength (0-3), the better and dearer it keeps customers."""
    month = np.arange(1, MONTHS + 1)
    rows = []
    for name, strength in zip(names, strengths, strict=True):
        grown = 1 - np.exp(-month / 10)
        noise = luck.normal(0, 1, (6, MONTHS)) + strength * own.normal(0, 0.3, (6, MONTHS))
        retention = np.clip(0.965 + 0.009 * strength * grown + 0.003 * noise[0], 0, 1)
        parts = [
            8 + 0.1 * noise[1],
            3 * min(strength, 1) * grown,
            strength * 6 * grown * (1 + 0.03 * noise[2]),
        ]
        customers = np.maximum(500 + 6 * strength * month + 4 * np.cumsum(noise[3]), 1)
        loyal = np.clip(0.25 + 0.15 * strength * grown + 0.01 * noise[4], 0, 0.8)
        profit = customers * 12 - 900 * strength * (1.6 - 2 * grown) + 120 * noise[5]
        rows.append(
            pd.DataFrame(
                {
                    "month": month,
                    "firm": name,
                    "level": round(strength),
                    "price": 100.0,
                    "customers": np.round(customers),
                    "market_share": customers / (520 * len(names)),
                    "acquired": np.round(customers * 0.02),
                    "lost": np.round(customers * (1 - retention)),
                    "won_back": 1,
                    "retention_rate": retention,
                    "switching_cost": sum(parts),
                    "switching_cost_procedural": parts[0],
                    "switching_cost_financial": parts[1],
                    "switching_cost_relational": parts[2],
                    "satisfaction": 60.0 + 5.0 * strength * grown,
                    "trust": 0.7,
                    "commitment": 0.3 + 0.1 * strength * grown,
                    "share_loyal": loyal,
                    "share_latent": 0.05,
                    "share_spurious": 0.9 * (0.95 - loyal),
                    "share_none": 0.1 * (0.95 - loyal),
                    "share_dedicated": 0.9 * loyal,
                    "share_constrained": 0.05 + 0.04 * strength * grown,
                    "revenue": customers * 100.0,
                    "profit": profit,
                    "profit_cumulative": profit.cumsum(),
                    "npv": profit.cumsum() * 0.9,
                    "clv": 700 + 60 * strength,
                }
            )
        )
    return pd.concat(rows, ignore_index=True)


def flows_of(names: list[str], scale: float) -> pd.DataFrame:
    rows = [
        (origin, destination, reason, scale * (1 + (3 * i + 5 * j + 2 * k) % 7) / (1 + k))
        for i, origin in enumerate(names)
        for j, destination in enumerate(names)
        for k, reason in enumerate(REASONS)
        if i != j
    ]
    return pd.DataFrame(rows, columns=["origin", "destination", "reason", "departures"])


def summary_of(market: pd.DataFrame, focal: str, alternatives: tuple[str, ...]) -> pd.DataFrame:
    own = market[market["firm"] == focal]
    rows = []
    for measure in SUMMARY:
        values = {}
        for name in alternatives:
            table = own[own["alternative"] == name].pivot(
                index="month", columns="replication", values=measure
            )
            values[name] = (table.iloc[-1] if measure in AT_THE_END else table.mean()).to_numpy()
        for name in alternatives:
            mean = mean_interval(values[name])
            gap = paired_interval(values[name], values[alternatives[0]])
            first = name == alternatives[0]
            rows.append(
                (
                    name,
                    measure,
                    mean.mean,
                    mean.low,
                    mean.high,
                    *((np.nan,) * 3 if first else (gap.mean, gap.low, gap.high)),
                )
            )
    columns = [
        "alternative",
        "measure",
        "mean",
        "low",
        "high",
        "difference",
        "difference_low",
        "difference_high",
    ]
    return pd.DataFrame(rows, columns=columns)


def comparison(
    strengths: dict[str, float] | None = None,
    replications: int = 12,
    count: int = 4,
    first: str = "Alder",
    with_flows: bool = True,
    **scenario: Any,
) -> Comparison:
    """A comparison of the first firm under ``strengths`` (alternative -> strength), with common luck."""
    strengths = strengths or {"No programme": 0, "Level 1": 1, "Level 2": 2, "Level 3": 3}
    members = firms(count, first)
    names = [firm.name for firm in members]
    levels = [float(firm.level) for firm in members[1:]]
    frames, flows = [], []
    for replication in range(replications):
        luck = np.random.default_rng(replication)
        rivals = market_of(names[1:], levels, luck, luck) if levels else None
        for name, strength in strengths.items():
            luck, own = (np.random.default_rng([replication, key]) for key in (0, 1 + round(1000 * strength)))
            market = pd.concat([market_of([first], [strength], luck, own), rivals])
            market["market_share"] = market["customers"] / (520 * count)
            frames.append(market.assign(alternative=name, replication=replication, seed=replication))
    for name, strength in strengths.items():
        flows.append(flows_of(names, 9 - 2 * strength if with_flows else 0.0).assign(alternative=name))
    settings = tuple(Alternative(name, {f"firm.{first}.level": round(s)}) for name, s in strengths.items())
    return Comparison(
        Scenario(members, settings, **scenario),
        tuple(strengths),
        first,
        replications,
        pd.concat(frames, ignore_index=True),
        pd.concat(flows, ignore_index=True),
    )


def run(count: int = 4, first: str = "Alder", departures: int = 600, **scenario: Any) -> Run:
    """One run of ``count`` firms with ``departures`` departures (none for a single firm)."""
    members = firms(count, first)
    names = [firm.name for firm in members]
    luck = np.random.default_rng(7)
    market = market_of(names, [float(firm.level) for firm in members], luck, luck)
    origin = luck.integers(0, count, departures if count > 1 else 0)
    destination = (origin + luck.integers(1, max(count, 2), origin.size)) % count
    switches = pd.DataFrame(
        {
            "month": luck.integers(1, MONTHS + 1, origin.size),
            "customer": luck.integers(0, 2000, origin.size),
            "origin": np.array(names, dtype=object)[origin],
            "destination": np.array(names, dtype=object)[destination],
            "reason": np.array(REASONS, dtype=object)[luck.integers(0, 6, origin.size)],
            "gap": 5.0,
            "switching_cost": 9.0,
        }
    )
    return Run(Scenario(members, (), **scenario), 7, market, switches)
