"""What a scenario challenges its reader to reach; the laboratory shows how far the market is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from simulation.scenario.unknown_names import unknown
from simulation.schema import String, Table, Whole
from simulation.schema.mistakes import problem


class Challenge(Table):
    """One or two conditions for the focal firm; they count once a programme has acted for a year.

    * ``stay_a_year``: of 100 customers at least so many stay a year, at the pace of the last twelve months.
    * ``earn_more_than``: it has earned more so far than under this alternative, with the same luck.
    """

    stay_a_year: Annotated[int, Whole(1, 100)] | None = None
    earn_more_than: Annotated[str, String(1, 60, line=True)] | None = None


def check_challenge(challenge: Challenge | None, alternatives: Sequence[str]) -> None:
    """Raise InputError for a challenge that asks for nothing, or that names an unknown alternative."""
    if challenge is None:
        return
    if challenge.stay_a_year is None and challenge.earn_more_than is None:
        raise problem("challenge_of_nothing")
    if challenge.earn_more_than is not None and challenge.earn_more_than not in alternatives:
        raise unknown("challenge.earn_more_than", challenge.earn_more_than, alternatives)
