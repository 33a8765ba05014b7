"""What is learnt from and what is kept to judge by."""

from __future__ import annotations

import numpy as np

from simulation.errors import InputError
from simulation.fitting.data import PurchasePanel


def split_households(
    panel: PurchasePanel, share: float = 0.25, seed: int = 0
) -> tuple[PurchasePanel, PurchasePanel]:
    """Panels of the households to learn from and of a random ``share`` (0 to 1) of them, held out."""
    held_out = round(panel.households * share)
    if not 0 < held_out < panel.households:
        raise InputError("fit.error.hold_out_share", given=share)
    chosen = np.random.default_rng(seed).permutation(panel.households)[:held_out]
    mask = np.isin(panel.household, chosen)
    return panel.rows(~mask), panel.rows(mask)


def drop_last_purchases(panel: PurchasePanel, last: int) -> PurchasePanel:
    """The panel without every household's ``last`` purchases; who made no more than those disappears.

    What a model fitted to it predicts of the dropped purchases is the log-likelihood of the whole panel less
    that of this one, so that each household's own past is used (see ``predictive_log_likelihood``).
    """
    occasion = panel.occasion
    length = np.bincount(panel.household)[panel.household]
    keep = occasion < length - last
    if last < 1 or not keep.any():
        raise InputError("fit.error.hold_out_purchases", given=last, most=int(length.max()) - 1)
    return panel.rows(keep)
