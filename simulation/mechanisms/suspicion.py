"""Suspicion: who left her last supplier dissatisfied lets herself be won neither by gifts nor by kindness.

Of customers who came because they were dissatisfied elsewhere, only structural bonds raised the value that
they saw in a bank (Chiu, Hsieh, Li & Lee 2005). Exploratory: how much is lost, and that it lasts as long as
she stays, is assumed.
"""

from __future__ import annotations

from simulation.kernel.arithmetic import Values, where
from simulation.kernel.columns import FLAG, SHARE, memory
from simulation.kernel.views import She, Supplier, World
from simulation.mechanisms.points_and_tiers import financial_benefit
from simulation.mechanisms.search import DISSATISFACTION, INCIDENT
from simulation.mechanisms.social_bond import social_benefit
from simulation.schema import Grade, Table, Unit, parameter, switch


class BondParameters(Table):
    """What gifts and kindness are worth to the suspicious."""

    suspicion: float = parameter(
        0.0, Unit.SHARE, bounds=(0, 1), plausible=(0, 1), grade=Grade.ASSUMED,
        source="sign measured: Chiu, Hsieh, Li & Lee 2005",
        name="Suspicion of those who were disappointed",
        meaning="What share of the benefit of financial and social bonds is lost on a customer who left her "
        "last supplier dissatisfied or after a failure; structural bonds count in full.",
        needs="suspicion",
        sources=("chiu-hsieh-li-lee-2005",),
    )


class Switches(Table):
    """Switches of this mechanism."""

    suspicion: bool = switch(
        name="Suspicion",
        meaning="Customers who were disappointed elsewhere are not won by gifts and kindness.",
        neutral=True,
    )


class State:
    """Who came disappointed."""

    suspicious = memory(
        "yes or no", SHARE, "left her last supplier dissatisfied or after a failure", dtype=FLAG
    )


def lost_on_suspicion(financial: Values, social: Values, share: float) -> Values:
    """Return what gifts and kindness are worth less to a suspicious customer a month."""
    return share * (financial + social)


def grow_suspicious(she: She) -> None:
    """Note of a customer who has left whether it was in dissatisfaction."""
    she.suspicious = (she.cause == DISSATISFACTION) | (she.cause == INCIDENT)


def trust_afresh(she: She) -> None:
    """Let a newcomer suspect nobody."""
    she.suspicious = False


def doubt(she: She, supplier: Supplier, world: World) -> None:
    """Take from a suspicious customer's month what gifts and kindness are worth less to her."""
    gifts, kindness = financial_benefit(she, supplier), social_benefit(she, supplier, world)
    lost = where(she.suspicious, lost_on_suspicion(gifts, kindness, world.bonds.suspicion), 0.0)
    she.felt -= lost
    she.learned -= lost
    she.disconfirmation -= lost
