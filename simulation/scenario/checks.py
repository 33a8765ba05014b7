"""Contradictions: values that are allowed each by itself, but not together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from simulation.errors import InputError
from simulation.language import Listing, Message, message
from simulation.scenario import paths
from simulation.scenario.challenge import check_challenge
from simulation.scenario.claim_checks import check_claims
from simulation.scenario.expectation import months_named
from simulation.scenario.firm import Firm, Offer
from simulation.scenario.group_checks import check_treatments, populations
from simulation.scenario.population import Population
from simulation.scenario.prediction_checks import check_predictions, months_of
from simulation.scenario.problems import named
from simulation.scenario.unknown_names import unknown
from simulation.scenario.warm_up import in_force_before
from simulation.scenario.world import World
from simulation.schema.mistakes import numbered, placed, problem, told

if TYPE_CHECKING:
    from simulation.scenario.document import Alternative, Event, Scenario

ROUNDING = 0.005
"""By how much market shares may miss 1, since they are usually rounded."""
AS_NOW = Offer()
"""The offer behind a market share, where it is the firm's present one."""


def check(scenario: Scenario) -> None:
    """Raise InputError for the first contradiction of a scenario."""
    for look in (*looks_at_market(scenario), *looks_at_rest(scenario)):
        look()


def looks_at_market(scenario: Scenario) -> Iterator[Callable[[], None]]:
    """Yield the checks of world and firms; each raises InputError for the contradiction it finds."""
    yield partial(check_world, scenario.world)
    yield partial(_check_names, scenario.firms)
    for firm in scenario.firms:
        yield partial(_check_firm, firm)
    yield partial(_check_market_shares, scenario.firms)
    yield partial(check_together, scenario.world, scenario.firms)


def looks_at_rest(scenario: Scenario) -> Iterator[Callable[[], None]]:
    """Yield the checks of what is built upon the market, which find its own contradictions once more."""
    if scenario.before:
        yield partial(_check_before, scenario)
    yield partial(_check_single_names, scenario)
    for event in scenario.events:
        yield partial(_check_event, scenario, event)
    yield partial(_check_overlaps, scenario.events)
    months = {month for _, month in _months_of_events(scenario.events)}
    for month in sorted(months):
        yield partial(_check_month_of_events, scenario, month)
    for alternative in scenario.alternatives:
        yield partial(_check_alternative, scenario, alternative)
    yield partial(check_claims, scenario.setting, months)
    yield partial(check_predictions, scenario)
    yield partial(check_challenge, scenario.challenge, [each.name for each in scenario.alternatives])
    yield partial(_check_chinese, scenario)


def _check_single_names(scenario: Scenario) -> None:
    _once("alternative", [alternative.name for alternative in scenario.alternatives])
    _once("claim", [expect.claim for expect in scenario.expects])
    _once("prediction", [asked.id for asked in scenario.predictions])


def _check_before(scenario: Scenario) -> None:
    world, firms = in_force_before(scenario.before, (scenario.world, scenario.firms))
    check_world(world)
    check_firms(firms)
    check_together(world, firms)


def _check_alternative(scenario: Scenario, alternative: Alternative) -> None:
    paths.refuse_new_names(alternative.set)
    world, firms = paths.changed(scenario.world, scenario.firms, alternative.set)
    check_world(world)
    check_firms(firms)
    check_together(world, firms)


def check_world(world: World) -> None:
    """Raise InputError where no distribution has the mean and the spread that are asked for together."""
    for people in (world.population, *populations(world.population)):
        _check_people(people)


def _check_people(people: Population) -> None:
    _possible("involvement", people.involvement_mean, people.involvement_spread, 20.0, 140.0)
    _possible("expertise", people.expertise_mean, people.expertise_spread, 0.0, 1.0)


def _possible(trait: str, mean: float, spread: float, lowest: float, highest: float) -> None:
    """A trait between two bounds cannot spread further than if everybody had one of the two."""
    widest = ((mean - lowest) * (highest - mean)) ** 0.5
    if spread > 0.999 * widest:  # closer to it, everybody would stand at a bound
        path = f"world.population.{trait}"
        raise problem("too_spread", path=path, mean=mean, spread=spread, widest=f"{widest:.4g}")


def check_firms(firms: Sequence[Firm]) -> None:
    """Raise InputError where firms contradict themselves or each other."""
    _check_names(firms)
    for firm in firms:
        _check_firm(firm)
    _check_market_shares(firms)


def _check_names(firms: Sequence[Firm]) -> None:
    _once("firm", [firm.name.casefold() for firm in firms])
    _once("firm", [firm.name_zh for firm in firms if firm.name_zh])


def check_together(world: World, firms: Sequence[Firm]) -> None:
    """Raise InputError where firms do not fit the world: contracts where nobody signs any, treatments."""
    check_treatments(world, firms, _check_firm)
    for firm in firms if world.kind == "repeat_purchase" else ():
        for key in ("exit_fee", "contract_term"):
            if getattr(firm, key) > 0:
                raise problem("no_contract", path=f"firm.{firm.name}.{key}", given=getattr(firm, key))


