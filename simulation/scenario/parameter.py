"""What the schema knows of a parameter besides its type: unit, ranges, source and grade."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

USUAL_REFERENCE_PRICE = 100.0
"""The reference price for which the defaults of money parameters are written."""


class Grade(StrEnum):
    """How well a default value is known."""

    MEASURED = "measured"
    REPORTED = "reported"
    QUOTED = "quoted"
    ASSUMED = "assumed"


class Unit(StrEnum):
    """The units of the schema; the catalogues hold their names (``unit.<value>``)."""

    MONEY = "money"
    MONEY_PER_MONTH = "money_per_month"
    MONEY_PER_PURCHASE = "money_per_purchase"
    PRICE_SHARE = "price_share"
    SHARE = "share"
    PER_MONTH = "per_month"
    PER_YEAR = "per_year"
    MONTHS = "months"
    PURCHASES = "purchases"
    PURCHASES_PER_MONTH = "purchases_per_month"
    PEOPLE = "people"
    PEOPLE_PER_MONTH = "people_per_month"
    INVENTORY = "inventory"
    RATIO = "ratio"
    COUNT = "count"


def _whole_number(value: object) -> object:
    """Refuse what only looks like a level: Python takes ``true`` for 1."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("literal_error", "a level is a whole number")
    return value


Level = Annotated[Literal[0, 1, 2, 3], BeforeValidator(_whole_number)]
"""A level of relationship marketing: none, financial, social, structural, each containing those below."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The schema's knowledge of one numeric parameter.

    ``bounds`` is what is accepted, ``plausible`` what experiments and sliders range over, both
    inclusive and in ``unit`` (for money parameters ``plausible`` is in shares of the reference price).
    ``price_share`` marks a money parameter whose default is that share of
    the world's reference price, so that a scenario in another currency keeps sensible defaults.
    """

    unit: Unit
    bounds: tuple[float, float]
    plausible: tuple[float, float]
    grade: Grade
    source: str
    price_share: float | None = None


def parameter(
    default: float,
    unit: Unit,
    *,
    bounds: tuple[float, float],
    plausible: tuple[float, float],
    grade: Grade,
    source: str = "",
) -> Any:
    """Declare a numeric parameter of the schema."""
    return _field(default, Evidence(unit, bounds, plausible, grade, source))


def money(
    price_share: float,
    unit: Unit,
    *,
    bounds: tuple[float, float] = (0.0, 1e12),
    plausible: tuple[float, float],
    grade: Grade,
    source: str = "",
) -> Any:
    """Declare a money parameter; default and plausible range are shares of the reference price.

    The default stands for a reference price of 100; the scenario's reader scales what a file leaves out
    to the file's own reference price, so that another currency keeps sensible defaults.
    """
    evidence = Evidence(unit, bounds, plausible, grade, source, price_share)
    return _field(price_share * USUAL_REFERENCE_PRICE, evidence)


def _field(default: float, evidence: Evidence) -> Any:
    low, high = evidence.bounds
    field: Any = Field(default, ge=low, le=high, allow_inf_nan=False, strict=True)
    field.metadata.append(evidence)
    return field
