"""What a page shows of a market: its description, each month, and one quantity of every customer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simulation.lab import offered, predictions
from simulation.lab.encoding import number, packed, plain
from simulation.lab.hearsay import Hearsay
from simulation.lab.shared_work import Answer
from simulation.language import LANGUAGES, speaking
from simulation.market import MarketProcess, Row
from simulation.measures.declared import COLUMNS
from simulation.mechanisms.search import REASONS
from simulation.scenario import paths
from simulation.scenario.document import Scenario
from simulation.scenario.free_changes import costs_nothing
from simulation.scenario.lesson import FOR_STUDENTS
from simulation.scenario.schema import parameters
from simulation.schema.listing import ParameterInfo

MEASURES = COLUMNS
"""What a month reports of every firm."""


def market(scenario: Scenario, process: MarketProcess) -> Answer:
    """Describe a market that has just begun: firms, words, parameters and their values, month 0."""
    price = scenario.world.reference_price
    return {
        "scenario": scenario.name,
        "firms": [firm.name for firm in scenario.firms],
        "focal": scenario.focal,
        "customers": process.customers,
        "months": scenario.world.months,
        "replications": scenario.world.replications,
        "currency": scenario.world.currency,
        "reference_price": price,
        "kind": scenario.world.kind,
        "horizon": process.world.switching_cost.horizon,
        "acquaintances": process.state.acquaintances.T.tolist(),
        "reasons": list(REASONS),
        "alternatives": [alternative.as_dict() for alternative in scenario.alternatives],
        "events": [event.as_dict() for event in scenario.events],
        "challenge": None if scenario.challenge is None else scenario.challenge.as_dict(),
        "predictions": predictions.questions(scenario),
        "words": {language: words(scenario, language) for language in LANGUAGES},
        "parameters": [parameter(info, scenario) for info in parameters() if shown(info)],
        "values": {path: scenario.get(path) for path in paths.settable(scenario.firms) if settable(path)},
        "start": start(process),
    }


def shown(info: ParameterInfo) -> bool:
    """Whether a parameter can be a lever: a number with evidence, a switch or a choice."""
    bare = info.kind in ("number", "integer", "text", "list") and info.evidence is None
    return info.path not in UNSHOWN and ".policy." not in info.path and not bare


def settable(path: str) -> bool:
    """Whether a path belongs to a parameter that can be a lever."""
    return ".policy." not in path and not path.endswith((".name", ".name_zh"))


UNSHOWN = frozenset(
    {
        "world.months",
        "world.customers",
        "world.replications",
        "world.run_off",
        "firm.name",
        "firm.name_zh",
    }
)
"""Parameters that are set elsewhere on the page, or not at all."""


def parameter(info: ParameterInfo, scenario: Scenario) -> Answer:
    """Return what a lever needs to know; ranges of money are in the scenario's currency."""
    known: Answer = {"path": info.path, "kind": info.kind, "from_start": info.from_start}
    known["choices"] = list(info.choices)
    known["role"] = str(info.role)
    known["free"] = costs_nothing(scenario, info)
    if info.evidence is None:
        return known
    price = scenario.world.reference_price
    scale = price if info.evidence.price_share is not None else 1.0
    low, high = info.evidence.plausible
    return known | {
        "unit": str(info.evidence.unit),
        "low": low * scale,
        "high": high * scale,
        "least": info.evidence.bounds[0],
        "most": info.evidence.bounds[1],
        "grade": str(info.evidence.grade),
        "sourced": bool(info.evidence.source),
        "usual": info.default if info.evidence.price_share is None else info.evidence.price_share * price,
    }


def words(scenario: Scenario, language: str) -> Answer:
    """Return a scenario's words in one language."""
    lesson = scenario.lesson(language)
    with speaking(language):
        asked = predictions.words(lesson, scenario)
    return {
        "title": lesson.title,
        "question": lesson.question,
        "text": {heading: getattr(lesson.text, heading) for heading in FOR_STUDENTS}
        | {"discussion": [each.ask for each in lesson.text.discussion]},
        "firms": lesson.firms,
        "alternatives": lesson.alternatives,
        "claims": lesson.claims,
        "predictions": asked,
    }


