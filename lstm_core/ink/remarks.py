"""What is in the way of reading a sheet, in sentences."""

from collections import Counter
from collections.abc import Iterable, Sequence

from lstm_core.grade.drawing import Drawing
from lstm_core.prose.complaint import sentence
from lstm_core.prose.wording import Wording

MOST_SHAPES = 30  # boxes and circles; states and joins come on top, up to MOST_PARTS
CELL = 5  # boxes and circles of a drawing of its own, at least
UNREAD, MANY = 0.6, 8  # share and number of strokes from which on so much is not read that it is said


def remarks(found: int, drawing: Drawing, shapes: Sequence[str], strokes: int, unread: int) -> Iterable[Wording]:
    """What to say about so many boxes and circles, of which these are parts, among so many strokes."""
    if not found:
        yield sentence("no_shapes")
    if found > MOST_SHAPES:
        yield sentence("many_shapes", count=found, most=MOST_SHAPES)
    cells = [size for size in _pieces(drawing, shapes) if size >= CELL]
    if len(cells) > 1:
        yield sentence("two_cells", count=len(cells))
    if found and unread >= MANY and unread > UNREAD * strokes:
        yield sentence("mostly_unread", count=unread, all=strokes)


def _pieces(drawing: Drawing, shapes: Sequence[str]) -> list[int]:
    """How many boxes and circles hang together by wires, in each piece of a drawing."""
    piece = {name: name for name in shapes}
    for wire in drawing.wires:
        if wire.source in piece and wire.target in piece:
            old, new = piece[wire.source], piece[wire.target]
            piece = {name: new if at == old else at for name, at in piece.items()}
    return list(Counter(piece.values()).values())
