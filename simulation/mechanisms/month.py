"""The order of a month, as data: what happens, to whom, and when.

``word_of_mouth.carry`` and ``referral.meet`` run after the phase ``living``. Only there do customers affect
one another.
"""

from __future__ import annotations

from simulation.kernel.steps import Month, Phase, Step
from simulation.mechanisms import (
    accounts,
    advertising,
    attainability,
    attention,
    attribution,
    births_and_deaths,
    choice,
    commitment,
    contracts,
    customer_files,
    demotion,
    departure,
    doing_without,
    expectation,
    experience,
    failure_and_recovery,
    goal_gradient,
    grievance,
    loyalty,
    match,
    points_and_tiers,
    points_expiry,
    purchases,
    redemption,
    referral,
    refund_guarantee,
    retention,
    satisfaction,
    search,
    serving,
    social_bond,
    structural_bond,
    suspicion,
    switching_cost,
    treatments,
    trust,
    volume,
    word_of_mouth,
)

TREAT = (
    Step(treatments.review, each_firm=True, treated=True),
    Step(treatments.take_terms, treated=True),
    Step(demotion.lose_class, "reclassed", treated=True),
    Step(treatments.begin_month, treated=True),
)
COME_TO_TERMS = Step(treatments.come_to_terms, "leaves", treated=True)
"""For firms that treat classes of their customers differently."""


def _living(first: tuple[Step, ...], among: str | None) -> Phase:
    steps = (
        *TREAT,
        Step(attention.look_as_usual, when="search.attention"),
        *first,
        Step(doing_without.have_nothing, when="outside"),
        Step(failure_and_recovery.forget_failure, "failed"),
        Step(refund_guarantee.forget_guarantee, "guarantee_ends"),
        Step(failure_and_recovery.fail, among),
        Step(failure_and_recovery.lose, "failed"),
        Step(failure_and_recovery.complain, "failed"),
        Step(serving.handle_complaint, "failed", when="serving_moves"),
        Step(attribution.excuse_minor, "failed", when="experience.attribution"),
        Step(attribution.excuse_major, "failed", when="experience.attribution_major"),
        Step(refund_guarantee.end_guarantee, among),
        Step(refund_guarantee.claim_refund, "guarantee_ends"),
        Step(experience.experience_month, among),
        Step(suspicion.doubt, among, when="bonds.suspicion"),
        Step(match.suit, among, when="match_own"),
        Step(match.suit_neighbours, among, when="match_common"),
        Step(experience.experience_failure, "failed"),
        Step(contracts.resent, "waiting", when="switching_cost.fee_resentment"),
        Step(redemption.enjoy_reward, among, when="felt_when_redeemed"),
        Step(points_expiry.miss_points, among, when="lapsing"),
        Step(satisfaction.satisfy, among),
        Step(satisfaction.satisfy_by_recovery, "failed"),
        Step(trust.judge_promise, among),
        Step(commitment.commit, among),
        Step(grievance.forgive, when="commitment.grievance"),
        Step(grievance.resent, "failed", when="commitment.grievance"),
        Step(grievance.hold_back, among, when="commitment.grievance"),
        Step(attention.pay_attention, when="search.attention"),
        Step(expectation.learn, among),
        Step(advertising.advertise_to_own),
        Step(social_bond.fade_social_bond),
        Step(structural_bond.fade_structural_bond),
        Step(social_bond.build_social_bond, among),
        Step(structural_bond.build_structural_bond, among),
        Step(social_bond.lose_staff),
        Step(word_of_mouth.talk, among),
        Step(doing_without.feel_nothing, "without", when="outside"),
        Step(word_of_mouth.choose_whom, "told"),
    )
    return Phase("living", steps)


def _closing(*earnings: Step) -> Phase:
    steps = (
        Step(accounts.book),
        *earnings,
        Step(switching_cost.price_leaving),
        Step(goal_gradient.weigh_delay, when="delay_felt"),
        Step(satisfaction.show_satisfaction),
        Step(referral.miss_company, when="company_worth"),
        Step(loyalty.start_comparison),
        Step(loyalty.compare_firm, each_firm=True),
        Step(loyalty.classify),
    )
    return Phase("closing", steps)


FORESEE_AT_SHELF = (
    Step(attainability.count_purchases, when="foresight"),
    Step(attainability.foresee_at_shelf, each_firm=True, when="foresight", having="reward"),
)


def _settling(foresee: tuple[Step, ...], *others: Step) -> tuple[Step, ...]:
    """Return what is worked out when the terms of the firms, or the world's numbers, have changed."""
    return (
        Step(attainability.take_at_face_value),
        *foresee,
        Step(search.settle_habits),
        Step(search.see_offers),
        *others,
    )


