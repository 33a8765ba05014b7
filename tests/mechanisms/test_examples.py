"""Every rule on numbers that can be checked on the blackboard.

Unless said otherwise the customer has stakes 1.5: quality and people are worth half as much again to her,
against money, as to the average customer. Money is in reference prices (1 is a month's price).
"""

from __future__ import annotations

import ast
import math
from pathlib import Path
from types import SimpleNamespace

import pytest

from simulation.kernel import arithmetic
from simulation.mechanisms import (
    accounts,
    advertising,
    attainability,
    attention,
    attribution,
    bonds,
    broken_promises,
    commitment,
    contact_and_expertise,
    contracts,
    customer_files,
    delivered_value,
    dirichlet_tastes,
    experience,
    failure_and_recovery,
    goal_gradient,
    grievance,
    involvement,
    lever_prices,
    loyalty,
    match,
    points_and_tiers,
    points_expiry,
    purchases,
    redemption,
    referral,
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
from tests.mechanisms.numbers import flags, values, whole
from tests.mechanisms.rules import all_rules

STAKES = values(1.5)


# Customers


def test_stakes_are_involvement_against_money() -> None:
    # Half as involved again as the mean, at a usual weight of money: 1.5. Nobody cares less than .05.
    found = involvement.stakes(values(0.75, 0.0), 0.5, values(1.0))
    assert found == pytest.approx([1.5, 0.05])


def test_involvement_is_compared_with_the_market_or_with_the_norm() -> None:
    # A market with a mean of .25; the norm of 89.3 points is (89.3 - 20) / 120 = .5775. Halfway: .41375.
    found = [involvement.usual_involvement(0.25, share) for share in (0.0, 0.5, 1.0)]
    assert found == pytest.approx([0.25, 0.41375, 0.5775])


def test_levels_of_involvement_are_those_of_the_inventory() -> None:
    # 69 is low, 70 and 110 are medium, 111 is high: on the scale from 0 to 1 .408, .417, .75, .758.
    scores = values(*((score - 20) / 120 for score in (69, 70, 110, 111)))
    assert involvement.involvement_level(scores).tolist() == [0, 1, 1, 2]


def test_usage_is_contact_times_complexity_times_lack_of_expertise() -> None:
    # Twice the usual contact, complexity .5, expertise .5: 2 x 4 x .5 x .5 = 2. An expert of .9: .4.
    found = contact_and_expertise.usage(values(2.0, 2.0), 0.5, values(0.5, 0.9))
    assert found == pytest.approx([2.0, 0.4])


def test_the_involved_use_more() -> None:
    # A usage of 2 at stakes 1.5: 2 if stakes do not count, 2 x 1.5 in full, 2 x 1.25 by half.
    found = [contact_and_expertise.used_by_stakes(values(2.0), STAKES, share)[0] for share in (0.0, 1.0, 0.5)]
    assert found == pytest.approx([2.0, 3.0, 2.5])


def test_volume_grows_with_the_relationship() -> None:
    # Satisfaction .1 is an index of 72: half the way up is .4472 of .05; commitment .3 of .1; integration
    # .5 of .2: 1 + .0224 + .03 + .1. Neutral, uncommitted and not integrated: 1.
    found = volume.volume(values(0.1, 0.0), values(0.3, 0.0), values(0.5, 0.0), 0.05, 0.1, 0.2)
    assert found == pytest.approx([1.15236, 1.0], abs=1e-5)


def test_what_she_does_costs_and_integration_saves() -> None:
    # .165 drawn, two contacts at .01, three orders at .02: .245; half integrated at a saving of .4: x .8.
    found = serving.cost_of_serving(values(0.165), values(2.0), values(3.0), values(0.5), 0.01, 0.02, 0.4)
    assert found == pytest.approx([0.196])


# The price of levers


def test_a_better_offer_costs_ever_more_and_a_worse_one_saves_less() -> None:
    # .1 better: .6 x .1 + 2 x .01 = .08; .2 better: .12 + .08 = .2.
    found = lever_prices.cost_of_improvement(values(0.1, 0.2, -0.1, 0.0), 0.6, 2.0)
    assert found == pytest.approx([0.08, 0.2, 0.0, 0.0])
    # Goods at .6. .1 worse: .6 (1 - e^(-.04 / .6)) = .0387; 2 worse: .4418; 50 worse: all of the .6.
    saved = lever_prices.saved_by_worsening(values(-0.1, -2.0, -50.0, 0.1), 0.4, values(0.6))
    assert saved == pytest.approx([0.0387, 0.4418, 0.6, 0.0], abs=1e-4)
    assert lever_prices.saved_by_worsening(values(-1.0), 0.4, values(0.0)) == pytest.approx(0.0, abs=1e-8)


def test_every_halving_of_failures_costs_the_same() -> None:
    # .02 x ln 2 = .01386 for one halving, twice as much for two; doubling saves as much.
    found = lever_prices.cost_of_fewer(values(0.4, 0.4, 0.4), values(0.2, 0.1, 0.8), 0.02)
    assert found == pytest.approx([0.0138629, 0.0277259, -0.0138629], abs=1e-7)


def test_twice_the_spending_has_less_than_twice_the_effect() -> None:
    # (1 - e^-2) / (1 - e^-1) = 1.368; half: .622; nothing: 0.
    found = lever_prices.effect_of_spending(values(1.0, 2.0, 0.5, 0.0))
    assert found == pytest.approx([1.0, 1.3679, 0.6225, 0.0], abs=1e-4)


def test_the_first_months_of_a_guarantee_relieve_most() -> None:
    # Half the relief at 6 months, two thirds at 12, a seventh at 1.
    found = lever_prices.effect_of_guarantee(values(6, 12, 1, 0), 6.0)
    assert found == pytest.approx([1 / 2, 2 / 3, 1 / 7, 0])


# Experience, complaint and recovery


def test_one_draw_decides_between_major_minor_and_no_failure() -> None:
    # Probabilities .001 major, .004 minor: a draw below .001 is major, below .005 minor, above nothing.
    loss = failure_and_recovery.failure_loss(
        values(0.0005, 0.003, 0.2), values(0.004), values(0.001), 1.35, 2.5
    )
    assert loss.tolist() == [2.5, 1.35, 0.0]


def test_the_involved_complain_more() -> None:
    # 2 x .5 x .04 = .04 at the middle of the inventory, 2 x .9 x .04 = .072 near its top;
    # 2 x .9 x .25 x 2.5 = 1.125 is more than certain.
    found = failure_and_recovery.complaint_probability(
        values(0.5, 0.9, 0.9), values(0.04, 0.04, 0.25), values(1, 1, 2.5)
    )
    assert found == pytest.approx([0.04, 0.072, 1.0])


def test_a_complaint_is_answered_quickly_well_or_badly() -> None:
    # Quick with probability .25, satisfactory with .35 (draws up to .60), else unsatisfactory; who does not
    # complain gets nothing.
    found = failure_and_recovery.compensation(
        flags(True, True, True, False), values(0.1, 0.4, 0.9, 0.1), values(0.25), values(0.35),
        values(0.97), values(0.73), values(0.17),
    )  # fmt: skip
    assert found.tolist() == [0.97, 0.73, 0.17, 0.0]


def test_a_minor_failure_in_a_month() -> None:
    # Without it the month would be worth 1.5 x (.1 - .2) + .03 = -.12.
    month = experience.worth(STAKES, values(0.1), values(-0.2), values(0.03))
    assert month == pytest.approx([-0.12])
    # A loss of 1.35 harms by 1.5 x 1.35 = 2.025. Made good to 73 %, -.12 - 2.025 x .27 = -.66675 is felt, but
    # only half of the repair is learned: -.12 - 2.025 x (1 - .365) = -1.405875.
    harm = STAKES * 1.35
    assert experience.after_failure(month, harm, values(0.73), 1.0) == pytest.approx([-0.66675])
    assert experience.after_failure(month, harm, values(0.73), 0.5) == pytest.approx([-1.405875])


def test_members_feel_bound_by_progress_and_status_others_by_commitment() -> None:
    # A member with 7 of 20 points: .35; one with status: 1; their commitment of .4 does not matter.
    # Others feel bound by it alone. Points past the threshold count as all of the way.
    progress, status = values(0.35, 0.35, 0.35, 1.2), values(0, 1, 0, 0)
    found = attribution.continuity(values(0.4), values(0.03, 0.03, 0, 0.03), progress, status)
    assert found == pytest.approx([0.35, 1.0, 0.4, 1.0])


@pytest.mark.parametrize(
    ("loss", "excused", "learned"),
    [
        # A minor failure (1.9 at stakes 1.5: 2.85) without answer in a month worth .05, for a member with 7
        # of 20 points, weight .6: .21 of it is excused, so .05 - 2.85 x .79 = -2.2015 is learned.
        (1.9, 0.21, -2.2015),
        # A major one (3.6: 5.4), weight -.4: love becomes hate, .14 more of it counts: .05 - 5.4 x 1.14.
        (3.6, -0.14, -6.106),
    ],
)
def test_an_excused_failure_counts_less_and_love_may_become_hate(
    loss: float, excused: float, learned: float
) -> None:
    weights = SimpleNamespace(attribution=0.6, attribution_major=-0.4, minor_loss=1.9, healing=0.5)
    world = SimpleNamespace(experience=weights)
    she = SimpleNamespace(
        commitment=values(0.9), purchases=values(7.0), points=values(7.0), loss=values(loss), stakes=STAKES,
        excused=values(0.0), compensation=values(0.0), felt=values(0.05), expectation=values(0.1),
    )  # fmt: skip
    firm = {"reward": 0.03, "threshold": 20.0, "tier_bonus": 0.5, "tier_threshold": 12.0}
    supplier = SimpleNamespace(**{name: values(number) for name, number in firm.items()})
    attribution.excuse_minor(she, supplier, world)
    attribution.excuse_major(she, supplier, world)
    experience.experience_failure(she, world)
    assert she.excused == pytest.approx([excused])
    assert she.learned == pytest.approx([learned])
    assert she.felt == pytest.approx([0.05 - 1.5 * loss])


def test_a_grievance_grows_by_what_was_not_made_good_and_holds_commitment_down() -> None:
    # .1 for each month's price: a loss of 3.6 of which a quarter was made good adds .27 to .1. It stops at 1,
    # and being made good for more than the loss adds nothing.
    found = grievance.grievance(values(0.1, 0.9, 0.1), values(3.6), values(0.25, 0.25, 1.2), 0.1)
    assert found == pytest.approx([0.37, 1.0, 0.1])
    # Commitment .5 has just moved by 6 % towards .6; with a grievance of .37 it would have moved towards
    # .6 x .63 = .378: lower by .06 x .37 x .6 = .01332.
    now = arithmetic.moved(values(0.5), values(0.6), 0.06)
    held = grievance.held_back(now, values(0.6), values(0.37), 0.06)
    assert held == pytest.approx(arithmetic.moved(values(0.5), values(0.378), 0.06)) == [0.49268]


def test_a_firm_suits_some_better_than_others() -> None:
    # A spread of .15 and a draw of two standard deviations: .3 of quality, worth 1.5 x .3 = .45 to her.
    assert match.match_worth(STAKES, values(2.0), 0.15) == pytest.approx([0.45])


def test_the_benefit_of_three_bonds() -> None:
    she = SimpleNamespace(
        stakes=STAKES,
        purchases=values(70.0),
        social_bond=values(0.6),
        usage=values(2.0),
        integration=values(0.5),
        prospect=values(1.0),
    )
    supplier = SimpleNamespace(
        rebate=values(0.01), reward=values(0.01), tier_threshold=values(60.0), tier_bonus=values(1.0),
        personal_fit=values(1.0), structural=values(1.0),
    )  # fmt: skip
    world = SimpleNamespace(bonds=SimpleNamespace(social_benefit=0.05, structural_benefit=0.10))
    # A rebate of .01, and rewards of .01 doubled by status: .03.
    assert points_and_tiers.financial_benefit(she, supplier) == pytest.approx([0.03])
    # A social bond of .6, worth .05 at full strength and mean stakes: .05 x 1.5 x .6 = .045.
    assert social_bond.social_benefit(she, supplier, world) == pytest.approx([0.045])
    # Half integrated at twice the usual usage: .10 x 2 x .5 = .10. Together .175.
    assert structural_bond.structural_benefit(she, supplier, world) == pytest.approx([0.10])
    assert experience.bond_benefit(she, supplier, world) == pytest.approx([0.175])


# Satisfaction, trust, commitment


def test_a_recovery_is_measured_against_what_was_expected_of_it() -> None:
    # A loss of 2 at stakes 1.5 is a harm of 3; .6 of it is expected back. Who is silent expects nothing.
    found = failure_and_recovery.recovery_surprise(
        flags(True, True, False), STAKES, values(2.0), values(1.0, 0.2, 0.0), 0.6
    )
    assert found == pytest.approx([1.2, -1.2, 0.0])
    # At weight .5 and loss aversion 2 the good surprise adds .6 and the bad one takes 1.2.
    assert satisfaction.of_recovery(found, 0.5, 2.0) == pytest.approx([0.6, -1.2, 0.0])


def test_only_what_falls_short_of_a_claim_by_more_than_is_tolerated_dissatisfies() -> None:
    # Claimed .5, tolerated .25 at mean stakes. Felt .1 is .15 too little: .25 x 2 x -.15 = -.075. Felt .3 is
    # within the zone, and felt .9, much more than was claimed, satisfies no more than that.
    felt = values(0.1, 0.3, 0.9)
    found = satisfaction.of_information(felt, values(0.5), values(1.0), 0.25, 0.25, 2.0)
    assert found == pytest.approx([-0.075, 0.0, 0.0])
    # At double stakes twice as much is tolerated: felt .1 is no shortfall any more.
    assert satisfaction.of_information(felt, values(0.5), values(2.0), 0.25, 0.25, 2.0)[0] == 0.0


def test_a_long_relationship_is_moved_less_by_a_new_experience() -> None:
    # .15 for a newcomer, half of it after 36 months, a quarter after 108.
    assert satisfaction.speed_at(0.15, values(0, 36, 108), 36.0) == pytest.approx([0.15, 0.075, 0.0375])


def test_a_firm_knows_what_a_customer_buys_of_late_and_what_it_earns_with_her() -> None:
    # 1.2 a month of late against 1 over the year: a fifth more. Nothing in the year: no trend.
    assert customer_files.trend(values(1.2, 0.5), values(1.0, 0.0)) == pytest.approx([0.2, 0.0])
    # Two purchases at a margin of .3 less .1 for serving her and .05 for what keeps her: .45.
    assert treatments.earned(values(2.0), values(0.1), values(0.3), values(0.05)) == pytest.approx([0.45])


def test_a_class_is_reviewed_every_so_many_months() -> None:
    months = values(1, 6, 11, 12, 24)
    assert list(treatments.is_due(months, values(12))) == [False, False, False, True, True]


def test_a_shortfall_weighs_more_than_an_excess() -> None:
    # Expected .1, desired .05. Felt -.2: .27 x -.25 + .21 x .05 = -.057, and .52 x 2 x -.3 = -.312: -.369.
    # Felt +.3: .27 x .25 + .21 x .05 = .078, and .52 x .2 = .104: +.182.
    month = satisfaction.of_month(
        values(-0.2, 0.3), values(0.1), values(0.05), values(0.0), 0.27, 0.21, 0.52, 2.0
    )
    assert month == pytest.approx([-0.369, 0.182])
    # A bad month after good years: 15 % of the way from .2 to -.369.
    assert arithmetic.moved(values(0.2), month[:1], 0.15) == pytest.approx([0.11465])


def test_small_surprises_are_tolerated() -> None:
    # With a zone of .1, a surprise of .05 either way is none; of those of .3 and -.3, .2 and -.2 count.
    surprises = satisfaction.beyond_zone(values(0.05, -0.05, 0.3, -0.3), values(0.1))
    assert surprises == pytest.approx([0.0, 0.0, 0.2, -0.2])
    # Without a zone every surprise counts as it is, to the last bit.
    assert satisfaction.beyond_zone(values(0.1, -0.3), values(0.0)).tolist() == [0.1, -0.3]


def test_satisfaction_is_shown_on_a_scale_to_100() -> None:
    # Neutral is 50. A satisfaction of .2 is twice the scale of .1, so h = 1: (1 + 1 / sqrt 2) / 2 = 85 %.
    found = satisfaction.index(values(0.0, 0.2, -0.2), 0.0, 0.1)
    assert found == pytest.approx([50.0, 85.35533906, 14.64466094])
    # With -.2 in the middle, neutral is shown as 85.
    assert satisfaction.index(values(0.0), -0.2, 0.1) == pytest.approx([85.35533906])


def test_what_a_firm_promises() -> None:
    # Quality .1, promised 20 % of a price above it: 1.5 x .3 = .45; rewards .03; a visible structural
    # benefit of .05 at twice the usual usage: .10. Together .58.
    assert advertising.claim(STAKES, 0.1 + 0.2, 0.03, 0.05, values(2.0)) == pytest.approx([0.58])


def test_promises_have_a_zone_of_tolerance() -> None:
    # Stakes 1, tolerance .25, softness .1. A month .25 short of the claim is half kept; .40 short is
    # (-.40 + .25) / .1 = -1.5, kept to .2; .10 short is +1.5, kept to .8.
    kept = trust.promise_kept(values(-0.25, -0.40, -0.10), values(0.0), values(1.0), 0.25, 0.1)
    assert kept == pytest.approx([0.5, 0.2, 0.8])
    # Trust .55 rises by .12 x .25 = .03, but falls by .12 x 2 x .35 = .084.
    assert trust.trust(values(0.55), kept[2:], 0.12, 2.0) == pytest.approx([0.58])
    assert trust.trust(values(0.55), kept[1:2], 0.12, 2.0) == pytest.approx([0.466])


def test_trust_is_the_gate_of_commitment() -> None:
    # Involvement .5, satisfaction .15: squashed(1.5) = .8, .6 x .5 x .8 = .24; social bond .6: .4 x .6 = .24;
    # times trust .8: .384. Without trust nothing.
    found = commitment.commitment_target(
        values(0.8, 0.0), values(0.5), values(0.15), values(0.6), involvement_share=0.6, softness=0.1
    )
    assert found == pytest.approx([0.384, 0.0])


# Bonds and points


def test_a_bond_grows_by_a_share_of_what_is_missing() -> None:
    # Twice the usual contact, half the programme: .5 x .2 / 1.2 = .08333; from .4: .4 + .08333 x .6 = .45
    growth = bonds.bond_growth(0.1, values(2.0), values(0.5))
    assert growth == pytest.approx([1 / 12])
    assert bonds.grown(values(0.4), growth) == pytest.approx([0.45])


def test_forty_seven_points_are_two_rewards_of_twenty() -> None:
    due = points_and_tiers.rewards_due(values(47.0, 19.9, 20.0), values(20.0))
    assert due.tolist() == [2.0, 0.0, 1.0]
    # 47 - 2 x 20 = 7 stay on the account.
    assert points_and_tiers.points_left(values(47.0, 19.9, 20.0), due, values(20.0)) == pytest.approx(
        [7.0, 19.9, 0.0]
    )


# Beliefs and word of mouth


def test_a_claim_counts_as_far_as_it_is_trusted() -> None:
    # .1 + .05 x .6 x (.5 - .1) = .112
    assert advertising.advertised(values(0.1), values(0.5), values(0.6), 0.05) == pytest.approx([0.112])


def test_two_bad_opinions_against_ones_own() -> None:
    # Own belief .1 with weight 1, two opinions that sum to -.4 with weight .2 each:
    # (.1 + .2 x -.4) / (1 + .4) = .02 / 1.4
    first = word_of_mouth.heard(values(0.1), values(-0.3), 0, 0.2)
    assert first == pytest.approx([(0.1 + 0.2 * -0.3) / 1.2])
    assert word_of_mouth.heard(first, values(-0.1), 1, 0.2) == pytest.approx([0.02 / 1.4])


def test_the_dissatisfied_tell_more_people_than_the_satisfied() -> None:
    # 1.5 x (.3 + 6 x .1 + 3 x .2) = 2.25 against 1.5 x (.3 + 4 x .1 + 3 x .2) = 1.95
    told = word_of_mouth.people_told(values(1.5), values(-0.1, 0.1), values(0.2), 0.3, 6.0, 4.0, 3.0)
    assert told == pytest.approx([2.25, 1.95])


# Value and search


def test_the_committed_pay_less_attention_to_other_firms() -> None:
    # e^0 = 1 without commitment; e^-(2 x .5) = .3679 at half of it.
    assert attention.attention(values(0.0, 0.5), 2.0) == pytest.approx([1.0, 0.36787944])


def test_delivered_value_is_total_value_less_total_cost() -> None:
    # Risk: .35 x 1.5 x (1 - .6) = .21, halved by a guarantee that takes half of it away.
    risk = delivered_value.risk_cost(STAKES, values(0.6), 0.35, 0.0)
    assert risk == pytest.approx([0.21])
    assert delivered_value.risk_cost(STAKES, values(0.6), 0.35, 0.5) == pytest.approx([0.105])
    # 1.5 x (.2 + .1) + .05 - (1 + .1) - .21 = .45 + .05 - 1.1 - .21 = -.81
    found = delivered_value.delivered_value(STAKES, values(0.2), 0.1, values(0.05), 1.0, 0.1, risk)
    assert found == pytest.approx([-0.81])


def test_the_money_on_the_table() -> None:
    # Price .95, rewards .03, a visible structural benefit of .05 at twice the usual usage: .1 + .03 - .95
    assert search.offer(0.95, 0.03, 0.05, values(2.0)) == pytest.approx([-0.82])


def test_what_makes_a_customer_look_around() -> None:
    # Routine .032, restless by half, .25 more involved than the mean: .048 x e^.25 = .061633
    assert search.routine_search(0.032, values(1.5), values(0.828), 0.578, 1.0) == pytest.approx(
        [0.048 * math.exp(0.25)]
    )
    # Satisfaction of one softness below neutral multiplies by e, above divides by e.
    assert search.push(values(-0.12, 0.0, 0.12), 0.12) == pytest.approx([math.e, 1.0, 1 / math.e])
    # A rival twice the usual gap cheaper calls twice as loud as routine, and twice again at half the stakes.
    assert search.pull(values(0.16), 0.08, values(1.0, 0.5)) == pytest.approx([2.0, 4.0])
    # Satisfaction that halves the hazard halves the pull; if half of the news reaches all alike, to 3/4.
    assert search.hearing(values(0.04), values(0.02), 0.5) == pytest.approx([0.03])
    assert search.hearing(values(0.04), values(0.02), 0.0) == pytest.approx([0.02])
    # A loss of 1.35 made good to 73 % leaves 1.35 x .27 = .3645; more than made good leaves nothing.
    assert search.incident(values(1.35), values(0.73, 1.2), 1.0) == pytest.approx([0.3645, 0.0])
    # A hazard of ln 2 a month happens to half of the customers.
    assert search.probability(values(math.log(2.0), 0.0)) == pytest.approx([0.5, 0.0])


# Broken promises


def test_the_share_of_a_promise_that_is_withdrawn() -> None:
    # From 4 % back to 3 % a quarter is withdrawn; more than before, or nothing before, withdraws nothing.
    lost = broken_promises.share_lost(values(0.04, 0.04, 0.0), values(0.03, 0.05, 0.02))
    assert lost == pytest.approx([0.25, 0.0, 0.0])


# Dirichlet tastes


def test_the_shape_that_keeps_the_variance() -> None:
    # Half of the variance lasts: trigamma(1) is pi squared / 6, the variance of a Gumbel variable.
    assert dirichlet_tastes.usual_shape(0.5) == pytest.approx(1.0)


def test_a_dirichlet_taste_is_the_logarithm_of_a_gamma_variable() -> None:
    # Of shape 1 it is exponential: 1 at the quantile 1 - 1/e, where the logarithm is .5772 above its mean.
    draw = values(1.0 - math.exp(-1.0))
    assert dirichlet_tastes.dirichlet_taste(draw, 0.1, 1.0, 1.0, 1.0) == pytest.approx([0.05772], abs=1e-5)


# Suspicion


def test_what_is_lost_on_the_suspicious() -> None:
    # Of .02 given back and .03 of kindness, half is lost.
    assert suspicion.lost_on_suspicion(values(0.02), values(0.03), 0.5) == pytest.approx([0.025])


# Referral


def test_company_costs_by_the_stakes() -> None:
    # Whom it matters twice as much loses twice .2 by leaving the one who referred her.
    assert referral.cost_of_company(values(1.0, 2.0), 0.2) == pytest.approx([0.2, 0.4])


# Contracts


def test_a_fee_runs_off_over_the_term() -> None:
    # After 6 of 24 months three quarters of 100 are left, at the end nothing; without a term all of it.
    left = contracts.fee_left(values(100.0, 100.0, 100.0), values(6.0, 24.0, 0.0), values(24.0, 24.0, 0.0))
    assert left.tolist() == [75.0, 0.0, 100.0]


def test_newcomers_fear_a_part_of_the_fee() -> None:
    # Of a fee of 2 with a foresight of .3: .6 without a term, half of that over two years, a third over one.
    feared = contracts.foreseen(values(2.0, 2.0, 2.0), values(0.0, 24.0, 12.0), 0.3)
    assert feared == pytest.approx([0.6, 0.3, 0.2])


# Switching cost


def test_money_and_work_are_spread_over_the_horizon() -> None:
    # Of a cost of .9 the fee of .6 counts a third over three months: .3 + .2; over one month all counts.
    assert switching_cost.weighed(values(0.9), values(0.6), 3.0) == pytest.approx([0.5])
    assert switching_cost.weighed(values(0.9), values(0.6), 1.0).tolist() == [0.9]


def test_switching_cost_by_type() -> None:
    # Procedural: .08 + .36 x .5 integrated + exit fee .2 = .46
    assert switching_cost.procedural(0.08, values(0.5), 0.36, values(0.2)) == pytest.approx([0.46])
    # Financial: 15 of 20 points are felt to (3/4)^3 = .421875; .03 x 15 x .421875 = .18984375, and the
    # status of a tier worth .1
    felt = points_and_tiers.progress_felt(values(15.0), values(20.0), 3)
    assert felt == pytest.approx([0.421875])
    assert switching_cost.financial(values(15.0), felt, values(0.03), values(0.1)) == pytest.approx(
        [0.28984375]
    )
    # Relational: 1.5 x (.15 x .384 + .20 x .6) = 1.5 x .1776 = .2664
    assert switching_cost.relational(STAKES, values(0.384), 0.15, values(0.6), values(0.2)) == pytest.approx(
        [0.2664]
    )


def test_a_lost_status_counts_within_the_horizon() -> None:
    # Two purchases a month and three months ahead: 6 of the 60 that status takes; 5 where it takes but 5.
    threshold, rate = values(60.0, 5.0, 60.0), values(2.0, 2.0, 2.0)
    foresight = values(1.0, 1.0, 0.0)
    found = switching_cost.purchases_with_status(threshold, rate, 3.0, foresight)
    assert found.tolist() == [6.0, 5.0, 60.0]


def test_a_reward_in_twenty_months_is_worth_three_quarters_of_its_face_value() -> None:
    # 20 purchases at one a month and an impatience of .03: a wait of .6. All rewards to come are worth
    # 1 / (e**.6 - 1) = 1.2164; in small parts, with every purchase, 1 / .6 = 1.6667: .7298 as much.
    # At a fifth of the rate the wait is 3: 3 / (e**3 - 1) = .1572. Who needs no patience loses nothing.
    found = attainability.prospect(values(20.0), values(1.0, 0.2), values(0.0), 0.03)
    assert found == pytest.approx([0.7298, 0.1572], abs=1e-4)
    assert attainability.prospect(values(1000.0), values(1.0), values(0.0), 0.0).tolist() == [1.0]
    assert attainability.worth_of_waiting(values(0.6, 3.0)) == pytest.approx(found)
    # A reward worth .03 of every purchase, beside a rebate of .01, then promises .01 + .03 x .7298.
    firm = SimpleNamespace(rebate=values(0.01), reward=values(0.03))
    assert attainability.money_promised(firm, found[:1]) == pytest.approx([0.0319], abs=1e-4)


def test_points_that_lapse_put_a_reward_off_or_out_of_reach() -> None:
    # At one purchase a month and a share of 1/40 lost a month, points grow towards 40: 20 of them take
    # -40 ln(1/2) = 27.73 months instead of 20, 1.3863 times as long. 40 are never reached.
    found = attainability.slowed_by_lapse(values(0.5, 0.0))
    assert found == pytest.approx([2 * math.log(2), 1.0])
    worth = attainability.prospect(values(20.0, 40.0), values(1.0), values(1 / 40), 0.0)
    assert worth == pytest.approx([1 / (2 * math.log(2)), 0.0])


def test_a_reward_is_felt_in_part_when_it_is_redeemed() -> None:
    # Two rewards of .6 in a month with two purchases give .6 for each; .03 was hoped for. Three tenths of the
    # difference are felt now: .171. A month without a reward lacks .3 x .03 = .009.
    received = redemption.money_received(values(2.0, 0.0), values(0.6), values(2.0))
    assert received == pytest.approx([0.6, 0.0])
    assert redemption.relief(received, values(0.03), 0.3) == pytest.approx([0.171, -0.009])


def test_points_are_missed_as_far_as_they_were_hoped_for() -> None:
    # 3 points of .03, of which .7 was expected to come, in a month with two purchases: .0315 for each.
    found = points_expiry.worth_missed(values(3.0), values(0.03), values(0.7, 0.0), values(2.0))
    assert found == pytest.approx([0.0315, 0.0])


def test_a_reward_that_is_near_pulls_and_one_that_was_had_slackens() -> None:
    # Nine tenths of the way are felt as .9**3 = .729. At a pull of .5 she buys .3645 more often; if she
    # expects but half of the reward, .18225. Who has had one lacks the mean nearness, 1/4: at the start she
    # buys .125 less often, at nine tenths .5 x (.729 - .25) = .2395 more.
    felt = values(0.729, 0.729, 0.0, 0.729)
    found = goal_gradient.pull_of_goal(
        felt, flags(False, False, True, True), values(1.0, 0.5, 1.0, 1.0), 0.5, 1.0, 3
    )
    assert found == pytest.approx([0.3645, 0.18225, -0.125, 0.2395])


def test_a_frequent_buyer_hardly_minds_putting_off_a_reward() -> None:
    # Points felt as .4, a weight of .5: .2 at one purchase a month or fewer, .05 at four.
    found = goal_gradient.cost_of_delay(values(0.4), values(0.5, 1.0, 4.0), 0.5)
    assert found == pytest.approx([0.2, 0.2, 0.05])


def test_units_are_a_poisson_number() -> None:
    # At a mean of .5 nothing is bought with probability .6065, at most one unit with .9098, two with .9856.
    nothing = math.exp(-0.5)
    found = purchases.units_bought(values(0.6, 0.9, 0.98, 0.999), values(0.5), values(nothing))
    assert found.tolist() == [0.0, 1.0, 2.0, 4.0]


def test_who_buys_from_several_firms_reaches_a_reward_later() -> None:
    # Nothing bought yet, four firms: a quarter with each. After 8 of 12 purchases here: (8 + 1) / (12 + 4).
    found = attainability.share_of_purchases(values(0.0, 8.0), values(0.0, 12.0), 0.25)
    assert found.tolist() == [0.25, 0.5625]


def test_without_a_goal_gradient_all_points_count_in_full() -> None:
    assert points_and_tiers.progress_felt(values(1.0, 19.0), values(20.0), 0).tolist() == [1.0, 1.0]


# Kinds of loyalty


def test_four_types_of_loyalty() -> None:
    found = loyalty.loyalty_type(values(0.1, 0.1, -0.1, -0.1), whole(12, 11, 12, 11))
    assert [loyalty.LOYALTY_TYPES[kind] for kind in found] == ["loyal", "latent", "spurious", "none"]


def test_three_motives_of_staying() -> None:
    # A scale of luck of .1: a lead of 2.2 x .1 = .22 is dedication. Who waits to leave is constrained.
    found = loyalty.motive(flags(False, False, True), values(0.25, 0.10, 0.25), 0.1)
    assert [loyalty.MOTIVES[kind] for kind in found] == ["dedicated", "mixed", "constrained"]
    # Against one rival, a logit customer with that lead stays with probability 1 / (1 + e^-2.2) = .90.
    assert 1 / (1 + math.exp(-loyalty.NINE_IN_TEN)) == pytest.approx(0.9, abs=0.001)


def test_four_rungs_of_the_ladder() -> None:
    found = loyalty.rung(
        values(0.7, 0.8, 0.8, 0.8, 0.8, 0.7),
        values(0.9, 0.1, 0.1, 0.4, 0.1, 0.9),
        values(0.9, 0.4, 0.6, 0.8, 0.8, 0.9),
    )
    rungs = [loyalty.RUNGS[rung] for rung in found]
    assert rungs == ["ordinary", "preferred", "partner", "ally", "partner", "ordinary"]


# Profit


def test_profit_with_one_customer_in_a_month() -> None:
    firm = SimpleNamespace(
        charged=values(1.0), unit_cost=values(0.65), rebate_given=values(0.02), reward_worth=values(0.6),
        cost_contact=values(0.05), cost_member=values(0.003), cost_social=values(0.01),
        cost_structural=values(0.03), cost_setup=values(0.4), cost_acquisition=values(0.3),
    )  # fmt: skip
    # Four purchases at 1, goods of .65 each, a rebate of .02 each and a reward worth .60: 4, 2.6 and .68.
    found = accounts.sales(values(4.0), values(1.0), firm)
    assert [float(entry[0]) for entry in found] == pytest.approx([4.0, 2.6, 0.68])
    assert accounts.profit_of_sales(values(4.0), values(1.0), firm) == pytest.approx([0.72])
    # Serving .165 and contact .05; membership .003; people .01; structure .03 and a tenth of the set-up, .04.
    kept = accounts.care(1.0, values(0.165), values(0.1), firm)
    assert [float(entry[0]) for entry in kept] == pytest.approx([0.215, 0.003, 0.01, 0.07])
    # Two customers cost twice as much as one: a firm's ledger is the sum of its customers' accounts.
    both = accounts.care(2.0, values(0.33), values(0.2), firm)
    assert [float(entry[0]) for entry in both] == pytest.approx([0.43, 0.006, 0.02, 0.14])
    assert accounts.winning(values(0.0, 1.0), firm) == pytest.approx([0.0, 0.3])


def test_every_rule_has_an_example() -> None:
    called = {
        node.func.attr
        for node in ast.walk(ast.parse(Path(__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    missing = [f"{rule.__module__}.{rule.__name__}" for rule in all_rules() if rule.__name__ not in called]
    assert missing == []
