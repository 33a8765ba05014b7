"""Every parameter of the schema and every switch changes something, and what is switched off does nothing."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from simulation.market.process import MarketProcess
from simulation.scenario.document import Scenario
from simulation.scenario.schema import ParameterInfo, leaves, parameters
from tests.markets import BUSY_FIRMS, KINDS, busy, differing, process, scenario

MONTHS, WARM_UP = 8, 3

OUTSIDE = {
    "world.currency",
    "world.months",
    "world.replications",
    "world.run_off",
    "world.discount_rate",
    "world.varied_from",
    "firm.name",
    "firm.name_zh",
    "firm.fixed_cost",
    "firm.advertising_cost",
}
"""Used by the experiments and the firms' accounts, not by the customers' month."""

LEARNED = (
    "adapts", "review_every", "trial_months", "patience", "margin", "exploration", "memory", "price_step",
)  # fmt: skip
LEARNING = {
    "firm.Dogwood.policy.kind": "adaptive",
    "firm.Dogwood.policy.adapts": "both",
    "firm.Dogwood.policy.review_every": 1,
    "firm.Dogwood.policy.trial_months": 1,
    "firm.Dogwood.policy.exploration": 1.0,
    "firm.Dogwood.policy.memory": 0,
}
SHARES = {
    f"firm.{firm}.market_share": share
    for firm, share in zip(("Focal", "Birch", "Cedar", "Dogwood"), (0.1, 0.2, 0.3, 0.4), strict=True)
}
CONTRACTS = {
    "firm.Focal.exit_fee": 50.0,
    "firm.Focal.contract_term": 4,
    "world.switching_cost.fee_foresight": 0.5,
}
LEVERS_MOVED: dict[str, Any] = {
    "world.varied_from": "month_1",
    "world.rules.priced_levers": True,
    "firm.Focal.quality": 0.1,
    "firm.Birch.quality": -0.1,
    "firm.Focal.service.failure_minor": 0.05,
    "firm.Focal.service.recovery_quick": 0.5,
    "firm.Focal.social.personal_fit": 1.5,
    "firm.Focal.social.club": 0.8,
    "firm.Focal.financial.guarantee_months": 3,
    "firm.Birch.advertising": 0.3,
}
"""Changes of firms' offers in month 1, each of which has its price."""
CONTEXT: dict[str, dict[str, Any]] = {
    "world.experience.match_neighbours": {"world.experience.match_spread": 0.2},
    "firm.policy.lag_level_1": {"firm.Dogwood.policy.kind": "imitating", "firm.Cedar.level": 1},
    **{f"firm.policy.{name}": LEARNING for name in LEARNED},
    "firm.policy.patience": LEARNING
    | {
        "firm.Dogwood.policy.price_step": 0.05,
        "firm.Dogwood.policy.trial_months": 3,
        "firm.Dogwood.policy.margin": 0.05,
    },
    **{f"firm.market_share_at.{part}": SHARES for part in ("price", "quality", "effort")},
    "firm.policy.lag_level_2": {"firm.Dogwood.policy.kind": "imitating"},
    "firm.policy.lag_level_3": {"firm.Dogwood.policy.kind": "imitating"},
    "firm.contract_term": {"firm.Focal.exit_fee": 50.0},
    **{f"world.rules.{rule}": CONTRACTS for rule in ("contract_terms", "fee_reactions", "fees_paid")},
    "world.rules.fee_consent": {"firm.Focal.exit_fee": 0.0},
    "world.search.renewal": CONTRACTS,
    "world.rules.suspicion": {"world.bonds.suspicion": 0.8},
    "world.rules.referral": {"world.switching_cost.company": 0.3},
    "world.rules.broken_promises": {"world.trust.breach": 0.3},
    "world.trust.breach": {},
    "firm.structural.copied": {"firm.Birch.level": 3},
    "world.population.involvement_norm": {"world.population.involvement_mean": 60.0},
    "world.rules.acceleration": {"world.rewards.goal_pull": 0.5},
    "world.rewards.goal_slack": {"world.rewards.goal_pull": 0.5},
    "world.rules.redemption": {"world.rewards.hope": 0.5},
    "world.rules.attainability": {"world.rewards.impatience": 0.03},
    "world.trust.guarantee_relief": {"firm.Focal.financial.guarantee_months": 12},
    "world.kind": {"firm.Focal.exit_fee": 0.0},
    "world.rules.price_notice": LEARNING,
    **{
        f"world.levers.{name}": LEVERS_MOVED
        for name in (
            "improvement",
            "improvement_curve",
            "worsening",
            "reliability",
            "recovery",
            "personal_fit",
            "club",
            "known",
            "guarantee",
        )
    },
    "world.bonds.recommended_accounts": {"firm.Focal.social.accounts_per_person": 400.0},
    "world.contact.basic_complaints": {"firm.Focal.service.contact": "basic"},
    "world.rules.volume": {"world.volume.commitment": 0.1},
    "world.rules.caused_costs": {"world.serving.saving": 0.2},
    "world.rules.priced_levers": LEVERS_MOVED | {"world.rules.priced_levers": False},
    **{
        f"world.contact.{level}_{part}": {"firm.Dogwood.service.contact": level}
        for level in ("proactive", "accountable", "partnership")
        for part in ("tie", "complaints", "cost")
    },
    "world.rules.imitation": {
        "firm.Dogwood.policy": {"kind": "imitating", "lag_level_1": 1, "lag_level_2": 2, "lag_level_3": 3}
    },
}
"""What else a market needs for a parameter to matter."""
LOWERED = [{"month": 6, "path": "firm.Focal.level", "value": 0}]
EVENTS = {
    "world.trust.breach": LOWERED,
    "world.rules.broken_promises": LOWERED,
    "broken_promises": LOWERED,
    "world.rules.fee_consent": [{"month": 2, "path": "firm.Focal.exit_fee", "value": 50.0}],
}
"""Events without which a parameter does not matter."""
VALUES: dict[str, Any] = {
    "firm.policy.patience": 0.0,
    "firm.policy.margin": 10.0,
    "world.population.acquaintances": 4,
    "firm.policy.lag_level_1": 1,
    "firm.policy.lag_level_2": 1,
    "firm.policy.lag_level_3": 1,
    "firm.level": 1,
    "firm.market_share": 0.4,
    "firm.market_share_at.price": 80.0,
    "firm.market_share_at.quality": 0.2,
    "firm.market_share_at.effort": 0.2,
    "firm.policy.kind": "imitating",
    "firm.service.contact": "partnership",
}
FIRM = {"firm.policy": "Dogwood", "firm.advertising": "Dogwood"}
"""Whose parameter is changed, unless it is the first firm's."""


