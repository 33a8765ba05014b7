"""The report on a run or a comparison: what its page says, and which figures it has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.report.comparison import comparison_tables, figures, sentences
from simulation.report.comparison.paybacks import payback_table
from simulation.report.comparison.tracks import (
    alternative_label,
    firm_label,
    focal,
    has_same_customers,
    is_comparison,
    tracks,
)
from simulation.report.comparison.verdict import sufficiency, verdict
from simulation.report.kit.colours import SYMBOLS, ramp_colour, ramp_dash
from simulation.report.kit.page import (
    Card,
    Drawn,
    height_of,
    in_both_themes,
    published,
    receipt_line,
    write_page,
)
from simulation.report.kit.tables import ReportTable
from simulation.report.programme_costs import programme_table
from simulation.report.scenario_settings import alternatives_table, events_table, settings_table

if TYPE_CHECKING:
    from simulation.report.comparison.tracks import RunOrComparison


CARDS: tuple[tuple[str, Callable[[RunOrComparison], ReportTable], bool], ...] = (
    ("retention", partial(comparison_tables.line_table, column="retention_rate", smoothed=True), False),
    ("cumulative_profit", partial(comparison_tables.line_table, column="profit_cumulative"), False),
    ("switching_cost", partial(comparison_tables.parts_table, whole="switching_cost"), False),
    ("switching_cost_over_time", comparison_tables.types_table, False),
    ("profit", partial(comparison_tables.line_table, column="profit"), False),
    ("market_share", partial(comparison_tables.line_table, column="market_share"), False),
    ("loyalty", partial(comparison_tables.parts_table, whole="loyalty"), False),
    ("motives", partial(comparison_tables.parts_table, whole="motives"), False),
    ("reasons", comparison_tables.reasons_table, False),
    ("rivals", comparison_tables.rivals_table, False),
    ("flow", comparison_tables.flow_table, True),
)
LINES = frozenset({"retention", "profit", "cumulative_profit", "market_share"})
LINES_COMPARED = LINES | {"switching_cost_over_time"}
"""The figures that are lines: of a run, and of a comparison."""


def write_report(subject: RunOrComparison, path: Path, tested: Sequence[str] = ()) -> Path:
    """Write the report on a run or a comparison to ``path``, in the current language, and return the path.

    ``tested`` are sentences on the plausible worlds in which the verdict holds.
    """
    return write_page(render(subject, tested), path)


def render(subject: RunOrComparison, tested: Sequence[str] = ()) -> str:
    """Return the report on a run or a comparison as one HTML page; ``tested`` as in `write_report`."""
    drawn = _drawn(subject)
    content = {**_content(subject, drawn), "tested": tested}
    return published("report.html.j2", content, drawn)


def _content(subject: RunOrComparison, drawn: Drawn) -> dict[str, Any]:
    """Return what the page says."""
    scenario = subject.scenario
    comparison = is_comparison(subject)
    return {
        "kind": text("report.page.kind"),
        "lesson": scenario.lesson(),
        "verdict": verdict(subject),
        "lines": _lines(subject),
        "readings": _readings(subject),
        "lamp": sufficiency(subject.replications) if is_comparison(subject) else None,
        "dots": _card(subject, "run_differences", comparison_tables.differences_table, drawn)
        if "run_differences" in drawn
        else None,
        "overview": _overview(subject),
        "cards": [
            _card(subject, key, table, drawn, wide) for key, table, wide in CARDS if key in words_for(subject)
        ],
        "settings": _settings(subject),
        "receipt": receipt_line(subject.scenario, _seeds(subject)),
        "comparison": comparison,
    }


def words_for(subject: RunOrComparison) -> list[str]:
    """Return the keys of the figures a report on ``subject`` has: without rivals nobody can come or go."""
    alone = len(subject.scenario.firms) == 1
    return [key for key, _, _ in CARDS if not (alone and key in ("flow", "rivals", "market_share"))]


def _settings(subject: RunOrComparison) -> list[ReportTable]:
    compared = [alternatives_table(subject)] if is_comparison(subject) else []
    return [settings_table(subject.scenario), *compared, events_table(subject.scenario)]


def _overview(subject: RunOrComparison) -> list[ReportTable]:
    if not is_comparison(subject):
        return [comparison_tables.firms_table(subject)]
    found = [comparison_tables.summary_table(subject)]
    if len(subject.alternatives) > 1:
        found += [comparison_tables.difference_table(subject), payback_table(subject)]
    courses = {alternative_label(subject, name): change for name, change in subject.changes.items()}
    return [*found, programme_table(subject.scenario, courses, focal(subject))]


def _card(
    subject: RunOrComparison,
    key: str,
    table: Callable[[RunOrComparison], ReportTable],
    drawn: Drawn,
    wide: bool = False,
) -> Card:
    return Card(
        key=key,
        title=text(
            f"report.figure.{key}.{'compare' if is_comparison(subject) else 'run'}", **_names(subject)
        ),
        sentence=getattr(sentences, key)(subject),
        note=_note(subject) if key in (LINES_COMPARED if is_comparison(subject) else LINES) else "",
        table=table(subject),
        height=height_of(drawn, key),
        wide=wide,
    )


def _note(subject: RunOrComparison) -> str:
    """Say what band and line are, or what the grey lines are, where there are any."""
    if not is_comparison(subject):
        return text("report.page.grey_note") if len(subject.scenario.firms) > len(SYMBOLS) else ""
    return text("report.page.band_note") if subject.replications > 1 else ""


def _names(subject: RunOrComparison) -> dict[str, str]:
    return {"firm": firm_label(subject.scenario, focal(subject)), "name": figures.chosen(subject).label}


def _drawn(subject: RunOrComparison) -> Drawn:
    """Return every figure that can be drawn, as plotly's JSON in both themes."""
    keys = ("run_differences", *words_for(subject))
    pairs = {key: in_both_themes(partial(getattr(figures, key), subject)) for key in keys}
    return {key: pair for key, pair in pairs.items() if pair is not None}


def _lines(subject: RunOrComparison) -> list[dict[str, str]]:
    """Return name, dash and inks of the alternatives' lines, for the key under the question."""
    if not is_comparison(subject):
        return []
    return [
        {
            "label": track.label,
            "dash": _dash_array(ramp_dash(track.index, track.count)),
            "light": ramp_colour(figures.LIGHT, track.index, track.count),
            "dark": ramp_colour(figures.DARK, track.index, track.count),
        }
        for track in tracks(subject)
    ]


def _readings(subject: RunOrComparison) -> list[str]:
    """Return how to read the figures, line by line."""
    topics = ("band", "interval", "dots") if is_comparison(subject) else ("run", "lines")
    lines = [text(f"report.reading.{topic}") for topic in (*topics, "types", "motives", "loyalty")]
    if not is_comparison(subject):
        return lines
    compared = "twins" if has_same_customers(subject) else "others"
    return [text(f"report.reading.{compared}"), *lines]


def _dash_array(dash: str) -> str:
    return "none" if dash == "solid" else dash.replace("px", "").replace(",", " ")


def _seeds(subject: RunOrComparison) -> list[int]:
    if is_comparison(subject):
        return [int(seed) for seed in subject.market["seed"].unique()]
    return [subject.seed]
