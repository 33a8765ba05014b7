"""Match: a customer finds out how well a firm suits her by being its customer, and it stays so."""

from __future__ import annotations

import numpy as np
import pytest

from simulation.market.process import MarketProcess
from tests.markets import differing, process, scenario

SPREAD = 0.2
FELT = {"world.experience.match_spread": SPREAD}


def market(months: int, firms: int = 4, **changes: float) -> MarketProcess:
    return process(scenario(firms, **{"world.customers": 4000, "world.warm_up": 0} | changes), months)


def test_nobody_knows_it_beforehand() -> None:
    assert differing(market(0, **FELT), market(0)) == []


def test_it_is_felt_and_learned_in_proportion_to_the_stakes() -> None:
    suited, others = market(1, **FELT), market(1)
    suits = suited.state.felt - others.state.felt
    assert suits == pytest.approx(suited.state.learned - others.state.learned)
    assert suits == pytest.approx(suited.state.disconfirmation - others.state.disconfirmation)
    match = suits / suited.state.stakes
    assert match.mean() == pytest.approx(0.0, abs=4 * SPREAD / 4000**0.5)
    assert match.std() == pytest.approx(SPREAD, rel=0.05)
    assert abs(np.corrcoef(match, suited.state.taste[0])[0, 1]) < 0.07


def test_it_lasts_and_every_firm_has_its_own() -> None:
    running = market(1, **FELT, **{"world.rules.noise": False, "world.rules.failures": False})
    first, felt = running.state.origin.copy(), running.state.felt / running.state.stakes
    for _ in range(40):
        running.advance()
    now, same = running.state.felt / running.state.stakes, running.state.origin == first
    assert now[same] == pytest.approx(felt[same])
    moved = ~same & (running.state.tenure > 0)
    assert moved.sum() > 500
    assert abs(np.corrcoef(now[moved], felt[moved])[0, 1]) < 0.15


def test_neighbours_have_a_share_of_its_variance_in_common() -> None:
    common = {"world.experience.match_neighbours": 0.6}
    quiet = {"world.rules.noise": False, "world.rules.failures": False, "world.rules.involvement": False}
    suited, others = (market(1, 1, **each, **quiet) for each in (FELT | common, {}))
    match = (suited.state.felt - others.state.felt) / suited.state.stakes
    groups = match.reshape(-1, 8)
    between = groups.mean(axis=1).var(ddof=1)
    within = groups.var(axis=1, ddof=1).mean()
    shared = between - within / 8.0
    assert match.std() == pytest.approx(SPREAD, rel=0.05)
    assert shared / (shared + within) == pytest.approx(0.6, abs=0.06)
