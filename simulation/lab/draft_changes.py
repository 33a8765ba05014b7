"""What was filled in in the form, made in the tables of a scenario file; they are checked afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulation.errors import InputError
from simulation.lab import form
from simulation.lab.messages import Edit, FirmRow
from simulation.schema.changes import flat_changes

Tables = dict[str, Any]
TEXTS = ("title", "question", "zh.title", "zh.question")
"""Paths of the form that are no parameters."""
LISTED = ("event", "alternative")
"""Tables of which single ones can be removed: ``event.1`` is the second event."""
LESSON = ("expect", "prediction", "challenge", "text")
"""What is made for a market as it is, and need not hold for another; ``lesson`` in the form removes it."""
SHARE_DIGITS = 4


def change(raw: Tables, firms: Sequence[FirmRow] | None, edits: Iterable[Edit]) -> None:
    """Make the changes; InputError for a path that the form does not have."""
    if firms is not None:
        _change_firms(raw, firms)
    removals: list[tuple[str, int]] = []
    for edit in edits:
        kind, _, number = edit.path.partition(".")
        if kind in LISTED and edit.value is None and number.isdecimal():
            removals.append((kind, int(number)))
        elif edit.path != "lesson":
            _set(raw, edit.path, edit.value)
        else:
            drop_lesson(raw)
    for removed in sorted(removals, reverse=True):
        _remove(raw, *removed)


def _remove(raw: Tables, kind: str, number: int) -> None:
    """Remove an event or an alternative, and with it the lesson, which may speak of it."""
    tables = raw.get(kind)
    if not isinstance(tables, list) or number >= len(tables):
        raise InputError("lab.error.request", where=f"draft.{kind}")
    del tables[number]
    if not tables:
        del raw[kind]
    drop_lesson(raw)


def drop_lesson(raw: Tables) -> None:
    """Leave out what speaks of the market as it was: claims, questions, the challenge and the texts."""
    chinese = raw.get("zh")
    for tables in (raw, chinese):
        if isinstance(tables, dict):
            for key in LESSON:
                tables.pop(key, None)
    if isinstance(chinese, dict) and isinstance(chinese.get("alternative"), dict):
        names = [each.get("name") for each in _tables(raw, "alternative")]
        chinese["alternative"] = {
            name: label for name, label in chinese["alternative"].items() if name in names
        }


def _set(raw: Tables, path: str, value: object) -> None:
    """Put a value at a path, or take it away."""
    parts = path.split(".")
    table: Any = raw
    if parts[0] == "firm" and len(parts) > 2 and parts[1].isdecimal():
        table, general = _firm(raw, int(parts[1])), ".".join(["firm", *parts[2:]])
        parts = parts[2:]
    else:
        general = path
    if general not in {*form.paths(), *TEXTS} - {"firm.name"}:
        raise InputError("lab.error.request", where="draft.edits")
    _put(table, parts, value)


def _firm(raw: Tables, number: int) -> Tables:
    firms = named(raw)
    if number >= len(firms):
        raise InputError("lab.error.request", where="draft.edits")
    return firms[number]


def named(raw: Tables) -> list[Tables]:
    """Return the tables of the firms; none where they are not what they should be."""
    firms = raw.get("firm")
    proper = isinstance(firms, list) and all(
        isinstance(firm, dict) and isinstance(firm.get("name"), str) for firm in firms
    )
    return firms if proper and isinstance(firms, list) else []


def _put(table: Any, parts: Sequence[str], value: object) -> None:
    """Put a value into nested tables; one that is left empty is removed."""
    if not isinstance(table, dict):
        return  # what stands here is no table: its check will say so
    first, *rest = parts
    if rest:
        _put(table.setdefault(first, {}), rest, value)
        if table[first] == {}:
            del table[first]
    elif value is None:
        table.pop(first, None)
    else:
        table[first] = value


def _change_firms(raw: Tables, rows: Sequence[FirmRow]) -> None:
    """Add, rename, remove firms, and change whatever names them."""
    before = {firm["name"]: firm for firm in named(raw)}
    names = {row.was: row.name for row in rows if row.was in before}
    raw["firm"] = [{**before.get(row.was or "", {}), "name": row.name} for row in rows]
    if not len(before) == len(names) == len(rows):
        _share_out(raw["firm"])
    _rename(raw, {old: names.get(old) for old in before})


def _share_out(firms: list[Tables]) -> None:
    """Let stated market shares sum to 1 after a firm has come or gone; a new one gets the mean."""
    stated = [firm["market_share"] for firm in firms if isinstance(firm.get("market_share"), float)]
    if len(firms) == 1:
        firms[0].pop("market_share", None)
    if not stated or len(firms) == 1:
        return
    shares = [firm.get("market_share", sum(stated) / len(stated)) for firm in firms]
    total = sum(share for share in shares if isinstance(share, float))
    for firm, share in zip(firms, shares, strict=True):
        if isinstance(share, float) and total > 0:
            firm["market_share"] = round(share / total, SHARE_DIGITS)


def _rename(raw: Tables, names: Mapping[str, str | None]) -> None:
    """Let everything speak of firms by their new names; what spoke of one that is gone goes, too."""
    if all(old == new for old, new in names.items()):
        return
    if isinstance(raw.get("event"), list):
        raw["event"] = [event for event in raw["event"] if _renamed_path(event, names)]
    if isinstance(raw.get("before"), dict):
        raw["before"] = _renamed_changes(raw["before"], names)
    if isinstance(raw.get("alternative"), list):
        for each in raw["alternative"]:
            if isinstance(each, dict) and isinstance(each.get("set"), dict):
                each["set"] = _renamed_changes(each["set"], names)
    if None in names.values():
        drop_lesson(raw)
        return
    for asked in (*_tables(raw, "expect"), *(each.get("answer") for each in _tables(raw, "prediction"))):
        for key in ("firm", "than", "against"):
            if isinstance(asked, dict) and asked.get(key) in names:
                asked[key] = names[asked[key]]


def _tables(raw: Tables, key: str) -> list[Tables]:
    given = raw.get(key)
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def _renamed_path(event: Any, names: Mapping[str, str | None]) -> bool:
    """Give an event its new path; False if its firm is gone."""
    if not isinstance(event, dict) or not isinstance(event.get("path"), str):
        return True
    path = _path(event["path"], names)
    event["path"] = path
    return path is not None


def _renamed_changes(changes: Tables, names: Mapping[str, str | None]) -> Tables:
    renamed = {_path(path, names): value for path, value in flat_changes(changes).items()}
    return {path: value for path, value in renamed.items() if path is not None}


def _path(path: str, names: Mapping[str, str | None]) -> str | None:
    """Return a path with the new name of its firm; None if that is gone."""
    root, _, rest = path.partition(".")
    name, _, below = rest.partition(".")
    if root != "firm" or name not in names:
        return path
    new = names[name]
    return None if new is None else f"firm.{new}.{below}"
