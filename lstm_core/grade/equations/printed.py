"""A cell's equations as a student would type them: f_t = σ(W_f · [h_{t-1}, x_t] + b_f)."""

import re

from lstm_core.cell import Cell
from lstm_core.latex import FAU, Convention, equations

_TYPED = (
    (r"\\sigma", "σ"),
    (r"\\tanh", "tanh"),
    (r"\\odot", "*"),
    (r"\\cdot", "·"),
    (r"\\tilde\{(\w)\}", r"\1~"),
    (r"(?<=[a-z]) (?=[\w ]+\})", ""),  # a name of several words becomes one
    (r"\\mathrm\{(\w+)\}", r"\1"),
    (r"_\{(\w\w?)\}", r"_\1"),
)


def plain_equations(cell: Cell, convention: Convention = FAU) -> str:
    """The right answer, one equation per line, derived from what `latex.equations` prints."""
    text = "\n".join(equations(cell, convention))
    for latex, typed in _TYPED:
        text = re.sub(latex, typed, text)
    return text
