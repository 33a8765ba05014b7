"""Which of the three forms a table has, by its columns alone."""

from __future__ import annotations

from simulation.errors import InputError

PRICE = "price."
"""What the name of a price column begins with; the rest is the brand."""

_REQUIRED = {
    "survival": ("period", "survival"),
    "customers": ("tenure", "churned"),
    "panel": ("household", "choice"),
}


def form_of(columns: list[str]) -> str:
    """``"survival"``, ``"customers"`` or ``"panel"``; mixed or incomplete forms are refused."""
    begun = [form for form, names in _REQUIRED.items() if set(names) & set(columns)]
    found = ", ".join(columns)
    if not begun and not any(name.startswith(PRICE) for name in columns):
        raise InputError("fit.error.unknown_form", found=found)
    if len(begun) > 1:
        raise InputError("fit.error.mixed_forms", found=found, columns=", ".join(_signs(columns)))
    form = begun[0] if begun else "panel"
    missing = [name for name in _REQUIRED[form] if name not in columns]
    if missing:
        raise InputError("fit.error.missing_column", column=missing[0], found=found)
    if form != "panel" and any(name.startswith(PRICE) for name in columns):
        raise InputError("fit.error.mixed_forms", found=found, columns=", ".join(_signs(columns)))
    return form


def _signs(columns: list[str]) -> list[str]:
    """The columns that each belong to one form only."""
    fixed = {name for names in _REQUIRED.values() for name in names}
    return [name for name in columns if name in fixed or name.startswith(PRICE)]
