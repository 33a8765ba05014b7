"""The life of one customer, lived again with a witness: her months, her events, her decisions unfolded."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np

from simulation.lab import limits
from simulation.lab.encoding import plain
from simulation.lab.messages import Move
from simulation.lab.recipe import Replay
from simulation.lab.witness import Decision, Witness
from simulation.market import MarketProcess
from simulation.mechanisms.loyalty import LOYALTY_TYPES, MOTIVES, RUNGS
from simulation.mechanisms.search import REASONS
from simulation.scenario.document import Scenario

Answer = dict[str, Any]
FORBIDDEN = -1e200
"""A utility below it means that a firm could not be chosen: she had to leave it."""
SERIES = ("firm", "satisfaction", "trust", "commitment", "procedural", "financial", "relational")
"""What is told of each month, from month 0 on."""


def story(
    scenario: Scenario, seed: int, moves: list[Move], customer: int, months: int
) -> Generator[None, None, Answer]:
    """Live ``months`` months again and tell a customer's life; yields after each month.

    Money is in the scenario's currency.
    """
    witness = Witness(customer)
    replay = Replay(scenario, seed, moves, witness)
    process = replay.process
    yield from replay.beginning()
    series: dict[str, list[Any]] = {name: [] for name in SERIES}
    events: list[Answer] = []
    decisions: list[Answer] = []
    _stand(process, customer, series)
    for _ in range(months):
        yield from replay.advancing()
        _stand(process, customer, series)
        events += _events(process, witness)
        price = process.scenario.world.reference_price
        decisions += [unfolded(decision, process.month, price) for decision in witness.decisions]
        yield
    return {
        "customer": customer,
        "months": months,
        "base": worth_of_service(scenario),
        "traits": _traits(process, customer),
        "acquaintances": process.state.acquaintances[:, customer].tolist(),
        "series": series,
        "events": events,
        "decisions": decisions[-limits.MOST_DECISIONS :],
    }


def worth_of_service(scenario: Scenario) -> float:
    """Return what the service itself is worth a month, whoever supplies it: so much more than doing without.

    Delivered value is counted without it, for it is the same for all firms; doing without is counted in the
    same way. The difference is the base from which a firm's worth is positive if it is better than nothing.
    """
    return -scenario.world.doing_without * scenario.world.reference_price


def _stand(process: MarketProcess, customer: int, series: dict[str, list[Any]]) -> None:
    """Take down where she stands."""
    state, price = process.state, process.scenario.world.reference_price
    firm = int(state.firm[customer])
    series["firm"].append(firm)
    series["satisfaction"].append(float(state.satisfaction_index[customer]))
    series["trust"].append(float(state.trust[customer]))
    series["commitment"].append(float(state.commitment[customer]))
    for name in ("procedural", "financial", "relational"):
        series[name].append(price * float(getattr(state, f"cost_{name}")[customer]))


def _traits(process: MarketProcess, customer: int) -> Answer:
    state = process.state
    return {
        "involvement": 20.0 + 120.0 * float(state.involvement[customer]),
        "price_sensitivity": float(state.price_sensitivity[customer]),
        "expertise": float(state.expertise[customer]),
        "contact_frequency": float(state.contact[customer]),
        "departures": int(state.departures[customer]),
        "loyalty_type": LOYALTY_TYPES[state.loyalty_type[customer]],
        "motive": MOTIVES[state.motive[customer]],
        "rung": RUNGS[state.rung[customer]],
    }


def _events(process: MarketProcess, witness: Witness) -> list[Answer]:
    """Return what happened to her this month, in order."""
    state, c, month = process.state, witness.customer, process.month
    price = process.scenario.world.reference_price
    events: list[Answer] = []
    origin, firm = int(state.origin[c]), int(state.firm[c])
    if state.failed[c]:
        kind = "complaint" if witness.complained else "failure"
        events.append({"kind": kind, "firm": origin, "made_good": float(state.compensation[c])})
    rewards = process.redeemed()[:, c]
    if rewards.any():
        events.append({"kind": "reward", "firm": int(rewards.argmax())})
    events += [
        {"kind": "told", "by": t.teller, "firm": t.firm, "worth": price * t.worth} for t in witness.told
    ]
    if origin != firm or state.newcomer[c]:
        reason, overcome = REASONS[state.cause[c]], price * float(state.overcome[c])
        left = {"firm": origin, "to": firm, "reason": reason, "switching_cost": overcome}
        events.append({"kind": "left", **left, "gap": price * float(state.gap[c])})
    return [{"month": month, **event} for event in events]


def unfolded(decision: Decision, month: int, price: float) -> Answer:
    """Return a decision with every term in the scenario's currency."""
    return {
        "month": month,
        "trip": decision.trip,
        "own": decision.own,
        "chosen": decision.chosen,
        "reason": REASONS[decision.cause],
        "forced": decision.forced,
        "horizon": decision.horizon,
        "terms": {name: plain(price * values) for name, values in decision.terms.items()},
        "leaving": {name: price * value for name, value in decision.leaving.items()},
        "spared": {name: price * value for name, value in decision.spared.items()},
        "draw": plain(price * decision.draw),
        "chances": plain(decision.chances),
        "utility": plain(np.where(decision.utility < FORBIDDEN, np.nan, price * decision.utility)),
    }
