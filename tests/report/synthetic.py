"""Synthetic runs and comparisons for the report's tests.

Nothing here comes from the model: the frames have the columns of real ones and invented numbers, chosen so
that what the report must say is known beforehand.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from simulation.experiments.compare import Comparison
from simulation.experiments.payback import paybacks
from simulation.experiments.run import Run
from simulation.experiments.summary import summarise
from simulation.measures.declared import COLUMNS
from simulation.scenario.document import Scenario

MONTHS = 24
REASONS = ("routine", "dissatisfaction", "offer", "incident", "involuntary", "released")


def scenario_of(
    members: list[dict[str, Any]],
    strengths: dict[str, float],
    title: str = "Three levels",
    question: str = "Which pays?",
) -> Scenario:
    first = members[0]["name"]
    courses = [{"name": key, "set": {f"firm.{first}.level": round(s)}} for key, s in strengths.items()]
    raw = {
        "schema": 1, "title": title, "question": question, "world": {"months": MONTHS}, "firm": members,
        "alternative": courses,
    }  # fmt: skip
    return Scenario.made(raw, "synthetic")


NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel")
CHINESE = "甲乙丙丁戊己庚辛"


def firms(count: int, first: str = "Alder") -> list[dict[str, Any]]:
    names = [*NAMES, *(f"Firm {chr(65 + i)}" for i in range(8, count))][:count]
    names[0] = first
    chinese = [f"{CHINESE[i]}公司" if i < 8 else name for i, name in enumerate(names)]
    return [
        {"name": name, "name_zh": chinese[i], "level": i % 4, "unit_cost": 60.0}
        for i, name in enumerate(names)
    ]


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
                    **dict.fromkeys(COLUMNS, 0.0),
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
                    "satisfaction": 60 + 5 * strength * grown,
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
    names = [firm["name"] for firm in members]
    levels = [float(firm["level"]) for firm in members[1:]]
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
    market = pd.concat(frames, ignore_index=True)
    made = scenario_of(members, strengths, **scenario)
    changes = {alternative.name: dict(alternative.set) for alternative in made.alternatives}
    worth = worth_of(market).merge(paybacks(market, list(strengths)), how="left")
    summary, flow = summarise(market, first, worth), pd.concat(flows, ignore_index=True)
    return Comparison(made, tuple(strengths), first, replications, 0, changes, summary, market, flow, worth)


def worth_of(market: pd.DataFrame) -> pd.DataFrame:
    """Customers held at the end are worth 300 each, 100 of it after the run-off."""
    last = market[market["month"] == MONTHS].reset_index(drop=True)
    known = [name for name in ("alternative", "replication", "seed", "firm") if name in last]
    equity = 300.0 * last["customers"]
    return last[known].assign(
        customer_equity=equity, equity_tail=equity / 3, value=last["npv"] + equity
    )


def run(count: int = 4, first: str = "Alder", departures: int = 600, **scenario: Any) -> Run:
    """One run of ``count`` firms with ``departures`` departures (none for a single firm)."""
    members = firms(count, first)
    names = [firm["name"] for firm in members]
    luck = np.random.default_rng(7)
    market = market_of(names, [float(firm["level"]) for firm in members], luck, luck)
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
    made = scenario_of(members, {}, **scenario)
    return Run(made, 7, market, pd.DataFrame(), switches, groups=pd.DataFrame(), worth=worth_of(market))
