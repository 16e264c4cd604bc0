"""A cell's figure as SVG: drawn by Graphviz once, then made fit for a page.

`python -m lstm_core.figure.svg` writes the figures of all shipped cells beside this file, so that the
app needs no Graphviz program; a test fails if they no longer belong to the cells.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.cell.roles import INK, ROLES
from lstm_core.cells import CELLS
from lstm_core.cells.gru_with_f import GRU_WITH_F
from lstm_core.cells.merged_lstm import MERGED_LSTM
from lstm_core.figure.dot import SUBSCRIPTS, describe, to_dot
from lstm_core.prose.text import true_minus

FOLDER = Path(__file__).parent / "shipped"
SVG = "http://www.w3.org/2000/svg"
NUMBER = re.compile(r"−?\d+\.\d\d")
SHAPES = ("polygon", "ellipse", "path", "polyline")
WIRE = {"light": "#5b6270", "dark": "#a6adbb"}
FRAME = {"light": "#c9cdd6", "dark": "#454c5a"}
SHIPPED = tuple(
    variant for cell in (*CELLS.values(), MERGED_LSTM, GRU_WITH_F) for variant in (cell, with_readout(cell))
)


@lru_cache
def shipped(cell: Cell, live: bool = False) -> str:
    """The figure of a shipped cell, with or without its readout; `live` ones have places for numbers.

    Raises FileNotFoundError for a cell that is not shipped, even if it has the name of one that is.
    """
    if cell not in SHIPPED:
        raise FileNotFoundError(f"there is no drawing of this {cell.name}; use draw, or to_dot with Graphviz")
    return _path(cell, live).read_text(encoding="utf-8")


def draw(cell: Cell, live: bool = False) -> str:
    """Run Graphviz (the `dot` program must be installed) and return the polished SVG."""
    import graphviz

    dot = to_dot(cell, _zeros(cell) if live else None)
    raw = graphviz.Source(dot).pipe(format="svg", encoding="utf-8")
    return _polish(raw, describe(cell), fingerprint(cell, live))


def fingerprint(cell: Cell, live: bool) -> str:
    """A few letters that change whenever the DOT source does."""
    return hashlib.sha256(to_dot(cell, _zeros(cell) if live else None).encode()).hexdigest()[:16]


def palette(theme: str) -> str:
    """The colours of every role as CSS variables, for one theme."""
    names = {"ink": INK[theme], "wire": WIRE[theme], "frame": FRAME[theme]}
    for name, role in ROLES.items():
        names |= {f"{name}-ink": role.ink(theme), f"{name}-tint": role.tint(theme)}
    return " ".join(f"--{name}: {colour};" for name, colour in names.items())


def _zeros(cell: Cell) -> dict[str, float]:
    return dict.fromkeys((node.name for node in cell.nodes), 0.0)


def _path(cell: Cell, live: bool) -> Path:
    words = [*re.findall(r"[a-z0-9]+", cell.name.lower()), *["y"] * ("y" in cell), *["live"] * live]
    return FOLDER / f"{'_'.join(words)}.svg"


def _polish(raw: str, words: str, mark: str) -> str:
    """Colours become classes, so that a theme can change them; labels get true subscripts."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(raw.encode())  # noqa: S314, Graphviz wrote it a moment ago
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{{{SVG}}}title":
                parent.remove(child)
    for group in root.iter(f"{{{SVG}}}g"):
        _unlink(group)
        for shape in group:
            if shape.tag.removeprefix(f"{{{SVG}}}") in SHAPES:
                _colour_by_class(shape)
            elif shape.tag == f"{{{SVG}}}text":
                _set_label(shape)
    style = ElementTree.SubElement(root, f"{{{SVG}}}style")
    style.text = _style()
    root.remove(style)
    root.insert(0, style)
    root.attrib |= {"role": "img", "aria-label": words, "data-made-from": mark}
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _unlink(group: ElementTree.Element) -> None:
    """Graphviz wraps tooltips in links that lead nowhere; keep the words as a title, drop the link."""
    for wrapper in list(group):
        for link in wrapper.findall(f"{{{SVG}}}a"):
            tip = link.attrib.get("{http://www.w3.org/1999/xlink}title", "").strip()
            group.extend(link)
            if tip:
                title = ElementTree.Element(f"{{{SVG}}}title")
                title.text = tip
                group.insert(0, title)
        if wrapper.attrib.get("id", "").startswith("a_"):
            group.remove(wrapper)


def _colour_by_class(shape: ElementTree.Element) -> None:
    """Strip the colours of light paper; `line` and `area` say what the style sheet shall fill in."""
    fill = shape.attrib.pop("fill", "none")
    shape.attrib.pop("stroke", None)
    area = fill not in ("none", "transparent")
    shape.set("class", "area" if area else "line")


def _set_label(text: ElementTree.Element) -> None:
    """hₜ₋₁ becomes an italic h with a small t−1 below the line; numbers are marked as such."""
    for name in ("fill", "font-family"):
        text.attrib.pop(name, None)
    words = text.text or ""
    if NUMBER.fullmatch(words):
        text.set("class", "number")
        text.set("y", f"{float(text.get('y', 0)) - 1.5:.2f}")
        text.set("font-size", "11.50")
        return
    small = "".join(map(chr, SUBSCRIPTS.values()))
    pieces = re.findall(rf"[{small}]+|[^{small}]+", words)
    if len(pieces) < 2:
        return
    text.text, lowered = None, False
    for piece in pieces:
        low = piece[0] in small
        tspan = ElementTree.SubElement(text, f"{{{SVG}}}tspan")
        tspan.text = true_minus(piece.translate({ord(chr(v)): chr(k) for k, v in SUBSCRIPTS.items()}))
        if low != lowered:
            tspan.set("dy", "0.3em" if low else "-0.21em")
        tspan.attrib |= {"font-size": "70%"} if low else {"font-style": "italic"} if piece[0].isalpha() else {}
        lowered = low


def _style() -> str:
    """Both themes; a page may choose one by data-theme, else the reader's system decides."""
    roles = "\n".join(
        f".role-{name} .area {{ fill: var(--{name}-tint); stroke: var(--{name}-ink); }}"
        f" .label.role-{name} text, .role-{name} .number {{ fill: var(--{name}-ink); }}"
        for name in ROLES
    )
    return f"""
svg {{ {palette("light")} font-family: system-ui, Helvetica, Arial, sans-serif; }}
@media (prefers-color-scheme: dark) {{ svg:not([data-theme]) {{ {palette("dark")} }} }}
svg[data-theme="dark"] {{ {palette("dark")} }}
text {{ fill: var(--ink); font-variant-numeric: tabular-nums; }}
.wire .line {{ stroke: var(--wire); }}
.wire .area, .fork .area, .corner .area {{ fill: var(--wire); stroke: var(--wire); }}
.frame .line {{ stroke: var(--frame); }} .join .area {{ fill: var(--paper, transparent); stroke: var(--wire); }}
.line {{ fill: none; }}
{roles}
"""


def main() -> None:
    """Write the figures of all shipped cells."""
    FOLDER.mkdir(exist_ok=True)
    for cell in SHIPPED:
        for live in (False, True):
            _path(cell, live).write_text(draw(cell, live), encoding="utf-8")


if __name__ == "__main__":
    main()
