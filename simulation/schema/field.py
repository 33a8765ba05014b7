"""Declaring a value of a table: everything that is known of it, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from simulation.schema.evidence import USUAL_REFERENCE_PRICE, Evidence, Grade, Role, Unit
from simulation.schema.values import Anything, Value


class _Required:
    """The default of a value that has to be given."""

    def __repr__(self) -> str:
        return "REQUIRED"


REQUIRED = _Required()
ANYTHING = Anything()


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a table, as declared.

    ``name`` and ``meaning`` are a short label and one sentence in English, ``choices`` the English names of
    allowed values. ``from_start`` marks what acts only from the start of a market, so that no event can
    change it. ``neutral`` is the value at which it changes nothing, and ``needs`` the rule without which it
    has that value. ``role`` says whether a firm decides it (lever), pays it (cost) or can do nothing about it
    (given); without one it is given. The table fills in ``attribute`` (the name in Python), ``key`` (the name
    in a file) and ``value`` (the kind of value, from the annotation).
    """

    default: Any = REQUIRED
    evidence: Evidence | None = None
    name: str = ""
    meaning: str = ""
    choices: Mapping[str | int, str] = attribute(default_factory=dict)
    from_start: bool = False
    needs: str = ""
    neutral: Any = None
    role: Role | None = None
    attribute: str = ""
    key: str = ""
    value: Value = ANYTHING

    @property
    def required(self) -> bool:
        """Whether a value has to be given."""
        return self.default is REQUIRED

    def usual(self) -> Any:
        """The default, in a dictionary of its own if it is one."""
        return dict(self.default) if isinstance(self.default, dict) else self.default


def parameter(
    default: float,
    unit: Unit,
    *,
    bounds: tuple[float, float],
    plausible: tuple[float, float],
    grade: Grade,
    source: str = "",
    name: str,
    meaning: str,
    sources: tuple[str, ...] = (),
    needs: str = "",
    neutral: float | None = None,
    role: Role | None = None,
    from_start: bool = False,
) -> Any:
    """Declare a numeric parameter; the annotation says whether it has to be whole (``int``).

    ``sources`` are keys of the bibliography. ``neutral`` is the value at which the parameter changes nothing,
    ``needs`` the rule without which it has that value (0 if none is declared).
    """
    if needs and neutral is None:
        neutral = 0.0
    evidence = Evidence(unit, bounds, plausible, grade, source, sources=sources)
    return Field(
        default, evidence, name, meaning, from_start=from_start, needs=needs, neutral=neutral, role=role
    )


def money(
    price_share: float,
    unit: Unit,
    *,
    bounds: tuple[float, float] = (0.0, 1e12),
    plausible: tuple[float, float],
    grade: Grade,
    source: str = "",
    name: str,
    meaning: str,
    sources: tuple[str, ...] = (),
    neutral: float | None = None,
    role: Role | None = None,
    from_start: bool = False,
) -> Any:
    """Declare a money parameter; default, range and neutral value are shares of the reference price.

    The default stands for a reference price of 100; the scenario's reader scales what a file leaves out
    to the file's own reference price, so that another currency keeps sensible defaults.
    """
    evidence = Evidence(unit, bounds, plausible, grade, source, price_share, sources)
    default = price_share * USUAL_REFERENCE_PRICE
    if neutral is not None:
        neutral *= USUAL_REFERENCE_PRICE
    return Field(default, evidence, name, meaning, from_start=from_start, neutral=neutral, role=role)


def switch(
    default: bool = True,
    *,
    name: str,
    meaning: str,
    neutral: bool | None = None,
    from_start: bool = False,
) -> Any:
    """Declare a parameter that is true or false; ``neutral`` is the value at which it changes nothing."""
    return Field(default, None, name, meaning, from_start=from_start, neutral=neutral)


def choice(
    default: str | int | None,
    choices: Mapping[Any, str],
    *,
    name: str,
    meaning: str,
    neutral: str | int | None = None,
    role: Role | None = None,
    from_start: bool = False,
) -> Any:
    """Declare a parameter whose annotation is a `Literal`; ``choices`` gives each value its English name."""
    return Field(default, None, name, meaning, choices, from_start, neutral=neutral, role=role)


def field(
    *,
    default: Any = REQUIRED,
    alias: str = "",
    name: str = "",
    meaning: str = "",
    role: Role | None = None,
    from_start: bool = False,
) -> Any:
    """Declare any other value: a text, a list, an optional number. ``alias`` is its key in a file."""
    return Field(default, None, name, meaning, from_start=from_start, role=role, key=alias)
