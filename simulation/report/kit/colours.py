"""The colours, dashes and marks of figures: hue belongs to firms, alternatives are a ramp of ink."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one theme; ``firms`` are the hues of the first eight firms, ``ramp`` the inks,
    ``quantity`` the colours from low to high."""

    name: str
    card: str
    ink: str
    soft: str
    edge: str
    grid: str
    firms: tuple[str, ...]
    ramp: tuple[str, str, str]
    quantity: tuple[str, ...]


LIGHT = Theme(
    "light",
    "#FFFFFF",
    "#15181C",
    "#545B63",
    "#8A9089",
    "#E6E8E3",
    ("#1337B4", "#EF6403", "#5CA28B", "#731560", "#3077A1", "#464100", "#AD75F1", "#9B5548"),
    ("#87919A", "#5B6670", "#15181C"),
    ("#A3944A", "#87875F", "#666E70", "#41506F", "#14284F"),
)
DARK = Theme(
    "dark",
    "#1A1D21",
    "#F0F2F3",
    "#AAB1B8",
    "#7C858E",
    "#2A2F35",
    ("#72A5FD", "#F29743", "#B2FDC5", "#B9708F", "#6FD9F9", "#F7EA2A", "#905AF5", "#E3440A"),
    ("#6E7780", "#A9B1B8", "#F0F2F3"),
    ("#5270BA", "#7386A0", "#959A87", "#C6BD72", "#FFF0A8"),
)

SYMBOLS = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross", "star", "x")
MARKS = ("●", "■", "▲", "◆", "▼", "✚", "★", "✖")
TINTS = (0.95, 0.60, 0.28, 0.12)
BAND = 0.16
DASHES = ("1px,4px", "2px,3px", "5px,3px,1px,3px", "7px,4px", "14px,4px")


def firm_hue(theme: Theme, index: int) -> str:
    """Return the hue of firm ``index`` (from 0); eight have hues of their own, further firms share a grey."""
    return theme.firms[index] if index < len(theme.firms) else theme.edge


def firm_symbol(index: int) -> str:
    """Return plotly's name of the mark of firm ``index`` (from 0)."""
    return SYMBOLS[index] if index < len(SYMBOLS) else "line-ew-open"


def firm_mark(index: int) -> str:
    """Return the mark of firm ``index`` (from 0) as a character, for rows of text."""
    return MARKS[index] if index < len(MARKS) else "–"


def ramp_colour(theme: Theme, index: int, count: int) -> str:
    """Return the ink of alternative ``index`` (from 0) of ``count``: the last is full ink."""
    position = 2.0 if count == 1 else 2.0 * index / (count - 1)
    if count == 2 and index == 0:
        position = 0.6
    lower = min(int(position), 1)
    return _blend(theme.ramp[lower], theme.ramp[lower + 1], position - lower)


def quantity_colour(theme: Theme, share: float) -> str:
    """Return the colour of a quantity at ``share`` (0-1) of its range: every theme has five, blended."""
    position = min(max(share, 0.0), 1.0) * (len(theme.quantity) - 1)
    lower = min(int(position), len(theme.quantity) - 2)
    return _blend(theme.quantity[lower], theme.quantity[lower + 1], position - lower)


def readable(colour: str) -> str:
    """Return white or near black, whichever is easier to read on ``colour`` (contrast as of WCAG)."""
    bright = _luminance(colour) + 0.05
    return LIGHT.ink if bright / (_luminance(LIGHT.ink) + 0.05) > 1.05 / bright else "#FFFFFF"


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ramp_dash(index: int, count: int) -> str:
    """Return plotly's dash pattern of alternative ``index`` of ``count``: the last is solid."""
    if index == count - 1:
        return "solid"
    if count <= 3:
        return ("2px,3px", "7px,4px")[index if count == 3 else 1]
    return DASHES[(index + max(0, len(DASHES) - count)) % len(DASHES)]


def tint(colour: str, opacity: float) -> str:
    """Return ``colour`` (#RRGGBB) with ``opacity`` (0-1) as plotly and CSS read it."""
    red, green, blue = _channels(colour)
    return f"rgba({red},{green},{blue},{opacity:g})"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _blend(first: str, second: str, weight: float) -> str:
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * weight):02X}" for a, b in pairs)
