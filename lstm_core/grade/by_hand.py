"""A counterexample written out, in LaTeX: what goes in, and the sum of either cell where they part."""

import numpy as np

from lstm_core.cell import Cell
from lstm_core.grade.counterexample import Counterexample
from lstm_core.grade.parts import KINDS
from lstm_core.latex import number, weight_symbol, with_numbers, written
from lstm_core.run import Values

WHOLE = 1e-9  # a number this near to a whole one is one


def given(example: Counterexample) -> list[str]:
    """All that is not 0, a formula each: the inputs, the states at the start, the weights."""
    right, drawn = example.cells.right, example.cells.drawn
    parts = [("x_t" if example.steps == 1 else f"x_{{{t}}}", x) for t, x in enumerate(example.inputs[:, 0], 1)]
    parts += [(written(right, state) if state in right else _letters(drawn, state), value)
              for state, value in example.states.items()]  # fmt: skip
    parts += [(weight_symbol(right, weight), value) for weight, value in example.weights.items()]
    own = {weight: name for weight, name in example.cells.weights.items() if name in example.cells.own}
    parts += [(weight_symbol(drawn, weight), example.drawn_weights[weight]) for weight in own]
    return [f"{letters} = {_whole(value)}" for letters, value in parts if np.any(value)]


def where(example: Counterexample) -> str:
    """The node at which they part, as the right cell calls it."""
    return written(example.cells.right, example.node)


def sums(example: Counterexample) -> tuple[str, str]:
    """What the right cell and what the drawn one works out there, with numbers."""
    right, drawn = example.cells.right, example.cells.drawn
    ours, theirs = (steps[example.at] for steps in example.traces)
    return (
        _sum(where(example), right, example.node, example.weights, ours),
        _sum(where(example), drawn, example.drawn_node, example.drawn_weights, theirs),
    )


def _sum(letters: str, cell: Cell, node: str, weights: Values, values: Values) -> str:
    """What nothing is worked out for, such as an old state that was drawn in the place of a new one, is its value."""
    result = number(values[node], _short)
    if cell[node].op == "input" or f"{node}_turned" in cell[node].args:  # see as_cell
        return f"{letters} = {result}"
    return f"{letters} = {with_numbers(cell, node, weights, values, _short)} = {result}"


def _letters(cell: Cell, state: str) -> str:
    """A state that the right cell has not, as it is drawn."""
    return KINDS[state].glyph if state in KINDS else written(cell, state)


def _whole(value: np.ndarray) -> str:
    return number(value, lambda entry: f"{entry:g}")


def _short(entry: float) -> str:
    """With two decimals, a whole number without any."""
    return f"{round(entry)}" if abs(entry - round(entry)) < WHOLE else f"{entry:.2f}".replace("-0.00", "0.00")
