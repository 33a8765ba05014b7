"""The kernel against a second opinion: after years, the same firm for every customer, and the same mind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from simulation.market.process import MarketProcess
from simulation.mechanisms import loyalty
from simulation.mechanisms.search import REASONS
from simulation.scenario.document import Scenario
from simulation.scenario.schema import leaves, parameters
from simulation.schema.listing import ParameterInfo
from tests.markets import BUSY_FIRMS, KINDS, Table, busy, firms_of, usual
from tests.second_opinion.customer import Customer
from tests.second_opinion.market import PlainMarket

MONTHS = 24
REMEMBERED = (
    "expectation", "satisfaction", "trust", "commitment", "points", "social_bond", "integration", "purchases",
    "prospect",
)  # fmt: skip
"""What the kernel keeps in two columns each: of her supplier, and of the firms elsewhere."""
EXACT = ("firm", "waiting", "tenure", "departures", "told", "look_time", "won_back")
CLOSE = ("profit", "attitude", "grievance", "loss", "recovery_cost", "serving")

LEVELS = [
    {"name": name, "level": level} for level, name in enumerate(("None", "Financial", "Social", "Structural"))
]
IMITATION = {"kind": "imitating", "lag_level_1": 3, "lag_level_2": 6, "lag_level_3": 9}
TRYING = {"kind": "adaptive", "adapts": "both", "review_every": 2, "trial_months": 3, "exploration": 0.9}
LEARNS_PRICES = {"name": "Learner", "policy": TRYING | {"adapts": "price", "price_step": 0.1}}
WITHDRAWALS = (
    {"month": 4, "path": "firm.Focal.level", "value": 2},
    {"month": 6, "path": "firm.Focal.structural.uniqueness", "value": 0.5},
    {"month": 8, "path": "firm.Birch.level", "value": 0, "until": 12},
    {"month": 9, "path": "firm.Focal.level", "value": 3},
    {"month": 11, "path": "firm.Focal.structural.uniqueness", "value": 0.2},
    {"month": 13, "path": "firm.Cedar.financial.reward", "value": 0.01},
    {"month": 14, "path": "firm.Dogwood.service.contact", "value": "basic"},
    {"month": 15, "path": "firm.Focal.price", "value": 80.0},
)
FEES = (
    {"month": 5, "path": "firm.Focal.exit_fee", "value": 60.0, "until": 15},
    {"month": 7, "path": "firm.Birch.contract_term", "value": 5},
)
EVENTS = (
    {"month": 8, "path": "firm.Birch.price", "value": 80.0, "until": 11},
    {"month": 9, "path": "firm.Dogwood.service.failure_major", "value": 0.3},
    {"month": 12, "path": "firm.Focal.level", "value": 1},
    {"month": 14, "path": "firm.Cedar.financial.threshold", "value": 2.5},
    {"month": 18, "path": "world.search.routine", "value": 0.6},
)


def sized(kind: str, firms: int | Sequence[Table], events: Sequence[Table] = (), **changes: Any) -> Scenario:
    size = {"world.kind": kind, "world.customers": 200, "world.warm_up": 6, "world.search.routine": 0.2}
    return usual(firms, events, **size | changes)


def planned(kind: str) -> tuple[Table, ...]:
    """Events of a kind of market: only where there are contracts can their terms change."""
    return (*FEES, *EVENTS) if kind == "contractual" else EVENTS


def with_contracts(kind: str, **rules: bool) -> Scenario:
    """Firms with different terms of contract, where there are contracts."""
    terms = ((80.0, 4), (40.0, 0), (120.0, 7), (0.0, 3)) if kind == "contractual" else ((0.0, 0),) * 4
    firms = [
        {**firm, "exit_fee": fee, "contract_term": term}
        for firm, (fee, term) in zip(firms_of(kind), terms, strict=True)
    ]
    felt = {"fee_foresight": 0.3, "fee_resentment": 0.2, "horizon": 3}
    changes = {f"world.switching_cost.{name}": value for name, value in felt.items()}
    changes |= {f"world.rules.{name}": value for name, value in rules.items()}
    changes |= {"world.search.renewal": 4.0, "world.population.procedural_spread": 0.8}
    return sized(kind, firms, planned(kind), **changes)


def with_shares() -> list[dict[str, Any]]:
    shares = (0.4, 0.3, 0.2, 0.1)
    stated_at = {"price": 96.0, "quality": 0.05, "effort": -0.02}
    firms = [{**firm, "market_share": share} for firm, share in zip(LEVELS, shares, strict=True)]
    return [{**firms[0], "market_share_at": stated_at}, *firms[1:]]


MOVED_LEVERS = (
    {"month": 2, "path": "firm.Focal.quality", "value": 0.1},
    {"month": 2, "path": "firm.Birch.effort", "value": 0.1},
    {"month": 3, "path": "firm.Focal.service.failure_minor", "value": 0.02},
    {"month": 3, "path": "firm.Birch.service.recovery_quick", "value": 0.5},
    {"month": 4, "path": "firm.Focal.social.accounts_per_person", "value": 5},
    {"month": 4, "path": "firm.Focal.social.personal_fit", "value": 1.5},
    {"month": 5, "path": "firm.Focal.social.club", "value": 1.0},
    {"month": 5, "path": "firm.Focal.structural.service_cost", "value": 9.0},
    {"month": 6, "path": "firm.Dogwood.advertising", "value": 0.1},
    {"month": 7, "path": "firm.Focal.financial.guarantee_months", "value": 2},
)


CLASSING: Table = {
    "world.population.segment": [{"name": "a", "share": 0.7}, {"name": "b", "share": 0.3}],
    "firm.Focal.treatment": [
        {"name": "rare", "by": "frequency", "below": 0.4, "every": 6, "set": {"level": 0, "price": 98.0}},
        {"name": "regular", "at_least": 6.0, "set": {"financial.tier_bonus": 1.0, "quality": 0.1}},
    ],
    "firm.Birch.treatment": [
        {"name": "new", "by": "tenure", "below": 4, "set": {"price": 90.0, "financial.reward": 0.1}},
        {"name": "friend", "by": "rung", "at_least": "preferred", "set": {"level": 3}},
        {"name": "b", "by": "segment", "of": "b", "set": {"financial.rebate": 0.05}},
    ],
    "firm.Cedar.treatment": [
        {"name": "dear", "by": "profit", "at_least": 20.0, "every": 2, "set": {"level": 2}},
        {"name": "going", "by": "trend", "below": -0.3, "set": {"service.contact": "proactive"}},
    ],
    "firm.Dogwood.treatment": [
        {"name": "involved", "by": "involvement", "at_least": "high", "set": {"level": 2, "effort": -0.1}},
    ],
}
"""Firms that class their customers by everything by which it can be done."""


MARKETS: dict[str, Callable[[str], Scenario]] = {
    "every mechanism at work": lambda kind: busy(kind),
    "one firm a level": lambda kind: sized(kind, LEVELS),
    "events": lambda kind: sized(kind, firms_of(kind), planned(kind)),
    "volume and costs that customers cause": lambda kind: busy(
        kind, **{
            "world.volume.satisfaction": 0.2, "world.volume.commitment": 0.4, "world.volume.integration": 0.3,
            "world.rewards.hope": 0.6, "firm.Focal.financial.expiry": 9,
            "world.serving.contact": 0.05, "world.serving.order": 0.04, "world.serving.complaint": 0.5,
            "world.serving.saving": 0.4, "world.usage_by_stakes": 1.0,
        },
    ),
    "levers with their price": lambda kind: sized(
        kind, firms_of(kind), MOVED_LEVERS, **{"world.rules.priced_levers": True}
    ),
    "segments": lambda kind: sized(
        kind, firms_of(kind),
        **{"world.population.segment": [
            {"name": "some", "share": 0.7, "set": {"purchase_rate": 0.5, "involvement_mean": 60.0}},
            {"name": "others", "share": 0.3, "set": {"purchase_rate": 6.0, "contact_frequency": 2.0}},
        ]},
    ),
    "classes of customers": lambda kind: sized(
        kind, firms_of(kind), planned(kind),
        **CLASSING,
        **{"world.trust.breach": 0.3, "world.replacement": 0.02, "world.rewards.impatience": 0.03},
    ),
    "imitation": lambda kind: sized(kind, [*firms_of(kind)[:2], {"name": "Copier", "policy": IMITATION}]),
    "two firms that learn": lambda kind: sized(
        kind, [firms_of(kind)[0], {**BUSY_FIRMS[1], "policy": TRYING}, {"name": "Learner", "policy": TRYING}]
    ),
    "contracts": lambda kind: with_contracts(kind, fees_paid=True),
    "contracts that are signed": lambda kind: with_contracts(kind, fees_paid=True, fee_consent=True),
    "prices told a month ahead": lambda kind: sized(
        kind, [*firms_of(kind)[:2], {**LEARNS_PRICES, "level": 1, "financial": {"rebate": 0.05}}], EVENTS[:1],
        **{"world.rules.price_notice": True},
    ),
    "births and deaths": lambda kind: sized(
        kind, firms_of(kind), planned(kind), **{"world.replacement": 0.05}
    ),
    "births, deaths, and nobody has to buy": lambda kind: sized(
        kind, LEVELS, **{"world.replacement": 0.03, "world.doing_without": -0.9}
    ),
    "nobody has to buy": lambda kind: sized(
        kind, firms_of(kind), planned(kind), **{"world.doing_without": -1.0, "world.search.involuntary": 0.05}
    ),
    "given market shares, nobody has to buy": lambda kind: sized(
        kind, with_shares(), **{"world.doing_without": -0.8, "world.search.offer_gap": 0.02}
    ),
    "programmes that are withdrawn": lambda kind: sized(
        kind, firms_of(kind), WITHDRAWALS, **{"world.trust.breach": 0.3}
    ),
    "given market shares": lambda kind: sized(kind, with_shares()),
    "given market shares, Dirichlet tastes": lambda kind: sized(
        kind, with_shares(), **{"world.rules.dirichlet_tastes": True}
    ),
    "varied from month 1": lambda kind: sized(kind, with_shares(), **{"world.varied_from": "month_1"}).with_(
        **{"firm.None.price": 80.0, "firm.Social.quality": 0.2, "world.search.routine": 0.4}
    ),
    "defaults": lambda kind: usual(4, **{"world.kind": kind, "world.customers": 200}),
    "heavy buyers, six firms, a long horizon": lambda kind: sized(
        kind, 6, **{
            "world.population.purchase_rate": 12.0, "world.switching_cost.horizon": 6, "firm.A.level": 1,
            "firm.A.financial.tier_bonus": 1.0, "world.switching_cost.goal_gradient": 0,
        },
    ),
    "nobody inattentive, nobody loyal by taste": lambda kind: sized(
        kind, firms_of(kind), **{"world.rules.inattention": False, "world.rules.tastes": False}
    ),
}  # fmt: skip


OF_CONTRACTS = {"firm.exit_fee", "firm.contract_term"}
"""Parameters that are refused where customers have no contract."""
OUTSIDE = {
    "world.currency",
    "world.months",
    "world.replications",
    "world.run_off",
    "world.discount_rate",
    "world.varied_from",
    "firm.name",
    "firm.name_zh",
}
"""Parameters that no customer and no firm feels within the months that are compared."""
PRICE = 240.0
"""Reference price of the market in which every number is moved."""
SWITCHES = [parameter.path for parameter in parameters() if parameter.path.startswith("world.rules.")]


def moved(parameter: ParameterInfo) -> Any:
    """A plausible value that is not the default."""
    evidence = parameter.evidence
    if evidence is None:
        return next(choice for choice in parameter.choices if choice != parameter.default)
    scale = 1.0 if evidence.price_share is None else PRICE
    low, high = (scale * bound for bound in evidence.plausible)
    default = parameter.default if evidence.price_share is None else evidence.price_share * PRICE
    values = [low + part * (high - low) for part in (0.35, 0.6)]
    if isinstance(parameter.default, int):
        values = [max(round(value), round(low) + 1) for value in values]
    return next(value for value in values if value != default)


def every_number_moved(kind: str) -> Scenario:
    """A market in which no number of the world, or of its first firm, has its default."""
    changes: dict[str, Any] = {}
    for parameter in leaves().values():
        given = parameter.evidence is not None or parameter.path == "firm.service.contact"
        given = given and (kind == "contractual" or parameter.path not in OF_CONTRACTS)
        if given and parameter.path not in OUTSIDE:
            changes[parameter.path.replace("firm.", "firm.Focal.", 1)] = moved(parameter)
    changes |= {"world.kind": kind, "world.customers": 200, "world.warm_up": 6}
    changes |= {"world.reference_price": PRICE, "firm.Focal.level": 3, "firm.Focal.policy.adapts": "both"}
    changes |= {"firm.Focal.policy.kind": "adaptive", "firm.Birch.policy.kind": "imitating"}
    return usual([{"name": name} for name in ("Focal", "Birch", "Cedar")], **changes)


MARKETS["every number off its default"] = every_number_moved
for half in (0, 1):
    MARKETS[f"half of the rules off ({half + 1})"] = lambda kind, half=half: busy(
        kind, **dict.fromkeys(SWITCHES[half::2], False)
    )


def test_every_parameter_is_off_its_default_in_some_market() -> None:
    """A new parameter that the plain market does not follow is then noticed."""
    markets = [market(kind) for market in MARKETS.values() for kind in KINDS]
    still = []
    for parameter in leaves().values():
        if parameter.kind == "list" or parameter.path in OUTSIDE:
            continue
        root, _, rest = parameter.path.partition(".")
        values = [
            market.get(parameter.path if root == "world" else f"firm.{firm.name}.{rest}")
            for market in markets
            for firm in market.firms
        ]
        if all(value == parameter.default for value in values):
            still.append(parameter.path)
    assert still == []


def of_all(customers: list[Customer], name: str) -> np.ndarray:
    return np.array([getattr(customer, name) for customer in customers])


def close(found: np.ndarray, expected: np.ndarray) -> bool:
    return bool(np.abs(found - expected).max(initial=0.0) < 1e-9)


def compare(kernel: MarketProcess, plain: PlainMarket) -> None:
    state, people = kernel.state, plain.customers
    for name in EXACT:
        assert of_all(people, name).tolist() == getattr(state, name).tolist(), name
    for name in REMEMBERED:
        remembered = [kernel.remembered(name, j) for j in range(len(plain.firms))]
        assert close(of_all(people, name).T, np.array(remembered)), name
    firms = len(kernel.firm_names)
    assert close(of_all(people, "bought").T[:firms], kernel.bought())
    assert close(of_all(people, "rewards").T[:firms], kernel.redeemed())
    for name in CLOSE:
        assert close(of_all(people, name), getattr(state, name)), name
    for slot, name in enumerate(("cost_procedural", "cost_financial", "cost_relational")):
        assert close(of_all(people, "leaving")[:, slot], getattr(state, name)), name
    departures = kernel.departures()
    leavers = [people[number] for number in departures.customer]
    assert [REASONS[cause] for cause in departures.cause] == [customer.cause for customer in leavers]
    for name, found in (("gap_at_departure", departures.gap), ("overcome", departures.switching_cost)):
        assert close(of_all(leavers, name), found), name


@pytest.mark.parametrize("name", MARKETS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_kernel_and_the_plain_market_agree_on_every_customer(kind: str, name: str) -> None:
    market = MARKETS[name](kind)
    kernel, plain = MarketProcess(market, seed=7), PlainMarket(market, seed=7)
    begin = kernel.state.firm.copy()
    for _ in range(MONTHS):
        kernel.advance()
        plain.step()
        assert of_all(plain.customers, "firm").tolist() == kernel.state.firm.tolist()
        assert kernel.scenario == plain.management.scenario
        if kernel.month % 3 == 0:
            compare(kernel, plain)
    assert (kernel.state.firm != begin).any(), "a market in which nobody moves compares little"
    assert plain.month == kernel.month == MONTHS


def test_kinds_of_loyalty_agree() -> None:
    market = busy("contractual")
    kernel, plain = MarketProcess(market), PlainMarket(market)
    for _ in range(MONTHS):
        kernel.advance()
        plain.step()
    state = kernel.state
    for number, customer in enumerate(plain.customers):
        assert loyalty.LOYALTY_TYPES[state.loyalty_type[number]] == customer.loyalty_type()
        assert loyalty.MOTIVES[state.motive[number]] == customer.motive()
        assert loyalty.RUNGS[state.rung[number]] == customer.rung()


def test_the_comparison_notices_a_difference() -> None:
    market = busy("contractual", customers=50)
    kernel, plain = MarketProcess(market), PlainMarket(market)
    kernel.advance()
    plain.step()
    plain.customers[3].trust[2] += 1e-6
    with pytest.raises(AssertionError, match="trust"):
        compare(kernel, plain)
