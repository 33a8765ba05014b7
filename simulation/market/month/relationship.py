"""Steps: satisfaction, trust, commitment, and what is learned from experience and from advertising."""

from __future__ import annotations

from simulation.market.access import Rows, of_firm, own, put
from simulation.market.columns import State
from simulation.market.luck import Luck
from simulation.market.settings import Firms, Psychology
from simulation.rules import satisfaction
from simulation.rules.arithmetic import as_number
from simulation.rules.commitment import commitment_target
from simulation.rules.learning import advertised
from simulation.rules.trust import claim, promise_kept, trust


def satisfy(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Satisfaction moves towards the month's satisfaction."""
    seat = state.seat[rows]
    of_month = satisfaction.of_month(
        state.felt[rows],
        own(state.expectation, seat),
        state.desire[rows],
        world.weight_performance,
        world.weight_expectation,
        world.weight_disconfirmation,
        world.loss_aversion,
    )
    of_recovery = satisfaction.of_recovery(
        state.recovery_surprise[rows], world.weight_disconfirmation, world.loss_aversion
    )
    speed = satisfaction.speed_at(
        world.satisfaction_speed, as_number(state.tenure[rows]), world.satisfaction_memory
    )
    current = own(state.satisfaction, seat)
    put(state.satisfaction, seat, satisfaction.moved(current, of_month + of_recovery, speed))


def judge_promise(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Trust moves with the promise kept or broken."""
    firm, seat, stakes = state.firm[rows], state.seat[rows], state.stakes[rows]
    claimed = claim(
        stakes,
        of_firm(firms.quality, firm),
        of_firm(firms.promise, firm),
        of_firm(firms.rebate, firm) + of_firm(firms.reward, firm),
        world.visible * world.structural_benefit * of_firm(firms.structural, firm),
        state.usage[rows],
    )
    kept = promise_kept(state.learned[rows], claimed, stakes, world.tolerance, world.trust_softness)
    put(state.trust, seat, trust(own(state.trust, seat), kept, world.trust_speed, world.loss_aversion))


def commit(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Commitment moves towards what trust, involvement, satisfaction and people support."""
    seat = state.seat[rows]
    target = commitment_target(
        own(state.trust, seat),
        state.involvement[rows],
        own(state.satisfaction, seat),
        own(state.social_bond, seat),
        world.involvement_share,
        world.commitment_softness,
    )
    current = own(state.commitment, seat)
    put(state.commitment, seat, satisfaction.moved(current, target, world.commitment_speed))


def learn(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """The belief about one's own firm moves towards what the month has taught."""
    seat = state.seat[rows]
    belief = own(state.expectation, seat)
    put(state.expectation, seat, satisfaction.moved(belief, state.learned[rows], world.learning))


def advertise(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Every firm's claims pull every customer's belief, as far as she trusts the firm."""
    stakes, usage = state.stakes[rows], state.usage[rows]
    for j in range(firms.price.size):
        claimed = claim(
            stakes,
            firms.quality[j],
            firms.promise[j],
            firms.rebate[j] + firms.reward[j],
            world.visible * world.structural_benefit * firms.structural[j],
            usage,
        )
        pull = world.advertising * firms.advertising[j]
        state.expectation[j, rows] = advertised(
            state.expectation[j, rows], claimed, state.trust[j, rows], pull
        )


def fade(state: State, firms: Firms, world: Psychology, luck: Luck, trip: int, rows: Rows) -> None:
    """Satisfaction and commitment with firms that one does not use fade towards nothing."""
    kept = 1.0 - world.fading
    seat = state.seat[rows]
    satisfied, committed = own(state.satisfaction, seat), own(state.commitment, seat)
    for j in range(firms.price.size):
        state.satisfaction[j, rows] *= kept
        state.commitment[j, rows] *= kept
    put(state.satisfaction, seat, satisfied)
    put(state.commitment, seat, committed)
