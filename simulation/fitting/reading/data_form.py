"""Which form a table has, and which of its columns is what: by names, or as the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from simulation.errors import InputError
from simulation.fitting.reading.roles import ROLES, nearest, rank
from simulation.language import Listing, Message, message

DataForm = Literal["panel", "long", "customers", "dates", "survival", "triangle", "log"]
_NEEDED: dict[DataForm, tuple[tuple[str, ...], ...]] = {
    "panel": (("household",), ("choice",)),
    "long": (("household",), ("alternative",), ("choice",), ("price",)),
    "customers": (("tenure",), ("churned", "censored")),
    "dates": (("start",), ("end",)),
    "survival": (("period",), ("survival", "remaining", "retention")),
    "log": (("id",), ("date",)),
}
"""The roles that each form needs; of several in brackets one. Forms come in the order they are tried."""
_MAY: dict[DataForm, tuple[str, ...]] = {
    "panel": ("date",),
    "long": ("date", "available"),
    "customers": ("segment", "entry", "weight", "id", "price", "margin"),
    "dates": ("churned", "segment", "id", "price", "margin", "weight"),
    "survival": ("segment", "customers"),
    "log": ("amount", "segment"),
    "triangle": ("segment", "customers"),
}
_PRICE = re.compile(
    r"(?:price|价格)[._\s:-]+(?P<after>.*)$|(?P<before>.+)[._\s:-]+(?:price|价格)$", re.IGNORECASE
)
_AGE = re.compile(r"(?:m|month|period|monat|year|第)?[\s_.-]*(\d{1,3})\s*(?:个?月|期|年)?$", re.IGNORECASE)
_ONLY_ASKED = "retention"
"""A column of this name may be cumulative or not: it is read when the user says which."""


@dataclass(frozen=True)
class Layout:
    """The form of a table, and the column of every role that was found.

    ``prices`` are the price columns of a panel by brand, ``ages`` those of a cohort table by age. ``rivals``
    are other columns whose names would fit a role just as well.
    """

    form: DataForm
    columns: Mapping[str, str]
    prices: Mapping[str, str] = field(default_factory=dict)
    ages: Mapping[int, str] = field(default_factory=dict)
    rivals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def renamed(self) -> tuple[Message, ...]:
        """What was taken for what, where the file uses another name."""
        return tuple(
            message("fit.read.taken", role=role, column=column)
            for role, column in self.columns.items()
            if role != column
        )


def layout_of(names: Sequence[str], asked: Mapping[str, str]) -> Layout:
    """Recognise the form; ``InputError`` says what is missing, what comes nearest, and how to map it."""
    _check(names, asked)
    prices, ages = _prices(names), _ages(names)
    found = {form: _assigned(form, names, asked, prices) for form in (*_NEEDED, "triangle")}
    whole = [form for form in _NEEDED if _complete(form, found[form])]
    if "panel" in whole and not prices:
        whole.remove("panel")
    _refuse_mixed(names, whole, found, prices)
    if not whole and len(ages) >= 3:
        whole = ["triangle"]
    if not whole:
        raise _missing(names, found, bool(prices))
    form = whole[0]
    if "survival" in whole and form == "customers" and "tenure" not in names and "period" in names:
        form = "survival"
    rivals = _rivals(form, names, found[form], asked)
    return Layout(form, found[form], prices, ages if form == "triangle" else {}, rivals)


def _check(names: Sequence[str], asked: Mapping[str, str]) -> None:
    for role, column in asked.items():
        if role not in ROLES:
            close = get_close_matches(role, list(ROLES), n=1, cutoff=0.0)[0]
            raise InputError("fit.error.unknown_role", given=role, nearest=close, allowed=Listing(ROLES))
        if column not in names:
            close = get_close_matches(column, list(names), n=1, cutoff=0.0)[0]
            raise InputError("fit.error.unknown_column", given=column, nearest=close, found=Listing(names))


def _assigned(
    form: DataForm, names: Sequence[str], asked: Mapping[str, str], prices: Mapping[str, str]
) -> dict[str, str]:
    """The best column of each role of a form; a column has one role, and what the user says comes first."""
    needed = [role for group in _NEEDED.get(form, ()) for role in group]
    roles = [*needed, *_MAY[form]]
    chosen = {role: column for role, column in asked.items() if role in roles}
    taken = set(asked.values()) | set(prices.values())
    fits = [
        (place, not_needed, role, name)
        for not_needed, role in ((role not in needed, role) for role in roles)
        for name in names
        if role != _ONLY_ASKED and (place := rank(name, role)) is not None
    ]
    for _, _, role, name in sorted(fits, key=lambda fit: (fit[0], fit[1])):
        if role not in chosen and name not in taken and not _said_otherwise(form, role, chosen):
            chosen[role] = name
            taken.add(name)
    return chosen


def _said_otherwise(form: DataForm, role: str, chosen: Mapping[str, str]) -> bool:
    """Whether another role of the same group is there already."""
    return any(role in group and any(other in chosen for other in group) for group in _NEEDED.get(form, ()))


def _complete(form: DataForm, found: Mapping[str, str]) -> bool:
    return all(any(role in found for role in group) for group in _NEEDED[form])


def _refuse_mixed(
    names: Sequence[str],
    whole: list[DataForm],
    found: Mapping[DataForm, Mapping[str, str]],
    prices: Mapping[str, str],
) -> None:
    """Refuse a table that has two forms by the product's own names."""
    own = [form for form in whole if all(found[form].get(g[0]) == g[0] for g in _NEEDED[form])]
    if len(own) > 1 or (
        own and own[0] in ("survival", "customers") and any(n.startswith("price.") for n in names)
    ):
        signs = [name for form in own for name in found[form].values()] + list(prices.values())
        raise InputError("fit.error.mixed_forms", columns=Listing(dict.fromkeys(signs)), found=Listing(names))


