"""Steps: failures, complaints and recovery, refunds under a guarantee, and the experience of the month."""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm
from simulation.market.columns import State
from simulation.market.luck import Luck, noise, uniform
from simulation.market.settings import Firms, Psychology
from simulation.rules import experience
from simulation.rules.arithmetic import Values, where


def fail(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Draw whom the supplier fails."""
    firm = state.firm[rows]
    failures = of_firm(firms.failure_minor, firm) + of_firm(firms.failure_major, firm)
    state.failed[rows] = uniform(luck.failure, state.identity[rows]) < failures


def lose(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """The same draw tells whether she was failed slightly or badly."""
    firm = state.firm[rows]
    draw = uniform(luck.failure, state.identity[rows])
    minor, major = of_firm(firms.failure_minor, firm), of_firm(firms.failure_major, firm)
    state.loss[rows] = experience.failure_loss(draw, minor, major, world.minor_loss, world.major_loss)


def complain(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Those with a failure may complain; the firm answers well, fairly or badly, or refunds the price."""
    firm, identity, loss = state.firm[rows], state.identity[rows], state.loss[rows]
    major = uniform(luck.failure, identity) < of_firm(firms.failure_major, firm)
    severity = where(major, world.complaint_major, world.complaint_minor)
    readiness = of_firm(firms.complaint_factor, firm)
    probability = experience.complaint_probability(state.involvement[rows], severity, readiness)
    complains = uniform(luck.complaint, identity) < probability
    answer = experience.compensation(
        complains,
        uniform(luck.outcome, identity),
        of_firm(firms.recovery_quick, firm),
        of_firm(firms.recovery_satisfied, firm),
        of_firm(firms.compensation_quick, firm),
        of_firm(firms.compensation_satisfied, firm),
        of_firm(firms.compensation_unsatisfied, firm),
    )
    harm = state.stakes[rows] * loss
    refunded = complains & (state.tenure[rows] < of_firm(firms.guarantee_months, firm))
    price = of_firm(firms.price, firm)
    made_good = where(refunded, np.maximum(answer, price / np.maximum(harm, 0.01)), answer)
    state.compensation[rows] = made_good
    state.recovery_surprise[rows] = experience.recovery_surprise(
        complains, state.stakes[rows], loss, made_good, world.recovery_expected
    )
    cost = of_firm(firms.compensation_cost, firm) * harm * made_good
    state.recovery_cost[rows] = where(refunded, np.maximum(price, cost), cost)


def end_guarantee(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Find those for whom the last month of a guarantee has come."""
    months = of_firm(firms.guarantee_months, state.firm[rows])
    state.guarantee_ends[rows] = months - 1.0 == state.tenure[rows]


def claim_refund(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Opportunists claim their price back in the last month of the guarantee, without a cause."""
    firm = state.firm[rows]
    claims = state.opportunism[rows] < of_firm(firms.opportunists, firm)
    state.recovery_cost[rows] += where(claims, of_firm(firms.price, firm), 0.0)


def experience_month(
    state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
) -> None:
    """What happened is what is felt, and what is learned, unless something went wrong."""
    firm, stakes = state.firm[rows], state.stakes[rows]
    deviation = of_firm(firms.quality_spread, firm) * noise(luck.performance, state.identity[rows])
    benefit = bond_benefit(state, firms, world, rows)
    happened = experience.worth(stakes, of_firm(firms.quality, firm), deviation, benefit)
    state.felt[rows] = happened
    state.learned[rows] = happened
    state.disconfirmation[rows] = happened - state.expectation[rows]


def experience_failure(
    state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
) -> None:
    """Where the supplier failed, what is felt and what is learned depend on how it made good."""
    harm, made_good = state.stakes[rows] * state.loss[rows], state.compensation[rows]
    happened = state.felt[rows]
    felt = experience.after_failure(happened, harm, made_good, 1.0)
    state.felt[rows] = felt
    state.learned[rows] = experience.after_failure(happened, harm, made_good, world.healing)
    state.disconfirmation[rows] = felt - state.expectation[rows]


def bond_benefit(state: State, firms: Firms, world: Psychology, rows: Rows) -> Values:
    """Return the benefit a month of the bonds with one's own firm."""
    firm = state.firm[rows]
    status = state.purchases[rows] >= of_firm(firms.tier_threshold, firm)
    bonus = where(status, of_firm(firms.tier_bonus, firm), 0.0)
    financial = of_firm(firms.rebate, firm) + of_firm(firms.reward, firm) * (1.0 + bonus)
    return experience.benefit(
        financial,
        state.stakes[rows],
        state.social_bond[rows] * of_firm(firms.personal_fit, firm),
        world.social_benefit,
        state.usage[rows],
        state.integration[rows] * of_firm(firms.structural, firm),
        world.structural_benefit,
    )