def check_lesson_reached(scenario: Scenario) -> None:
    """Raise InputError where a claim speaks of a month that no run reaches; a question just has no answer."""
    for key, month in _months_of_claims(scenario):
        if month > scenario.world.months:
            raise problem("beyond_horizon", key=key, given=month, months=scenario.world.months)


def beyond(scenario: Scenario, months: int) -> list[Message | str]:
    """The keys of events, moves, claims and questions that speak of a later month than ``months``."""
    planned = (
        *_months_of_events(scenario.events),
        *_months_of_moves(scenario.firms),
        *_months_of_claims(scenario),
        *_months_of_questions(scenario),
    )
    return list(dict.fromkeys(key for key, month in planned if month > months))


def _months_of_events(events: Iterable[Event]) -> Iterator[tuple[Message | str, int]]:
    """When events begin and end, each month with its key."""
    for number, event in enumerate(events, 1):
        yield numbered("month", "event", number), event.month
        if event.until is not None:
            yield numbered("until", "event", number), event.until


def _months_of_moves(firms: Iterable[Firm]) -> Iterator[tuple[Message | str, int]]:
    """When firms make the moves that are planned, each month with its key."""
    for firm in firms:
        for move in firm.policy.schedule:
            yield named(f"firm.{firm.name}.policy.schedule"), move.month


def _months_of_claims(scenario: Scenario) -> Iterator[tuple[Message | str, int]]:
    for expect in scenario.expects:
        for month in months_named(expect):
            yield f"`expect.{expect.claim}`", month


def _months_of_questions(scenario: Scenario) -> Iterator[tuple[Message | str, int]]:
    for asked in scenario.predictions:
        for month in months_of(asked):
            yield f"`prediction.{asked.id}`", month


def _once(what: str, names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise problem(f"twice.{what}", name=name)


def _check_firm(firm: Firm) -> None:
    service, financial = firm.service, firm.financial
    settled = service.recovery_satisfied + service.recovery_quick
    if settled > 1 + 1e-9:
        raise problem("recovery_shares", firm=firm.name, first=service.recovery_satisfied,
                      second=service.recovery_quick, sum=f"{settled:g}")  # fmt: skip
    given = financial.rebate + financial.reward * (1 + financial.tier_bonus)
    if given > 1:
        raise problem("gives_too_much", firm=firm.name, given=f"{given:g}")
    _check_policy(firm)


def _check_policy(firm: Firm) -> None:
    policy = firm.policy
    if (policy.kind == "scheduled") != bool(policy.schedule):
        raise problem("schedule_missing" if policy.kind == "scheduled" else "schedule_unused", firm=firm.name)
    months = [move.month for move in policy.schedule]
    if months != sorted(set(months)):
        raise problem("schedule_order", firm=firm.name, given=Listing(months))
    if any(move.level is None and move.price is None for move in policy.schedule):
        raise problem("schedule_empty_move", firm=firm.name)


def _check_market_shares(firms: Sequence[Firm]) -> None:
    without = [firm.name for firm in firms if firm.market_share is None]
    if without and len(without) < len(firms):
        raise problem("share_missing", firms=Listing(without))
    for firm in firms if without else ():
        if firm.market_share_at != AS_NOW:
            raise problem("share_at_without_share", firm=firm.name)
    total = sum(firm.market_share or 0.0 for firm in firms)
    if not without and abs(total - 1) > ROUNDING:
        raise problem("shares_too_large" if total > 1 else "shares_too_small", sum=f"{total:g}")


def _check_event(scenario: Scenario, event: Event) -> None:
    if paths.info(scenario.firms, event.path).from_start:
        raise problem("event_too_late", key=named(event.path))
    if event.until is not None and event.until <= event.month:
        raise problem("event_order", path=event.path, month=event.month, until=event.until)


def _check_overlaps(events: Iterable[Event]) -> None:
    """Two events on one parameter must not contradict each other: the old value would be ambiguous."""
    ordered = sorted(events, key=lambda event: (event.path, event.month))
    for first, second in pairwise(ordered):
        if first.path == second.path and second.month < (first.until or first.month + 1):
            raise problem("events_overlap", path=first.path, month=second.month)


def _check_month_of_events(scenario: Scenario, month: int) -> None:
    """The values that hold in a month, with all events that are in force, must not contradict each other."""
    begun = sorted((each for each in scenario.events if each.month <= month), key=lambda each: each.month)
    changes = {each.path: each.value for each in begun if each.until is None or month < each.until}
    world, firms = paths.changed(scenario.world, scenario.firms, changes)
    try:
        check_firms(firms)
        check_together(world, firms)
    except InputError as error:
        mistake = told(placed(error, message("errors.place.month", month=month)))
        raise problem("events_contradict", mistake=mistake) from None


def _check_chinese(scenario: Scenario) -> None:
    """Chinese names are given only to what exists."""
    for key, valid in (
        ("alternative", [alternative.name for alternative in scenario.alternatives]),
        ("expect", [expect.claim for expect in scenario.expects]),
    ):
        for name in getattr(scenario.zh, key):
            if name not in valid:
                raise unknown(f"zh.{key}", name, valid)
