"""Names that a scenario does not have."""

from __future__ import annotations

from collections.abc import Sequence

from simulation.errors import InputError
from simulation.language import Listing
from simulation.schema.mistakes import problem
from simulation.schema.showing import clean, nearest, shown


def unknown(key: str, name: str, valid: Sequence[str]) -> InputError:
    """A name that a scenario does not have, with the nearest one if it has any."""
    if not valid:
        return problem("unknown_name_of_none", key=f"`{key}`", given=shown(name))
    best, everyone = nearest(name, valid), Listing(f"`{clean(each)}`" for each in valid)
    return problem("unknown_name", key=f"`{key}`", given=shown(name), nearest=best, valid=everyone)
