"""Whether what a student gives answers a declared question: the forms are those of ``PROTOCOL.md``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def is_answer(asked: Mapping[str, Any], given: Any) -> bool:
    """Whether something that came in a message answers a question as `predictions.questions` gives it."""
    match asked["kind"]:
        case "choice":
            return isinstance(given, str) and given in asked["options"]
        case "number":
            return _is_guess(given, asked["lowest"], asked["highest"])
        case "month":
            return given is None or (_is_whole(given) and _is_between(given, asked["first"], asked["last"]))
        case "curve":
            places = asked["at"] or asked["options"]
            return _is_list(given, len(places)) and all(
                _is_between(each, asked["lowest"], asked["highest"]) for each in given
            )
        case "ranking":
            return _is_order(given, asked["options"])
    return False


def _is_guess(given: object, lowest: float, highest: float) -> bool:
    """Whether it is a best guess within a range of its own."""
    if not isinstance(given, dict) or given.keys() != {"best", "low", "high"}:
        return False
    if not all(_is_between(each, lowest, highest) for each in given.values()):
        return False
    return bool(given["low"] <= given["best"] <= given["high"])


def _is_order(given: object, options: list[str]) -> bool:
    """Whether it has every option once, in places that may hold several."""
    if not isinstance(given, list) or not all(isinstance(place, list) and place for place in given):
        return False
    names = [name for place in given for name in place]
    return all(isinstance(name, str) for name in names) and sorted(names) == sorted(options)


def _is_list(given: Any, length: int) -> bool:
    return isinstance(given, list) and len(given) == length


def _is_whole(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _is_between(given: Any, lowest: float, highest: float) -> bool:
    """Whether it is a number between two others; what is no number never is."""
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    return is_number and lowest <= given <= highest
