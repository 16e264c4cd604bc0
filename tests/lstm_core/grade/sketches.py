"""Drawings written in a few lines: an id, a kind, what it reads, and after # its label."""

from lstm_core.grade import KINDS, Drawing, Part, Wire, read_drawing

LSTM = """
    x  x
    h  h
    c  c
    K  join h x
    f  sigmoid K # f_t
    i  sigmoid K # i_t
    g  tanh K # C̃_t
    o  sigmoid K # o_t
    kept  mul f c
    written  mul i g
    sum  add kept written
    C  c_next sum
    shown  tanh sum
    out  mul o shown
    H  h_next out
"""
GRU = """
    x  x
    h  h
    K  join h x
    r  sigmoid K # r
    z  sigmoid K # z
    past  mul r h
    K2  join past x
    n  tanh K2 # h̃
    rest  one_minus z
    kept  mul rest h
    written  mul z n
    sum  add kept written
    H  h_next sum
"""
ELMAN = """
    x  x
    h  h
    K  join h x
    box  tanh K
    H  h_next box
    out  sigmoid H
    Y  y out
"""


def sketch(page: str, **changes: str | None) -> Drawing:
    """The drawing on a page, with some of its lines written otherwise, added, or (None) left out."""
    lines = {line.split()[0]: line.split(maxsplit=1)[1] for line in page.splitlines() if line.strip()}
    lines = {name: line for name, line in (lines | changes).items() if line is not None}
    parts, wires = [], []
    for k, (name, line) in enumerate(lines.items()):
        (kind, *sources), _, label = line.partition("#")[0].split(), "", line.partition("#")[2].strip()
        parts.append(Part(name, kind, 20 * (k % 40), 20 * (k // 40), label))
        for port, source in enumerate(sources):
            wires.append(Wire(f"{source}-{name}-{port}", source, name, 0 if KINDS[kind].many else port))
    drawing = Drawing(tuple(parts), tuple(wires))
    assert read_drawing(drawing.data()) == drawing
    return drawing
