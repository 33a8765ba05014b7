"""The report on an experiment: its findings as sentences, its pictures with their tables, on one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.report.comparison.verdict import circumstances
from simulation.report.kit.colours import Theme
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
from simulation.report.scenario_settings import events_table, settings_table

if TYPE_CHECKING:
    from simulation.experiments.campaign.campaign import Campaign


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure to be drawn: its title, the sentence above it, the table that says the same, and how to draw.

    ``draw`` takes a theme and returns a plotly figure; None where only the table can tell.
    """

    key: str
    title: str
    sentence: str
    table: ReportTable
    draw: Callable[[Theme], Any] | None = None
    note: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What an experiment found, in the current language.

    ``kind`` is the experiment's key in the catalogues, ``firm`` the measured firm. ``lead`` stands beside
    the sentences, ``pictures`` follow below.
    """

    kind: str
    firm: str
    campaign: Campaign
    sentences: tuple[str, ...]
    pictures: tuple[Picture, ...]
    lead: Picture | None = None
    readings: tuple[str, ...] = ()


def write_findings(findings: Findings, path: Path) -> Path:
    """Write the report on an experiment to ``path``, in the current language, and return the path."""
    return write_page(render_findings(findings), path)


def render_findings(findings: Findings) -> str:
    """Return the report on an experiment as one HTML page."""
    pictures = [*([findings.lead] if findings.lead else []), *findings.pictures]
    drawn = drawn_of(pictures)
    return published("experiment.html.j2", _content(findings, drawn), drawn)


def drawn_of(pictures: list[Picture]) -> Drawn:
    """Return the figures of pictures in both themes, by the key of their picture."""
    pairs = {each.key: in_both_themes(each.draw) for each in pictures if each.draw is not None}
    return {key: pair for key, pair in pairs.items() if pair is not None}


def _content(findings: Findings, drawn: Drawn) -> dict[str, Any]:
    """Return what the page says."""
    design = findings.campaign.design
    scenario = design.scenario
    return {
        "kind": text(f"experiments.kind.{findings.kind}"),
        "lesson": scenario.lesson(),
        "lines": [],
        "sentences": findings.sentences,
        "circumstances": circumstances(scenario, findings.firm, design.paths),
        "runs": _runs(findings),
        "lead": card_of(findings.lead, drawn) if findings.lead else None,
        "cards": [card_of(each, drawn) for each in findings.pictures],
        "readings": [*findings.readings, text("experiments.reading.interval")],
        "settings": [settings_table(scenario), events_table(scenario)],
        "receipt": _receipt(findings),
    }


def card_of(picture: Picture, drawn: Drawn) -> Card:
    """Return the card on which a picture stands."""
    return Card(
        picture.key,
        picture.title,
        picture.sentence,
        picture.note,
        picture.table,
        height_of(drawn, picture.key),
        picture.wide,
    )


def _runs(findings: Findings) -> str:
    """Say how many runs there are, and how many of them failed."""
    design, failed = findings.campaign.design, len(findings.campaign.failures)
    said = {"runs": f"{len(design):,}", "points": f"{len(design.points):,}"}
    key = "one_each" if design.replications == 1 else "several_each"
    made = text(f"experiments.page.{key}", replications=f"{design.replications:,}", **said)
    return made + (text("experiments.page.failed", failed=failed) if failed else "")


def _receipt(findings: Findings) -> str:
    design = findings.campaign.design
    line = receipt_line(design.scenario, range(design.seed, design.seed + design.replications))
    return text("experiments.page.receipt", line=line, runs=f"{len(design):,}", digest=design.digest[:12])