def path_of(parameter: ParameterInfo) -> str:
    if parameter.path.startswith("world."):
        return parameter.path
    owner = next((firm for start, firm in FIRM.items() if parameter.path.startswith(start)), "Focal")
    return f"firm.{owner}.{parameter.path.removeprefix('firm.')}"


def setting(parameter: ParameterInfo, context: str) -> tuple[str, Any]:
    """A parameter's path in the market of a context, and its value there."""
    path = path_of(parameter)
    return path, market_with("contractual", context).get(path)


def other_value(parameter: ParameterInfo, current: Any) -> Any:
    if parameter.path in VALUES:
        return VALUES[parameter.path]
    if isinstance(current, bool):
        return not current
    if isinstance(current, str):
        return next(choice for choice in parameter.choices if choice != current)
    assert parameter.evidence is not None, parameter.path
    low, high = (type(current)(bound * parameter_scale(parameter)) for bound in parameter.evidence.plausible)
    return low if abs(current - low) > abs(high - current) else high


def parameter_scale(parameter: ParameterInfo) -> float:
    """Plausible ranges of money are in shares of the reference price."""
    assert parameter.evidence is not None
    return 1.0 if parameter.evidence.price_share is None else 100.0


def table(changes: dict[str, Any]) -> dict[str, Any]:
    """Whole tables among the changes, as paths of their values."""
    flat: dict[str, Any] = {}
    for path, value in changes.items():
        flat |= {f"{path}.{k}": v for k, v in value.items()} if isinstance(value, dict) else {path: value}
    return flat


