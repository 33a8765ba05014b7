"""The order of a month, as data: what happens, to whom, and when.

``word_of_mouth.carry`` runs after the phase ``living``. Only there do customers affect one another.
"""

from __future__ import annotations

from simulation.kernel.steps import Month, Phase, Step
from simulation.mechanisms import (
    accounts,
    advertising,
    choice,
    commitment,
    departure,
    expectation,
    experience,
    failure_and_recovery,
    loyalty,
    points_and_tiers,
    purchases,
    refund_guarantee,
    retention,
    satisfaction,
    search,
    social_bond,
    structural_bond,
    switching_cost,
    trust,
    word_of_mouth,
)


def _living(first: tuple[Step, ...], among: str | None, points: tuple[Step, ...]) -> Phase:
    steps = (
        *first,
        Step(failure_and_recovery.forget_failure, "failed"),
        Step(refund_guarantee.forget_guarantee, "guarantee_ends"),
        Step(failure_and_recovery.fail, among),
        Step(failure_and_recovery.lose, "failed"),
        Step(failure_and_recovery.complain, "failed"),
        Step(refund_guarantee.end_guarantee, among),
        Step(refund_guarantee.claim_refund, "guarantee_ends"),
        Step(experience.experience_month, among),
        Step(experience.experience_failure, "failed"),
        Step(satisfaction.satisfy, among),
        Step(satisfaction.satisfy_by_recovery, "failed"),
        Step(trust.judge_promise, among),
        Step(commitment.commit, among),
        Step(expectation.learn, among),
        Step(advertising.advertise_to_own),
        Step(social_bond.fade_social_bond),
        Step(structural_bond.fade_structural_bond),
        Step(social_bond.build_social_bond, among),
        Step(structural_bond.build_structural_bond, among),
        Step(social_bond.lose_staff),
        *points,
        Step(word_of_mouth.talk, among),
        Step(word_of_mouth.choose_whom, "told"),
    )
    return Phase("living", steps)


def _closing(*earnings: Step) -> Phase:
    steps = (
        Step(accounts.book),
        *earnings,
        Step(switching_cost.price_leaving),
        Step(loyalty.start_comparison),
        Step(loyalty.compare_firm, each_firm=True),
        Step(loyalty.classify),
    )
    return Phase("closing", steps)


ADVERTISE = Step(advertising.advertise, each_firm=True)
DECISION = (
    Step(search.reconsider, "looked"),
    Step(search.mind_failure, "failed"),
    Step(search.give_notice, "forced"),
    Step(switching_cost.price_leaving, "active"),
    Step(choice.decide, "active"),
    Step(search.find_cause, "leaves"),
    Step(departure.put_aside, "leaves"),
)
MOVE, TAKE_UP = Step(departure.move, "leaves"), Step(departure.take_up, "leaves")

CONTRACTUAL = Month(
    _living(
        (
            Step(retention.begin_month),
            Step(purchases.use_contract),
        ),
        None,
        (Step(points_and_tiers.collect_own_points),),
    ),
    (
        Phase(
            "deciding",
            (
                ADVERTISE,
                Step(search.wonder),
                *DECISION,
                MOVE,
                TAKE_UP,
                Step(departure.open_account, "leaves"),
                Step(retention.end_month),
                Step(departure.recognise, "leaves"),
            ),
        ),
    ),
    _closing(Step(accounts.book_contract)),
)
REPEAT_PURCHASE = Month(
    _living(
        (
            Step(retention.begin_month),
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
                Step(search.stop_waiting, "shopping"),
                Step(search.wonder, "shopping"),
                *DECISION,
                Step(departure.keep_account, "leaves"),
                MOVE,
                TAKE_UP,
                Step(departure.use_account, "leaves"),
                Step(purchases.buy, "shopping"),
            ),
            trips=purchases.TRIPS,
        ),
        Phase(
            "collecting",
            (
                Step(points_and_tiers.collect_points, each_firm=True),
                Step(retention.end_month),
                Step(departure.recognise),
            ),
        ),
    ),
    _closing(Step(accounts.book_sales, each_firm=True)),
)
MONTHS: dict[str, Month] = {"contractual": CONTRACTUAL, "repeat_purchase": REPEAT_PURCHASE}


def printed(month: Month) -> list[tuple[str, str, str]]:
    """Return the order of a month as rows (phase, step, whom it concerns), for the model's description."""
    rows: list[tuple[str, str, str]] = []
    for phase in month.phases:
        rows += [(phase.name, step.function.__name__, step.among or "everybody") for step in phase.steps]
        if phase is month.living:
            rows.append(("conversation", word_of_mouth.carry.__name__, "told"))
    return rows
