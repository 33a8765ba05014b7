"""The validation as one HTML page that needs no other file."""

from __future__ import annotations

import re
from html import escape

from simulation.language import current_language, text
from simulation.validation.document import Block, document
from simulation.validation.result import Validation
from simulation.validation.tables import Table

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #15181c; --soft: #545b63; --line: #d9dcd6;
  --range: #cfe6d5; --good: #1337b4; --bad: #b3432b;
  --model: #1337b4; --other: #ef6403; --third: #5ca28b; }
@media (prefers-color-scheme: dark) { :root { --paper: #1a1d21; --ink: #f0f2f3; --soft: #aab1b8;
  --line: #3a4047; --range: #2d5a3a; --good: #8fc1ee; --bad: #ee8f7a;
  --model: #72a5fd; --other: #f29743; --third: #b2fdc5; } }
body { font: 17px/1.6 Georgia, "Noto Serif CJK SC", "Songti SC", SimSun, serif; color: var(--ink);
  background: var(--paper); max-width: 46rem; margin: 2.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.9rem; line-height: 1.25; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
h3 { margin-top: 2.2rem; } h4 { margin: 2rem 0 .3rem; }
table { border-collapse: collapse; font-size: .8rem; line-height: 1.4; display: block; overflow-x: auto;
  margin: 1rem 0; } td, th { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid var(--line); } th { color: var(--soft); font-weight: normal; }
table code { overflow-wrap: anywhere; } td.bad { color: var(--bad); font-weight: bold; }
code { font-size: .88em; } .caption { color: var(--soft); font-size: .85rem; }
svg { display: block; max-width: 100%; height: auto; margin: .6rem 0;
  font: 11px system-ui, "Noto Sans CJK SC", sans-serif; }
svg text { fill: var(--soft); } svg .name { fill: var(--ink); font-family: ui-monospace, monospace; }
svg .tick { text-anchor: middle; } svg .right { text-anchor: end; } svg .range { fill: var(--range); }
svg .grid { stroke: var(--line); } svg .neutral { stroke: var(--soft); stroke-dasharray: 2 2; }
svg circle { fill-opacity: .35; } svg circle.good { fill: var(--good); } svg circle.bad { fill: var(--bad); }
svg circle.dot { fill-opacity: 1; }
svg .middle { stroke-width: 2.5; }
svg .middle.good { stroke: var(--good); } svg .middle.bad { stroke: var(--bad); }
svg .line { fill: none; stroke-width: 2; } svg .band { fill-opacity: .18; stroke: none; }
svg .published { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
svg .line.model { stroke: var(--model); } svg .band.model, svg .dot.model { fill: var(--model); }
svg .line.other { stroke: var(--other); } svg .dot.other { fill: var(--other); }
svg .line.third { stroke: var(--third); } svg .dot.third { fill: var(--third); }
"""


def page(validation: Validation) -> str:
    """Return the whole page, in the current language."""
    body = "\n".join(_as_html(block) for block in document(validation))
    title = escape(text("validate.title"))
    return (
        f'<!doctype html>\n<html lang="{current_language()}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _as_html(block: Block) -> str:
    if block.kind == "heading":
        return f"<h{block.level}>{_inline(block.words)}</h{block.level}>"
    if block.kind == "picture":
        return block.words
    if block.kind == "caption":
        return f'<p class="caption">{_inline(block.words)}</p>'
    if block.table is not None:
        return _table(block.table)
    return f"<p>{_inline(block.words)}</p>"


def _table(table: Table) -> str:
    fails = text("validate.fails")
    top = "".join(f'<th scope="col">{_inline(head)}</th>' for head in table.heads)
    lines = "".join(
        "<tr>"
        + "".join(f"<td{' class=bad' if cell == fails else ''}>{_inline(cell)}</td>" for cell in row)
        + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table>"


def _inline(words: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(words))
