"""Which firm an experiment means."""

from __future__ import annotations

from difflib import get_close_matches

from simulation.errors import InputError
from simulation.language import Listing
from simulation.scenario.document import Scenario


def known_firm(scenario: Scenario, name: str | None) -> str:
    """Return the name of a firm of the scenario; None means its first one.

    InputError with the nearest name if there is none of this name.
    """
    chosen = scenario.focal if name is None else name
    names = [firm.name for firm in scenario.firms]
    if chosen not in names:
        nearest = get_close_matches(chosen, names, n=1, cutoff=0.0)[0]
        raise InputError("experiments.error.focal", given=chosen, nearest=nearest, valid=Listing(names))
    return chosen
