"""Reading the rows and what was measured, and writing what was measured."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from simulation.errors import InputError
from simulation.files import write_whole
from simulation.scenario.catalogue import names
from simulation.scenario.document import Scenario
from simulation.scenario.reading import load_scenario
from simulation.schema.showing import nearest
from simulation.textbook.row import Figures, Judged, Row, Trial, Verdict, Words

HOME = Path(__file__).parent
MEASURED, CLAIMS = HOME / "measured.toml", HOME / "claims.toml"
HEADS = {
    MEASURED: "# What the trials of rows.toml found. Written by `loyaltylab mechanisms --measure --keep`.\n",
    CLAIMS: "# What the lessons' claims came to. Written by `loyaltylab mechanisms --measure --keep`.\n",
}


@cache
def rows() -> Mapping[str, Row]:
    """Return all rows by their keys, M1 to M116 and X1 to X15."""
    entries = tomllib.loads((HOME / "rows.toml").read_text("utf-8"))
    found = sorted((_row(key, entry) for key, entry in entries.items()), key=lambda row: row.place)
    return {row.key: row for row in found}


def row(key: str) -> Row:
    """Return the row with this key; InputError with the nearest one if there is none."""
    known = rows()
    wanted = key.strip().upper()
    if wanted not in known:
        raise InputError("textbook.error.no_such_row", given=key, nearest=nearest(wanted, known))
    return known[wanted]


def _row(key: str, entry: Mapping[str, Any]) -> Row:
    """Return one row of the file; an unknown word is an error of the file."""
    given = dict(entry)
    says = Words(given.pop("en"), given.pop("zh"))
    lacks = Words(given.pop("lacks_en", ""), given.pop("lacks_zh", ""))
    trials = tuple(_trial(f"{key}.{n}", each) for n, each in enumerate(given.pop("trial", ()), 1))
    sources = given.pop("sources")
    lists = {name: tuple(values) for name, values in given.items()}
    return Row(key, sources, says, lacks=lacks, trials=trials, **lists)


def _trial(name: str, entry: Mapping[str, Any]) -> Trial:
    given = dict(entry)
    where = Words(given.pop("where_en", ""), given.pop("where_zh", ""))
    return Trial(name, where=where, months=tuple(given.pop("months", ())), **given)


@cache
def measured() -> Mapping[str, Figures]:
    """Return what was measured, by the names of trials."""
    return {
        name: Figures(
            name,
            differences=tuple(entry.pop("differences")),
            verdict=Verdict(entry.pop("verdict")),
            **entry,
        )
        for name, entry in _entries(MEASURED)
    }


@cache
def judged() -> Mapping[str, Judged]:
    """Return what lessons' claims came to, by ``lesson/claim``."""
    return {
        name: Judged(name, verdict=Verdict(entry.pop("verdict")), **entry) for name, entry in _entries(CLAIMS)
    }


@cache
def lessons() -> Mapping[str, Scenario]:
    """Return every lesson of the catalogue by its name."""
    return {name: load_scenario(name) for name in names()}


def _entries(file: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    return tomllib.loads(file.read_text("utf-8")).items()


def keep(figures: Iterable[Figures], claims: Iterable[Judged]) -> None:
    """Write what was measured now, beside what was measured before; what is gone from the files goes."""
    known = [trial.name for each in rows().values() for trial in each.trials]
    trials = {**measured(), **{each.name: each for each in figures}}
    _write(MEASURED, {name: trials[name] for name in known if name in trials})
    told = [f"{lesson}/{each.claim}" for lesson, market in lessons().items() for each in market.expects]
    known_claims = {**judged(), **{each.name: each for each in claims}}
    _write(CLAIMS, {name: known_claims[name] for name in told if name in known_claims})
    for remembered in (measured, judged):
        remembered.cache_clear()


def _write(file: Path, entries: Mapping[str, Figures | Judged]) -> None:
    parts = [HEADS[file]]
    for name, entry in entries.items():
        values = {key: value for key, value in asdict(entry).items() if key != "name"}
        parts.append(f'["{name}"]\n' + "".join(f"{key} = {_toml(value)}\n" for key, value in values.items()))
    write_whole(file, lambda draft: draft.write_text("\n".join(parts), encoding="utf-8"))


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str):
        return f'"{value}"'
    return f"{value:.8g}" if isinstance(value, float) else str(value)
