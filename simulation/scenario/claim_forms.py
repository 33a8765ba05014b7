"""Which keys each form of a claim needs, and which it may have besides."""

from __future__ import annotations

from typing import NamedTuple

from simulation.scenario.expectation import Relation


class Keys(NamedTuple):
    """The keys without which a relation says nothing, and the further ones that change what it says."""

    needs: frozenset[str]
    may: frozenset[str]


def _keys(needs: str, may: str) -> Keys:
    return Keys(frozenset(needs.split()), frozenset(may.split()))


_FIGURE = "firm alternative among per "

FORMS: dict[Relation, Keys] = {
    "greater": _keys("measure than", _FIGURE + "months by times"),
    "less": _keys("measure than", _FIGURE + "months by times"),
    "not_less": _keys("measure than by", _FIGURE + "months"),
    "not_more": _keys("measure than by", _FIGURE + "months"),
    "about_equal": _keys("measure than by", _FIGURE + "months"),
    "between": _keys("measure low high", _FIGURE + "months"),
    "rises": _keys("measure", _FIGURE + "months by"),
    "falls": _keys("measure", _FIGURE + "months by"),
    "crosses": _keys("measure alternative than", "firm among per months"),
    "overtakes": _keys("measure than within", _FIGURE),
    "burst": _keys("measure event_month", _FIGURE + "by times"),
    "rises_over": _keys("measure over", "firm among per months by"),
    "falls_over": _keys("measure over", "firm among per months by"),
    "flattens_over": _keys("measure over", "firm among per months by"),
    "interior_maximum": _keys("measure", "firm among per months by over"),
    "breaks_even": _keys("measure over doses than low high", "firm among per months"),
    "effect_greater": _keys("measure than other", _FIGURE + "months by times"),
    "effect_less": _keys("measure than other", _FIGURE + "months by times"),
    "often_greater": _keys("measure than in_runs", _FIGURE + "months"),
    "often_less": _keys("measure than in_runs", _FIGURE + "months"),
    "varies_more": _keys("measure than", _FIGURE + "months by times"),
    "varies_less": _keys("measure than", _FIGURE + "months by times"),
    "goes_with": _keys("measure with_measure", "alternative months by"),
    "goes_against": _keys("measure with_measure", "alternative months by"),
    "all_hold": _keys("claims", ""),
}

OPTIONAL = frozenset[str]().union(*(keys.needs | keys.may for keys in FORMS.values()))
"""All keys of which some form makes nothing."""

OVER_MONTHS = frozenset({"rises", "falls", "crosses", "overtakes", "burst"})
"""Relations between months, which a measure of the whole run does not have."""

LEAST_OVER = {
    "rises_over": 2, "falls_over": 2, "breaks_even": 2, "flattens_over": 3, "interior_maximum": 3,
}  # fmt: skip
"""How many alternatives a relation over several of them takes at least."""
LEAST_FIRMS = 3
"""How many firms can be put in order by two measures."""
