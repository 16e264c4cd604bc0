"""A small picture as SVG, in the colours of the app, light and dark: its frame, lines, boxes, curves and letters."""

from collections.abc import Iterable, Sequence
from html import escape

from lstm_core.figure.svg import palette

WIDTH, HEIGHT, EDGE = 320, 180, 12
STYLE = f""":root {{ {palette("light")} font-family: system-ui, Helvetica, Arial, sans-serif }}
[data-theme="dark"] {{ {palette("dark")} }}
path, polyline {{ fill: none; stroke: var(--wire); stroke-width: 1.6 }}
.axis {{ stroke: var(--frame) }}
text {{ fill: var(--ink) }}
.middle {{ text-anchor: middle }} .end {{ text-anchor: end }} .faint {{ fill: var(--wire) }}"""
Point = tuple[float, float]


def svg(*parts: str, style: str = "") -> str:
    """The whole picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f"<style>{STYLE}\n{style}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def curve(points: Iterable[Point], colour: str, width: float = 2.5, more: str = "") -> str:
    """A line through points; `colour` is one of CSS."""
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" style="stroke:{colour};stroke-width:{width:g};{more}"/>'


def box(x: float, y: float, width: float, height: float, colour: str, opacity: float = 1.0, more: str = "") -> str:
    """A filled rectangle."""
    faded = "" if opacity == 1 else f";opacity:{opacity:.2f}"
    size = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {size} style="fill:{colour}{faded};{more}"/>'


def circle(x: float, y: float, radius: float, role: str, more: str = "") -> str:
    """A circle in the colour of a role."""
    look = f"fill:var(--{role}-tint);stroke:var(--{role}-ink);stroke-width:1.6;{more}"
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" style="{look}"/>'


def letters(x: float, y: float, words: str, look: str = "", colour: str = "") -> str:
    """A text; `look` is a class of STYLE."""
    style = f' style="fill:{colour}"' if colour else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" class="{look}"{style}>{escape(words)}</text>'


def axes(left: float = EDGE, bottom: float = HEIGHT - EDGE) -> str:
    """A line to the right and one upwards."""
    return f'<path class="axis" d="M{left} {EDGE}V{bottom}H{WIDTH - EDGE}"/>'


def scaled(values: Sequence[float], low: float, high: float, begin: float, end: float) -> list[float]:
    """Values between `low` and `high`, carried to places between `begin` and `end`."""
    return [begin + (value - low) / (high - low) * (end - begin) for value in values]


def nested(inner: str, box: str) -> str:
    """An SVG within the picture, as large as it fits; `box` is the part of it that is seen."""
    place = f'x="4" y="4" width="{WIDTH - 8}" height="{HEIGHT - 8}" viewBox="{box}"'
    return f"<svg {place}>{inner}</svg>"
