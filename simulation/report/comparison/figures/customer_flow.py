"""The streams of customers between firms, left to right, in the hue of the firm they left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulation.language import text
from simulation.measures.people import NOBODY
from simulation.report.comparison.departures import OTHERS, condensed, shown_firms
from simulation.report.comparison.tracks import firm_index, firm_label
from simulation.report.kit.colours import Theme, firm_hue, firm_mark, tint
from simulation.report.kit.figures.canvas import layout, plot_height, safe, shortened

if TYPE_CHECKING:
    import pandas as pd

    from simulation.scenario.document import Scenario


HEIGHT = 420
PAD = 14


def flow_figure(scenario: Scenario, table: pd.DataFrame, focal: str, theme: Theme) -> Any:
    """Draw a square table of departures (rows origins, columns destinations) as streams.

    With many firms the quieter ones are put together, and what moves among them is left out.
    """
    from plotly import graph_objects

    weights = table.sum(axis=0) + table.sum(axis=1)
    nobody = [name for name in table.index if name == NOBODY]
    small = condensed(table, shown_firms(scenario, weights.drop(nobody), focal) + nobody)
    names = list(small.index)
    hues = [_hue(scenario, name, theme) for name in names]
    counts = small.to_numpy(dtype=float)
    streams = [(i, j, float(counts[i, j])) for i in range(len(names)) for j in range(len(names))]
    streams = [(i, j, count) for i, j, count in streams if count > 0 and not names[i] == names[j] == OTHERS]
    design = layout(theme, height=HEIGHT, left=8, right=8)
    design["annotations"] = [_heading(theme, "from", 0.0, "left"), _heading(theme, "to", 1.0, "right")]
    return graph_objects.Figure(data=[_sankey(scenario, names, hues, streams, theme)], layout=design)


def _sankey(
    scenario: Scenario,
    names: list[str],
    hues: list[str],
    streams: list[tuple[int, int, float]],
    theme: Theme,
) -> dict[str, Any]:
    labels = [_label(scenario, name) for name in names]
    left, right = (
        _middles([sum(s[2] for s in streams if s[side] == i) for i in range(len(names))]) for side in (0, 1)
    )
    return {
        "type": "sankey",
        "arrangement": "fixed",
        "domain": {"x": [0, 1], "y": [0, 1]},
        "textfont": {"color": theme.ink, "size": 12, "shadow": f"0 0 3px {theme.card}, 0 0 3px {theme.card}"},
        "node": {
            "label": labels * 2,
            "color": hues * 2,
            "x": [0.001] * len(names) + [0.999] * len(names),
            "y": left + right,
            "pad": PAD,
            "thickness": 12,
            "line": {"width": 0},
            "hovertemplate": "%{label}: %{value:,.0f}<extra></extra>",
        },
        "link": {
            "source": [origin for origin, _, _ in streams],
            "target": [len(names) + destination for _, destination, _ in streams],
            "value": [value for _, _, value in streams],
            "color": [tint(hues[origin], 0.34) for origin, _, _ in streams],
            "hovertemplate": "%{source.label} → %{target.label}: %{value:,.3~r}<extra></extra>",
        },
    }


def _middles(sums: list[float]) -> list[float]:
    """Return the middles of nodes stacked in the given order (0 top, 1 bottom), pads between them."""
    shown = sum(1 for value in sums if value > 0)
    pad = PAD / plot_height(HEIGHT)
    room = 1.0 - pad * max(0, shown - 1)
    middles, top = [], 0.0
    for value in sums:
        share = room * value / sum(sums)
        middles.append(min(max(top + share / 2, 0.001), 0.999))
        top += share + (pad if value > 0 else 0.0)
    return middles


def _hue(scenario: Scenario, name: str, theme: Theme) -> str:
    return theme.edge if name in (OTHERS, NOBODY) else firm_hue(theme, firm_index(scenario, name))


def _label(scenario: Scenario, name: str) -> str:
    if name == OTHERS:
        return text("report.flow.others")
    if name == NOBODY:
        return text("report.flow.without")
    return f"{firm_mark(firm_index(scenario, name))} {safe(shortened(firm_label(scenario, name)))}"


def _heading(theme: Theme, side: str, x: float, anchor: str) -> dict[str, Any]:
    return {
        "text": text(f"report.flow.{side}"),
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": 1,
        "xanchor": anchor,
        "yanchor": "bottom",
        "yshift": 8,
        "font": {"color": theme.soft},
    }
