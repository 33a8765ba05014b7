"""Steps: who reconsiders her supplier, and whom she chooses."""

from __future__ import annotations

import numpy as np

from simulation.market.access import Rows, of_firm, own, seat
from simulation.market.columns import State
from simulation.market.luck import Luck, bits, gumbel, uniform
from simulation.market.settings import Firms, Psychology
from simulation.rules import search, switching_cost
from simulation.rules.arithmetic import Values, as_identity, where, where_whole
from simulation.rules.value import delivered_value, offer, risk_cost

ROUTINE, DISSATISFACTION, OFFER, INCIDENT, INVOLUNTARY, RELEASED = range(6)
REASONS = ("routine", "dissatisfaction", "offer", "incident", "involuntary", "released")
"""Why a customer looked around; the numbers in column ``cause``."""

MOST_NEGATIVE = -1.0e300


def settle_habits(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Work out how often each customer looks around for no reason, and the best offer that she can see.

    Both change only when the world's or the firms' numbers do.
    """
    state.routine[rows] = search.routine_search(
        world.search_routine,
        state.restlessness[rows],
        state.involvement[rows],
        world.mean_involvement,
        world.search_involvement,
    )
    best = state.usage[rows] * 0.0 + MOST_NEGATIVE
    for j in range(firms.price.size):
        offered = offer(firms.price[j], firms.claimed_money[j], firms.visible[j], state.usage[rows])
        best = np.maximum(best, offered)
    state.best_offer[rows] = best


def wonder(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Draw who has to leave, and who may look around: a probability never exceeds its hazard.

    Only the few of whom that is so far true are asked to ``reconsider``, with the same draw.
    """
    identity = state.identity[rows]
    leaving = uniform(luck.leaving[trip], identity) < world.involuntary
    state.forced[rows] = leaving
    routine, dissatisfied, pulled = usual_hazards(state, firms, world, rows)
    state.looked[rows] = uniform(luck.look[trip], identity) < routine + dissatisfied + pulled
    state.active[rows] = leaving | state.waiting[rows]




def reconsider(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Draw who looks around; those who must leave or wait to leave decide without."""
    routine, dissatisfied, pulled = usual_hazards(state, firms, world, rows)
    chance = search.probability(routine + dissatisfied + pulled)
    looks = uniform(luck.look[trip], state.identity[rows]) < chance
    state.looked[rows] = looks
    state.active[rows] = looks | state.active[rows]


def mind_failure(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Whom her supplier has failed, and who buys at all, has one more cause to look around."""
    chance = search.probability(search_hazard(state, firms, world, rows))
    looks = state.shopping[rows] & (uniform(luck.look[trip], state.identity[rows]) < chance)
    state.looked[rows] = looks
    state.active[rows] = looks | state.active[rows]


def give_notice(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Who has to leave looks around, too."""
    state.looked[rows] = True


def search_hazard(state: State, firms: Firms, world: Psychology, rows: Rows) -> Values:
    """Return the hazard of looking around."""
    routine, dissatisfied, pulled, incident = search_hazards(state, firms, world, rows)
    return routine + dissatisfied + pulled + incident


def find_cause(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Draw why a customer who leaves decided now, in proportion to the hazards of her search."""
    routine, dissatisfied, pulled, incident = search_hazards(state, firms, world, rows)
    hazard = routine + dissatisfied + pulled + incident
    mark = uniform(luck.reason[trip], state.identity[rows]) * hazard
    by_offer = where_whole(mark < hazard - incident, OFFER, INCIDENT)
    cause = where_whole(
        mark < routine, ROUTINE, where_whole(mark < routine + dissatisfied, DISSATISFACTION, by_offer)
    )
    state.cause[rows] = where_whole(
        state.forced[rows], INVOLUNTARY, where_whole(state.looked[rows], cause, RELEASED)
    )


def stop_waiting(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """At the shelf nobody waits: a shopper who does not look around takes what she took last."""
    state.waiting[rows] = False


def search_hazards(
    state: State, firms: Firms, world: Psychology, rows: Rows
) -> tuple[Values, Values, Values, Values]:
    """Return the hazards of looking around: routine, by dissatisfaction, by a better offer, by an incident.

    They add up, so each one's share is the probability that it was the cause.
    """
    routine, dissatisfied, pulled = usual_hazards(state, firms, world, rows)
    incident = search.incident(state.loss[rows], state.compensation[rows], world.search_incident)
    return routine, dissatisfied, pulled, incident


def usual_hazards(state: State, firms: Firms, world: Psychology, rows: Rows) -> tuple[Values, Values, Values]:
    """Return the hazards that need no incident: routine, by dissatisfaction, by a better offer."""
    base = state.routine[rows]
    pushed = base * search.push(state.satisfaction[rows], world.search_satisfaction)
    routine = np.minimum(base, pushed)
    pulled = pushed * search.pull(offer_gap(state, firms, world, rows), world.search_gap, state.stakes[rows])
    return routine, pushed - routine, pulled


def offer_gap(state: State, firms: Firms, world: Psychology, rows: Rows) -> Values:
    """Return by how much the best visible offer beats that of one's own firm, in money a month (>= 0)."""
    firm = state.firm[rows]
    mine = offer(
        of_firm(firms.price, firm),
        of_firm(firms.claimed_money, firm),
        of_firm(firms.visible, firm),
        state.usage[rows],
    )
    return state.best_offer[rows] - mine


def value_of_firm(state: State, firms: Firms, world: Psychology, j: int, rows: Rows) -> Values:
    """Return firm ``j``'s delivered value for each customer, in reference prices a month."""
    here, stakes = state.firm[rows] == j, state.stakes[rows]
    trust = where(here, state.trust[rows], state.trust_elsewhere[j, rows])
    risk = risk_cost(stakes, trust, world.risk, firms.guarantee_relief[j])
    return delivered_value(
        stakes,
        state.taste[j, rows],
        firms.brand[j],
        where(here, state.expectation[rows], state.expectation_elsewhere[j, rows]),
        firms.price[j],
        firms.effort[j],
        risk,
    )


def value_of_supplier(state: State, firms: Firms, world: Psychology, rows: Rows) -> Values:
    """Return the delivered value of each customer's supplier, in reference prices a month."""
    firm, stakes = state.firm[rows], state.stakes[rows]
    risk = risk_cost(stakes, state.trust[rows], world.risk, of_firm(firms.guarantee_relief, firm))
    return delivered_value(
        stakes,
        own(state.taste, seat(state, rows)),
        of_firm(firms.brand, firm),
        state.expectation[rows],
        of_firm(firms.price, firm),
        of_firm(firms.effort, firm),
        risk,
    )


def luck_of_choice(state: State, luck: Luck, j: int, rows: Rows) -> Values:
    """Return the draw for firm ``j`` that each customer made when she last looked around."""
    return gumbel(bits(luck.choice[j], as_identity(state.look_time[rows])), state.identity[rows])


def price_leaving(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Work out what leaving would cost each customer once, by type."""
    firm = state.firm[rows]
    state.cost_procedural[rows] = switching_cost.procedural(
        world.cost_procedural,
        state.integration[rows],
        world.cost_integration,
        of_firm(firms.exit_fee, firm),
    )
    points, threshold = state.points[rows], of_firm(firms.threshold, firm)
    reward = of_firm(firms.reward, firm) * world.cost_points
    status = state.purchases[rows] >= of_firm(firms.tier_threshold, firm)
    tier = reward * of_firm(firms.tier_bonus, firm) * of_firm(firms.tier_threshold, firm)
    felt = switching_cost.progress_felt(points, threshold, world.goal_gradient)
    state.cost_financial[rows] = switching_cost.financial(points, felt, reward, where(status, tier, 0.0))
    people = world.cost_people * (1.0 + of_firm(firms.club, firm))
    state.cost_relational[rows] = switching_cost.relational(
        state.stakes[rows],
        state.commitment[rows],
        world.cost_brand,
        state.social_bond[rows],
        people,
    )


def decide(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Choose the firm with the most delivered value, luck and, for one's own firm, spared switching cost."""
    firm = state.firm[rows]
    state.look_time[rows] = where_whole(state.looked[rows], luck.time[trip], state.look_time[rows])
    leaving_cost = state.cost_procedural[rows] + state.cost_financial[rows] + state.cost_relational[rows]
    barrier = where(state.forced[rows], MOST_NEGATIVE, leaving_cost / world.horizon)
    mine = leaving_cost * 0.0
    free_value, best_value = mine + MOST_NEGATIVE, mine + MOST_NEGATIVE
    free, best, best_worth = firm * 0, firm * 0, mine
    for j in range(firms.price.size):
        worth = value_of_firm(state, firms, world, j, rows) + world.choice_scale * luck_of_choice(
            state, luck, j, rows
        )
        here = firm == j
        utility = where(here, worth + barrier, worth)
        mine = where(here, worth, mine)
        free = where_whole(worth > free_value, j, free)
        free_value = np.maximum(worth, free_value)
        best = where_whole(utility > best_value, j, best)
        best_worth = where(utility > best_value, worth, best_worth)
        best_value = np.maximum(utility, best_value)
    state.chosen[rows] = best
    leaves = best != firm
    state.leaves[rows] = leaves
    state.gap[rows] = where(leaves, best_worth - mine, state.gap[rows])
    state.overcome[rows] = where(leaves, leaving_cost, state.overcome[rows])
    state.waiting[rows] = (best == firm) & (free != firm)
