"""What must hold for all admissible numbers, not only for the examples."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulation.kernel import arithmetic
from simulation.mechanisms import (
    advertising,
    attainability,
    attribution,
    bonds,
    commitment,
    delivered_value,
    experience,
    grievance,
    points_and_tiers,
    satisfaction,
    search,
    switching_cost,
    trust,
    word_of_mouth,
)
from tests.mechanisms.numbers import values
from tests.mechanisms.rules import all_rules

share = st.floats(0, 1)
money = st.floats(-10, 10)
positive = st.floats(0, 20)
stakes = st.floats(0.05, 20)
ROUNDING = 1e-12


def arguments(rule: Callable[..., Any], rows: int, seed: int) -> dict[str, Any]:
    """Random arguments: arrays where a rule is element-wise, single numbers where it is not."""
    generator = np.random.default_rng(seed)
    made: dict[str, Any] = {}
    for name, parameter in inspect.signature(rule).parameters.items():
        kind = str(parameter.annotation)
        if "Flags" in kind:
            made[name] = generator.random(rows) < 0.5
        elif "Whole" in kind:
            made[name] = generator.integers(0, 30, rows)
        elif "Values" in kind:
            made[name] = generator.uniform(0.01, 1.0, rows) * generator.choice([-1.0, 1.0], rows)
        else:
            made[name] = (
                int(generator.integers(0, 5)) if kind == "int" else float(generator.uniform(0.01, 1.0))
            )
    return made


@pytest.mark.parametrize(
    "rule", all_rules(), ids=lambda rule: f"{rule.__module__.split('.')[-1]}.{rule.__name__}"
)
def test_a_block_gives_what_each_customer_gives_alone_and_arguments_stay_untouched(
    rule: Callable[..., Any],
) -> None:
    rows = 17
    given_arguments = arguments(rule, rows, seed=1)
    for argument in given_arguments.values():
        if isinstance(argument, np.ndarray):
            argument.flags.writeable = False
    block = rule(**given_arguments)
    assert block.shape == (rows,)
    for row in range(rows):
        alone = {k: v[row : row + 1] if isinstance(v, np.ndarray) else v for k, v in given_arguments.items()}
        assert rule(**alone)[0] == block[row]
    repeated = rule(**given_arguments)
    assert (repeated == block).all()


@given(share, share, st.floats(0, 0.2), st.floats(1, 5))
@example(0.3, 0.0, 0.2, 5.0)
@example(0.7, 0.0, 0.2, 5.0)
def test_trust_stays_within_0_and_1_for_all_admissible_parameters(
    current: float, kept: float, speed: float, aversion: float
) -> None:
    assert 0.0 <= trust.trust(values(current), values(kept), speed, aversion)[0] <= 1.0


@given(st.floats(0, 2), st.floats(0, 2))
@example(0.0, 9.99e-4)
@example(9.99e-4, 2e-6)
@example(0.9999, 1.0)
def test_points_that_lapse_faster_never_make_a_reward_come_sooner(lapsed: float, more: float) -> None:
    slow, slower = attainability.slowed_by_lapse(values(lapsed, lapsed + more))
    assert slow >= 1.0
    if lapsed + more < 1.0:
        assert slower >= slow - ROUNDING


@given(st.floats(0, 1000), st.floats(0, 2000))
@example(0.0, 0.0)
@example(9.99e-4, 2e-6)
@example(699.0, 2.0)
def test_a_longer_wait_never_makes_a_reward_worth_more(wait: float, longer: float) -> None:
    soon, late = attainability.worth_of_waiting(values(wait, wait + longer))
    assert 0.0 <= late <= soon + 1e-12
    assert soon <= 1.0


@given(st.floats(1, 1000), st.integers(0, 50), st.integers(-2, 2))
@example(83.64393659563936, 50, 0)
def test_points_left_are_at_least_0_and_no_more_than_a_reward_takes(
    threshold: float, rewards: int, steps: int
) -> None:
    """Where rounding withholds a reward (50 x 83.6... / 83.6... is below 50), its points stay and earn it."""
    points = values(rewards * threshold)
    for _ in range(abs(steps)):
        points = np.maximum(np.nextafter(points, np.inf if steps > 0 else 0.0), 0.0)
    left = points_and_tiers.points_left(
        points, points_and_tiers.rewards_due(points, values(threshold)), values(threshold)
    )
    assert 0.0 <= left[0] <= threshold * (1.0 + 1e-12)


@given(money, money, stakes, st.floats(0, 2), st.floats(0.01, 2))
def test_promises_are_kept_between_not_at_all_and_wholly(
    learned: float, claimed: float, at_stake: float, tolerance: float, softness: float
) -> None:
    kept = trust.promise_kept(
        values(learned, learned + 0.1), values(claimed), values(at_stake), tolerance, softness
    )
    assert 0.0 <= kept[0] <= kept[1] <= 1.0


@given(share, share, share, share, money, share, share, st.floats(0.01, 2), st.floats(0, 1))
def test_commitment_stays_within_0_and_1(
    current: float,
    trusted: float,
    involvement: float,
    bond: float,
    satisfied: float,
    part: float,
    more: float,
    softness: float,
    speed: float,
) -> None:
    low, high = sorted((trusted, more))
    target = commitment.commitment_target(
        values(low, high), values(involvement), values(satisfied), values(bond), part, softness
    )
    assert target[0] <= target[1]
    moved = arithmetic.moved(values(current), target, speed)
    assert (moved >= 0.0).all()
    assert (moved <= 1.0).all()


@given(share, st.floats(0, 2), st.floats(0, 1e4), st.floats(0, 2))
def test_bonds_grow_and_stay_within_0_and_1(
    bond: float, rate: float, intensity: float, strength: float
) -> None:
    growth = bonds.bond_growth(rate, values(intensity), values(strength))
    assert 0.0 <= growth[0] <= strength
    assert bond <= bonds.grown(values(bond), growth)[0] <= 1.0


@given(money, st.lists(money, max_size=12), share)
def test_belief_after_hearing_lies_between_own_and_heard(
    own: float, opinions: list[float], weight: float
) -> None:
    after = values(own)
    for earlier, opinion in enumerate(opinions):
        after = word_of_mouth.heard(after, values(opinion), earlier, weight)
    heard = sum(opinions) / len(opinions) if opinions else own
    assert min(own, heard) - ROUNDING <= after[0] <= max(own, heard) + ROUNDING
    mean = (own + weight * sum(opinions)) / (1.0 + weight * len(opinions))
    assert after[0] == pytest.approx(mean, abs=1e-6 * max(1.0, abs(own), *map(abs, opinions)))


@given(money, money, share, share)
def test_belief_after_advertising_lies_between_belief_and_claim(
    belief: float, claimed: float, trusted: float, pull: float
) -> None:
    after = advertising.advertised(values(belief), values(claimed), values(trusted), pull)[0]
    assert min(belief, claimed) - ROUNDING <= after <= max(belief, claimed) + ROUNDING


@given(
    money, money, money, st.floats(0, 2), st.floats(0, 2), st.floats(0, 2), st.floats(1, 5), positive, stakes
)
def test_feeling_more_never_satisfies_less(
    felt: float,
    expected: float,
    desired: float,
    w1: float,
    w2: float,
    w3: float,
    aversion: float,
    more: float,
    zone: float,
) -> None:
    month = satisfaction.of_month(
        values(felt, felt + more), values(expected), values(desired), values(zone), w1, w2, w3, aversion
    )
    assert month[0] <= month[1] + ROUNDING


@given(money, positive, st.floats(1, 5), positive)
def test_a_shortfall_never_weighs_less_than_the_same_excess(
    expected: float, by: float, aversion: float, zone: float
) -> None:
    felt = values(expected - by, expected + by)
    less, more = satisfaction.of_month(
        felt, values(expected), values(expected), values(zone), 0.3, 0.2, 0.5, aversion
    )
    assert -less >= more - 1e-9


@given(money, positive)
def test_the_zone_takes_away_at_most_its_own_width(surprise: float, zone: float) -> None:
    counted = satisfaction.beyond_zone(values(surprise), values(zone))[0]
    assert counted == pytest.approx(np.sign(surprise) * max(abs(surprise) - zone, 0.0), abs=ROUNDING)


@given(share, share, st.floats(0, 20), st.floats(0, 3), st.floats(0, 5), share)
def test_a_grievance_stays_within_its_bounds_and_never_raises_commitment(
    before: float, committed: float, loss: float, made_good: float, weight: float, speed: float
) -> None:
    after = grievance.grievance(values(before), values(loss), values(made_good), weight)
    assert before <= after[0] <= 1.0
    held = grievance.held_back(values(committed), values(0.7), after, speed)[0]
    assert 0.0 <= held <= committed


@given(share, share, st.floats(0, 30), st.sampled_from([0.0, 1.0]))
def test_continuity_is_a_share(committed: float, reward: float, progress: float, status: float) -> None:
    found = attribution.continuity(values(committed), values(reward), values(progress), values(status))
    assert 0.0 <= found[0] <= 1.0


@given(positive, positive, share, st.floats(-3, 3), money, positive, stakes, positive, share)
def test_search_is_a_probability_that_rises_with_every_cause(
    rate: float,
    restless: float,
    involvement: float,
    slope: float,
    satisfied: float,
    gap: float,
    at_stake: float,
    loss: float,
    made_good: float,
) -> None:
    def probability(satisfied: float, gap: float, loss: float) -> float:
        base = search.routine_search(rate, values(restless), values(involvement), 0.5, slope)
        pushed = base * search.push(values(satisfied), 0.12)
        pulled = pushed * search.pull(values(gap), 0.08, values(at_stake))
        return float(
            search.probability(pushed + pulled + search.incident(values(loss), values(made_good), 1.0))[0]
        )

    usual = probability(satisfied, gap, loss)
    assert 0.0 <= usual <= 1.0
    assert probability(satisfied - 0.1, gap, loss) >= usual - ROUNDING
    assert probability(satisfied, gap + 0.1, loss) >= usual - ROUNDING
    assert probability(satisfied, gap, loss + 0.1) >= usual - ROUNDING


@given(share, share, stakes, positive, share, positive, st.integers(0, 10))
def test_switching_costs_are_never_negative_and_rise_with_every_bond(
    weak: float, strong: float, at_stake: float, price: float, points: float, reward: float, gradient: int
) -> None:
    low, high = sorted((weak, strong))
    both = values(low, high)
    felt = points_and_tiers.progress_felt(20.0 * both, values(20.0), gradient)
    for cost in (
        switching_cost.procedural(price, both, price, values(price)),
        switching_cost.financial(20.0 * both, felt, values(reward), values(0.0)),
        switching_cost.relational(values(at_stake), both, price, values(points), values(price)),
        switching_cost.relational(values(at_stake), values(points), price, both, values(price)),
    ):
        assert 0.0 <= cost[0] <= cost[1]


@given(stakes, money, money, money, st.floats(0, 5), money, share, share, st.floats(0, 5), share)
def test_value_rises_with_belief_taste_and_trust_and_falls_with_price(
    at_stake: float,
    taste: float,
    brand: float,
    belief: float,
    price: float,
    effort: float,
    trusted: float,
    more: float,
    risk: float,
    relief: float,
) -> None:
    low, high = sorted((trusted, more))

    def worth(taste: float, belief: float, price: float, trusted: float) -> float:
        cost = delivered_value.risk_cost(values(at_stake), values(trusted), risk, relief)
        return float(
            delivered_value.delivered_value(
                values(at_stake), values(taste), brand, values(belief), price, effort, cost
            )[0]
        )

    usual = worth(taste, belief, price, low) - 1e-9
    assert worth(taste + 0.1, belief, price, low) >= usual
    assert worth(taste, belief + 0.1, price, low) >= usual
    assert worth(taste, belief, price, high) >= usual
    assert worth(taste, belief, price + 0.1, low) <= usual + 2e-9


@given(st.floats(0, 1, exclude_min=True), st.floats(0, 3), st.floats(0, 3), money, positive)
def test_recovery_never_hurts_and_heals_less_than_it_pleases(
    healing: float, made_good: float, more: float, month: float, harm: float
) -> None:
    answers = values(*sorted((made_good, more)))
    felt = experience.after_failure(values(month), values(harm), answers, 1.0)
    learned = experience.after_failure(values(month), values(harm), answers, healing)
    assert felt[0] <= felt[1] + ROUNDING
    assert (learned <= felt + 1e-9).all()
    assert (learned >= month - harm - 1e-9).all()
