"""The rules of all mechanisms: functions of single numbers, which are neither steps nor drawn nor derived."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from simulation.mechanisms.contents import CONTENTS

NUMBERS = ("Values", "Values | float", "Flags", "Whole", "float", "int")
"""Annotations of a rule's arguments."""
BY_PLACE = ("kept",)
"""Rules that take an array of their own besides one number per customer."""


def all_rules() -> list[Callable[..., Any]]:
    """Every function of a mechanism that takes numbers and returns a number per customer."""
    found = [
        function
        for mechanism in CONTENTS
        for function in vars(mechanism).values()
        if inspect.isfunction(function) and function.__module__ == mechanism.__name__
    ]
    return [function for function in found if _is_rule(function) and function.__name__ not in BY_PLACE]


def _is_rule(function: Callable[..., Any]) -> bool:
    signature = inspect.signature(function)
    arguments = [str(parameter.annotation) for parameter in signature.parameters.values()]
    returns = str(signature.return_annotation)
    return bool(arguments) and returns in ("Values", "Flags", "Whole") and set(arguments) <= set(NUMBERS)
