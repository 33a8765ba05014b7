"""Changes of parameters: values under paths, however the file nests them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulation.schema.mistakes import problem
from simulation.schema.values import Anything, Finding, MapOf, Place


def _flat(table: Any, prefix: str = "") -> Any:
    """Changes written as nested tables (``set.firm.Focal.level``) under their paths."""
    if not isinstance(table, Mapping):
        return table
    flat: dict[str, Any] = {}
    for name, value in table.items():
        below = _flat(value, f"{prefix}{name}.") if isinstance(value, Mapping) else {f"{prefix}{name}": value}
        for path in flat.keys() & below.keys():
            raise problem("path_twice", path=path)
        flat |= below
    return flat


class Changes(MapOf):
    """Values under paths, or in nested tables as in ``set.firm.Focal.level``."""

    def __init__(self) -> None:
        super().__init__(Anything())

    def read(self, given: Any, at: Place, found: list[Finding]) -> Any:
        """Read the changes, nested tables as paths."""
        try:
            return super().read(_flat(given), at, found)
        except RecursionError:
            raise problem("too_deep") from None
