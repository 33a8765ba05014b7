"""Numbers as people write them: decimal point or comma, thousands, percent and currency signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from simulation.fitting.data import Reals

_SIGNS = re.compile(
    r"[\s\u00a0\u202f'’_$€£¥￥元%％]|(?<![a-z])(?:eur|usd|gbp|cny|rmb|chf)(?![a-z])", re.IGNORECASE
)
_WIDE = str.maketrans("０１２３４５６７８９．，－＋−", "0123456789.,-+-")
_COMMA = re.compile(
    r"[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|,\d+)$"
)
_POINT = re.compile(
    r"[+-]?(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\.\d+)$"
)
_UNCLEAR = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}$")
ASKED = 2000
"""Rows that are asked for the decimal sign of a table."""


def bare(word: str) -> str:
    """A number without what people put around it."""
    return _SIGNS.sub("", word.translate(_WIDE))


def vote(words: Sequence[str]) -> tuple[int, int]:
    """How many texts can only be numbers with a decimal comma, and how many only with a decimal point."""
    asked = [bare(word) for word in words]
    return sum(bool(_COMMA.match(w)) for w in asked), sum(bool(_POINT.match(w)) for w in asked)


def unclear(words: Iterable[str]) -> str | None:
    """A text such as 87,500, which is one number in English and another in German; None if there is none."""
    return next((word for word in words if _UNCLEAR.match(bare(word))), None)


def numbers_of(words: Sequence[str], comma: bool) -> Reals:
    """The texts as numbers; NaN for what is none."""
    return np.array([_number(bare(word), comma) for word in words], dtype=np.float64)


def _number(word: str, comma: bool) -> float:
    sign, other = (",", ".") if comma else (".", ",")
    whole, _, part = word.partition(sign)
    if other in part or (other in whole and not re.match(rf"[+-]?\d{{1,3}}(?:\{other}\d{{3}})+$", whole)):
        return np.nan
    try:
        value = float(
            f"{whole.replace(other, '')}.{part}" if part or sign in word else whole.replace(other, "")
        )
    except ValueError:
        return np.nan
    return value if np.isfinite(value) else np.nan
