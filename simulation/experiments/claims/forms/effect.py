"""An effect of an effect: one difference of figures is larger or smaller than another difference."""

from __future__ import annotations

from simulation.experiments.claims.condition import ClaimCondition, ConditionKind
from simulation.experiments.claims.forms.greater import factor
from simulation.experiments.claims.view import View
from simulation.kernel.arithmetic import Values
from simulation.scenario.claim_figures import Compared, effect_of, other_effect


def effect_greater(view: View) -> list[ClaimCondition]:
    """The effect is greater than so many times the other effect, by at least ``by``."""
    own, other, excess = _effects(view)
    return [
        ClaimCondition(_kind(view), excess, low=view.by, strict=view.strict, subject=factor(view)),
        ClaimCondition("effect_own", own),
        ClaimCondition("effect_other", other),
    ]


def effect_less(view: View) -> list[ClaimCondition]:
    """The effect is less than so many times the other effect, by at least ``by``."""
    own, other, excess = _effects(view)
    return [
        ClaimCondition(_kind(view), excess, high=0.0 - view.by, strict=view.strict, subject=factor(view)),
        ClaimCondition("effect_own", own),
        ClaimCondition("effect_other", other),
    ]


def _kind(view: View) -> ConditionKind:
    """Return what the number is called: a plain difference of effects, or one to a multiple."""
    return "effect_difference" if view.expect.times is None else "effect_times"


def _effects(view: View) -> tuple[Values, Values, Values]:
    """Return both effects, and by how much the first exceeds so many times the second."""
    own = _effect(view, *effect_of(view.expect, view.setting))
    other = _effect(view, *other_effect(view.expect, view.setting))
    return own, other, own - view.times * other


def _effect(view: View, figure: Compared, than: Compared) -> Values:
    effect: Values = view.value(figure) - view.value(than)
    return effect
