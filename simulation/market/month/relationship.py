"""Steps: satisfaction, trust, commitment, and what is learned from experience and from advertising."""

from __future__ import annotations

from simulation.market.access import Rows, of_firm
from simulation.market.columns import State
from simulation.market.luck import Luck
from simulation.market.settings import Firms, Psychology
from simulation.rules import satisfaction
from simulation.rules.arithmetic import Values, as_number
from simulation.rules.commitment import commitment_target
from simulation.rules.learning import advertised
from simulation.rules.trust import claim, promise_kept, trust


def satisfy(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Satisfaction moves towards the month's satisfaction."""
    of_month = satisfaction.of_month(
        state.felt[rows],
        state.expectation[rows],
        state.desire[rows],
        world.weight_performance,
        world.weight_expectation,
        world.weight_disconfirmation,
        world.loss_aversion,
    )
    of_information = satisfaction.of_information(
        state.felt[rows],
        claim_of_supplier(state, firms, rows),
        state.stakes[rows],
        world.tolerance,
        world.weight_information,
        world.loss_aversion,
    )
    current, speed = state.satisfaction[rows], speed_of_satisfaction(state, world, rows)
    state.satisfaction[rows] = satisfaction.moved(current, of_month + of_information, speed)


def satisfy_by_recovery(
    state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
) -> None:
    """How a complaint was answered is part of the month's satisfaction, too."""
    of_recovery = satisfaction.of_recovery(
        state.recovery_surprise[rows], world.weight_disconfirmation, world.loss_aversion
    )
    state.satisfaction[rows] += speed_of_satisfaction(state, world, rows) * of_recovery


def speed_of_satisfaction(state: State, world: Psychology, rows: Rows) -> Values:
    """Return the share of the way that satisfaction moves this month."""
    return satisfaction.speed_at(
        world.satisfaction_speed, as_number(state.tenure[rows]), world.satisfaction_memory
    )


def judge_promise(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Trust moves with the promise kept or broken."""
    claimed = claim_of_supplier(state, firms, rows)
    kept = promise_kept(
        state.learned[rows], claimed, state.stakes[rows], world.tolerance, world.trust_softness
    )
    state.trust[rows] = trust(state.trust[rows], kept, world.trust_speed, world.loss_aversion)


def claim_of_supplier(state: State, firms: Firms, rows: Rows) -> Values:
    """Return what each customer's supplier promises her, in reference prices a month."""
    firm = state.firm[rows]
    return claim(
        state.stakes[rows],
        of_firm(firms.claimed_quality, firm),
        of_firm(firms.claimed_money, firm),
        of_firm(firms.visible, firm),
        state.usage[rows],
    )


def commit(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Commitment moves towards what trust, involvement, satisfaction and people support."""
    target = commitment_target(
        state.trust[rows],
        state.involvement[rows],
        state.satisfaction[rows],
        state.social_bond[rows],
        world.involvement_share,
        world.commitment_softness,
    )
    state.commitment[rows] = satisfaction.moved(state.commitment[rows], target, world.commitment_speed)


def learn(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """The belief about one's own firm moves towards what the month has taught."""
    state.expectation[rows] = satisfaction.moved(state.expectation[rows], state.learned[rows], world.learning)


def advertise_to_own(
    state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows
) -> None:
    """The supplier's claims pull its customers' belief as rivals' do: see ``advertise``."""
    claimed = claim_of_supplier(state, firms, rows)
    pull = world.advertising * of_firm(firms.advertising, state.firm[rows])
    state.expectation[rows] = advertised(state.expectation[rows], claimed, state.trust[rows], pull)


def advertise(state: State, firms: Firms, world: Psychology, luck: Luck, j: int, rows: Rows) -> None:
    """Every firm's claims pull every customer's belief, as far as she trusts the firm."""
    claimed = claim(
        state.stakes[rows],
        firms.claimed_quality[j],
        firms.claimed_money[j],
        firms.visible[j],
        state.usage[rows],
    )
    pull = world.advertising * firms.advertising[j]
    state.expectation_elsewhere[j, rows] = advertised(
        state.expectation_elsewhere[j, rows], claimed, state.trust_elsewhere[j, rows], pull
    )
