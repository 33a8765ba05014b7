"""Errors that a user can mend: each is a message of the catalogues, put into words when it is shown."""

from __future__ import annotations

from simulation.catalogues import in_one_line, text


class LoyaltyLabError(Exception):
    """An error with a message key, so that it can be shown in the user's language.

    ``key`` names a message of the catalogues, ``values`` fill its places. ``str(error)`` is the message
    in the language that is current at that moment, with every value in one line, cut where it is long.
    """

    exit_code = 2

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        values = {name: in_one_line(value) for name, value in self.values.items()}
        try:
            return text(self.key, **values)
        except LookupError:  # a message or a value is missing: a bug, but the user's mistake is still told
            return f"{self.key}: {', '.join(f'{name}={value!r}' for name, value in values.items())}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.key, self.values)


def _rebuild(kind: type[LoyaltyLabError], key: str, values: dict[str, object]) -> LoyaltyLabError:
    """Unpickle an error that crossed a process boundary."""
    return kind(key, **values)


class InputError(LoyaltyLabError):
    """What the user gave cannot be used: exit code 2."""


class MachineError(LoyaltyLabError):
    """The machine refused what the work needs (disk, memory, processes): exit code 3."""

    exit_code = 3


class CheckFailed(LoyaltyLabError):  # noqa: N818 (a finding, not a mistake)
    """A claim or a verification did not hold: exit code 1."""

    exit_code = 1
