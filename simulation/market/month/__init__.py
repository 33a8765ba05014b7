"""The order of a month, as data: what happens, to whom, and when.

A month is a list of phases; within a phase the steps run for a block of customers at a time (or, compiled,
for one customer at a time), so a step may read and write nothing but its own customers. ``carry`` is the
only place where customers reach one another. A step gets the number of the trip, or, if it runs once for
each firm, the firm's number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulation.market.month import (
    bonding,
    conversation,
    deciding,
    moving,
    purchases,
    reckoning,
    relationship,
    service,
)

StepFunction = Callable[..., None]


class Step(NamedTuple):
    """One step: a function, and the flag column that selects its customers (None is everybody).

    ``each_firm`` says that it runs once for every firm, in their order.
    """

    function: StepFunction
    among: str | None = None
    each_firm: bool = False


class Phase(NamedTuple):
    """Steps that need nothing of other customers; ``trips`` says how often they are repeated in a month."""

    name: str
    steps: tuple[Step, ...]
    trips: int = 1


class Month(NamedTuple):
    """A month: what customers live through, what they tell each other, what they decide, the accounts.

    ``closing`` changes nothing that customers will do; it is left out while nobody looks at the market.
    """

    living: Phase
    deciding: tuple[Phase, ...]
    closing: Phase


def _living(first: tuple[Step, ...], among: str | None, points: tuple[Step, ...]) -> Phase:
    steps = (
        *first,
        Step(reckoning.forget_failure, "failed"),
        Step(reckoning.forget_guarantee, "guarantee_ends"),
        Step(service.fail, among),
        Step(service.lose, "failed"),
        Step(service.complain, "failed"),
        Step(service.end_guarantee, among),
        Step(service.claim_refund, "guarantee_ends"),
        Step(service.experience_month, among),
        Step(service.experience_failure, "failed"),
        Step(relationship.satisfy, among),
        Step(relationship.satisfy_by_recovery, "failed"),
        Step(relationship.judge_promise, among),
        Step(relationship.commit, among),
        Step(relationship.learn, among),
        Step(relationship.advertise_to_own),
        Step(bonding.decay),
        Step(bonding.bond, among),
        Step(bonding.lose_staff),
        *points,
        Step(conversation.talk, among),
        Step(conversation.choose_whom, "told"),
    )
    return Phase("living", steps)


def _closing(*earnings: Step) -> Phase:
    steps = (
        Step(reckoning.book),
        *earnings,
        Step(deciding.price_leaving),
        Step(reckoning.look_at_nobody),
        Step(reckoning.look_at_firm, each_firm=True),
        Step(reckoning.take_stock),
    )
    return Phase("closing", steps)


ADVERTISE = Step(relationship.advertise, each_firm=True)
DECISION = (
    Step(deciding.reconsider, "looked"),
    Step(deciding.mind_failure, "failed"),
    Step(deciding.give_notice, "forced"),
    Step(deciding.price_leaving, "active"),
    Step(deciding.decide, "active"),
    Step(deciding.find_cause, "leaves"),
    Step(moving.put_aside, "leaves"),
)
MOVE, TAKE_UP = Step(moving.move, "leaves"), Step(moving.take_up, "leaves")

CONTRACTUAL = Month(
    _living(
        (
            Step(reckoning.begin_month),
            Step(purchases.use_contract),
        ),
        None,
        (Step(bonding.collect_own_points),),
    ),
    (
        Phase(
            "deciding",
            (
                ADVERTISE,
                Step(deciding.wonder),
                *DECISION,
                MOVE,
                TAKE_UP,
                Step(moving.open_account, "leaves"),
                Step(reckoning.end_month),
                Step(reckoning.recognise, "leaves"),
            ),
        ),
    ),
    _closing(Step(reckoning.book_contract)),
)
REPEAT_PURCHASE = Month(
    _living(
        (
            Step(reckoning.begin_month),
            Step(purchases.use_up),
            Step(purchases.unpack, each_firm=True),
        ),
        "used",
        (),
    ),
    (
        Phase("claims", (ADVERTISE,)),
        Phase(
            "shopping",
            (
                Step(purchases.shop),
                Step(deciding.stop_waiting, "shopping"),
                Step(deciding.wonder, "shopping"),
                *DECISION,
                Step(moving.keep_account, "leaves"),
                MOVE,
                TAKE_UP,
                Step(moving.use_account, "leaves"),
                Step(purchases.buy, "shopping"),
            ),
            trips=4,
        ),
        Phase(
            "collecting",
            (
                Step(bonding.collect_points, each_firm=True),
                Step(reckoning.end_month),
                Step(reckoning.recognise),
            ),
        ),
    ),
    _closing(Step(reckoning.book_sales, each_firm=True)),
)
MONTHS: dict[str, Month] = {"contractual": CONTRACTUAL, "repeat_purchase": REPEAT_PURCHASE}


def printed(month: Month) -> list[tuple[str, str, str]]:
    """Return the order of a month as rows (phase, step, whom it concerns), for the model's description."""
    rows: list[tuple[str, str, str]] = []
    for phase in (month.living, None, *month.deciding, month.closing):
        if phase is None:
            rows.append(("conversation", "carry", "told"))
            continue
        rows += [(phase.name, step.function.__name__, step.among or "everybody") for step in phase.steps]
    return rows
