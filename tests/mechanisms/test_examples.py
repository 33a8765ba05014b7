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
    bonds,
    commitment,
    contact_and_expertise,
    delivered_value,
    experience,
    failure_and_recovery,
    involvement,
    loyalty,
    points_and_tiers,
    satisfaction,
    search,
    social_bond,
    structural_bond,
    switching_cost,
    trust,
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


def test_usage_is_contact_times_complexity_times_lack_of_expertise() -> None:
    # Twice the usual contact, complexity .5, expertise .5: 2 x 4 x .5 x .5 = 2. An expert of .9: .4.
    found = contact_and_expertise.usage(values(2.0, 2.0), 0.5, values(0.5, 0.9))
    assert found == pytest.approx([2.0, 0.4])


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


def test_the_benefit_of_three_bonds() -> None:
    she = SimpleNamespace(
        stakes=STAKES,
        purchases=values(70.0),
        social_bond=values(0.6),
        usage=values(2.0),
        integration=values(0.5),
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


def test_a_shortfall_weighs_more_than_an_excess() -> None:
    # Expected .1, desired .05. Felt -.2: .27 x -.25 + .21 x .05 = -.057, and .52 x 2 x -.3 = -.312: -.369.
    # Felt +.3: .27 x .25 + .21 x .05 = .078, and .52 x .2 = .104: +.182.
    month = satisfaction.of_month(values(-0.2, 0.3), values(0.1), values(0.05), 0.27, 0.21, 0.52, 2.0)
    assert month == pytest.approx([-0.369, 0.182])
    # A bad month after good years: 15 % of the way from .2 to -.369.
    assert arithmetic.moved(values(0.2), month[:1], 0.15) == pytest.approx([0.11465])


def test_satisfaction_is_shown_on_a_scale_to_100() -> None:
    # Neutral is 50. A satisfaction of .2 is twice the scale of .1, so h = 1: (1 + 1 / sqrt 2) / 2 = 85 %.
    assert satisfaction.index(values(0.0, 0.2, -0.2)) == pytest.approx([50.0, 85.35533906, 14.64466094])


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
    # A loss of 1.35 made good to 73 % leaves 1.35 x .27 = .3645; more than made good leaves nothing.
    assert search.incident(values(1.35), values(0.73, 1.2), 1.0) == pytest.approx([0.3645, 0.0])
    # A hazard of ln 2 a month happens to half of the customers.
    assert search.probability(values(math.log(2.0), 0.0)) == pytest.approx([0.5, 0.0])


# Switching cost


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
        price=values(1.0), unit_cost=values(0.65), rebate=values(0.02), reward_worth=values(0.6),
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
