"""Pictures of cells: those that a lesson is about, and the LSTM half drawn."""

import re
from collections.abc import Set

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.course.lessons.highlight import stage_of
from lstm_core.exam.cards.pictures import enlarged
from lstm_core.figure.svg import shipped
from lstm_core.figure.unfolding import unfolding
from tools.lesson_pictures.canvas import nested, svg

WHOLE = re.compile(r'viewBox="([^"]+)"[^>]*>\s*<style>(.*?)</style>(.*)</svg>', re.DOTALL)
NOISE = re.compile(r"<title>.*?</title>\s*|<!--.*?-->\s*|\svector-effect=\"[^\"]*\"", re.DOTALL)
THEMED = re.compile(r"^(svg|@media|text).*$", re.MULTILINE)  # what the small picture has already
MARGIN = 18  # of the large figure, cut off: its labels stay
LARGER = 1.5  # times, of letters
LATER = ("o", "shown", "h_next")  # of the LSTM: what is not drawn yet
ON_THE_LINE = ("c", "kept", "c_next")  # of the LSTM: where error goes back without a matrix
UNROLLED = """circle { fill: var(--input-tint); stroke: var(--wire); stroke-width: 1.6 }
.hidden circle { fill: var(--memory-tint); stroke: var(--memory-ink) } .given circle { stroke-dasharray: 4 3 }
.output circle { fill: var(--output-tint); stroke: var(--output-ink) }
.folded { display: none } .wire { stroke-width: 3 } text { text-anchor: middle; font-size: 17px }"""


def lstm() -> str:
    """The LSTM."""
    return _figure(CELLS["LSTM"])


def gru() -> str:
    """The GRU."""
    return _figure(CELLS["GRU"])


def elman() -> str:
    """Elman's net, unrolled over four steps."""
    drawing = unfolding(4)
    inner = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
    width, height = re.findall(r"\d+", drawing[drawing.index("viewBox") :])[2:4]
    named = re.sub(r'<text class="weight".*?</text>', "", inner)
    return svg(nested(named, f"20 20 {int(width) - 40} {int(height) - 40}"), style=UNROLLED)


def draw() -> str:
    """The LSTM as far as it is drawn; what is still to come is dashed."""
    cell = CELLS["LSTM"]
    late = {*stage_of(cell, LATER).steps, *(f"out_{name}" for name in LATER), *(f"up_{name}" for name in LATER)}
    dashed = ".late .line, .late .area { stroke-dasharray: 5 5; fill: none } .late { opacity: 0.55 }"
    return _figure(cell, dashed, late)


def backward() -> str:
    """The LSTM with the line on which error gets far back."""
    onward = ".from-c .line, .from-kept .line, .edge.to-out_c_next:not(.to-shown) .line"
    line = "{ stroke: var(--memory-ink); stroke-width: 7 }"
    faint = "g.node, g.edge { opacity: 0.45 }"
    bright = ", ".join(f"#node-{name}" for name in (*ON_THE_LINE, "out_c_next"))
    return _figure(
        CELLS["LSTM"],
        f"{faint} {bright}, .edge.from-c, .edge.from-kept, .edge.to-out_c_next {{ opacity: 1 }} {onward} {line}",
    )


def _figure(cell: Cell, style: str = "", late: Set[str] = frozenset()) -> str:
    """The figure of a cell, without what only a large one needs."""
    found = WHOLE.search(shipped(cell))
    assert found
    box, looks, drawing = found.groups()
    bare = NOISE.sub("", drawing)
    bare = re.sub(r'<g id="([^"]*)" class="([^"]*)"', lambda group: _group(group[1], group[2], late), bare)
    bold = ".line, .area { stroke-width: 2.6 }"
    left, top, width, height = map(float, box.split())
    part = f"{left + MARGIN:g} {top:g} {width - 2 * MARGIN:g} {height:g}"
    return svg(
        nested(enlarged(re.sub(r"\n+", "\n", bare), LARGER), part),
        style=f"{THEMED.sub('', looks).strip()}\n{bold}\n{style}",
    )


def _group(ident: str, classes: str, late: Set[str]) -> str:
    """A part of the figure, marked if it is to be drawn later: a node by its id, a wire by where it leads."""
    ends = [name.removeprefix("to-") for name in classes.split() if name.startswith("to-")]
    begins = [name.removeprefix("from-") for name in classes.split() if name.startswith("from-")]
    node = re.sub(r"^(node|value|name)-", "", ident)
    is_late = node in late or bool(late & {*begins}) or (bool(ends) and late >= {*ends})
    return f'<g class="{classes}{" late" * is_late}"'
