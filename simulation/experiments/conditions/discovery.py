"""Scenario discovery: simple conditions that tell the worlds in which something happens from the others.

A shallow decision tree (scikit-learn) finds them in one part of the worlds, as deep as cross-validation in
that part finds worth while; how well they tell is measured in the other part, which it has not seen. Without
the other part conditions would be found in pure noise, without cross-validation they would bound noise too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulation.experiments.intervals import Interval

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

DEPTHS = (1, 2, 3)
"""How many bounds a condition may hold, the fewest first: they win a tie."""
FOLDS = 5
LEARNED_SHARE = 2 / 3
SMALLEST_SHARE = 0.05
"""A condition covers this share of the learned worlds at least."""


class Bound(NamedTuple):
    """A parameter lies above ``low`` and up to ``high`` (either may be infinite)."""

    path: str
    low: float
    high: float


Bounds = tuple[Bound, ...]
"""Bounds that hold together."""


class Condition(NamedTuple):
    """Bounds that hold together, judged in ``all_worlds`` worlds that they were not learned from.

    ``worlds`` of them lie within the bounds; the event happens in ``all_hits`` of all and ``hits`` of these.
    """

    bounds: Bounds
    hits: int
    worlds: int
    all_hits: int
    all_worlds: int

    @property
    def within(self) -> Interval:
        """Share of the worlds within the bounds in which the event happens, 0 to 1, with its interval."""
        return share_interval(self.hits, self.worlds)

    @property
    def elsewhere(self) -> Interval:
        """Share of the other worlds in which the event happens, 0 to 1, with its interval."""
        return share_interval(self.all_hits - self.hits, self.all_worlds - self.worlds)

    @property
    def coverage(self) -> float:
        """Share of all occurrences of the event that lie within the bounds, 0 to 1."""
        return self.hits / self.all_hits

    @property
    def base(self) -> float:
        """Share of all worlds in which the event happens, 0 to 1."""
        return self.all_hits / self.all_worlds


def conditions_for(worlds: pd.DataFrame, event: NDArray[np.bool_], seed: int = 0) -> tuple[Condition, ...]:
    """Return the conditions under which an event is more frequent than elsewhere, the widest first.

    Only conditions are returned whose frequency in unseen worlds is higher than chance explains; there may be
    none.

    Args:
        worlds: a column a parameter (numbers or truth values), a row a world.
        event: whether it happened in each world.
        seed: which worlds are learned from.
    """
    learned = np.zeros(len(worlds), dtype=bool)
    order = np.random.default_rng(seed).permutation(len(worlds))
    learned[order[: int(LEARNED_SHARE * len(worlds))]] = True
    values = worlds.to_numpy(dtype=np.float64)
    if event[learned].all() or not event[learned].any() or not event[~learned].any():
        return ()
    leaves = _leaves(values[learned], event[learned], list(worlds.columns), seed)
    judged = [_judged(bounds, worlds[~learned], event[~learned]) for bounds in leaves]
    found = [each for each in judged if each.worlds and each.within.low > each.base]
    return tuple(sorted(found, key=lambda each: -each.coverage))


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of a share, 0 to 1; (0, 1) without any tries."""
    if tries == 0:
        return 0.0, 1.0
    z, share = 1.959963984540054, hits / tries
    centre = (share + z**2 / (2 * tries)) / (1 + z**2 / tries)
    half = z / (1 + z**2 / tries) * np.sqrt(share * (1 - share) / tries + z**2 / (4 * tries**2))
    return float(max(0.0, centre - half)), float(min(1.0, centre + half))


def share_interval(hits: int, tries: int) -> Interval:
    """Return a share, 0 to 1, with its 95 % Wilson interval; without any tries nothing is known of it."""
    return Interval(hits / tries if tries else float("nan"), *wilson(hits, tries))


def inside(bounds: Bounds, worlds: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which worlds lie within the bounds."""
    within = np.ones(len(worlds), dtype=bool)
    for bound in bounds:
        column = worlds[bound.path].to_numpy(dtype=np.float64)
        within &= (column > bound.low) & (column <= bound.high)
    return within


def _judged(bounds: Bounds, worlds: pd.DataFrame, event: NDArray[np.bool_]) -> Condition:
    within = inside(bounds, worlds)
    return Condition(bounds, int(event[within].sum()), int(within.sum()), int(event.sum()), len(event))


def _leaves(
    values: NDArray[np.float64], event: NDArray[np.bool_], names: list[str], seed: int
) -> list[Bounds]:
    """The leaves of a tree in which the event is more frequent than in the whole."""
    tree = _tree(values, event, seed)
    return [_merged(bounds) for node, bounds in _walk(tree, names, 0, ()) if _prevails(tree, node) and bounds]


def _tree(values: NDArray[np.float64], event: NDArray[np.bool_], seed: int) -> Any:
    """Return scikit-learn's tree, as deep as cross-validation finds best (balanced accuracy)."""
    from sklearn.model_selection import GridSearchCV, StratifiedKFold
    from sklearn.tree import DecisionTreeClassifier

    grower = DecisionTreeClassifier(
        max_depth=DEPTHS[0],
        min_samples_leaf=max(2, round(SMALLEST_SHARE * len(values))),
        class_weight="balanced",
        random_state=seed,
    )
    folds = min(FOLDS, int(event.sum()), int((~event).sum()))
    if folds < 2:
        return grower.fit(values, event).tree_
    parts = StratifiedKFold(folds, shuffle=True, random_state=seed)
    search = GridSearchCV(grower, {"max_depth": DEPTHS}, scoring="balanced_accuracy", cv=parts)
    return search.fit(values, event).best_estimator_.tree_


def _prevails(tree: Any, node: int) -> bool:
    without, with_event = tree.value[node][0]
    return bool(with_event > without)


def _walk(tree: Any, names: list[str], node: int, bounds: Bounds) -> list[tuple[int, Bounds]]:
    """Every leaf below a node with the bounds that lead to it; leaves side by side that agree are one."""
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    if len(_outcomes(tree, node)) == 1:
        return [(node, bounds)]
    path, cut = names[tree.feature[node]], float(tree.threshold[node])
    below = _walk(tree, names, left, (*bounds, Bound(path, -np.inf, cut)))
    return below + _walk(tree, names, right, (*bounds, Bound(path, cut, np.inf)))


def _outcomes(tree: Any, node: int) -> set[bool]:
    """What prevails in the leaves below a node; a split between leaves that agree tells nothing."""
    left, right = int(tree.children_left[node]), int(tree.children_right[node])
    return {_prevails(tree, node)} if left == right else _outcomes(tree, left) | _outcomes(tree, right)


def _merged(bounds: Bounds) -> Bounds:
    """Bounds of one parameter become one."""
    ends: dict[str, tuple[float, float]] = {}
    for path, low, high in bounds:
        known = ends.get(path, (-np.inf, np.inf))
        ends[path] = (max(known[0], low), min(known[1], high))
    return tuple(Bound(path, low, high) for path, (low, high) in ends.items())
