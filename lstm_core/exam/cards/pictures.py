"""The shipped figures for paper and for cards: dark on white, without style sheets that ask for a theme."""

import re

from lstm_core.cell import Cell
from lstm_core.cell.roles import BACKGROUND
from lstm_core.cells import CELLS
from lstm_core.figure import letters
from lstm_core.figure.svg import palette, shipped
from lstm_core.latex import FAU, Convention

COLOURS = {**dict(re.findall(r"--([\w-]+): (#\w+);", palette("light"))), "paper": BACKGROUND["light"]}
NAME = re.compile(r'<g [^>]*class="node label name [^>]*>.*?</g>\n*', re.DOTALL)
THEMED = re.compile(r"^(@media .*|svg\[data-theme.*|svg \{.*?; (?=font-family))", re.MULTILINE)


def printed(cell: Cell, convention: Convention = FAU, font: str = "Helvetica, Arial, sans-serif") -> str:
    """The SVG of a shipped cell in the colours of light paper, each written where it is used."""
    rules = THEMED.sub(lambda match: "svg { " if match[0].startswith("svg {") else "", shipped(cell))
    plain = re.sub(r"var\(--([\w-]+)(, \w+)?\)", lambda match: COLOURS[match[1]], rules)
    theirs = letters(cell, convention)
    for name, (ours, _) in letters(cell).items():
        plain = plain.replace(f">{ours}</tspan>", f">{theirs[name][0]}</tspan>")
    return re.sub(r"font-family: [^;]+;", f"font-family: {font};", plain)


def enlarged(svg: str, times: float) -> str:
    """The same picture with larger letters, to be read from afar; small print grows half as much.

    For the names of wires there is no room then.
    """
    size = lambda old: old * (times if old > 12 else (1 + times) / 2)
    return re.sub(r'font-size="([\d.]+)"', lambda match: f'font-size="{size(float(match[1])):.2f}"', NAME.sub("", svg))


def name(cell: Cell) -> str:
    """The file a cell's picture is known by on a card: "recall_lstm_1997.svg"."""
    return f"recall_{'_'.join(re.findall('[a-z0-9]+', cell.name.lower()))}.svg"


def pictures() -> dict[str, bytes]:
    """The pictures of all shipped cells, as they go along with a deck of cards."""
    return {name(cell): printed(cell).encode() for cell in CELLS.values()}
