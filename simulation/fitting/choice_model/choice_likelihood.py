"""Simulated likelihood of choice histories, with its exact gradient.

The estimator is our own. The package that comes nearest, xlogit 0.2.7 (July 2023, the newest), names two
licences that contradict each other (MIT in its metadata, GPL-3 in its licence file), has open reports of
standard errors that are all 1 and of predictions that do not match the panel likelihood, and offers no
likelihood of households that were not fitted, which is what a hold-out asks for.

Integration over taste happens a household at a time, over its whole history: the chance of a history given a
taste is a product of logits, and the likelihood of the household is its mean over the draws of taste.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from simulation.fitting.choice_model.utility_design import ChoiceModel, UtilityDesign
from simulation.fitting.data import Reals

_BLOCK = 2_000_000
"""Utilities (purchases x draws x brands) held at a time: 16 MB, whatever the size of the panel."""

_STEEPEST = 50.0
"""Highest logarithm of price sensitivity that a search may try; the exponential stays finite there."""


@dataclass(frozen=True)
class Layout:
    """Where each parameter stands in the vector: fixed terms, then spread of taste, then price sensitivity.

    ``entries`` are the places (row, column) of the free entries of the lower-triangular factor of the
    covariance of taste (brands less one, square).
    """

    fixed: int
    entries: tuple[tuple[int, int], ...]
    tastes: int
    random_price: bool

    @property
    def size(self) -> int:
        """Number of parameters."""
        return self.fixed + len(self.entries) + 2 * self.random_price

    @property
    def dimensions(self) -> int:
        """Number of random values a draw needs."""
        return self.tastes + self.random_price

    def factor(self, parameters: Reals) -> Reals:
        """Lower-triangular factor of the covariance of taste."""
        factor = np.zeros((self.tastes, self.tastes))
        for value, place in zip(parameters[self.fixed :], self.entries, strict=False):
            factor[place] = value
        return factor


def layout_of(design: UtilityDesign, model: ChoiceModel) -> Layout:
    """The parameters of a model on a design."""
    tastes = design.price.shape[1] - 1 if model.taste else 0
    full = tuple((row, column) for row in range(tastes) for column in range(row + 1))
    entries = full if model.correlated_taste else tuple((row, row) for row in range(tastes))
    return Layout(len(design.names), entries, tastes, model.price_heterogeneity)


@dataclass(frozen=True, eq=False)
class Histories:
    """Log-likelihood of each household (H) and its gradient (H x parameters)."""

    log_likelihood: Reals
    score: Reals


def histories(parameters: Reals, design: UtilityDesign, layout: Layout, normals: Reals) -> Histories:
    """Likelihood and gradient by household, computed in blocks of whole households.

    ``normals`` (H x draws x dimensions) are standard normal values; with no random part, one empty draw.
    """
    parts = [
        _block(parameters, part_of(design, first, last), layout, normals[first:last])
        for first, last in blocks(design, normals.shape[1])
    ]
    return Histories(
        np.concatenate([part.log_likelihood for part in parts]),
        np.concatenate([part.score for part in parts]),
    )


def blocks(design: UtilityDesign, draws: int) -> list[tuple[int, int]]:
    """Ranges of whole households, each small enough to be held in memory with its draws."""
    rows = max(1, _BLOCK // (draws * design.price.shape[1]))
    number = design.starts // rows
    first = np.flatnonzero(np.append(True, np.diff(number) > 0))
    return list(zip(first.tolist(), [*first[1:].tolist(), design.households], strict=True))


def part_of(design: UtilityDesign, first: int, last: int) -> UtilityDesign:
    """The part of a design that belongs to a range of households."""
    rows = slice(int(design.starts[first]), int(design.starts[last]) if last < design.households else None)
    return UtilityDesign(
        names=design.names,
        terms=design.terms[rows],
        price=design.price[rows],
        choice=design.choice[rows],
        household=design.household[rows] - first,
        starts=design.starts[first:last] - design.starts[first],
        initial=design.initial[first:last],
        labels=design.labels[first:last],
        shut=None if design.shut is None else design.shut[rows],
    )


def _block(parameters: Reals, design: UtilityDesign, layout: Layout, normals: Reals) -> Histories:
    beliefs = believe(parameters, design, layout, normals)
    return Histories(beliefs.log_likelihood, _score(design, layout, normals, beliefs))


@dataclass(frozen=True, eq=False)
class Beliefs:
    """What a model says of each purchase and draw, and how far a household's history supports each draw.

    ``log_likelihood`` (H); ``probability`` (N x draws x brands) of choosing each brand; ``weight`` (H x
    draws), summing to 1, of the draws given the history; ``sensitivity`` (H x draws) to price, of either
    sign.
    """

    log_likelihood: Reals
    probability: Reals
    weight: Reals
    sensitivity: Reals


def believe(parameters: Reals, design: UtilityDesign, layout: Layout, normals: Reals) -> Beliefs:
    """Choice probabilities under every draw, and the weight of the draws."""
    taste = taste_of(parameters, layout, normals)
    sensitivity = _sensitivity(parameters, design, layout, normals)
    utility = (design.terms @ parameters[: layout.fixed])[:, None, :] + taste[design.household]
    if design.shut is not None:
        utility += design.shut[:, None, :]
    if layout.random_price:
        utility -= sensitivity[design.household][:, :, None] * design.price[:, None, :]
    utility -= utility.max(axis=2, keepdims=True)
    chosen = np.take_along_axis(utility, design.choice[:, None, None], axis=2)[:, :, 0]
    probability = np.exp(utility, out=utility)
    total = probability.sum(axis=2)
    probability /= total[:, :, None]
    by_draw = np.add.reduceat(chosen - np.log(total), design.starts, axis=0)
    together = logsumexp(by_draw, axis=1, keepdims=True)
    log_likelihood = together[:, 0] - np.log(by_draw.shape[1])
    return Beliefs(log_likelihood, probability, np.exp(by_draw - together), sensitivity)


def taste_of(parameters: Reals, layout: Layout, normals: Reals) -> Reals:
    """Taste of each household and draw for each brand (H x draws x brands); 0 for the first brand."""
    none = np.zeros((*normals.shape[:2], 1))
    if not layout.tastes:
        return none
    varying = normals[:, :, : layout.tastes] @ layout.factor(parameters).T
    return np.concatenate([none, varying], axis=2)


def _sensitivity(parameters: Reals, design: UtilityDesign, layout: Layout, normals: Reals) -> Reals:
    """Price sensitivity of each household and draw (H x draws): lognormal, or the same for all."""
    if layout.random_price:
        center, spread = parameters[layout.size - 2 : layout.size]
        return np.asarray(np.exp(np.minimum(center + spread * normals[:, :, -1], _STEEPEST)))
    return np.full(
        normals.shape[:2], -parameters[design.names.index("price")] if "price" in design.names else 0.0
    )


def _score(design: UtilityDesign, layout: Layout, normals: Reals, beliefs: Beliefs) -> Reals:
    """Gradient of each household's log-likelihood (H x parameters).

    What pulls on every parameter is the residual, chosen less probability, averaged over the draws with the
    weight that the history gives to each of them.
    """
    weight = beliefs.weight[design.household]
    residual = _bought(design) - np.einsum("nr,nrj->nj", weight, beliefs.probability)
    fixed = np.add.reduceat(np.einsum("nj,njk->nk", residual, design.terms), design.starts, axis=0)
    parts = [fixed]
    if layout.tastes:
        parts.append(_taste_score(design, layout, normals, beliefs))
    if layout.random_price:
        parts.append(_price_score(design, normals, beliefs))
    return np.concatenate(parts, axis=1)


def _bought(design: UtilityDesign) -> Reals:
    """1 for the brand that was bought, else 0 (N x brands)."""
    bought = np.zeros(design.price.shape)
    bought[np.arange(len(design.choice)), design.choice] = 1.0
    return bought


def _taste_score(design: UtilityDesign, layout: Layout, normals: Reals, beliefs: Beliefs) -> Reals:
    """Gradient in the free entries of the factor of taste (H x entries)."""
    expected = np.add.reduceat(beliefs.probability, design.starts, axis=0)
    excess = np.add.reduceat(_bought(design), design.starts, axis=0)[:, None, :] - expected
    weighted = beliefs.weight[:, :, None] * excess[:, :, 1:]
    pull = np.einsum("hrj,hrd->hjd", weighted, normals[:, :, : layout.tastes])
    return np.stack([pull[:, row, column] for row, column in layout.entries], axis=1)


def _price_score(design: UtilityDesign, normals: Reals, beliefs: Beliefs) -> Reals:
    """Gradient in the two parameters of lognormal price sensitivity (H x 2)."""
    paid = np.take_along_axis(design.price, design.choice[:, None], axis=1)
    excess = paid - np.einsum("nrj,nj->nr", beliefs.probability, design.price)
    pull = -beliefs.weight * beliefs.sensitivity * np.add.reduceat(excess, design.starts, axis=0)
    return np.stack([pull.sum(axis=1), (pull * normals[:, :, -1]).sum(axis=1)], axis=1)
