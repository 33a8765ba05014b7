"""What a study of real data leaves: figures and columns by name, for a report in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Study:
    """The outcome of a study of real data.

    Attributes:
        name: which data.
        figures: single numbers by name.
        columns: columns of equal length by name; the first says what a row is.
        missing: the package without which the study could not be made; the rest is then empty.
    """

    name: str
    figures: Mapping[str, float] = field(default_factory=dict)
    columns: Mapping[str, tuple[float | str, ...]] = field(default_factory=dict)
    missing: str = ""

    @property
    def covered(self) -> tuple[int, int]:
        """How many observed cells lie within the fitted market's 95 % intervals, and how many there are."""
        names = ("market_low", "observed", "market_high")
        cells = list(zip(*(self.columns.get(name, ()) for name in names), strict=True))
        return sum(float(low) <= float(seen) <= float(high) for low, seen, high in cells), len(cells)

    def content(self) -> dict[str, object]:
        """Return everything as JSON data."""
        columns = {name: list(column) for name, column in self.columns.items()}
        return {"name": self.name, "figures": dict(self.figures), "columns": columns, "missing": self.missing}

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Study:
        """Return the study that was written as ``content``."""
        columns = {name: tuple(column) for name, column in content["columns"].items()}
        return cls(content["name"], content["figures"], columns, content["missing"])
