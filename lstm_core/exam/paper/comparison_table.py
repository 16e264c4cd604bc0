"""The table of all cells on the sheet: gates, how the memory is renewed, what keeps it, and how much is learnt."""

from collections import Counter
from typing import Any

from lstm_core.cell import Cell
from lstm_core.cell.memory import keep_factors
from lstm_core.cell.roles import ROLES, role
from lstm_core.exam.paper.typeset import math, pieces
from lstm_core.latex import Convention, equation, named, symbol, written
from lstm_core.prose import read

INPUTS, HIDDEN = 10, 20
Pieces = list[dict[str, str]]  # words and formulas in turn, see `typeset.pieces`


def row(cell: Cell, convention: Convention) -> dict[str, Any]:
    """One cell of the table: its gates, what carries its memory on, and how many numbers it learns."""
    words, biases = read("sheet")["keeps"], 2 if convention.two_biases else 1
    gates = [name for name in named(cell) if cell.role(name) == "gate"]
    colour = lambda value, letters: coloured(cell, value, letters)
    return {
        "name": cell.name,
        "gates": [math(coloured(cell, name, symbol(cell, name, convention))) for name in gates],
        "none": words["no_gates"],
        "keeps": _keeps(cell, convention),
        "memory": [math(equation(cell, cell.states[state], convention, colour)) for state in _memories(cell)],
        "formula": math(_count(cell, biases)),
        "count": f"{cell.parameters(INPUTS, HIDDEN, biases):,}",
    }


def _memories(cell: Cell) -> list[str]:
    """The states that carry a memory on; where none does, the last of all."""
    return list(keep_factors(cell)) or list(cell.states)[-1:]


def _keeps(cell: Cell, convention: Convention) -> Pieces:
    """What a memory is multiplied by on its way to the next step."""
    words, ink = read("sheet")["keeps"], ROLES["gate"].ink("light")
    gates = [
        rf"$\textcolor{{{ink}}}{{{written(cell, gate, convention)}}}$" for gate in keep_factors(cell).values() if gate
    ]
    return pieces(", ".join(gates) or words["whole" if keep_factors(cell) else "nothing"])


def _count(cell: Cell, biases: int) -> str:
    """How the numbers of a cell are counted: 4 H X + 4 H^2 + 4 H."""
    terms = Counter("".join(map(str, shape)) for shape in cell.shapes(-1, -2).values())
    terms["-2"] = cell.parameters(0, 1, biases) - terms["-2-2"]
    sizes = {"-2-1": "H X", "-2-2": "H^{2}", "-2": "H"}
    return " + ".join(f"{terms[size] if terms[size] > 1 else ''} {letters}" for size, letters in sizes.items())


def coloured(cell: Cell, name: str, letters: str) -> str:
    """The letters of a value in the colour of its role."""
    return rf"\textcolor{{{ROLES[role(cell, name)].ink('light')}}}{{{letters}}}"