REPLACEMENT = (
    Step(births_and_deaths.replace, when="replacement"),
    Step(births_and_deaths.begin_anew, "newcomer", when="replacement"),
    Step(referral.come_alone, "newcomer", when="replacement"),
    Step(suspicion.trust_afresh, "newcomer", when="replacement"),
    Step(customer_files.open_files, "newcomer", each_firm=True, when="replacement", treated=True),
    Step(treatments.review, "newcomer", each_firm=True, when="replacement", treated=True),
    Step(choice.decide, "newcomer", when="replacement"),
    Step(births_and_deaths.settle, "newcomer", when="replacement"),
    Step(treatments.come_to_terms, "newcomer", when="replacement", treated=True),
    Step(departure.take_up, "newcomer", when="replacement"),
    Step(contracts.sign, "newcomer", when="replacement"),
)
ENTER = Step(births_and_deaths.enter, "newcomer", when="replacement")
ADVERTISE = Step(advertising.advertise, each_firm=True)
DECISION = (
    Step(search.reconsider, "looked"),
    Step(search.mind_failure, "failed"),
    Step(search.give_notice, "forced"),
    Step(switching_cost.price_leaving, "active"),
    Step(goal_gradient.weigh_delay, "active", when="delay_felt"),
    Step(referral.miss_company, "active", when="company_worth"),
    Step(choice.decide, "active"),
    Step(search.find_cause, "leaves"),
    Step(departure.put_aside, "leaves"),
)
MOVE, TAKE_UP = Step(departure.move, "leaves"), Step(departure.take_up, "leaves")
LEAVE_BEHIND = Step(grievance.leave_behind, "leaves", when="commitment.grievance")
GROW_SUSPICIOUS = Step(suspicion.grow_suspicious, "leaves", when="bonds.suspicion")
REFERRED = Step(referral.remember_referrer, "leaves", when="company_worth")

SEE_AGAIN = (
    Step(attainability.foresee, when="foresight", treated=True),
    Step(search.see_offers, treated=True),
)
"""Customers see other offers when firms put them into another class."""

CONTRACTUAL = Month(
    _living(
        (
            Step(retention.begin_month),
            *SEE_AGAIN,
            Step(contracts.age_contract, when="terms_in_use"),
            Step(volume.adjust_quantity, when="volume_moves"),
            Step(purchases.use_contract),
            Step(serving.serve_contract, when="serving_moves"),
            Step(points_expiry.lapse_own_points, when="lapsing"),
            Step(points_and_tiers.collect_own_points),
            Step(redemption.redeem_own, when="felt_when_redeemed"),
        ),
        None,
    ),
    (
        Phase(
            "deciding",
            (
                *REPLACEMENT,
                ADVERTISE,
                Step(search.wonder),
                Step(doing_without.stay_out, when="outside"),
                *DECISION,
                Step(contracts.pay_fee, "leaves", when="fees_paid"),
                MOVE,
                COME_TO_TERMS,
                TAKE_UP,
                LEAVE_BEHIND,
                REFERRED,
                GROW_SUSPICIOUS,
                Step(departure.open_account, "leaves"),
                Step(contracts.sign, "leaves"),
                Step(customer_files.file_contract, each_firm=True, treated=True),
                Step(retention.end_month),
                Step(departure.recognise, "leaves"),
                ENTER,
            ),
        ),
    ),
    _closing(Step(accounts.book_contract), Step(accounts.book_fee, "leaves", when="fees_paid")),
    _settling((Step(attainability.foresee, when="foresight"),), Step(contracts.revise_contract)),
)
REPEAT_PURCHASE = Month(
    _living(
        (
            Step(retention.begin_month),
            *FORESEE_AT_SHELF,
            Step(search.see_offers, when="foresight"),
            Step(search.see_offers, treated=True),
            Step(goal_gradient.feel_pull, when="rewards.goal_pull"),
            Step(redemption.redeem, when="felt_when_redeemed"),
            Step(points_expiry.notice_lapse, when="lapsing"),
            Step(purchases.use_up),
            Step(serving.serve_orders, when="serving_moves"),
            Step(purchases.unpack, each_firm=True),
        ),
        "used",
    ),
    (
        Phase("claims", (*REPLACEMENT, ADVERTISE)),
        Phase(
            "shopping",
            (
                Step(purchases.shop),
                Step(goal_gradient.hurry, when="rewards.goal_pull"),
                Step(search.stop_waiting, "shopping"),
                Step(search.wonder, "shopping"),
                Step(doing_without.stay_out, "shopping", when="outside"),
                *DECISION,
                Step(departure.keep_account, "leaves"),
                MOVE,
                COME_TO_TERMS,
                TAKE_UP,
                LEAVE_BEHIND,
                REFERRED,
                GROW_SUSPICIOUS,
                Step(departure.use_account, "leaves"),
                Step(purchases.buy, "shopping"),
            ),
            trips=purchases.TRIPS,
        ),
        Phase(
            "collecting",
            (
                Step(points_expiry.lapse_points, each_firm=True, when="lapsing"),
                Step(points_and_tiers.collect_points, each_firm=True),
                Step(goal_gradient.remember_reward, each_firm=True, when="rewards.goal_pull"),
                Step(customer_files.file_purchases, each_firm=True, treated=True),
                Step(retention.end_month),
                Step(departure.recognise),
                ENTER,
            ),
        ),
    ),
    _closing(Step(accounts.book_sales, each_firm=True)),
    _settling(FORESEE_AT_SHELF),
)
MONTHS: dict[str, Month] = {"contractual": CONTRACTUAL, "repeat_purchase": REPEAT_PURCHASE}


def printed(month: Month) -> list[tuple[str, str, str]]:
    """Return the order of a month as rows (phase, step, whom it concerns), for the model's description."""
    rows: list[tuple[str, str, str]] = []
    for phase in month.phases:
        rows += [(phase.name, step.function.__name__, step.among or "everybody") for step in phase.steps]
        if phase is month.living:
            rows.append(("conversation", word_of_mouth.carry.__name__, "told"))
            rows.append(("conversation", referral.meet.__name__, "everybody"))
    return rows
