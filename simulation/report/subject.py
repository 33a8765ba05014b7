"""What a report is about: a run (its firms) or a comparison (the measured firm under each alternative).

Both are cut into *tracks*, one line or column of a figure each, so that figures, sentences and tables are
written once for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from simulation.language import current_language

if TYPE_CHECKING:
    import pandas as pd
    from typing_extensions import TypeIs

    from simulation.scenario.firm import Firm
    from simulation.scenario.world import World


class AlternativeLike(Protocol):
    """An alternative of a scenario: its name and what it sets."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def set(self) -> Any: ...  # noqa: D102


class ScenarioLike(Protocol):
    """What a report reads of a scenario."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def question(self) -> str: ...  # noqa: D102
    @property
    def world(self) -> World: ...  # noqa: D102
    @property
    def firms(self) -> tuple[Firm, ...]: ...  # noqa: D102
    @property
    def alternatives(self) -> Sequence[AlternativeLike]: ...  # noqa: D102
    @property
    def focal(self) -> str: ...  # noqa: D102
    @property
    def digest(self) -> str: ...  # noqa: D102


class RunLike(Protocol):
    """What a report reads of a run."""

    @property
    def scenario(self) -> ScenarioLike: ...  # noqa: D102
    @property
    def seed(self) -> int: ...  # noqa: D102
    @property
    def market(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def switches(self) -> pd.DataFrame: ...  # noqa: D102


class ComparisonLike(Protocol):
    """What a report reads of a comparison."""

    @property
    def scenario(self) -> ScenarioLike: ...  # noqa: D102
    @property
    def alternatives(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def focal(self) -> str: ...  # noqa: D102
    @property
    def replications(self) -> int: ...  # noqa: D102
    @property
    def summary(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def market(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def flows(self) -> pd.DataFrame: ...  # noqa: D102


Subject = RunLike | ComparisonLike


@dataclass(frozen=True, slots=True)
class Track:
    """One line of a figure: an alternative of the measured firm, or a firm of a run.

    ``key`` is its name in the frames, ``label`` its name in the current language. ``frame`` holds the
    firm-months (columns of ``run.market`` and ``replication``). ``index`` counts from 0 to ``count`` - 1.
    """

    key: str
    label: str
    index: int
    count: int
    is_firm: bool
    is_focal: bool
    frame: pd.DataFrame

    def monthly(self, column: str) -> pd.DataFrame:
        """Return ``column`` by month (rows) and replication (columns)."""
        return self.frame.pivot(index="month", columns="replication", values=column)

    def last(self, column: str) -> pd.Series[float]:
        """Return the last month's ``column`` of every replication."""
        return self.monthly(column).iloc[-1]


def is_comparison(subject: Subject) -> TypeIs[ComparisonLike]:
    """Tell a comparison from a run."""
    return hasattr(subject, "alternatives")


def tracks(subject: Subject) -> tuple[Track, ...]:
    """Cut a run into its firms, or a comparison into the alternatives of its measured firm."""
    if is_comparison(subject):
        return _alternatives(subject)
    return _firms(subject)


def focal(subject: Subject) -> str:
    """Return the key of the measured firm: the one named by a comparison, the first of a run."""
    return subject.focal if is_comparison(subject) else subject.scenario.focal


def firm_label(scenario: ScenarioLike, key: str) -> str:
    """Return a firm's name in the current language."""
    named = {firm.name: firm.name_zh for firm in scenario.firms}
    return (named.get(key) if current_language() == "zh" else None) or key


def alternative_label(scenario: ScenarioLike, key: str) -> str:
    """Return an alternative's name in the current language."""
    named = {alternative.name: alternative for alternative in scenario.alternatives}
    chinese = getattr(named.get(key), "name_zh", None) if current_language() == "zh" else None
    return chinese or key


def firm_index(scenario: ScenarioLike, key: str) -> int:
    """Return a firm's place in the scenario, from 0: it fixes the firm's hue and mark everywhere."""
    return [firm.name for firm in scenario.firms].index(key)


def _alternatives(comparison: ComparisonLike) -> tuple[Track, ...]:
    market = comparison.market
    rows = market[market["firm"] == comparison.focal]
    names = list(comparison.alternatives)
    return tuple(
        Track(
            name,
            alternative_label(comparison.scenario, name),
            index,
            len(names),
            False,
            True,
            rows[rows["alternative"] == name],
        )
        for index, name in enumerate(names)
    )


def _firms(run: RunLike) -> tuple[Track, ...]:
    market = run.market.assign(replication=0)
    firms = run.scenario.firms
    return tuple(
        Track(
            firm.name,
            firm_label(run.scenario, firm.name),
            index,
            len(firms),
            True,
            firm.name == run.scenario.focal,
            market[market["firm"] == firm.name],
        )
        for index, firm in enumerate(firms)
    )
