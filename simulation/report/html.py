"""The report as one HTML file that needs nothing else: no network, no server, no other file."""

from __future__ import annotations

import base64
import hashlib
import json
import platform
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.language import current_language, text
from simulation.report import figures, tables, words
from simulation.report.numbers import written
from simulation.report.palette import SYMBOLS, ramp_colour, ramp_dash
from simulation.report.settings import alternatives_table, events_table, settings_table
from simulation.report.subject import firm_label, focal, is_comparison, tracks
from simulation.report.tables import Table
from simulation.report.verdict import sufficiency, verdict
from simulation.version import __version__

if TYPE_CHECKING:
    from simulation.report.subject import Subject


@dataclass(frozen=True, slots=True)
class Card:
    """A figure with its title, the sentence that stands above it, and its table."""

    key: str
    title: str
    sentence: str
    note: str
    table: Table
    height: int | None
    wide: bool = False


CARDS: tuple[tuple[str, Callable[[Subject], Table], bool], ...] = (
    ("retention", partial(tables.line_table, column="retention_rate", smoothed=True), False),
    ("cumulative_profit", partial(tables.line_table, column="profit_cumulative"), False),
    ("switching_cost", partial(tables.parts_table, whole="switching_cost"), False),
    ("switching_cost_over_time", tables.types_table, False),
    ("profit", partial(tables.line_table, column="profit"), False),
    ("market_share", partial(tables.line_table, column="market_share"), False),
    ("loyalty", partial(tables.parts_table, whole="loyalty"), False),
    ("motives", partial(tables.parts_table, whole="motives"), False),
    ("reasons", tables.reasons_table, False),
    ("rivals", tables.rivals_table, False),
    ("flow", tables.flow_table, True),
)
LINES = frozenset({"retention", "profit", "cumulative_profit", "market_share"})


def write_report(subject: Subject, path: Path) -> Path:
    """Write the report on a run or a comparison to ``path``, in the current language, and return the path."""
    path.write_text(render(subject), encoding="utf-8", newline="\n")
    return path


def render(subject: Subject) -> str:
    """Return the report on a run or a comparison as one HTML page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("simulation.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["text"] = text
    environment.filters["interval"] = _interval
    environment.filters["ranges"] = _ranges
    drawn = _drawn(subject)
    page = environment.get_template("report.html.j2")
    return page.render(**_content(subject, drawn), **_machinery(drawn))


def _content(subject: Subject, drawn: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return what the page says."""
    scenario = subject.scenario
    comparison = is_comparison(subject)
    return {
        "language": "zh-CN" if current_language() == "zh" else "en",
        "lesson": scenario.lesson(),
        "verdict": verdict(subject),
        "lines": _lines(subject),
        "readings": _readings(subject),
        "lamp": sufficiency(subject.replications) if is_comparison(subject) else None,
        "dots": _card(subject, "run_differences", tables.differences_table, drawn)
        if "run_differences" in drawn
        else None,
        "overview": _overview(subject),
        "cards": [
            _card(subject, key, table, drawn, wide) for key, table, wide in CARDS if key in words_for(subject)
        ],
        "settings": _settings(subject),
        "receipt": _receipt(subject),
        "comparison": comparison,
    }


def words_for(subject: Subject) -> list[str]:
    """Return the keys of the figures a report on ``subject`` has: without rivals nobody can come or go."""
    alone = len(subject.scenario.firms) == 1
    return [key for key, _, _ in CARDS if not (alone and key in ("flow", "rivals", "market_share"))]


def _settings(subject: Subject) -> list[Table]:
    compared = [alternatives_table(subject)] if is_comparison(subject) else []
    return [settings_table(subject.scenario), *compared, events_table(subject.scenario)]


def _overview(subject: Subject) -> list[Table]:
    if not is_comparison(subject):
        return [tables.firms_table(subject)]
    found = [tables.summary_table(subject)]
    return [*found, tables.difference_table(subject)] if len(subject.alternatives) > 1 else found