@cache
def catalogue() -> list[Answer]:
    """Return every scenario that is offered with title and question in both languages."""
    entries = []
    for name in offered.names():
        scenario = offered.read(name)
        lessons = {language: scenario.lesson(language) for language in LANGUAGES}
        said = {key: {"title": each.title, "question": each.question} for key, each in lessons.items()}
        size = {"firms": len(scenario.firms), "months": scenario.world.months}
        entries.append({"name": name, **size, **said})
    return entries


def notes(scenario: Scenario) -> Answer:
    """Return what the lesson tells its instructor, in every language."""
    told: Answer = {}
    for language in LANGUAGES:
        text = scenario.lesson(language).text
        told[language] = {
            "never_cut": text.never_cut,
            "without_a_computer": text.without_a_computer,
            "minutes": [each.as_dict() for each in text.minutes],
            "discussion": [each.as_dict() for each in text.discussion],
        }
    return {"reply": "noted", "notes": told}


def start(process: MarketProcess) -> Answer:
    """Return month 0: everybody's supplier, ties and involvement, and the firms' customers and shares."""
    return {
        "firm": packed(process.state.firm),
        **ties(process),
        "involvement": packed(np.rint(255.0 * process.state.involvement)),
        "values": month_values(process),
    }


def month(process: MarketProcess, row: Row, hearsay: Hearsay) -> Answer:
    """Return the month just run: the firms' measures, everybody's supplier and ties, and who left."""
    departures = process.departures()
    return {
        "month": process.month,
        "firms": {name: plain(row[name]) for name in MEASURES},
        "dots": packed(process.state.firm),
        **ties(process),
        "left": departures.customer.tolist(),
        "reason": departures.cause.tolist(),
        "told": hearsay.tellers(departures.customer, departures.destination),
    }


def ties(process: MarketProcess) -> Answer:
    """Return what leaving would cost each customer, in units of ``cost_unit``, and how satisfied she is."""
    costs = switching_cost(process)
    unit = float(costs.max()) / 255.0 or 1.0
    return {
        "costs": packed(np.rint(costs / unit)),
        "cost_unit": unit,
        "satisfaction": packed(np.rint(2.55 * satisfaction(process))),
    }


def month_values(process: MarketProcess) -> Answer:
    """Return customers and shares of the firms before month 1."""
    firms = len(process.firm_names)
    customers = np.bincount(process.state.firm, minlength=firms + 1)[:firms]
    shares = customers / max(int(customers.sum()), 1)
    return {"customers": customers.tolist(), "market_share": plain(shares)}


def quantity(process: MarketProcess, name: str) -> Answer:
    """Return a quantity of every customer in 255 steps between its least and its greatest value.

    The ends are the 2nd and the 98th percentile, so that one odd customer does not take all the colours.
    """
    values = QUANTITIES[name](process)
    if name == "loyalty_type":
        return {"quantity": name, "low": 0, "high": 3, "dots": packed(values)}
    low, high = (0.0, 100.0) if name == "satisfaction" else np.percentile(values, (2.0, 98.0)).tolist()
    width = high - low or 1.0
    scaled = np.rint(255.0 * np.clip((values - low) / width, 0.0, 1.0))
    return {"quantity": name, "low": number(low), "high": number(high), "dots": packed(scaled)}


def switching_cost(process: MarketProcess) -> NDArray[np.float64]:
    """Return what leaving would cost each customer, in the scenario's currency."""
    state = process.state
    price: float = process.scenario.world.reference_price
    in_prices = state.cost_procedural + state.cost_financial + state.cost_relational
    total: NDArray[np.float64] = price * in_prices
    return total


def satisfaction(process: MarketProcess) -> NDArray[np.float64]:
    """Return each customer's satisfaction with her supplier, 0 to 100."""
    shown: NDArray[np.float64] = process.state.satisfaction_index
    return shown


def involvement(process: MarketProcess) -> NDArray[np.float64]:
    """Return each customer's involvement on the inventory, 20 to 140."""
    return 20.0 + 120.0 * process.state.involvement


def loyalty_type(process: MarketProcess) -> NDArray[np.int8]:
    """Return each customer's kind of loyalty: 0 loyal, 1 latent, 2 spurious, 3 none."""
    return process.state.loyalty_type


QUANTITIES: dict[str, Callable[[MarketProcess], NDArray[Any]]] = {
    "involvement": involvement,
    "satisfaction": satisfaction,
    "switching_cost": switching_cost,
    "loyalty_type": loyalty_type,
}
"""Each quantity of every customer, by its name."""
