"""The declarations as a list: every parameter, for documents, sliders, sampling and error texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from simulation.language import text
from simulation.schema.evidence import Evidence, Role
from simulation.schema.field import Field
from simulation.schema.table import Table, TableOf
from simulation.schema.values import Choice, Kind, ListOf, Optional, Value


@dataclass(frozen=True, slots=True)
class ParameterInfo:
    """One parameter: its path (``world.trust.speed``, ``firm.price``) and its declaration.

    A list (``firm.policy.schedule``) holds tables whose keys are listed as parameters below it.
    """

    path: str
    field: Field

    @property
    def kind(self) -> Kind:
        """What kind of value it has: number, integer, switch, choice, text or list."""
        return single(self.field.value).kind

    @property
    def default(self) -> Any:
        """The default; None where a value has to be given."""
        return None if self.field.required else self.field.default

    @property
    def evidence(self) -> Evidence | None:
        """Unit, bounds, plausible range, grade and source of a number that has a default."""
        return self.field.evidence

    @property
    def choices(self) -> tuple[str | int, ...]:
        """The allowed values of a choice."""
        value = single(self.field.value)
        return value.choices if isinstance(value, Choice) else ()

    @property
    def from_start(self) -> bool:
        """Whether it acts only from the start of a market, so that no event can change it."""
        return self.field.from_start

    @property
    def role(self) -> Role:
        """Whether a firm decides it, pays it, or can do nothing about it."""
        return self.field.role or Role.GIVEN

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

    def choice(self, value: str | int) -> str:
        """What a choice is called in the current language."""
        return text(f"parameters.{self.path}.choices.{value}")


def listed(prefix: str, table: type[Table]) -> Iterator[ParameterInfo]:
    """Every parameter of a table and of the tables in it, in order."""
    for field in table.fields():
        path, value = f"{prefix}.{field.attribute}", field.value
        if isinstance(value, TableOf):
            yield from listed(path, value.table)
            continue
        yield ParameterInfo(path, field)
        if isinstance(value, ListOf) and isinstance(value.item, TableOf):
            yield from listed(path, value.item.table)


def english(parameters: Iterable[ParameterInfo]) -> dict[str, str]:
    """The English words of parameters under the keys of the catalogue."""
    words: dict[str, str] = {}
    for parameter in parameters:
        key, field = f"parameters.{parameter.path}", parameter.field
        words |= {f"{key}.name": field.name, f"{key}.meaning": field.meaning}
        words |= {f"{key}.choices.{value}": name for value, name in field.choices.items()}
        if field.evidence is not None and field.evidence.source:
            words[f"{key}.source"] = field.evidence.source
    return words


def tables(table: type[Table]) -> Iterator[tuple[str, type[Table]]]:
    """The tables directly below a table, by name."""
    for field in table.fields():
        if isinstance(field.value, TableOf):
            yield field.attribute, field.value.table


def default_price_shares(table: type[Table]) -> Iterator[tuple[str, float]]:
    """The money parameters of one table with their defaults in shares of the reference price."""
    for field in table.fields():
        if field.evidence is not None and field.evidence.price_share is not None:
            yield field.attribute, field.evidence.price_share


def single(value: Value) -> Value:
    """The kind of value of what may also be missing."""
    return value.value if isinstance(value, Optional) else value
