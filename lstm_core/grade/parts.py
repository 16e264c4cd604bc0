"""The parts a drawing is made of: what stands on each, how it is said aloud, and what goes into it."""

from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.cell.ops import WEIGHTED


@dataclass(frozen=True)
class Kind:
    """One kind of part, everywhere it appears."""

    glyph: str  # what is written on it
    words: str  # how it is said aloud
    ports: int  # places where wires come in
    many: bool = False  # whether its one port takes any number of wires


KINDS = {
    "x": Kind("x_t", "the input x", 0),
    "h": Kind("h_{t-1}", "the old hidden state h", 0),
    "c": Kind("C_{t-1}", "the old memory C", 0),
    "sigmoid": Kind("σ", "a sigmoid box", 1, many=True),
    "tanh": Kind("tanh", "a tanh box", 1, many=True),
    "linear": Kind("W", "a weighted sum", 1, many=True),
    "join": Kind("[ , ]", "a join of wires", 1, many=True),
    "mul": Kind("×", "times, entry by entry", 2),
    "add": Kind("+", "plus, entry by entry", 2),
    "one_minus": Kind("1−", "one minus", 1),
    "h_next": Kind("h_t", "the new hidden state h", 1),
    "c_next": Kind("C_t", "the new memory C", 1),
    "y": Kind("y_t", "the output y", 1),
}
GIVEN = ("x", "h", "c")  # what arrives
LEAVES = ("h_next", "c_next", "y")  # what leaves; the first two hand their value on as well
SQUASHES = ("sigmoid", "tanh", "one_minus")  # may stand behind a weighted sum of their own


def palette(cell: Cell) -> tuple[str, ...]:
    """The kinds of parts offered for drawing a cell: its own, and some that do not belong."""
    alone = any(node.op in WEIGHTED and node.name not in cell.folded.values() for node in cell.nodes)
    absent = {*({"h", "c"} - set(cell.inputs)), *({"h_next", "c_next"} - set(cell.states.values()))}
    return tuple(kind for kind in KINDS if kind not in absent and (alone or kind != "linear"))
