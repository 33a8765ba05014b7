"""What a declaration of a measure says.

Declarations import neither NumPy nor the market, so that a scenario can be read, and its claims be checked
against the measures that there are, without either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from numpy.typing import NDArray

Unit = Literal[
    "index", "inventory", "level", "money", "money_per_month", "money_per_purchase", "month", "months",
    "people", "people_per_month", "purchases", "purchases_per_month", "ratio", "score", "share",
]  # fmt: skip
"""A unit of a column; the catalogues hold its name (``unit.<unit>``)."""

OverRun = Literal["mean", "end", "total", "run", "twins"]
"""How a run becomes one number: the mean of its months, their last, their sum, the run as a whole, or the run
and that of the first alternative with the same luck."""


class Columns(Protocol):
    """Arrays by name: the columns of the customers' state, or the firms' settings."""

    def __getattr__(self, name: str) -> NDArray[Any]:
        """Return the array of this name."""


class Market(Protocol):
    """What a declaration may read of a market: its scenario, and the firms' settings as they are now."""

    @property
    def scenario(self) -> Any:
        """The scenario as it is now, after all events and changes of policy."""

    @property
    def firms(self) -> Any:
        """The firms' settings: an array a setting, a value a firm; money in reference prices."""


@dataclass(frozen=True, slots=True)
class CustomerSum:
    """The sum of ``of`` over each firm's customers at the end of a month; of flags, their number.

    ``at`` is the column that says where somebody counts: ``firm``, where she is at the end, or ``origin``,
    where she was at the beginning. With ``places``, ``of`` gives the places of the customers to be counted.
    """

    of: Callable[[Columns], NDArray[Any]]
    at: Literal["firm", "origin"] = "firm"
    places: bool = False


@dataclass(frozen=True, slots=True)
class FirmValue:
    """A value of each firm that its customers do not change: a setting, or something made of settings."""

    of: Callable[[Market], Any]


@dataclass(frozen=True, slots=True)
class Result:
    """Where a measure stands among the results of a run or a comparison.

    ``place`` orders the results; the default is after all that have a place of their own. ``shown``: in the
    report's tables (``report``), there and on the screen (``screen``), or in the summary alone (``summary``).
    ``label`` is what the result is called where the measure's own label would not do.
    """

    place: int = 1000
    shown: Literal["summary", "report", "screen"] = "report"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of ``run.market``, with all that any part of the program knows of it.

    Attributes:
        name: the column.
        unit: what it is counted in.
        label: what a reader calls it.
        meaning: one or two sentences for somebody who knows marketing but not this program.
        value: the formula, from `Months` and the stacked ``needs`` to an array, months x firms. None: the
            measure is no column of months; it is worked out from others, or of the run as a whole.
        needs: what has to be observed at the end of every month besides the ledger and the flow of customers.
        whole: whether the column holds whole numbers.
        better: what a firm wishes for: ``more``, ``less``, or nothing in particular.
        over_run: how a run becomes one number.
        result: where it stands among the results; None: it is not summarised.
        claim: whether ``[[expect]]`` may name it.
        short: its label in narrow tables.
        part_of: the stacked figure of which it is a part, and ``part``, its label there.
        edition: 1 for the first columns that there were. Columns stand in the order of editions, so that a
            new one stands after all others and no user's column moves.
    """

    name: str
    unit: Unit
    label: str
    meaning: str
    value: Callable[..., NDArray[Any]] | None
    needs: tuple[CustomerSum | FirmValue, ...] = ()
    whole: bool = False
    better: Literal["more", "less", ""] = ""
    over_run: OverRun = "mean"
    result: Result | None = None
    claim: bool = True
    short: str = ""
    part_of: str = ""
    part: str = ""
    edition: int = 1
