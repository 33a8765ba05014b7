"""The declared questions of a scenario, answered by a comparison of its alternatives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from simulation.experiments.predictions.answering import PredictionAnswer, answered, unanswered
from simulation.experiments.predictions.figures import Figures, Months, figures, together
from simulation.measures.declared import WHOLE
from simulation.scenario.prediction import Prediction
from simulation.scenario.prediction_checks import months_of

if TYPE_CHECKING:
    import pandas as pd

    from simulation.experiments.compare import Comparison
    from simulation.kernel.arithmetic import Values
    from simulation.scenario.document import Scenario


def answerable(scenario: Scenario, changes: Mapping[str, Mapping[str, object]]) -> tuple[Prediction, ...]:
    """Return the questions that these alternatives answer: all of the scenario's, if they are its own."""
    own = {alternative.name: dict(alternative.set) for alternative in scenario.alternatives}
    return scenario.predictions if own == {name: dict(change) for name, change in changes.items()} else ()


def is_reached(asked: Prediction, months: int) -> bool:
    """Whether a market of so many months has all the months of a question."""
    return max(months_of(asked), default=1) <= months


def figures_of_runs(
    scenario: Scenario, predictions: Sequence[Prediction], months: Months, focal: str
) -> dict[str, Figures]:
    """Return what runs say to each question that they reach, by its id."""
    names = [alternative.name for alternative in scenario.alternatives]
    reached = [asked for asked in predictions if is_reached(asked, scenario.world.months)]
    return {asked.id: figures(asked, months, focal, names) for asked in reached}


def answers_of_runs(
    predictions: Sequence[Prediction], runs: Sequence[Mapping[str, Figures]], replications: int
) -> dict[str, PredictionAnswer]:
    """Answer questions by the figures of some sets of runs, in the order of the file."""
    found = {}
    for asked in predictions:
        parts = [each[asked.id] for each in runs if asked.id in each]
        known = answered(asked, together(parts)) if parts else unanswered(asked, replications)
        found[asked.id] = known
    return found


def answers(comparison: Comparison) -> dict[str, PredictionAnswer]:
    """Answer a scenario's questions by a comparison of all its alternatives; none by any other."""
    scenario = comparison.scenario
    asked = answerable(scenario, comparison.changes)
    found = figures_of_runs(scenario, asked, _months(comparison), scenario.focal) if asked else {}
    return answers_of_runs(asked, [found], comparison.replications)


def _months(comparison: Comparison) -> Callable[[str, str, str], Values]:
    """Return what looks up an alternative, firm and measure: months x runs."""
    keys = ["alternative", "firm"]
    market = dict(iter(comparison.market.groupby(keys, sort=False)))
    worth = dict(iter(comparison.worth.groupby(keys, sort=False)))

    def months(alternative: str, firm: str, measure: str) -> Values:
        if measure in WHOLE:
            whole: pd.DataFrame = worth[alternative, firm].sort_values("replication")
            return whole[measure].to_numpy(float)[None, :]
        rows: pd.DataFrame = market[alternative, firm]
        table: Values = rows.pivot(index="month", columns="replication", values=measure).to_numpy(float)
        return table

    return months
