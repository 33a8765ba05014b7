"""Deciding a claim: which runs it needs, and what their numbers say."""

from __future__ import annotations

import numpy as np

from simulation.experiments.claims.condition import Finding, all_hold, decided
from simulation.experiments.claims.forms import CONDITIONS
from simulation.experiments.claims.forms.interior_maximum import interior_maximum
from simulation.experiments.claims.view import History, View
from simulation.kernel.arithmetic import Values
from simulation.scenario.claim_figures import Setting
from simulation.scenario.expectation import Expect

Needed = tuple[str | None, str, str]
"""An alternative (None: as the scenario stands), a firm and a column of ``run.market``."""


def judge(expect: Expect, history: History, setting: Setting, looks: int = 1) -> Finding:
    """Decide a claim.

    Args:
        expect: the claim.
        history: gives the monthly values of any alternative, firm and column.
        setting: the firms, alternatives and other claims that it can name.
        looks: how often the claim may be judged before it is left undecided; the error that its confidence
            allows is shared out among them.
    """
    if expect.relation == "all_hold":
        parts = tuple(judge(setting.claim(name), history, setting, looks) for name in expect.claims or ())
        return Finding(expect, all_hold([part.verdict for part in parts]), parts=parts)
    view = View(expect, history, setting, 1.0 - (1.0 - expect.confidence) / looks)
    if expect.relation == "interior_maximum":
        return interior_maximum(view)
    return decided(expect, CONDITIONS[expect.relation](view), view.confidence)


def needed_by(expect: Expect, setting: Setting, months: int) -> set[Needed]:
    """Return what a claim asks of the runs: it is judged once by empty ones that note what they are asked."""
    asked: set[Needed] = set()

    def history(alternative: str | None, firm: str, column: str) -> Values:
        asked.add((alternative, firm, column))
        return np.zeros((2, months))

    judge(expect, history, setting)
    return asked
