"""A cell as students write it on paper: plain equations read, and the right ones printed.

    f_t = σ(W_f [h_{t-1}, x_t] + b_f)
    C~_t = tanh(W_C [h_{t-1}, x_t] + b_C)
    C_t = f_t * C_{t-1} + i_t * C~_t

Text loses what only says how it looks (layout, code) and becomes rows in one spelling (spelling), names with a time
(names, tree, parsing), equations in an order (equation, page, reading), and at last nodes (sums, node_names, building).
Nothing is ever executed or evaluated.
"""

from lstm_core.cell import Cell
from lstm_core.grade.equations.building import build_cell
from lstm_core.grade.equations.reading import read_page
from lstm_core.latex import FAU, Convention, equations
from lstm_core.prose.text import typed_text

__all__ = ["plain_equations", "read_plain"]


def read_plain(name: str, text: str) -> Cell:
    """The cell in a learner's equations, right or wrong. Raises ValueError with a sentence to act on.

    A letter without an index is read as far as it is clear; else the sentence asks which one is meant.
    """
    return build_cell(name, read_page(text))


def plain_equations(cell: Cell, convention: Convention = FAU) -> str:
    """A cell's equations as a student would type them, one per line: f_t = σ(W_f · [h_{t-1}, x_t] + b_f)."""
    return typed_text("\n".join(equations(cell, convention)))
