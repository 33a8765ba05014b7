"""The forms of claims, one a file: what the numbers of runs have to be. Each is a pure function of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulation.experiments.claims.condition import ClaimCondition
from simulation.experiments.claims.forms.about_equal import about_equal, not_less, not_more
from simulation.experiments.claims.forms.between import between
from simulation.experiments.claims.forms.breaks_even import breaks_even
from simulation.experiments.claims.forms.burst import burst
from simulation.experiments.claims.forms.crosses import crosses
from simulation.experiments.claims.forms.effect import effect_greater, effect_less
from simulation.experiments.claims.forms.flattens_over import flattens_over
from simulation.experiments.claims.forms.goes_with import goes_against, goes_with
from simulation.experiments.claims.forms.greater import greater, less
from simulation.experiments.claims.forms.often import often_greater, often_less
from simulation.experiments.claims.forms.overtakes import overtakes
from simulation.experiments.claims.forms.rises import falls, rises
from simulation.experiments.claims.forms.rises_over import falls_over, rises_over
from simulation.experiments.claims.forms.varies import varies_less, varies_more
from simulation.experiments.claims.view import View
from simulation.scenario.expectation import Relation

CONDITIONS: dict[Relation, Callable[[View], Sequence[ClaimCondition]]] = {
    "greater": greater,
    "less": less,
    "not_less": not_less,
    "not_more": not_more,
    "about_equal": about_equal,
    "between": between,
    "rises": rises,
    "falls": falls,
    "crosses": crosses,
    "overtakes": overtakes,
    "burst": burst,
    "rises_over": rises_over,
    "falls_over": falls_over,
    "flattens_over": flattens_over,
    "breaks_even": breaks_even,
    "effect_greater": effect_greater,
    "effect_less": effect_less,
    "often_greater": often_greater,
    "often_less": often_less,
    "varies_more": varies_more,
    "varies_less": varies_less,
    "goes_with": goes_with,
    "goes_against": goes_against,
}
"""What has to hold for a claim; `interior_maximum` and `all_hold` are no lists of conditions."""
