"""Brand strengths that sustain given market shares.

A scenario may state market shares instead of brand strengths. The strengths are then found by the contraction
of Berry, Levinsohn & Pakes 1995 on a fixed panel of imagined customers, so that they depend neither on the
seed nor on the number of customers. They sustain the shares at the offers for which the shares were stated
(``market_share_at``): a firm that charges another price keeps its brand, but may lose share.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from simulation.kernel.arithmetic import Values, exponential, logarithm
from simulation.market.population import drawing, parts_of
from simulation.mechanisms.involvement import drawn
from simulation.mechanisms.segments import segment_of
from simulation.mechanisms.taste_and_brand import draw_tastes, fresh_scale, total_scale

if TYPE_CHECKING:
    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World

PANEL = 4096
ROUNDS = 200
CLOSE_ENOUGH = 1e-9


def states_shares(firms: tuple[Firm, ...]) -> bool:
    """Return whether every firm states a market share, so that brand strengths follow from the shares."""
    return all(firm.market_share is not None for firm in firms)


def brand_strengths(firms: tuple[Firm, ...], world: World) -> Values:
    """Return the brand strength in reference prices a month that sustains each firm's market share.

    Computed in the order of the firms' names, so that another order in the scenario changes nothing.
    """
    order = sorted(range(len(firms)), key=lambda j: firms[j].name)
    strengths = np.empty(len(firms))
    strengths[order] = _strengths(tuple(firms[j] for j in order), world)
    return strengths


@lru_cache(maxsize=32)
def _strengths(firms: tuple[Firm, ...], world: World) -> Values:
    target = np.array([firm.market_share for firm in firms], dtype=np.float64)
    target = target / target.sum()
    at_stake, worth = _panel(firms, world)
    scale = fresh_scale(world, len(firms))
    strengths: Values = np.zeros(len(firms))
    for _ in range(ROUNDS):
        shares = _shares(at_stake * strengths[:, np.newaxis] + worth, scale)
        step = total_scale(world, len(firms)) * (logarithm(target) - logarithm(shares))
        strengths = strengths + step
        if np.abs(step).max() < CLOSE_ENOUGH:
            break
    return strengths - float(strengths.mean())


def _panel(firms: tuple[Firm, ...], world: World) -> tuple[Values, Values]:
    """Return the panel's stakes and each firm's worth to it before brand, in reference prices a month."""
    draw, at_stake = drawing("panel", PANEL), np.empty(PANEL)
    for part in parts_of(world, segment_of(world.population.segment, draw("segment")), draw):
        *_, at_stake[part.rows] = drawn(part.world, part.draw)
    tastes = np.empty((len(firms), PANEL))
    names = tuple(firm.name for firm in firms)
    draw_tastes(tastes, world, drawing(0, PANEL), names, firms)
    price, quality, effort = (_offered(firms, part) for part in ("price", "quality", "effort"))
    cost = price / world.reference_price + effort
    return at_stake, at_stake * (tastes + quality) - cost


def _offered(firms: tuple[Firm, ...], part: str) -> Values:
    """Return a part of the offers at which the firms have their shares, firms x 1."""
    stated = [getattr(firm.market_share_at, part) for firm in firms]
    now = [getattr(firm, part) for firm in firms]
    return np.array([[n if s is None else s] for s, n in zip(stated, now, strict=True)], dtype=np.float64)


def _shares(worth: Values, scale: float) -> Values:
    """Return the firms' mean logit shares over the panel."""
    power = exponential((worth - worth.max(axis=0)) / scale)
    return np.asarray((power / power.sum(axis=0)).mean(axis=1))
