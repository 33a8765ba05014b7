"""The report's figures: plotly figures of a run or a comparison, each in the light or the dark theme.

Every function takes the run or comparison and a theme and returns a ``plotly.graph_objects.Figure``, or
None where there is nothing to draw (nobody left, a single alternative). Show them with ``CONFIG``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.measures.people import NOBODY
from simulation.report.comparison import departures
from simulation.report.comparison.figures.customer_flow import flow_figure
from simulation.report.comparison.figures.departure_bars import Group, grouped_figure
from simulation.report.comparison.figures.monthly_lines import area_figure, line_figure
from simulation.report.comparison.figures.run_dots import dots_figure
from simulation.report.comparison.figures.stacked_columns import column_figure
from simulation.report.comparison.ranking import rank
from simulation.report.comparison.tracks import Track, firm_index, firm_label, focal, is_comparison, tracks
from simulation.report.kit.colours import DARK, LIGHT, Theme, firm_hue, firm_mark, ramp_colour
from simulation.report.kit.figures.canvas import CONFIG

if TYPE_CHECKING:
    from simulation.report.comparison.tracks import RunOrComparison

__all__ = [
    "CONFIG",
    "DARK",
    "LIGHT",
    "Theme",
    "cumulative_profit",
    "flow",
    "loyalty",
    "market_share",
    "motives",
    "profit",
    "reasons",
    "retention",
    "rivals",
    "run_differences",
    "switching_cost",
    "switching_cost_over_time",
]


def retention(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the monthly retention rate in percent, averaged over 3 months."""
    return line_figure(subject, tracks(subject), "retention_rate", theme, smoothed=True)


def profit(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the profit of every month."""
    return line_figure(subject, tracks(subject), "profit", theme)


def cumulative_profit(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the profit summed up since the first month."""
    return line_figure(subject, tracks(subject), "profit_cumulative", theme)


def market_share(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the share of all customers, in percent."""
    return line_figure(subject, tracks(subject), "market_share", theme)


def switching_cost(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the switching cost of the last month by type, a column per track."""
    return column_figure(subject, tracks(subject), "switching_cost", theme)


def switching_cost_over_time(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the switching cost of the alternatives over time; of a run, that of the measured firm by type."""
    if is_comparison(subject):
        return line_figure(subject, tracks(subject), "switching_cost", theme)
    hue = firm_hue(theme, firm_index(subject.scenario, focal(subject)))
    return area_figure(chosen(subject), subject.scenario, hue, theme)


def loyalty(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the shares of Dick and Basu's four loyalty types in the last month."""
    return column_figure(subject, tracks(subject), "loyalty", theme)


def motives(subject: RunOrComparison, theme: Theme = LIGHT) -> Any:
    """Draw the shares of customers who stay because they want to, and because leaving is costly."""
    return column_figure(subject, tracks(subject), "motives", theme)


def reasons(subject: RunOrComparison, theme: Theme = LIGHT) -> Any | None:
    """Draw why customers left the measured firm; None if nobody did."""
    table = departures.reasons(subject)
    if not table.to_numpy().sum():
        return None
    labels = [text(f"report.reason.{reason}") for reason in table.index]
    groups = [Group(*row) for row in zip(labels, table.to_numpy(dtype=float).tolist(), strict=True)]
    return grouped_figure(groups, _bars(subject), _inks(subject, theme), theme)


def rivals(subject: RunOrComparison, theme: Theme = LIGHT) -> Any | None:
    """Draw customers lost to each rival and won from it by the measured firm; None if nobody moved."""
    won, lost = departures.won(subject), departures.lost(subject)
    weights = won.sum(axis=1).add(lost.sum(axis=1), fill_value=0.0)
    if not weights.sum():
        return None
    nobody = [name for name in weights.index if name == NOBODY]
    shown = departures.shown_firms(subject.scenario, weights.drop(nobody), focal(subject))
    names = [name for name in shown if name != focal(subject)] + nobody
    right, left = (
        table.reindex(names, fill_value=0.0).to_numpy(dtype=float).tolist() for table in (won, lost)
    )
    labels = [_marked(subject, name) for name in names]
    groups = [Group(*row) for row in zip(labels, right, left, strict=True)]
    sides = (text("report.flow.lost"), text("report.flow.won"))
    return grouped_figure(groups, _bars(subject), _inks(subject, theme), theme, sides)


def flow(subject: RunOrComparison, theme: Theme = LIGHT) -> Any | None:
    """Draw the streams of customers between all firms (chosen alternative); None if nobody moved."""
    table = departures.matrix(subject, chosen(subject).key if is_comparison(subject) else "")
    if not table.to_numpy().sum():
        return None
    return flow_figure(subject.scenario, table, focal(subject), theme)


def run_differences(subject: RunOrComparison, theme: Theme = LIGHT) -> Any | None:
    """Draw, a dot a run, how much more the best alternative is worth; None if there is nothing to compare."""
    ranking = rank(tracks(subject), "value")
    if not is_comparison(subject) or ranking is None or len(ranking.order) < 2:
        return None
    return dots_figure(ranking, subject.scenario, theme)


def chosen(subject: RunOrComparison) -> Track:
    """Return the track shown alone: the alternative that is worth most on average, or the measured firm."""
    candidates = tracks(subject)
    if not is_comparison(subject):
        return next(track for track in candidates if track.is_focal)
    ranking = rank(candidates, "value")
    return ranking.best if ranking else candidates[-1]


def _bars(subject: RunOrComparison) -> tuple[Track, ...]:
    """Return the tracks of departure tables' columns: the alternatives, or the measured firm alone."""
    return tracks(subject) if is_comparison(subject) else (chosen(subject),)


def _inks(subject: RunOrComparison, theme: Theme) -> list[str]:
    bars = _bars(subject)
    if bars[0].is_firm:
        return [firm_hue(theme, bars[0].index)]
    return [ramp_colour(theme, bar.index, bar.count) for bar in bars]


def _marked(subject: RunOrComparison, name: str) -> str:
    label = firm_label(subject.scenario, name)
    return label if name == NOBODY else f"{firm_mark(firm_index(subject.scenario, name))} {label}"
