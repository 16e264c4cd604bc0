"""What several tests need: every cell bare and with its readout, numbers for a cell, and cells nobody has drawn."""

from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.cells.gru_with_f import GRU_WITH_F
from lstm_core.cells.merged_lstm import MERGED_LSTM
from lstm_core.notation import read_cell

DRAWN = {**CELLS, MERGED_LSTM.name: MERGED_LSTM, GRU_WITH_F.name: GRU_WITH_F}  # steps of a lesson are drawn as well
FIGURES = {**DRAWN, **{f"{name} with readout": with_readout(cell) for name, cell in DRAWN.items()}}

each_cell = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
each_figure = pytest.mark.parametrize("cell", FIGURES.values(), ids=FIGURES)


def numbers(cell: Cell, inputs: int, hidden: int, seed: int = 0, batch: tuple[int, ...] = ()) -> tuple[Any, Any]:
    """Random weights, and random values for everything that is given: x (*batch, inputs), states (*batch, hidden)."""
    rng = np.random.default_rng(seed)
    weights = {name: rng.normal(size=shape) for name, shape in cell.shapes(inputs, hidden).items()}
    given = {name: rng.normal(size=(*batch, inputs if name == "x" else hidden)) for name in cell.inputs}
    return weights, given


def written_out(cell: Cell) -> str:
    """The page of a cell, every node on a line of its own, nothing nested."""
    lines = []
    for node in cell.nodes:
        match node.op, node.args:
            case "input", _:
                formula = ""
            case "mul", (a, b):
                formula = f" = {a} * {b}"
            case "add", (a, b):
                formula = f" = {a} + {b}"
            case "one_minus", (a,):
                formula = f" = 1 - {a}"
            case op, args:
                formula = f" = {op}({', '.join(args)})"
        lines.append(f"{node.name}{formula} # " + (f"${node.symbol}$ " if node.symbol else "") + node.meaning)
    return "\n".join(lines)


@st.composite
def formulas(draw: Any, wide: list[str], depth: int = 2) -> str:
    """A formula over the names of `wide`; x, which has another width, is read through weights alone."""
    kinds = ["sigmoid", "tanh", "+", "*", "1 -", "linear", "peephole"]
    kind = draw(st.sampled_from(kinds if depth else ["sigmoid", "+", "*", "linear"]))
    inner = st.sampled_from(wide) if not depth else st.sampled_from(wide) | formulas(wide, depth - 1).map("({})".format)
    if kind in ("sigmoid", "tanh"):
        return f"{kind}({draw(inner)})"
    if kind == "1 -":
        return f"1 - {draw(inner)}"
    if kind in ("+", "*"):
        return f"{draw(inner)} {kind} {draw(inner)}"
    least = 2 if kind == "peephole" else 1
    args = draw(st.lists(inner, min_size=1, max_size=2, unique=True))
    args = ["x", *args] if len(args) < least or draw(st.booleans()) else args
    return f"{kind}({', '.join(args)})"


@st.composite
def pages(draw: Any) -> str:
    """A page of equations that a learner could have typed: odd, but a cell."""
    states = draw(st.sampled_from([["h"], ["h", "c"], ["h", "memory"]]))
    wide, lines = list(states), ["x", *states]
    for name in draw(st.lists(st.sampled_from([*"abdfgiknorz", "gate", "mixed"]), unique=True, max_size=4)):
        lines.append(f"{name} = {draw(formulas(wide))}  # what {name} is for: nobody knows")
        wide.append(name)
    for state in states:
        lines.append(f"{state}_next = {draw(formulas(wide))}")
        wide.append(f"{state}_next")
    return "\n".join(lines)


def cells() -> st.SearchStrategy[Cell]:
    """Cells that nobody has drawn."""
    return pages().map(lambda page: read_cell("Somebody's cell", page))