def possible(kind: str, changes: dict[str, Any]) -> dict[str, Any]:
    """The changes that a kind of market allows: without contracts they have no terms."""
    terms = ("exit_fee", "contract_term")
    return {path: v for path, v in changes.items() if kind == "contractual" or not path.endswith(terms)}


@cache
def usual(kind: str, context: str) -> MarketProcess:
    return process(market_with(kind, context), MONTHS)


def market_with(kind: str, context: str) -> Scenario:
    changes = possible(kind, table(CONTEXT.get(context, {}) | SWITCHED_OFF.get(context, {})))
    from_the_start = {path: value for path, value in changes.items() if path.endswith("exit_fee")}
    events = EVENTS.get(context, ()) if kind == "contractual" else ()
    return busy(kind, warm_up=WARM_UP, events=events).built_with(**from_the_start).with_(**changes)


def effect(kind: str, context: str, changes: dict[str, Any]) -> set[str]:
    """Columns that differ after the same months with and without the changes."""
    changed = market_with(kind, context).with_(**possible(kind, table(changes)))
    return set(differing(usual(kind, context), process(changed, MONTHS)))


WALK = [parameter for parameter in leaves().values() if parameter.kind != "list"]


@pytest.mark.parametrize("parameter", [p for p in WALK if p.path not in OUTSIDE], ids=lambda p: p.path)
def test_every_parameter_changes_something(parameter: ParameterInfo) -> None:
    if parameter.path == "firm.market_share":
        assert any(effect(kind, "", SHARES) for kind in KINDS)
        return
    path, current = setting(parameter, parameter.path)
    value = other_value(parameter, current)
    assert value != current
    context = parameter.path if parameter.path in CONTEXT else ""
    assert any(effect(kind, context, {path: value}) for kind in KINDS), f"{path} = {value} changes nothing"


def test_what_is_outside_the_month_is_known_by_name() -> None:
    assert {parameter.path for parameter in WALK} > OUTSIDE


def test_a_schedule_changes_level_and_price() -> None:
    for move in ({"month": 3, "level": 3}, {"month": 3, "price": 70.0}):
        firms = [*BUSY_FIRMS[:3], {"name": "Dogwood", "policy": {"kind": "scheduled", "schedule": [move]}}]
        assert differing(process(scenario(firms), 4), process(scenario([*firms[:3], {"name": "Dogwood"}]), 4))