def _card(
    subject: Subject,
    key: str,
    table: Callable[[Subject], Table],
    drawn: dict[str, dict[str, Any]],
    wide: bool = False,
) -> Card:
    return Card(
        key=key,
        title=text(
            f"report.figure.{key}.{'compare' if is_comparison(subject) else 'run'}", **_names(subject)
        ),
        sentence=getattr(words, key)(subject),
        note=_note(subject) if key in LINES else "",
        table=table(subject),
        height=drawn[key]["light"]["layout"]["height"] if key in drawn else None,
        wide=wide,
    )


def _note(subject: Subject) -> str:
    """Say what band and line are, or what the grey lines are, where there are any."""
    if not is_comparison(subject):
        return text("report.page.grey_note") if len(subject.scenario.firms) > len(SYMBOLS) else ""
    return text("report.page.band_note") if subject.replications > 1 else ""


def _names(subject: Subject) -> dict[str, str]:
    return {"firm": firm_label(subject.scenario, focal(subject)), "name": figures.chosen(subject).label}


def _drawn(subject: Subject) -> dict[str, dict[str, Any]]:
    """Return every figure that can be drawn, as plotly's JSON in both themes."""
    drawn = {}
    for key in ("run_differences", *words_for(subject)):
        pair = [getattr(figures, key)(subject, theme) for theme in (figures.LIGHT, figures.DARK)]
        if pair[0] is not None:
            drawn[key] = {
                name: _lean(json.loads(figure.to_json()))
                for name, figure in zip(("light", "dark"), pair, strict=True)
            }
    return drawn


def _lean(figure: dict[str, Any]) -> dict[str, Any]:
    """Drop plotly's default template: every colour and width that is seen is set."""
    figure["layout"].pop("template", None)
    return figure


def _lines(subject: Subject) -> list[dict[str, str]]:
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


def _readings(subject: Subject) -> list[str]:
    """Return how to read the figures, line by line."""
    topics = ("twins", "band", "interval", "dots") if is_comparison(subject) else ("run", "lines")
    return [text(f"report.reading.{topic}") for topic in (*topics, "types", "motives", "loyalty")]


def _dash_array(dash: str) -> str:
    return "none" if dash == "solid" else dash.replace("px", "").replace(",", " ")


def _receipt(subject: Subject) -> str:
    """Say with which versions and which luck this was computed."""
    import numpy as np

    if is_comparison(subject):
        seeds = sorted(int(seed) for seed in subject.market["seed"].unique())
        luck = (
            str(seeds[0]) if len(seeds) == 1 else text("report.receipt.range", first=seeds[0], last=seeds[-1])
        )
    else:
        luck = str(subject.seed)
    return text(
        "report.receipt.line",
        name=subject.scenario.name,
        luck=luck,
        version=__version__,
        python=platform.python_version(),
        numpy=np.__version__,
        digest=subject.scenario.digest[:12],
        customers=written(subject.scenario.world.customers, 0),
        months=subject.scenario.world.months,
    )


def _machinery(drawn: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return style, scripts and data, and the policy that lets exactly these scripts run."""
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    scripts = [get_plotlyjs().replace("\r\n", "\n").strip(), _asset("report.js").strip()]
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    data = json.dumps({"figures": drawn, "config": figures.CONFIG}, separators=(",", ":"), ensure_ascii=True)
    # "<" could end the script element that carries the data, wherever a scenario's name put it
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return {
        "policy": f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:",
        "style": Markup(_asset("report.css")),
        "scripts": [Markup(script) for script in scripts],
        "data": Markup(data),
    }


def _interval(written_cell: str) -> Any:
    """Set the interval of a cell in small type: ``98.4 [98.1, 98.7]``."""
    from markupsafe import Markup

    mean, bracket, rest = written_cell.partition(" [")
    return Markup("{} <small>[{}</small>").format(mean, rest) if bracket else mean


def _ranges(sentence: str) -> Any:
    """Set the intervals of a sentence softly: "(between 98.1 and 98.7)"."""
    from markupsafe import Markup, escape

    form = text("report.number.between", mean="", low="\0", high="\0")
    pattern = re.escape(str(escape(form))).replace(re.escape("\0"), r"[\d.,\u2212]+")
    return Markup(re.sub(pattern, r'<span class="range">\g<0></span>', str(escape(sentence))))


def _asset(name: str) -> str:
    return files("simulation.report").joinpath("page", name).read_text(encoding="utf-8")
