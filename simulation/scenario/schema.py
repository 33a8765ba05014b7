"""The schema as a list: every parameter of a scenario, for documents, sliders, sampling and error texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from simulation.language import text
from simulation.scenario.firm import Firm
from simulation.scenario.parameter import Evidence
from simulation.scenario.world import World

Kind = Literal["number", "integer", "switch", "choice", "text", "list"]
_KINDS: dict[object, Kind] = {float: "number", int: "integer", bool: "switch", str: "text"}

FROM_START = (
    "world.kind", "world.currency", "world.months", "world.warm_up", "world.customers", "world.replications",
    "world.reference_price", "world.discount_rate", "world.price_elasticity", "world.taste_persistence",
    "world.population", "world.trust.initial", "firm.name", "firm.market_share", "firm.market_share_at",
    "firm.policy",
)  # fmt: skip
"""Paths, or beginnings of paths, that act only from the start of a market: no event can change them."""


@dataclass(frozen=True, slots=True)
class ParameterInfo:
    """One parameter: its path (``world.trust.speed``, ``firm.price``), kind, default and evidence.

    ``evidence`` holds unit, bounds, plausible range, grade and source of a number that has a default;
    ``choices`` the allowed values of a choice. A list (``firm.policy.schedule``) holds tables whose keys are
    listed as parameters below it.
    """

    path: str
    kind: Kind
    default: Any
    evidence: Evidence | None = None
    choices: tuple[str | int, ...] = ()

    @property
    def name(self) -> str:
        """Short label in the current language."""
        return text(f"parameters.{self.path}.name")

    @property
    def meaning(self) -> str:
        """One sentence in the current language: what it is and what it does."""
        return text(f"parameters.{self.path}.meaning")

    @property
    def source(self) -> str:
        """Where the default comes from, in the current language; empty for a bare assumption."""
        return text(f"parameters.{self.path}.source") if self.evidence and self.evidence.source else ""

    @property
    def unit(self) -> str:
        """The unit's name in the current language; empty where there is none."""
        return text(f"unit.{self.evidence.unit}") if self.evidence else ""

    @property
    def grade(self) -> str:
        """How well the default is known, in the current language; empty where there is no evidence."""
        return text(f"grade.{self.evidence.grade}") if self.evidence else ""

    @property
    def from_start(self) -> bool:
        """Whether it acts only from the start of a market, so that no event can change it."""
        return any(f"{self.path}.".startswith(f"{part}.") for part in FROM_START)

    def choice(self, value: str | int) -> str:
        """What a choice is called in the current language."""
        return text(f"parameters.{self.path}.choices.{value}")


@cache
def parameters() -> tuple[ParameterInfo, ...]:
    """Every parameter in the order of the schema: the world's, then a firm's."""
    return (*_walk("world", World), *_walk("firm", Firm))


@cache
def parameters_by_path() -> dict[str, ParameterInfo]:
    """Every parameter under its path."""
    return {parameter.path: parameter for parameter in parameters()}


def template(path: str) -> str:
    """A path without the name of its firm: ``firm.Focal.price`` becomes ``firm.price``."""
    root, _, rest = path.partition(".")
    return f"firm.{rest.partition('.')[2]}" if root == "firm" else path


def default_price_shares(model: type[BaseModel]) -> Iterator[tuple[str, float]]:
    """The money parameters of one table with their defaults in shares of the reference price."""
    for name, field in model.model_fields.items():
        evidence = _evidence(field)
        if evidence is not None and evidence.price_share is not None:
            yield name, evidence.price_share


def tables(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The tables directly below a table, by name."""
    for name, field in model.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield name, field.annotation


def _walk(prefix: str, model: type[BaseModel]) -> Iterator[ParameterInfo]:
    below = dict(tables(model))
    for name, field in model.model_fields.items():
        path = f"{prefix}.{name}"
        if name in below:
            yield from _walk(path, below[name])
        else:
            yield from _parameter(path, field)


def _parameter(path: str, field: FieldInfo) -> Iterator[ParameterInfo]:
    kind = _plain(field.annotation)
    default = None if field.is_required() else field.default
    if get_origin(kind) is tuple:
        yield ParameterInfo(path, "list", default)
        yield from _walk(path, get_args(kind)[0])
    elif get_origin(kind) is Literal:
        yield ParameterInfo(path, "choice", default, choices=get_args(kind))
    else:
        yield ParameterInfo(path, _KINDS[kind], default, _evidence(field))


def _plain(annotation: Any) -> Any:
    """An annotation without ``| None`` and without `Annotated`."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _evidence(field: FieldInfo) -> Evidence | None:
    return next((part for part in field.metadata if isinstance(part, Evidence)), None)
