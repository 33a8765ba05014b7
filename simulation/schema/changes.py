"""Changes of parameters: values under paths, however the file nests them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulation.schema.mistakes import problem
from simulation.schema.values import Anything, Finding, MapOf, Place


def flat_changes(table: Any, prefix: str = "") -> Any:
    """Return changes written as nested tables (``set.firm.Focal.level``) under their paths."""
    if not isinstance(table, Mapping):
        return table
    flat: dict[str, Any] = {}
    for name, value in table.items():
        path = f"{prefix}{name}"
        below = flat_changes(value, f"{path}.") if isinstance(value, Mapping) else {path: value}
        for twice in flat.keys() & below.keys():
            raise problem("path_twice", path=twice)
        flat |= below
    return flat


class Changes(MapOf):
    """Values under paths, or in nested tables as in ``set.firm.Focal.level``."""

    def __init__(self) -> None:
        super().__init__(Anything())

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read the changes, nested tables as paths."""
        try:
            return super().read(flat_changes(given), at, found)
        except RecursionError:
            raise problem("too_deep") from None
