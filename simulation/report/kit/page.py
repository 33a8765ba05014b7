"""The one path from content to a page: one HTML file without network, server or any other file."""

from __future__ import annotations

import base64
import hashlib
import json
import platform
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.files import write_text_whole
from simulation.language import current_language, text
from simulation.report.kit.colours import DARK, LIGHT, Theme
from simulation.report.kit.figures.canvas import CONFIG
from simulation.report.kit.numbers import written
from simulation.report.kit.tables import ReportTable
from simulation.version import __version__

if TYPE_CHECKING:
    from simulation.scenario.document import Scenario

Drawn = dict[str, dict[str, Any]]
"""Figures by key, each as plotly's JSON under ``light`` and ``dark``."""


@dataclass(frozen=True, slots=True)
class Card:
    """A figure with its title, the sentence that stands above it, and its table."""

    key: str
    title: str
    sentence: str
    note: str
    table: ReportTable
    height: int | None
    wide: bool = False


def write_page(page: str, path: Path) -> Path:
    """Write a finished page to ``path``, whole or not at all, and return the path."""
    write_text_whole(path, page)
    return path


def published(template: str, content: Mapping[str, Any], drawn: Drawn) -> str:
    """Return ``template`` filled with ``content``, in the current language, with its figures and scripts."""
    language = "zh-CN" if current_language() == "zh" else "en"
    return rendered(template, language=language, **content, **_machinery(drawn))


def rendered(template: str, **content: Any) -> str:
    """Return a template of the kit filled with ``content``; a name that it lacks is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("simulation.report.kit", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["text"] = text
    environment.filters["interval"] = _interval
    environment.filters["ranges"] = _ranges
    return environment.get_template(template).render(**content)


def in_both_themes(draw: Callable[[Theme], Any]) -> dict[str, Any] | None:
    """Return a figure as plotly's JSON, drawn in each theme; None where there is nothing to draw."""
    pair = {theme.name: draw(theme) for theme in (LIGHT, DARK)}
    if any(figure is None for figure in pair.values()):
        return None
    return {name: _lean(json.loads(figure.to_json())) for name, figure in pair.items()}


def height_of(drawn: Drawn, key: str) -> int | None:
    """Return the height of a figure in pixels; None if it was not drawn."""
    return drawn[key]["light"]["layout"]["height"] if key in drawn else None


def receipt_line(scenario: Scenario, seeds: Iterable[int]) -> str:
    """Say with which versions and which luck this was computed."""
    import numpy as np

    known = sorted(set(seeds))
    luck = str(known[0]) if len(known) == 1 else text("report.receipt.range", first=known[0], last=known[-1])
    return text(
        "report.receipt.line",
        name=scenario.name,
        luck=luck,
        version=__version__,
        python=platform.python_version(),
        numpy=np.__version__,
        digest=scenario.digest[:12],
        customers=written(scenario.world.customers, 0),
        months=scenario.world.months,
    )


def _lean(figure: dict[str, Any]) -> dict[str, Any]:
    """Drop plotly's default template: every colour and width that is seen is set."""
    figure["layout"].pop("template", None)
    return figure


def _machinery(drawn: Drawn) -> dict[str, Any]:
    """Return style, scripts and data, and the policy that lets exactly these scripts run."""
    from markupsafe import Markup
    from plotly.offline import get_plotlyjs

    scripts = [get_plotlyjs().replace("\r\n", "\n").strip(), asset("report.js").strip()]
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    data = json.dumps({"figures": drawn, "config": CONFIG}, separators=(",", ":"), ensure_ascii=True)
    # "<" could end the script element that carries the data, wherever a scenario's name put it
    data = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return {
        "policy": f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:",
        "style": Markup(asset("report.css")),
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


def asset(name: str) -> str:
    """Return the text of a file that stands beside the templates."""
    return files("simulation.report.kit").joinpath("templates", name).read_text(encoding="utf-8")