def _missing(names: Sequence[str], found: Mapping[DataForm, Mapping[str, str]], prices: bool) -> InputError:
    """What to say of a table that has no form: the column that is missing, or all forms."""
    begun: list[tuple[int, DataForm]] = []
    for form, groups in _NEEDED.items():
        own = any(found[form].get(role) == role for group in groups for role in group)
        met = sum(any(role in found[form] for role in group) for group in groups)
        if own and met < len(groups):
            begun.append((met - len(groups), form))
    if not prices and all(found["panel"].get(role) == role for role in ("household", "choice")):
        return InputError("fit.error.no_prices", found=Listing(names))
    if prices and not begun:
        begun = [(-2, "panel")]
    rates = [name for name in names if "retention" in name.lower() or "留存" in name]
    if not begun and "period" in found["survival"] and rates:
        return InputError("fit.error.per_period", column=rates[0])
    if not begun:
        return InputError("fit.error.unknown_form", found=Listing(names))
    form = max(begun, key=lambda each: each[0])[1]
    role = next(g[0] for g in _NEEDED[form] if not any(r in found[form] for r in g))
    free = [name for name in names if name not in found[form].values()]
    if role == "survival" and rates:
        return InputError("fit.error.per_period", column=rates[0])
    near = nearest(role, free)
    if near is None:
        return InputError("fit.error.missing_column", column=role, found=Listing(names))
    return InputError("fit.error.missing_near", column=role, nearest=near, found=Listing(names))


def _rivals(
    form: DataForm, names: Sequence[str], found: Mapping[str, str], asked: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Other columns that would do for a role that the user has not given."""
    used = set(found.values())
    rivals = {}
    for role in ("churned", "tenure"):
        if role in found and role not in asked and form in ("customers", "dates"):
            others = tuple(n for n in names if n not in used and (rank(n, role) or 100) < 100)
            if others and rank(found[role], role) != 0:
                rivals[role] = others
    return rivals


def _prices(names: Sequence[str]) -> dict[str, str]:
    """Price columns by the brand in their name."""
    found = {}
    for name in names:
        if match := _PRICE.match(name):
            found[(match["after"] if match["after"] is not None else match["before"]).strip()] = name
    return found if len(found) > 1 or any(name.lower().startswith("price.") for name in names) else {}


def _ages(names: Sequence[str]) -> dict[int, str]:
    """Columns of a cohort table by the age in their name: 0, 1, ... or 1, 2, ... without a gap."""
    found = {int(match[1]): name for name in names if (match := _AGE.match(name.strip()))}
    ages = sorted(found)
    whole = ages and ages[0] in (0, 1) and ages == list(range(ages[0], ages[-1] + 1))
    return {age: found[age] for age in ages} if whole else {}
