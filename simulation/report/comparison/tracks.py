"""What a report is about: a run (its firms) or a comparison (the measured firm under each alternative).

Both are cut into *tracks*, one line or column of a figure each, so that figures, sentences and tables are
written once for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulation.language import text
from simulation.measures.declared import WHOLE
from simulation.measures.people import NOBODY

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from typing_extensions import TypeIs

    from simulation.experiments.compare import Comparison
    from simulation.experiments.run import Run
    from simulation.scenario.document import Scenario

    RunOrComparison = Run | Comparison


_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Track:
    """One line of a figure: an alternative of the measured firm, or a firm of a run.

    ``key`` is its name in the frames, ``label`` its name in the current language. ``frame`` holds the
    firm-months (columns of ``run.market`` and ``replication``), ``worth`` the measures of whole runs by
    replication. ``index`` counts from 0 to ``count`` - 1.
    """

    key: str
    label: str
    index: int
    count: int
    is_firm: bool
    is_focal: bool
    frame: pd.DataFrame
    worth: pd.DataFrame

    def monthly(self, column: str) -> pd.DataFrame:
        """Return ``column`` by month (rows) and replication (columns)."""
        return self.frame.pivot(index="month", columns="replication", values=column)

    def last(self, column: str) -> pd.Series[float]:
        """Return the last month's ``column`` of every replication."""
        return self.monthly(column).iloc[-1]


def is_comparison(subject: RunOrComparison) -> TypeIs[Comparison]:
    """Tell a comparison from a run."""
    return hasattr(subject, "alternatives")


def has_same_customers(comparison: Comparison) -> bool:
    """Tell whether the customers are the same in all: neither their number nor their traits are varied."""
    varied = {path for change in comparison.changes.values() for path in change}
    return not any(path.startswith(("world.customers", "world.population.")) for path in varied)


def tracks(subject: RunOrComparison) -> tuple[Track, ...]:
    """Cut a run into its firms, or a comparison into the alternatives of its measured firm."""
    if is_comparison(subject):
        return _alternatives(subject)
    return _firms(subject)


def focal(subject: RunOrComparison) -> str:
    """Return the key of the measured firm: the one named by a comparison, the first of a run."""
    return subject.focal if is_comparison(subject) else subject.scenario.focal


def firm_label(scenario: Scenario, key: str) -> str:
    """Return a firm's name in the current language, or what stands for having none."""
    if key == NOBODY:
        return text("report.flow.without")
    return scenario.lesson().firms.get(key, key)


def alternative_label(comparison: Comparison, key: str) -> str:
    """Return an alternative's name in the current language.

    Without a label of the comparison or a name for readers, alternatives that set one firm's level and are
    named after it are called by the level; those that are no scenario's own are described by what they set.
    """
    given = comparison.labels.get(key)
    return given or label_of_alternative(comparison.scenario, key, comparison.changes.get(key, {}))


def label_of_alternative(scenario: Scenario, key: str, changes: Mapping[str, object]) -> str:
    """Return the name of an alternative of a scenario that makes these changes: see `alternative_label`."""
    levels = [value for path, value in changes.items() if path.endswith(".level")]
    own = scenario.lesson().alternatives
    if own.get(key, key) != key:
        return own[key]
    if len(changes) == len(levels) == 1 and (key not in own or key == f"level-{levels[0]}"):
        return text(f"report.level.{levels[0]}")
    if key not in own:
        return text("report.list.comma").join(_described(path, value) for path, value in changes.items())
    return key.replace("-", " ") if _SLUG.fullmatch(key) else key


def firm_index(scenario: Scenario, key: str) -> int:
    """Return a firm's place in the scenario, from 0: it fixes the firm's hue and mark everywhere."""
    return [firm.name for firm in scenario.firms].index(key)


def _described(path: str, value: object) -> str:
    from simulation.scenario.schema import parameters_by_path, template

    parameter = parameters_by_path().get(template(path))
    return text("report.name.set", parameter=parameter.name if parameter else path, value=value)


def _alternatives(comparison: Comparison) -> tuple[Track, ...]:
    market = comparison.market
    rows = market[market["firm"] == comparison.focal]
    worth = comparison.worth[comparison.worth["firm"] == comparison.focal]
    whole = worth.drop(columns=["seed", "firm"])
    names = list(comparison.alternatives)
    return tuple(
        Track(
            name,
            alternative_label(comparison, name),
            index,
            len(names),
            False,
            True,
            rows[rows["alternative"] == name],
            whole[whole["alternative"] == name].set_index("replication").drop(columns="alternative"),
        )
        for index, name in enumerate(names)
    )


def _firms(run: Run) -> tuple[Track, ...]:
    market = run.market.assign(replication=0)
    worth = run.worth
    if worth is None:  # nobody asked for it
        worth = market[["firm"]].drop_duplicates().reindex(columns=["firm", *WHOLE])
    worth = worth.assign(replication=0)
    firms, labels = run.scenario.firms, run.scenario.lesson().firms
    return tuple(
        Track(
            firm.name,
            labels[firm.name],
            index,
            len(firms),
            True,
            firm.name == run.scenario.focal,
            market[market["firm"] == firm.name],
            worth[worth["firm"] == firm.name].set_index("replication").drop(columns="firm"),
        )
        for index, firm in enumerate(firms)
    )
