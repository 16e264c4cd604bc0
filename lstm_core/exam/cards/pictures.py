"""The shipped figures for paper and for cards: dark on white, without style sheets that ask for a theme."""

import re

from lstm_core.cell import Cell
from lstm_core.cell.roles import BACKGROUND
from lstm_core.cells import CELLS
from lstm_core.figure.svg import palette, shipped
from lstm_core.latex import FAU, Convention, symbol

COLOURS = {**dict(re.findall(r"--([\w-]+): (#\w+);", palette("light"))), "paper": BACKGROUND["light"]}
THEMED = re.compile(r"^(@media .*|svg\[data-theme.*|svg \{.*?; (?=font-family))", re.MULTILINE)


def printed(cell: Cell, convention: Convention = FAU, font: str = "Helvetica, Arial, sans-serif") -> str:
    """The SVG of a shipped cell in the colours of light paper, each written where it is used."""
    rules = THEMED.sub(lambda match: "svg { " if match[0].startswith("svg {") else "", shipped(cell))
    plain = re.sub(r"var\(--([\w-]+)(, \w+)?\)", lambda match: COLOURS[match[1]], rules)
    for state in cell.states:
        ours, theirs = (symbol(cell, state, letters).split("_")[0] for letters in (FAU, convention))
        plain = plain.replace(f">{ours}</tspan>", f">{theirs}</tspan>")
    return re.sub(r"font-family: [^;]+;", f"font-family: {font};", plain)


def enlarged(svg: str, times: float) -> str:
    """The same picture with larger letters, to be read from afar; small print grows half as much."""
    size = lambda old: old * (times if old > 12 else (1 + times) / 2)
    return re.sub(r'font-size="([\d.]+)"', lambda match: f'font-size="{size(float(match[1])):.2f}"', svg)


def name(cell: Cell) -> str:
    """The file a cell's picture is known by on a card: "recall_lstm_1997.svg"."""
    return f"recall_{'_'.join(re.findall('[a-z0-9]+', cell.name.lower()))}.svg"


def pictures() -> dict[str, bytes]:
    """The pictures of all shipped cells, as they go along with a deck of cards."""
    return {name(cell): printed(cell).encode() for cell in CELLS.values()}
