"""Reading a scenario: a name of the catalogue or a TOML file becomes a valid `Scenario`, or an InputError."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from simulation.errors import InputError
from simulation.files import read_whole
from simulation.language import Message, message
from simulation.scenario import catalogue
from simulation.scenario.document import NO_LESSON, Scenario
from simulation.scenario.firm import Firm
from simulation.scenario.world import World
from simulation.schema import USUAL_REFERENCE_PRICE, Table
from simulation.schema.listing import default_price_shares, tables
from simulation.schema.mistakes import HERE, placed, problem

ENDLESS_KEY = re.compile(r"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')\s*+\.\s*+){100}""")
"""A key of more than a hundred parts joined by dots."""
LARGEST = 16 * 2**20
"""Bytes of the largest scenario file that is read."""
PRICIEST = 1e9
"""The highest reference price that the schema allows."""


def load_scenario(name_or_path: str | Path) -> Scenario:
    """Read a scenario of the catalogue by its name, or any TOML file by its path.

    InputError for an unknown name, an unreadable file, or anything in it that makes no sense.
    """
    file = catalogue.find(name_or_path)
    return parse_scenario(read_text(file), file.stem, message("errors.place.file", file=str(file)))


def parse_scenario(text: str, name: str = "", place: Message = HERE) -> Scenario:
    """Make a scenario of the text of a TOML file; ``place`` is where a mistake is said to be."""
    try:
        return scenario_from(tables_of(text), name, place)
    except RecursionError:
        raise placed(problem("too_deep"), place) from None
    except InputError as error:
        raise placed(error, place) from None


def scenario_from(raw: Mapping[str, Any], name: str = "", place: Message = HERE) -> Scenario:
    """Make a scenario of tables as TOML holds them.

    Money that the tables leave out is the schema's usual share of *their* reference price, so that a market
    in another currency keeps sensible defaults; money that they give is taken as it is.
    """
    scenario = Scenario.made(in_currency(raw), name, place)
    try:
        alone = scenario.changed(NO_LESSON)
        for alternative in scenario.alternatives:
            alone.with_(**alternative.set)
    except InputError as error:
        raise placed(error, place) from None
    return scenario


def read_text(file: Path) -> str:
    """The text of a file; InputError where it cannot be read as UTF-8.

    Letters with accents are composed (NFC), so that a name is the same name however a system writes it.
    """
    try:
        return unicodedata.normalize("NFC", read_whole(file, LARGEST).decode("utf-8-sig"))
    except IsADirectoryError:
        raise InputError("errors.file.folder", file=str(file)) from None
    except FileNotFoundError:
        raise InputError("errors.file.missing", file=str(file)) from None
    except UnicodeDecodeError as error:
        raise InputError("errors.file.encoding", file=str(file), position=error.start) from None
    except (OSError, ValueError):
        raise InputError("errors.file.unreadable", file=str(file)) from None


def tables_of(text: str) -> dict[str, Any]:
    """The tables of a TOML text; InputError with line and column where it is none."""
    if ENDLESS_KEY.search(text):  # of which reading takes the square of the time
        raise problem("too_deep")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise problem("too_deep") from None
    except ValueError as error:
        found = re.search(r"at line (\d+), column (\d+)", str(error))
        line, column = found.groups() if found else (text.count("\n") + 1, 1)
        twice = re.search(r"overwrite|twice|mutate|already", str(error))
        raise problem("toml_twice" if twice else "not_toml", line=line, column=column) from None


def in_currency(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The tables with the money that they leave out, where their reference price is not the usual one."""
    world = raw.get("world")
    price = world.get("reference_price") if isinstance(world, Mapping) else None
    if isinstance(price, bool) or not isinstance(price, int | float) or not _scales(price):
        return raw
    firms = raw.get("firm")
    if isinstance(firms, list | tuple):
        firms = [_with_money(Firm, firm, price) for firm in firms]
    return {**raw, "world": _with_money(World, world, price)} | ({"firm": firms} if firms is not None else {})


def _scales(price: float) -> bool:
    """Whether a reference price can scale anything; what is wrong with it is told by its validation."""
    return 0 < price <= PRICIEST and price != USUAL_REFERENCE_PRICE


def _with_money(declared: type[Table], table: Any, price: float) -> Any:
    """A copy of a table in which missing money is filled in; anything but a table comes back as it is."""
    if not isinstance(table, Mapping):
        return table
    money = {name: share * price for name, share in default_price_shares(declared)}
    inner = {name: _with_money(below, table.get(name, {}), price) for name, below in tables(declared)}
    return {**money, **table, **inner}
