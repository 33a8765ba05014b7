"""What a sequence of brand choices looks like: the observed measures a market has to reproduce.

Everything is computed from households and choices alone, so that the same code measures observed and
simulated purchases.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulation.fitting.data import Integers, PurchasePanel, Reals


@dataclass(frozen=True, eq=False)
class PanelMeasures:
    """Measures of a purchase panel; arrays are by brand, in the order of ``brands``.

    share                 share of purchases, 0 to 1, summing to 1
    penetration           share of the panel's households that bought the brand at least once, 0 to 1
    purchases_per_buyer   mean purchases of the brand among its buyers, 1 or more
    share_of_requirements share that the brand has of all purchases of its buyers, 0 to 1
    repeat_rate           share of the brand's purchases whose next purchase is the same brand, 0 to 1
    mean_repeat_rate      the same over all brands
    switching             (brands x brands) share of purchases of the row's brand followed by the column's
    transitions           (brands x brands) number of such pairs
    duplication           (brands x brands) share of the row's buyers who also bought the column's brand; 1 on
                          the diagonal
    duplication_coefficient   how many times likelier than any household a buyer of another brand is to buy a
                          brand: duplication off the diagonal over penetration, as the ratio of their sums
    A value whose denominator is zero (a brand without buyers) is NaN.
    """

    brands: tuple[str, ...]
    households: int
    purchases: int
    purchases_per_household: float
    share: Reals
    penetration: Reals
    purchases_per_buyer: Reals
    share_of_requirements: Reals
    repeat_rate: Reals
    mean_repeat_rate: float
    switching: Reals
    transitions: Integers
    duplication: Reals
    duplication_coefficient: float


def measure_panel(panel: PurchasePanel) -> PanelMeasures:
    """The measures of a purchase panel."""
    return measure_choices(panel.household, panel.choice, panel.brands)


def measure_choices(household: Integers, choice: Integers, brands: tuple[str, ...]) -> PanelMeasures:
    """The measures of purchases (N): household 0, 1, ..., never falling, and position of the brand."""
    counts = count_purchases(household, choice, len(brands))
    bought = counts > 0
    buyers = bought.sum(axis=0)
    transitions = _transitions(household, choice, len(brands))
    duplication = _ratio((bought.T.astype(np.int64) @ bought), buyers[:, None])
    penetration = buyers / len(counts)
    return PanelMeasures(
        brands=brands,
        households=len(counts),
        purchases=len(choice),
        purchases_per_household=len(choice) / len(counts),
        share=counts.sum(axis=0) / len(choice),
        penetration=penetration,
        purchases_per_buyer=_ratio(counts.sum(axis=0), buyers),
        share_of_requirements=_ratio(counts.sum(axis=0), counts.sum(axis=1) @ bought),
        repeat_rate=_ratio(np.diag(transitions), transitions.sum(axis=1)),
        mean_repeat_rate=float(_ratio(np.trace(transitions), transitions.sum())),
        switching=_ratio(transitions, transitions.sum(axis=1, keepdims=True)),
        transitions=transitions,
        duplication=duplication,
        duplication_coefficient=duplication_coefficient(duplication, penetration),
    )


def count_purchases(household: Integers, choice: Integers, brands: int) -> Integers:
    """Purchases of each household by brand (households x brands)."""
    counts = np.zeros((int(household[-1]) + 1, brands), dtype=np.int64)
    np.add.at(counts, (household, choice), 1)
    return counts


def duplication_coefficient(duplication: Reals, penetration: Reals) -> float:
    """Duplication of purchase off the diagonal over the penetration of the brand that is also bought."""
    other = ~np.eye(len(penetration), dtype=bool) & ~np.isnan(duplication)
    expected = np.broadcast_to(penetration, duplication.shape)
    return float(_ratio(duplication[other].sum(), expected[other].sum()))


def _transitions(household: Integers, choice: Integers, brands: int) -> Integers:
    """Pairs of successive purchases of one household, by the brand before and the brand after."""
    successive = household[1:] == household[:-1]
    table = np.zeros((brands, brands), dtype=np.int64)
    np.add.at(table, (choice[:-1][successive], choice[1:][successive]), 1)
    return table


def _ratio(above: NDArray[np.generic] | float, below: NDArray[np.generic] | float) -> Reals:
    """A quotient, NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.equal(below, 0), np.nan, np.divide(above, below))
