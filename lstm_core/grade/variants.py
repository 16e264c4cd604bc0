"""Other cells that a drawing may show, completely right, while another one was asked for."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.grade.compare import Comparison, best_comparison
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.remarks import sentence
from lstm_core.grade.same_formula import same_formula
from lstm_core.grade.stand_ins import by_name
from lstm_core.prose import read

BOXES = ("sigmoid", "tanh", "linear", "mul", "add", "one_minus")


@dataclass(frozen=True)
class Variant:
    """Another cell that was drawn: a sentence about it, and whether it earns full marks."""

    text: str
    full: bool
    comparison: Comparison


def variant(drawing: Drawing, asked: Cell) -> Variant | None:
    """The cell that was drawn without a mistake, if it is not the one asked for."""
    drawn = Counter(part.kind for part in drawing.parts if part.kind in BOXES)
    for cell, text, full in variants(asked):
        boxes = Counter(node.op if node.op in BOXES else "linear" for node in cell.drawn if node.op != "input")
        if all(0 <= drawn[kind] - boxes[kind] <= (kind == "sigmoid") for kind in BOXES):  # one σ more may make y
            comparison = best_comparison(drawing, cell)
            if not comparison.wires:
                return Variant(text, full, comparison)
    return None


def variant_of_cell(cell: Cell, asked: Cell) -> Variant | None:
    """The same for equations, where the names have to be right as well; or the cell itself, written in another way."""
    beside = by_name(cell, asked)
    if beside and same_formula(beside):
        return Variant(sentence(read("grade")["variants"]["written"]), True, best_comparison(cell, asked))
    for other, text, full in variants(asked):
        comparison = best_comparison(cell, other)
        if not comparison.wires and not comparison.labels:
            return Variant(text, full, comparison)
    return None


@cache
def variants(asked: Cell) -> tuple[tuple[Cell, str, bool], ...]:
    """Cells that may be drawn instead, the sentence for each, and whether it earns full marks."""
    prose = read("grade")["variants"]
    rows = {(row["asked"], row["drawn"]): row for row in prose["row"]}
    found = [(turned, sentence(prose["swapped"]), True) for turned in swapped(asked)]
    for cell in CELLS.values():
        if cell.nodes != asked.nodes:
            row = rows.get((asked.name, cell.name), {"text": prose["other"], "full": False})
            text = sentence(row["text"], drawn=cell.name, asked=asked.name)
            found += [(each, text, row["full"]) for each in (cell, *swapped(cell))]
    return tuple(found)


def swapped(cell: Cell) -> Iterator[Cell]:
    """The same cell with a gate and 1 minus that gate in each other's place, where both scale something."""
    for rest in (node for node in cell.nodes if node.op == "one_minus"):
        gate = rest.args[0]
        change = {rest.name: gate, gate: rest.name}
        nodes = [
            replace(node, args=tuple(change.get(arg, arg) for arg in node.args)) if node.op == "mul" else node
            for node in cell.nodes
            if node is not rest
        ]
        at = next(k for k, node in enumerate(nodes) if node.name == gate) + 1
        yield replace(cell, nodes=(*nodes[:at], rest, *nodes[at:]), picture="")
