"""A maximum between two ends: some inner alternative of a list beats both the first and the last."""

from __future__ import annotations

import numpy as np

from simulation.experiments.claims.condition import ClaimCondition, ClaimVerdict, Finding, all_hold
from simulation.experiments.claims.view import View, mean


def interior_maximum(view: View) -> Finding:
    """Judge the claim; it is refuted when one end beats every inner alternative.

    The inner alternative is chosen by the data, so each gets its part of the error allowed (Bonferroni).
    """
    values = {name: view.value(figure) for name, figure in view.over().items()}
    first, *inner, last = values
    confidence = 1.0 - (1.0 - view.confidence) / len(inner)

    def lead(name: str, end: str) -> ClaimCondition:
        lead = ClaimCondition(
            "lead_over", values[name] - values[end], view.by, strict=view.strict, subject=(name, end)
        )
        return lead.at(confidence)

    leads = {name: (lead(name, first), lead(name, last)) for name in inner}
    best = max(inner, key=lambda name: float(np.nan_to_num(mean(values[name][np.newaxis])[0], nan=-np.inf)))
    if any(all_hold([each.verdict for each in pair]) == "holds" for pair in leads.values()):
        verdict: ClaimVerdict = "holds"
    elif any(all(pair[end].verdict == "does_not_hold" for pair in leads.values()) for end in (0, 1)):
        verdict = "does_not_hold"
    else:
        verdict = "undecided"
    return Finding(view.expect, verdict, leads[best])
