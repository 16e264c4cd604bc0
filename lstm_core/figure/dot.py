"""A cell as a Graphviz figure, every node pinned where the textbook puts it.

The source names its own layout, so `dot -Tsvg` and st.graphviz_chart need no other option. Every
element has an id (node-f, value-f) or classes (wire from-f to-kept, role-gate), so that a page can
light it up and write numbers into it without drawing it again.
"""

from collections.abc import Mapping

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import ACTIVATIONS, OPS
from lstm_core.cell.roles import ROLES, role
from lstm_core.figure.routing import Point, Routing, Segment, join_id, route
from lstm_core.figure.wire_names import ACROSS, DOWN, SIZE, wire_names
from lstm_core.latex import FAU, Convention, symbol
from lstm_core.prose.text import decimal, letter_and_index, true_minus

INK, FRAME, PAPER = "#12151c", "#c9cdd6", "#ffffff"
SUBSCRIPTS = str.maketrans("t-10", "ₜ₋₁₀")
HEADER = """digraph {
  layout=neato; splines=line; bgcolor=transparent; outputorder=edgesfirst; pad=0.1
  node [fontname=Helvetica fontsize=15 fixedsize=true margin=0 fontcolor="#12151c" color="#12151c"]
  edge [arrowsize=0.6 color="#5b6270" penwidth=1.3]"""


def to_dot(cell: Cell, values: Mapping[str, float] | None = None) -> str:
    """DOT source. With `values`, every node shows its number; without a picture, Graphviz places the nodes."""
    body = _pinned(cell, values) if cell.places else _automatic(cell, values)
    return "\n".join([*body, "}"])


def describe(cell: Cell) -> str:
    """The figure in words, for those who cannot see it: what feeds what, from left to right."""
    sentences = []
    for node in cell.drawn:
        if node.op != "input":
            summed = cell[cell.folded.get(node.name, node.name)]
            sources = " and ".join(_say(cell, arg) for arg in summed.args)
            box = "a layer with weights" if summed.weights else OPS[node.op].words
            kind = f"{box}, then {OPS[node.op].words}," if summed is not node else box
            sentences.append(f"{_say(cell, node.name)}: {kind} of {sources}.")
    return f"{cell.name} cell. " + " ".join(sentences)


def read_out(cell: Cell, texts: Mapping[str, str]) -> str:
    """The numbers in a figure, for those who cannot see them: "f = 0.88, c new = 0.98". texts: of nodes, or ""."""
    shown = [(node.name, texts.get(node.name, "")) for node in cell.drawn]
    return ", ".join(f"{_spoken(name)} = {text}" for name, text in shown if text)


def _pinned(cell: Cell, values: Mapping[str, float] | None) -> list[str]:
    where = route(cell)
    lines = [HEADER, _frame(where)]
    lines += [_box(cell, node, values, where.nodes[node.name]) for node in cell.drawn]
    for end, (name, place) in where.outlets.items():
        shade = role(cell, name)
        below = _value(end, shade, _number(values, name), place, (0, -0.25)) if end == f"out_{name}" != "out_y" else ""
        lines.append(_label(end, f"node-{end}", shade, label(cell, name), place) + below)
    for join, place in where.joins.items():
        words = ", ".join(label(cell, arg) for arg in join)
        lines.append(_dot(join_id(join), place, "join", 0.13))
        lines.append(
            _label(f"{join_id(join)}_name", f"name-{join_id(join)}", "step", f"[{words}]", place, (0.42, -0.19), 11)
        )
    for name, shift in wire_names(cell).items():
        place, words = where.nodes[name], label(cell, name)
        lines.append(_label(f"name_{name}", f"name-{name}", role(cell, name), words, place, shift, SIZE, "name "))
    names = {**{p: n for n, p in where.nodes.items()}, **{p: end for end, (_, p) in where.outlets.items()}}
    names |= {place: join_id(join) for join, place in where.joins.items()}
    for point, source in where.forks.items():
        names[point] = f"at_{point[0]}_{point[1] + 2}"
        lines.append(_dot(names[point], point, f"fork from-{source}", 0.07))
    for segment in where.segments:
        for point in (segment.start, segment.end):
            if point not in names:
                names[point] = f"at_{point[0]}_{point[1] + 2}"
                lines.append(_dot(names[point], point, "corner", 0.01))
        lines.append(_wire(segment, names))
    return lines


def _automatic(cell: Cell, values: Mapping[str, float] | None) -> list[str]:
    """A cell without a picture, such as a learner's own: Graphviz finds places for the boxes."""
    lines = [HEADER.replace("layout=neato; splines=line", "layout=dot; rankdir=BT; splines=true; nodesep=0.4")]
    lines += [_box(cell, node, values, None) for node in cell.drawn]
    for node in cell.drawn:
        summed = cell[cell.folded.get(node.name, node.name)]
        for arg in summed.args:
            dashed = " style=dashed" if arg == summed.peeped else ""
            lines.append(f'  "{arg}" -> "{node.name}" [class="wire from-{arg} to-{node.name}"{dashed}]')
    for new in cell.states.values():
        lines.append(_label(f"out_{new}", f"node-out_{new}", role(cell, new), label(cell, new), None))
        lines.append(f'  "{new}" -> "out_{new}" [class="wire from-{new} to-out_{new}"]')
    return lines


