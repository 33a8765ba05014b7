"""Small markets for the tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.kernel.steps import Scene, Step, StepFunction, run_step
from simulation.market.engine import NumpyEngine
from simulation.market.process import MarketProcess
from simulation.market.state import columns
from simulation.mechanisms.doing_without import FAR_AWAY
from simulation.scenario.document import Scenario

Table = Mapping[str, Any]
KINDS = ("contractual", "repeat_purchase")

NOTHING_FELT = {
    f"world.rules.{rule}": False
    for rule in (
        "involvement", "noise", "failures", "satisfaction", "trust", "commitment", "learning", "advertising",
        "word_of_mouth", "tastes",
    )
} | {"world.population.price_sensitivity_spread": 0.0, "world.search.involuntary": 0.0}  # fmt: skip
"""Customers all alike who only compare prices, brands and switching costs."""

PLAIN: Table = {
    "world.varied_from": "start",
    "world.doing_without": FAR_AWAY,
    "world.usage_by_stakes": 0.0,
    "world.population.involvement_norm": 0.0,
    "world.population.procedural_spread": 0.0,
    "world.experience.match_spread": 0.0,
    "world.experience.attribution": 0.0,
    "world.satisfaction.zone": 0.0,
    "world.satisfaction.index_centre": 0.0,
    "world.trust.breach": 0.0,
    "world.commitment.grievance": 0.0,
    "world.switching_cost.horizon": 1,
    "world.switching_cost.fee_foresight": 0.0,
    "world.switching_cost.fee_resentment": 0.0,
    "world.switching_cost.company": 0.0,
    "world.search.news_reach": 0.0,
    "world.rewards.impatience": 0.0,
    "world.rewards.hope": 1.0,
    "world.rewards.goal_pull": 0.0,
    "world.rewards.delay": 0.0,
    "world.volume.commitment": 0.0,
    "world.volume.integration": 0.0,
    "world.serving.saving": 0.0,
    "world.rules.price_notice": False,
    "world.rules.fee_consent": False,
    "world.rules.fees_paid": False,
    "world.rules.priced_levers": False,
}
"""Values at which a mechanism does nothing: a test of one mechanism sees it alone, and switches on what it is
about. Markets at the schema's defaults are `usual` and `busy`."""

NO_WAY_OUT: Table = {"world.doing_without": FAR_AWAY}
"""Nobody does without a supplier."""

BUSY_FIRMS: tuple[Table, ...] = (
    {
        "name": "Focal",
        "level": 3,
        "exit_fee": 5.0,
        "promise": 1.1,
        "service": {"contact": "proactive", "failure_minor": 0.1, "failure_major": 0.05},
        "financial": {
            "rebate": 0.01, "threshold": 7.0, "tier_threshold": 8.0, "tier_bonus": 0.5, "guarantee_months": 6,
            "opportunists": 0.1,
        },
        "social": {"club": 0.5, "staff_turnover": 0.1, "accounts_per_person": 20},
    },
    {"name": "Birch", "level": 2, "price": 95.0, "service": {"contact": "accountable"}, "effort": 0.02},
    {"name": "Cedar", "level": 1, "quality": 0.1, "brand": 0.05, "service": {"contact": "basic"}},
    {"name": "Dogwood", "advertising": 2.0, "promise": 1.3, "service": {"failure_minor": 0.1}},
)  # fmt: skip
"""Firms of all levels that use every programme: nothing in the month stays idle."""

AT_WORK: Table = {
    "world.search.routine": 0.3,
    "world.search.involuntary": 0.02,
    "world.experience.match_spread": 0.1,
    "world.satisfaction.zone": 0.03,
    "world.experience.attribution": 0.5,
    "world.experience.attribution_major": -0.3,
    "world.commitment.grievance": 0.2,
    "world.search.attention": 0.5,
}
"""Numbers of the world with which everything happens often enough; many do nothing at their defaults."""


def firms_of(kind: str) -> list[Table]:
    """These firms in a kind of market: without contracts there are no exit fees."""
    free = {} if kind == "contractual" else {"exit_fee": 0.0}
    return [{**BUSY_FIRMS[0], **free}, *BUSY_FIRMS[1:]]


def scenario(firms: int | Sequence[Table] = 4, events: Sequence[Table] = (), **changes: Any) -> Scenario:
    """A plain market of so many firms all alike, or of these; ``changes`` are paths with dots."""
    return usual(firms, events, **{**PLAIN, **changes})


def usual(firms: int | Sequence[Table] = 4, events: Sequence[Table] = (), **changes: Any) -> Scenario:
    """A market at the schema's defaults of so many firms all alike, or of these."""
    tables = [{"name": chr(ord("A") + j)} for j in range(firms)] if isinstance(firms, int) else list(firms)
    made = Scenario.made(
        {"schema": 1, "title": "A test", "question": "Does it hold?", "firm": tables, "event": events}
    )
    return made.built_with(**changes) if changes else made


def busy(
    kind: str, customers: int = 200, warm_up: int = 6, events: Sequence[Table] = (), **changes: Any
) -> Scenario:
    """A market in which every mechanism works."""
    size = {"world.kind": kind, "world.customers": customers, "world.warm_up": warm_up}
    return usual(firms_of(kind), events, **{**size, **AT_WORK, **changes})


def process(market: Scenario, months: int = 0, seed: int = 0, block: int = 8192) -> MarketProcess:
    """The market after so many months."""
    running = MarketProcess(market, seed, NumpyEngine(block))
    for _ in range(months):
        running.advance()
    return running


def scene(running: MarketProcess, rows: Any, firm: int = 0, month: int | None = None) -> Scene:
    """What a step can see of some customers of a market as it stands."""
    luck = running._luck.of_month(running.month if month is None else month)
    seen = Scene(running.state, running.firms, running.world, luck, 0, rows)
    seen.firm = firm
    return seen


def do(running: MarketProcess, *steps: StepFunction, rows: Any) -> None:
    """Run steps on some customers by hand."""
    for step in steps:
        run_step(Step(step), scene(running, rows))


def differing(one: MarketProcess, other: MarketProcess) -> list[str]:
    """Names of the columns that are not the same to the bit."""
    return [
        name
        for name, ours, theirs in zip(one.state._fields, one.state, other.state, strict=True)
        if ours.tobytes() != theirs.tobytes()
    ]


def customers_differing(one: MarketProcess, other: MarketProcess) -> NDArray[np.bool_]:
    """Which customers are not the same to the bit in all columns."""
    different = np.zeros(one.customers, dtype=np.bool_)
    for ours, theirs in zip(one.state, other.state, strict=True):
        unequal = ours != theirs
        different |= unequal.any(axis=0) if unequal.ndim == 2 else unequal
    return different


def out_of_range(running: MarketProcess) -> list[str]:
    """Names of the columns with a value that is no number or beyond what the column declares."""
    found = []
    for name, column in columns().items():
        values, (low, high) = getattr(running.state, name), column.bounds
        if not (np.isfinite(values).all() and (values >= low).all() and (values <= high).all()):
            found.append(name)
    return found


def compile_month(kind: str) -> None:
    """Compile a kind of market into numba's cache."""
    from simulation.market.compiled.engine import CompiledEngine

    MarketProcess(busy(kind, customers=20, warm_up=0), 0, CompiledEngine()).advance()
