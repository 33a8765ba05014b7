"""The form for a market of one's own: what the schema declares of every parameter."""

from __future__ import annotations

from functools import cache

from simulation.lab.limits import LONGEST_FILE
from simulation.lab.shared_work import Answer
from simulation.scenario.document import MOST_FIRMS
from simulation.scenario.schema import leaves
from simulation.schema import Number, String
from simulation.schema.listing import ParameterInfo, single
from simulation.schema.values import Optional


@cache
def fields() -> tuple[ParameterInfo, ...]:
    """Return every parameter that has a single value; lists of tables have no place in the form."""
    return tuple(info for info in leaves().values() if info.kind != "list")


@cache
def paths() -> frozenset[str]:
    """Return the paths of all fields, firms without their names."""
    return frozenset(info.path for info in fields())


@cache
def description() -> Answer:
    """Return the form; money is in shares of the reference price where ``in_prices`` says so."""
    return {
        "fields": [described(info) for info in fields()],
        "most_firms": MOST_FIRMS,
        "longest": LONGEST_FILE,
    }


def described(info: ParameterInfo) -> Answer:
    """Return what a field needs to know; its words are in the catalogue, under its path."""
    value, evidence = single(info.field.value), info.evidence
    known: Answer = {
        "path": info.path,
        "kind": info.kind,
        "role": str(info.role),
        "choices": list(info.choices),
        "usual": info.default,
        "least": value.low if isinstance(value, Number) else None,
        "most": value.high if isinstance(value, Number) else None,
        "longest": value.longest if isinstance(value, String) else None,
        "may_be_missing": isinstance(info.field.value, Optional),
        "in_prices": False,
    }
    if evidence is None:
        return known
    share = evidence.price_share
    return known | {
        "unit": str(evidence.unit),
        "grade": str(evidence.grade),
        "low": evidence.plausible[0],
        "high": evidence.plausible[1],
        "in_prices": share is not None,
        "usual": info.default if share is None else share,
    }
