"""Mistakes in what was given, explained in one paragraph: where, what, what is allowed, and a way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulation.errors import InputError
from simulation.language import Listing, Message, message
from simulation.schema.showing import clean, likeness, nearest, shown
from simulation.schema.values import Choice, Finding, Place

HERE = message("errors.place.here")
"""The place of a mistake in a scenario whose file or name is not known where it is found; see `placed`."""

MANY, SOME = 40, 8
"""With more choices than so many, only those most like what was given are named, and so many of them."""
Label = Callable[[str], Message | str]
"""How a path is shown."""
Meant = Callable[[str, Sequence[str]], str]
"""Which valid path an unknown one most likely means, given the keys of its table."""


class ValidationError(InputError):
    """What was given for a table is wrong; ``findings`` are all its mistakes, the message explains one."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        mistake = explained(findings)
        super().__init__(mistake.key, **mistake.values)
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[object, ...]:
        return InputError(self.key, **self.values).__reduce__()


def problem(kind: str, /, **values: object) -> InputError:
    """Build the mistake ``errors.<kind>`` of a scenario whose file or name is not known here."""
    words = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
    return InputError(f"errors.{kind}", **{"place": HERE, **words})


def placed(error: InputError, place: Message) -> InputError:
    """The same mistake with its place: a file, or a scenario's name."""
    return InputError(error.key, **{**error.values, "place": place})


def told(error: InputError) -> Message:
    """A mistake as a part of another message."""
    return message(error.key, **error.values)


def plain_label(path: str) -> str:
    """A path in code letters."""
    return f"`{clean(path)}`"


def sibling(path: str, valid: Sequence[str]) -> str:
    """The key of the same table that is most like an unknown one, with its path."""
    above, _, key = path.rpartition(".")
    best = nearest(key, valid)
    return f"{above}.{best}" if above else best


def first(findings: Sequence[Finding]) -> Finding:
    """The finding to report: an unknown key before all others, since a misspelt key is also a missing one."""
    return next((each for each in findings if each.mistake == "unknown_key"), findings[0])


def explained(findings: Sequence[Finding], label: Label = plain_label, meant: Meant = sibling) -> InputError:
    """The mistake of the first finding (see `first`), with all that its reader needs to know."""
    mistake, at, given, value = first(findings)
    key, path = location(at, label)
    last = [part for part in at if isinstance(part, str)][-1]
    values = {"key": key, "given": shown(given)}
    match mistake:
        case "unknown_key":
            valid = value.keys()
            everyone = Listing(f"`{name}`" for name in valid)
            return problem("unknown_key", key=key, nearest=meant(path, valid), valid=everyone)
        case "missing_key":
            return problem("missing_key", key=key, example=message(f"errors.example.{last}"))
        case "wrong_type":
            return problem("wrong_type", **values, expected=message(f"errors.expected.{value.expected}"))
        case "not_a_choice" if isinstance(value, Choice) and len(value.choices) > MANY:
            return problem(mistake, **values, allowed=_most_like(str(given), value))
        case _:
            return problem(mistake, **values, allowed=value.allowed(last))


def _most_like(given: str, value: Choice) -> Message:
    """The choices that are most like what was given, of the many that there are: measures."""
    ordered = sorted(map(str, value.choices), key=lambda name: likeness(given, name), reverse=True)
    some = Listing(map(shown, ordered[:SOME]))
    return message("errors.many_choices", some=some, others=len(ordered) - SOME)


def location(at: Place, label: Label) -> tuple[Message | str, str]:
    """A place in words, and its path: below the last list that it leads through, if there is one."""
    parts: list[str] = []
    entry: tuple[str, int] | None = None
    for part in at:
        if isinstance(part, str):
            parts.append(part)
        else:
            entry, parts = (".".join(parts), part + 1), []
    path = ".".join(parts)
    return (numbered(path, *entry) if entry else label(path)), path


def numbered(path: str, table: str, number: int) -> Message:
    """The key of a table, or an item of a list, that is known by its number, counted from 1."""
    form = "errors.key.of" if path else "errors.key.item"
    return message(form, key=clean(path), table=table, number=number)
