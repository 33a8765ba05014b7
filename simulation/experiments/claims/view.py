"""A claim beside the runs: the figures that it speaks of, a value a replication."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from simulation.kernel.arithmetic import Values
from simulation.measures.declared import DECLARED, WHOLE
from simulation.scenario.claim_figures import Compared, Figure, Setting, effect_of, figure_of
from simulation.scenario.expectation import Expect

History = Callable[[str | None, str, str], Values]
"""Returns, for an alternative (None: as the scenario stands), a firm and a column, replications x months."""
AT_THE_END = frozenset(name for name, measure in DECLARED.items() if measure.over_run == "end")


@dataclass(frozen=True, slots=True)
class View:
    """A claim, the runs, and the confidence at which it is judged."""

    expect: Expect
    history: History
    setting: Setting
    confidence: float

    @property
    def by(self) -> float:
        """The smallest effect that counts."""
        return self.expect.by or 0.0

    @property
    def times(self) -> float:
        """How many times as large as what it is compared with."""
        return 1.0 if self.expect.times is None else self.expect.times

    @property
    def strict(self) -> bool:
        """Without a smallest difference (``by``), more means more than 0; with one, that much is enough."""
        return not self.expect.by

    @property
    def own(self) -> Figure:
        """The figure of the claim."""
        return figure_of(self.expect, self.setting)

    @property
    def than(self) -> Compared:
        """What it is compared with."""
        return effect_of(self.expect, self.setting)[1]

    def over(self) -> dict[str, Figure]:
        """Return the figure in each alternative of ``over``, in order; in all of them if there is none."""
        names = self.expect.over or self.setting.alternatives
        return {name: replace(self.own, alternative=name) for name in names}

    def months(self, figure: Compared) -> Values:
        """Return the figure of every month: replications x months."""
        if isinstance(figure, float):
            return np.full((1, 1), figure)
        values = self._added(figure, figure.column)
        return values if figure.divisor is None else ratio(values, self._added(figure, figure.divisor))

    def value(self, figure: Compared) -> Values:
        """The mean over the claim's months; of what is measured at the end or of the whole run, the last."""
        if isinstance(figure, float):
            return np.full(1, figure)
        top = self._over_months(figure, figure.column, figure.measure)
        if figure.divisor is None:
            return top
        return ratio(top, self._over_months(figure, figure.divisor, ""))

    def month(self, figure: Compared, which: int) -> Values:
        """The figure in the first (0) or the last (-1) of the claim's months."""
        months = self.months(figure)
        span = (None if isinstance(figure, float) else figure.months) or (1, months.shape[1])
        return months[:, min(span[which], months.shape[1]) - 1]

    def _over_months(self, figure: Figure, column: str, measure: str) -> Values:
        values = self._added(figure, column)
        first, last = figure.months or (1, values.shape[1])
        if measure in AT_THE_END or measure in WHOLE:
            return values[:, min(last, values.shape[1]) - 1]
        return mean(values[:, first - 1 : last])

    def _added(self, figure: Figure, column: str) -> Values:
        """A column of the figure's firms, added up."""
        each = [self.history(figure.alternative, firm, column) for firm in figure.firms]
        return each[0] if len(each) == 1 else np.sum(each, axis=0)


def mean(values: Values) -> Values:
    """Return the mean over months, without those in which there was nothing to measure."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    found: Values = np.divide(total, count, out=np.full(len(values), np.nan), where=count > 0)
    return found


def ratio(values: Values, to: Values) -> Values:
    """Return one by the other; not a number where there is nothing to divide by."""
    quotient: Values = values / np.where(to == 0.0, np.nan, to)
    return quotient
