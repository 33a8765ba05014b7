"""The digest of a scenario: of what it says, beyond the defaults of this version of the schema."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from simulation.schema import Field, Table
from simulation.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

_WORDS = {
    "Scenario": {"version", "title", "question", "predictions", "challenge", "text", "zh"},
    "Firm": {"name_zh"},
    "Alternative": {"label"},
    "Expect": {"text"},
}
"""Values that make no difference to a market, by the table that holds them."""


def digest(scenario: Scenario) -> str:
    """SHA-256, in hexadecimal, of everything that is not words: equal digests are equal markets.

    Only values that differ from their default count, so that a parameter that is new in the schema, and does
    nothing by default, leaves the digests of all scenarios as they were. The usual value of money is its
    share of the scenario's own reference price. The version of the schema counts too, since it stands for
    the defaults.
    """
    content = {"schema": SCHEMA_VERSION, **said(scenario, scenario.world.reference_price)}
    written = json.dumps(_canonical(content), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def said(table: Table, price: float) -> dict[str, Any]:
    """What a table says beyond the defaults for a reference price, words left out."""
    words = _WORDS.get(type(table).__name__, ())
    content = {}
    for field in table.fields():
        value = getattr(table, field.attribute)
        if field.attribute in words:
            continue
        if isinstance(value, Table):
            if below := said(value, price):
                content[field.key] = below
        elif value != _usual(field, price):
            content[field.key] = _listed(value, price)
    return content


def _listed(value: Any, price: float) -> Any:
    """A value, or what each table of a list says."""
    if isinstance(value, tuple):
        return [said(each, price) if isinstance(each, Table) else each for each in value]
    return value


def _usual(field: Field, price: float) -> Any:
    """The value that a file need not give."""
    known = field.evidence
    return field.default if known is None or known.price_share is None else known.price_share * price


def _canonical(value: Any) -> Any:
    """A value in which 1 and 1.0 are the same number."""
    if isinstance(value, dict):
        return {key: _canonical(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
