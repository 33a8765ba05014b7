"""What is known of a number besides its type: unit, ranges, grade and source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

USUAL_REFERENCE_PRICE = 100.0
"""The reference price for which the defaults of money parameters are written."""


class Grade(StrEnum):
    """How well a default value is known; the catalogues hold the names (``grade.<value>``)."""

    MEASURED = "measured"
    REPORTED = "reported"
    FROM_MEMORY = "from_memory"
    ASSUMED = "assumed"


class Role(StrEnum):
    """Who decides a value; the catalogues hold the names (``role.<value>``)."""

    LEVER = "lever"
    COST = "cost"
    GIVEN = "given"


class Unit(StrEnum):
    """The units of parameters; the catalogues hold their names (``unit.<value>``)."""

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a numeric parameter and its default.

    ``bounds`` is what is accepted, ``plausible`` what experiments and sliders range over, both inclusive and
    in ``unit`` (for money parameters ``plausible`` is in shares of the reference price).
    ``price_share`` marks a money parameter whose default is that share of the world's reference price, so
    that a scenario in another currency keeps sensible defaults. ``source`` says in words where the default
    comes from, ``sources`` are the keys of those works in the bibliography.
    """

    unit: Unit
    bounds: tuple[float, float]
    plausible: tuple[float, float]
    grade: Grade
    source: str
    price_share: float | None = None
    sources: tuple[str, ...] = ()
