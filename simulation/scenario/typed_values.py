"""Values as they are typed on a command line: ``path=value`` and ``path=value,value,...``.

A value is TOML, or else a plain text.
"""

from __future__ import annotations

import tomllib
from datetime import date, time
from typing import Any

from simulation.schema.mistakes import problem
from simulation.schema.values import CONTROLS

NO_TOML = object()
"""Stands for a text that is not TOML."""
LONGEST_NUMBER = 512
"""Bits of the largest whole number; no parameter takes one of so many."""


def assignment(written: str) -> tuple[str, Any]:
    """Read ``path=value``; InputError where there is no equals sign, or the value cannot be read."""
    path, equals, value = written.partition("=")
    if not equals:
        raise problem("no_assignment", given=written)
    return path.strip(), value_of(value.strip())


def value_of(written: str) -> Any:
    """Return the value that a text stands for; InputError for several lines, endless numbers or brackets."""
    value = _toml(written)
    return written if value is NO_TOML or isinstance(value, date | time) else value  # no parameter is a date


def values_of(written: str) -> list[Any]:
    """Return the values of ``a,b,c``; commas within brackets or quotation marks belong to a value."""
    values = _toml(f"[{written}]")
    if isinstance(values, list) and not any(isinstance(each, date | time) for each in values):
        return values
    return [value_of(part.strip()) for part in written.split(",")]


def _toml(written: str) -> Any:
    """Read one value of TOML; `NO_TOML` if it is none."""
    if CONTROLS.search(written):
        raise problem("not_one_line", given=written)
    try:
        value = tomllib.loads(f"value = {written}")["value"]
    except tomllib.TOMLDecodeError:
        return NO_TOML
    except RecursionError:
        raise problem("too_deep") from None
    except ValueError:  # more digits than Python reads
        raise problem("number_too_long", given=written) from None
    if any(isinstance(each, int) and each.bit_length() > LONGEST_NUMBER for each in _each(value)):
        raise problem("number_too_long", given=written)
    return value


def _each(value: Any) -> list[Any]:
    """The entries of a list, or the value alone."""
    return value if isinstance(value, list) else [value]