OFF: dict[str, tuple[str, ...]] = {
    "involvement": ("population.involvement_spread", "search.involvement"),
    "noise": ("quality_spread",),
    "failures": (
        "service.failure_minor",
        "service.failure_major",
        "experience.minor_loss",
        "experience.major_loss",
        "experience.healing",
        "experience.recovery_expected",
        "search.incident",
        "service.recovery_quick",
        "service.compensation_cost",
        "experience.complaint_minor",
        "experience.complaint_major",
    ),
    "tolerance": ("satisfaction.zone",),
    "attribution": ("experience.attribution", "experience.attribution_major"),
    "grievance": ("commitment.grievance", "commitment.grievance_fading"),
    "attention": ("search.attention",),
    "match": ("experience.match_spread", "experience.match_neighbours"),
    "complaints": (
        "experience.complaint_minor",
        "experience.complaint_major",
        "experience.healing",
        "experience.recovery_expected",
        "service.recovery_quick",
        "service.recovery_satisfied",
        "service.compensation_quick",
        "service.compensation_cost",
    ),
    "satisfaction": (
        "satisfaction.performance",
        "satisfaction.expectation",
        "satisfaction.disconfirmation",
        "satisfaction.information",
        "satisfaction.speed",
        "satisfaction.memory",
        "search.satisfaction",
        "commitment.softness",
        "word_of_mouth.dissatisfied",
        "word_of_mouth.satisfied",
        "population.desire_spread",
    ),
    "information": ("satisfaction.information",),
    "trust": ("trust.speed", "trust.softness", "trust.risk", "trust.guarantee_relief"),
    "commitment": (
        "commitment.speed",
        "commitment.softness",
        "commitment.involvement_share",
        "switching_cost.brand",
        "word_of_mouth.committed",
    ),
    "learning": ("learning.experience",),
    "advertising": ("learning.advertising", "advertising"),
    "word_of_mouth": (
        "word_of_mouth.base",
        "word_of_mouth.dissatisfied",
        "word_of_mouth.satisfied",
        "word_of_mouth.committed",
        "word_of_mouth.weight",
        "population.rewiring",
        "population.sociability_spread",
    ),
    "broken_promises": ("trust.breach",),
    "referral": ("switching_cost.company",),
    "suspicion": ("bonds.suspicion",),
    "financial_bonds": (
        "financial.reward",
        "financial.threshold",
        "financial.rebate",
        "financial.tier_threshold",
        "financial.tier_bonus",
        "financial.guarantee_months",
        "financial.opportunists",
        "financial.member_cost",
        "switching_cost.goal_gradient",
        "trust.guarantee_relief",
    ),
    "social_bonds": (
        "bonds.social_growth",
        "bonds.social_benefit",
        "social.personal_fit",
        "social.club",
        "social.club_cost",
        "social.person_cost",
        "social.staff_turnover",
        "social.personal_share",
        "switching_cost.people",
    ),
    "structural_bonds": (
        "structural.uniqueness",
        "structural.service_cost",
        "structural.setup_cost",
        "bonds.integration_growth",
        "bonds.integration_decay",
        "bonds.structural_benefit",
        "bonds.visible",
        "switching_cost.integration",
    ),
    "contract_terms": ("contract_term", "search.renewal"),
    "fee_reactions": ("switching_cost.fee_foresight", "switching_cost.fee_resentment"),
    "switching_costs": (
        "switching_cost.procedural",
        "switching_cost.integration",
        "switching_cost.people",
        "switching_cost.brand",
        "switching_cost.horizon",
        "switching_cost.company",
        "switching_cost.fee_foresight",
        "switching_cost.fee_resentment",
        "exit_fee",
    ),
    "volume": ("volume.satisfaction", "volume.commitment", "volume.integration"),
    "caused_costs": ("serving.contact", "serving.order", "serving.complaint", "serving.saving"),
    "inattention": (
        "search.routine",
        "search.satisfaction",
        "search.offer_gap",
        "search.news_reach",
        "population.restlessness_spread",
    ),
    "tastes": ("taste_persistence", "taste_spread"),
    "attainability": ("rewards.impatience",),
    "redemption": ("rewards.hope",),
    "acceleration": ("rewards.goal_pull", "rewards.goal_slack", "rewards.delay"),
}
"""Parameters that have nothing left to do when a rule is switched off."""

SAYS_WHO = {
    "restlessness",
    "routine",
    "sociability",
    "involvement",
    "stakes",
    "desire",
    "trouble",
    "habit",
    "acquaintances",
    "cause",
    "told",
}
"""Traits that a parameter of the population draws, and the reason told, though their rule is off."""


UNPRICED = {"world.rules.priced_levers": False}
"""A firm pays for what it spends on service or fame even where that does nothing."""
SWITCHED_OFF = {rule: {f"world.rules.{rule}": False, **UNPRICED} for rule in OFF}


@pytest.mark.parametrize("rule", OFF)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_switched_off_does_nothing(kind: str, rule: str) -> None:
    known = {parameter.path: parameter for parameter in parameters()}
    changes = {}
    for name in OFF[rule]:
        parameter = known.get(f"world.{name}") or known[f"firm.{name}"]
        path, current = setting(parameter, rule)
        changes[path] = other_value(parameter, current)
    found = effect(kind, rule, changes)
    assert found <= SAYS_WHO, f"one of {changes} still changes {sorted(found)}"
