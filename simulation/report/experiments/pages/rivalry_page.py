"""The page of a game between firms: its matrix with best answers and equilibria, or a table for more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from simulation.experiments.rivalry.rivalry import Rivalry
from simulation.language import text
from simulation.measures.declared.words import result_label
from simulation.report.comparison.tracks import firm_index
from simulation.report.experiments.experiment_page import Findings, Picture
from simulation.report.experiments.parameter_labels import axis_label, value_label
from simulation.report.experiments.rivalry_tables import rivalry_sentences, rivalry_table
from simulation.report.kit.axis_scale import Scaled, figures_of, scaled
from simulation.report.kit.figures.payoff_matrix import Matrix, Payoff, payoffs_figure
from simulation.report.measures import unit_of
from simulation.scenario.document import Scenario

if TYPE_CHECKING:
    from simulation.experiments.campaign.campaign import Campaign
    from simulation.experiments.intervals import Interval

PLAYERS = 2
MOST_STRATEGIES = 6


def rivalry_page(campaign: Campaign, found: Rivalry, measure: str) -> Findings:
    """Return what `rivalry_of` found in a campaign."""
    scenario = campaign.design.scenario
    unit = unit_of(measure, scenario)
    scale = scaled(found.mean.ravel().tolist(), unit)
    drawn = len(found.firms) == PLAYERS and len(found.strategies) <= MOST_STRATEGIES
    table = rivalry_table(found, measure, scenario)
    title = text("rivalry.figure.title", measure=result_label(measure), unit=scale.word)
    words = text("rivalry.figure.words" if drawn else "rivalry.figure.table_words")
    draw: Any = partial(payoffs_figure, _matrix(found, scenario, scale)) if drawn else None
    picture = Picture("rivalry", title, words, table, draw, wide=not drawn)
    sentences = tuple(rivalry_sentences(found, scenario))
    readings = tuple(text(f"rivalry.reading.{topic}") for topic in ("answers", "equilibrium"))
    if drawn:
        return Findings("rivalry", found.firms[0], campaign, sentences, (), picture, readings)
    return Findings("rivalry", found.firms[0], campaign, sentences, (picture,), None, readings)


def _matrix(found: Rivalry, scenario: Scenario, scale: Scaled) -> Matrix:
    paths = [f"firm.{firm}.{found.path}" for firm in found.firms]
    places = range(len(found.strategies))
    profiles = [(row, column) for row in places for column in places]
    intervals = [
        _times(found.interval(profile, firm), scale.factor) for profile in profiles for firm in range(PLAYERS)
    ]
    figures, halves = figures_of(intervals), _halves(intervals)
    payoffs = {
        (profile, firm): Payoff(
            figures[PLAYERS * number + firm],
            halves[PLAYERS * number + firm],
            profile[firm] in found.best_answers(firm, profile),
        )
        for number, profile in enumerate(profiles)
        for firm in range(PLAYERS)
    }
    return Matrix(
        [[(payoffs[(row, column), 0], payoffs[(row, column), 1]) for column in places] for row in places],
        {(profile[0], profile[1]) for profile in found.equilibria},
        [value_label(scenario, paths[0], strategy) for strategy in found.strategies],
        (axis_label(scenario, paths[0]), axis_label(scenario, paths[1])),
        (firm_index(scenario, found.firms[0]), firm_index(scenario, found.firms[1])),
    )


def _times(interval: Interval, factor: float) -> Interval:
    mean, low, high = interval
    return type(interval)(mean * factor, low * factor, high * factor)


def _halves(intervals: list[Interval]) -> list[str]:
    """Write half of each interval, with the decimals of the means."""
    bare = [type(each)((each.high - each.low) / 2, each.low, each.high) for each in intervals]
    return [
        f"±{half}" if each.low == each.low else "" for half, each in zip(figures_of(bare), bare, strict=True)
    ]
