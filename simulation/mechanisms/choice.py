"""Choice: the firm with the most delivered value, luck and, for the supplier, switching cost avoided."""

from __future__ import annotations

import numpy as np

from simulation.kernel.arithmetic import MOST_NEGATIVE, Values, as_identity, where, where_whole
from simulation.kernel.columns import (
    ANY,
    COUNT,
    FLAG,
    NOT_NEGATIVE,
    PRICE,
    SHARE,
    SHORT,
    WORTH,
    flag,
    memory,
    monthly,
)
from simulation.kernel.draws import bits, gumbel
from simulation.kernel.views import Firm, Firms, Luck, Relation, She, World
from simulation.mechanisms.delivered_value import value_of_firm
from simulation.mechanisms.switching_cost import barrier, leaving_cost


class State:
    """What each customer decided, and by how much."""

    look_time = memory(
        "trips",
        ANY,
        "when the customer last looked around: the number that fixes her random draws in choice",
        dtype=COUNT,
    )
    waiting = memory(
        "yes or no",
        SHARE,
        "wanted to leave when she last looked, but switching cost held her",
        dtype=FLAG,
    )
    leaves = flag("decided for another firm")
    chosen = monthly("number", NOT_NEGATIVE, "the firm that the customer decided for", dtype=SHORT)
    gap = monthly(WORTH, ANY, "by how much the firm she went to was better, luck included")
    overcome = monthly(PRICE, NOT_NEGATIVE, "switching cost that the customer overcame")


def luck_of_choice(she: She, firm: Firm) -> Values:
    """Return the luck of a firm, drawn when the customer last looked around."""
    return gumbel(bits(firm.choice_key, as_identity(she.look_time)), she.identity)


def compared_value(she: She, firm: Firm, relation: Relation, world: World) -> Values:
    """Return a firm's delivered value, to newcomers less the exit fee that they foresee, more if known."""
    feared = where(she.firm == firm.number, 0.0, firm.fee_foreseen - firm.known)
    return value_of_firm(she, firm, relation, world) - feared


def decide(she: She, firms: Firms, world: World, luck: Luck) -> None:
    """Choose the firm with the most delivered value, luck and, for the supplier, switching cost avoided."""
    own = she.firm
    she.look_time = where_whole(she.looked, luck.time, she.look_time)
    cost = leaving_cost(she)
    held = where(she.forced, MOST_NEGATIVE, barrier(she, world))
    mine = cost * 0.0
    free_value, best_value = mine + MOST_NEGATIVE, mine + MOST_NEGATIVE
    free, best, best_worth = own * 0, own * 0, mine
    for firm, relation in firms:
        worth = compared_value(she, firm, relation, world) + world.choice_scale * luck_of_choice(she, firm)
        here = own == firm.number
        utility = where(here, worth + held, worth)
        mine = where(here, worth, mine)
        free = where_whole(worth > free_value, firm.number, free)
        free_value = np.maximum(worth, free_value)
        best = where_whole(utility > best_value, firm.number, best)
        best_worth = where(utility > best_value, worth, best_worth)
        best_value = np.maximum(utility, best_value)
    she.chosen = best
    leaves = best != own
    she.leaves = leaves
    she.gap = where(leaves, best_worth - mine, she.gap)
    she.overcome = where(leaves, cost, she.overcome)
    she.waiting = (best == own) & (free != own)
