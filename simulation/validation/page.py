"""The validation as one HTML page, with a picture of every figure's seeds against its range."""

from __future__ import annotations

import re
from html import escape

from simulation.language import current_language, text
from simulation.validation.document import Block, band, document, outcome, wanted
from simulation.validation.result import Validation
from simulation.validation.verdict import Finding

WIDTH, HEIGHT, MARGIN = 320.0, 22.0, 8.0
STYLE = """
:root { color-scheme: light dark; --band: #bcd9c3; --dot: #2b5d8a; --miss: #b3432b; --line: #8886; }
body { font: 16px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 70rem;
  margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; font-size: .85rem; display: block; overflow-x: auto; }
td, th { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
code { font-size: .9em; }
svg { display: block; max-width: 100%; }
@media (prefers-color-scheme: dark) { :root { --band: #2d5a3a; --dot: #8fc1ee; --miss: #ee8f7a; } }
"""


def page(validation: Validation) -> str:
    """Return the whole page, in the current language; it needs no other file."""
    body = "\n".join(_as_html(block, validation) for block in document(validation))
    title = escape(text("validate.title"))
    return (
        f'<!doctype html>\n<html lang="{current_language()}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _as_html(block: Block, validation: Validation) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{_inline(block.words)}</h{block.level}>"
    if block.kind == "pictures":
        return _pictures(validation)
    if block.table is not None:
        return _table(block.table.heads, block.table.rows)
    return f"<p>{_inline(block.words)}</p>"


def _table(heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    top = "".join(f'<th scope="col">{_inline(head)}</th>' for head in heads)
    lines = "".join("<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _inline(words: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(words))


def _pictures(validation: Validation) -> str:
    heads = tuple(
        text(f"validate.head.{name}") for name in ("pattern", "figure", "range", "picture", "verdict")
    )
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    lines = [
        f"<tr><td>{verdict.pattern.name}</td><td><code>{escape(finding.target.figure)}</code></td>"
        f"<td>{escape(wanted(finding.target))}</td><td>{picture(finding)}</td><td>{outcome(finding.holds)}</td></tr>"
        for verdict in validation.verdicts
        for finding in verdict.findings
    ]
    return (
        f"<p>{escape(text('validate.picture'))}</p><table><thead><tr>{top}</tr></thead>"
        f"<tbody>{''.join(lines)}</tbody></table>"
    )


def picture(finding: Finding) -> str:
    """Return an SVG: the range as a band, every seed as a dot, the middle as a line."""
    known = [value for value in finding.values if abs(value) < 1e6]
    if not known:
        return ""
    least, most = min(known), max(known)
    target = finding.target
    ends = [
        end for end in (target.low, target.high) if least - 3 * _room(known) <= end <= most + 3 * _room(known)
    ]
    if target.neutral is not None and abs(target.neutral) <= max(abs(least), abs(most)) * 3:
        ends.append(target.neutral)
    least, most = min([least, *ends]), max([most, *ends])
    span = (most - least) or 1.0

    def at(value: float) -> float:
        place = MARGIN + (WIDTH - 2 * MARGIN) * (value - least) / span
        return min(max(place, 0.0), WIDTH)

    colour = "var(--dot)" if finding.holds else "var(--miss)"
    left, right = at(target.low), at(target.high)
    dots = "".join(
        f'<circle cx="{at(value):.1f}" cy="{HEIGHT / 2}" r="3" fill="{colour}" fill-opacity=".45"/>'
        for value in known
    )
    zero = ""
    if target.neutral is not None and least <= target.neutral <= most:
        zero = (
            f'<path d="M{at(target.neutral):.1f} 0V{HEIGHT}" stroke="currentColor" stroke-dasharray="2 2"/>'
        )
    return (
        f'<svg width="{WIDTH:.0f}" height="{HEIGHT:.0f}" role="img" aria-label="{escape(band(finding))}">'
        f'<rect x="{left:.1f}" width="{max(right - left, 0.0):.1f}" height="{HEIGHT}" fill="var(--band)"/>'
        f"{zero}{dots}"
        f'<path d="M{at(finding.middle):.1f} 2V{HEIGHT - 2}" stroke="{colour}" stroke-width="2"/></svg>'
    )


def _room(values: list[float]) -> float:
    return max(values) - min(values) or abs(values[0]) or 1.0