def _box(cell: Cell, node: Node, values: Mapping[str, float] | None, place: Point | None) -> str:
    """One node: a box for a layer with weights, a circle or oval for a point-wise step, bare text for an input."""
    shade = role(cell, node.name)
    number = _number(values, node.name)
    if node.op == "input":
        below = _value(node.name, shade, number, place, (0, -0.25))
        return _label(node.name, f"node-{node.name}", shade, label(cell, node.name), place) + below
    glyph = "W" if node.weights else OPS[node.op].glyph
    layer = node.name in cell.folded or bool(node.weights)
    if layer and place is None and not number:
        glyph += f"\\n{_quoted(label(cell, node.name))}"
    if layer or node.op in ACTIVATIONS:
        inside, beside = f"{glyph}\\n{number}" if number else glyph, ""
        shape = "shape=box width=0.66 height=0.52" if layer else "shape=ellipse width=0.7 height=0.54"
    else:
        inside, beside = glyph, _value(node.name, shade, number, place, (0.31, 0.2))
        shape = "shape=circle width=0.34 height=0.34"
    hue = ROLES[shade]
    look = f'{shape} style=filled fillcolor="{hue.tint("light")}" color="{hue.ink("light")}" penwidth=1.6'
    tip = node.meaning or (OPS[node.op].words if node.op in OPS else "a matrix and a bias")
    attributes = f'id="node-{node.name}" class="node role-{shade}" label="{inside}" tooltip="{_quoted(tip)}" {look}'
    return f'  "{node.name}" [{attributes}{_pin(place)}]{beside}'


def _number(values: Mapping[str, float] | None, name: str) -> str:
    return decimal(values[name]) if values and name in values else ""


def _value(name: str, shade: str, number: str, place: Point | None, shift: tuple[float, float]) -> str:
    """A number beside its node, as a text of its own, so that a page can replace it; unpinned, where there is room."""
    if not number:
        return ""
    if place is None:
        return f'\n  "{name}" [xlabel="{number}"]'
    return "\n" + _label(f"value_{name}", f"value-{name}", shade, number, place, shift, 11.5)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', "'")


def _label(
    name: str,
    id: str,
    shade: str,
    text: str,
    place: Point | None,
    shift: tuple[float, float] = (0, 0),
    size: float = 15,
    kind: str = "",
) -> str:
    colour = ROLES[shade].ink("light")
    room = "width=0.6 height=0.42" if size > 12 else "width=0.9 height=0.2"
    look = f'shape=plaintext {room} fontsize={size} fontcolor="{colour}"'
    words = f'id="{id}" class="label {kind}role-{shade}" label="{_quoted(text)}" tooltip=" "'
    return f'  "{name}" [{words} {look}{_pin(place, shift)}]'


def _dot(name: str, place: Point, look: str, width: float) -> str:
    style = " style=filled fillcolor=white penwidth=1.6" if look == "join" else ' color="#5b6270"'
    shape = "circle" if look == "join" else "point"
    ident = f'id="{name}" ' if look == "join" else ""
    size = f"shape={shape} width={width} height={width}"
    return f'  {name} [{ident}class="{look}" label="" tooltip=" " {size}{style}{_pin(place)}]'


def _wire(segment: Segment, names: Mapping[Point, str]) -> str:
    targets = " ".join(f"to-{target}" for target in segment.targets)
    look = "" if segment.last and not segment.last.startswith("join") else " arrowhead=none"
    look += " style=dashed" if segment.dashed else ""
    start, end = names[segment.start], names[segment.end]
    return f'  "{start}" -> "{end}" [class="wire from-{segment.source} {targets}"{look}]'


def _frame(where: Routing) -> str:
    """The rounded frame around one time step: everything but the labels outside it."""
    points = [p for name, p in where.nodes.items() if name != "y"] + list(where.joins.values())
    left, right = min(x for x, _ in points) + 1, max(x for _, (x, _) in where.outlets.values()) - 1
    rows = [y for _, y in points]
    top, bottom = min(rows) - 1.2, max(rows) - 1
    width, height = (right - left) * ACROSS, (bottom - top) * DOWN
    pin = _pin(((left + right) / 2, (top + bottom) / 2))
    look = f'shape=box style="rounded" color="{FRAME}" penwidth=1.6 width={width:.3f} height={height:.3f}'
    return f'  frame [id="frame" class="frame" label="" tooltip=" " {look}{pin}]'


def _pin(place: tuple[float, float] | None, shift: tuple[float, float] = (0, 0)) -> str:
    if place is None:
        return " fixedsize=false"
    return f' pos="{place[0] * ACROSS + shift[0]:.3f},{-place[1] * DOWN + shift[1]:.3f}!"'


def label(cell: Cell, name: str, convention: Convention = FAU) -> str:
    r"""C_{t-1} -> Cₜ₋₁ and \tilde{C}_t -> C̃ₜ, for Graphviz, which knows no LaTeX; r ⊙ h is written out."""
    letters = symbol(cell, name, convention)
    if not letters:
        written = [label(cell, arg, convention) for arg in cell[name].args]
        return OPS[cell[name].op].glyph.join(written) if cell[name].op in OPS else name
    letter, index = letter_and_index(letters)
    return letter + index.translate(SUBSCRIPTS)


def letters(cell: Cell, convention: Convention = FAU) -> dict[str, tuple[str, str]]:
    """Letter and index of every node that a book names: ("C̃", "t"); a box without room for them bears the letter."""
    symbols = {node.name: symbol(cell, node.name, convention) for node in cell.drawn}
    return {name: letter_and_index(true_minus(found)) for name, found in symbols.items() if found}


def _say(cell: Cell, name: str) -> str:
    meaning = cell[name].meaning.partition(":")[0]
    return f"{_spoken(name)} ({meaning})" if meaning else _spoken(name)


def _spoken(name: str) -> str:
    return name.replace("_next", " new").replace("_", " ")
