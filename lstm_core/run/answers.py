"""Typed numbers: read them, mark them, and recognise a typical mistake by its value."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.mistakes import describe, mistakes, say
from lstm_core.prose.complaint import complaint
from lstm_core.prose.text import decimal
from lstm_core.run.arithmetic import worked_out
from lstm_core.run.forward import step
from lstm_core.run.numerals import plain

NUMBER = re.compile(r"[+-]?\s*(\d+([.,]\d*)?|[.,]\d+)")
TOLERANCE = 0.01  # answers are shown and asked for with two decimals


@dataclass(frozen=True)
class MarkedAnswer:
    """A typed answer: whether it is right, and a sentence about it."""

    right: bool
    value: float
    text: str  # one sentence


@dataclass(frozen=True)
class Trap:
    """The value that a typical mistake leads to."""

    value: float
    words: str  # the mistake: "the bias of the forget gate left out"


def read_number(text: str, whole: bool = False) -> float:
    """A number in any usual spelling, or arithmetic: ln(.5)/ln(.9). Raises ValueError with a sentence.

    whole: whether a whole number is asked for, so that 60.000 and 60,000 are sixty thousand, and not sixty.
    """
    words = plain(text.strip(), whole)
    if not words:
        raise complaint("no_number")
    if not NUMBER.fullmatch(words):
        return worked_out(words)
    value = float("".join(words.replace(",", ".").split()))
    if not math.isfinite(value):
        raise complaint("large_number")
    return value


def mark(text: str, answer: float, traps: Sequence[Trap] = (), tolerance: float = TOLERANCE) -> MarkedAnswer:
    """Right within the tolerance, else the mistake whose value was typed. Raises ValueError as read_number does."""
    value = read_number(text)
    if abs(value - answer) <= tolerance + 1e-9:
        return MarkedAnswer(True, value, f"Right: {decimal(answer)}.")
    near = [trap for trap in traps if abs(value - trap.value) <= tolerance + 1e-9]
    if near:
        return MarkedAnswer(False, value, f"Not yet. This is the value with {near[0].words}.")
    return MarkedAnswer(False, value, "Not yet. Work through the terms once more: each product first, then the sum.")


def traps(cell: Cell, asked: str, weights: Mapping[str, Any], given: Mapping[str, Any], unit: int = 0) -> list[Trap]:
    """The values that one mistake on the way to `asked` gives, nearest mistakes first, each value once.

    Values that cannot be told from the right one (within twice the tolerance) are left out.
    """
    found: list[Trap] = []
    taken = [float(step(cell, weights, given)[asked][unit])]
    for words, value in _wrong_values(cell, asked, weights, given, unit):
        if math.isfinite(value) and all(abs(value - other) > 2 * TOLERANCE for other in taken):
            taken.append(value)
            found.append(Trap(value, words))
    return found


def _wrong_values(
    cell: Cell, asked: str, weights: Mapping[str, Any], given: Mapping[str, Any], unit: int
) -> Iterator[tuple[str, float]]:
    """The mistake in words and the value it gives, for every mistake upstream."""
    upstream = cell.upstream(asked)
    for node in (node for node in reversed(cell.nodes) if node.weights and node.name in upstream):
        without = {**weights, node.weights[-1]: np.zeros_like(weights[node.weights[-1]])}
        box = next((box for box, inner in cell.folded.items() if inner == node.name), node.name)
        yield f"the bias of {say(cell, box)} left out", float(step(cell, without, given)[asked][unit])
    order = [node.name for node in cell.nodes]
    edits = [(where, wrong) for where, wrong in mistakes(cell) if where in upstream]
    for _, wrong in sorted(edits, key=lambda pair: -order.index(pair[0])):
        values = step(wrong, _own_weights(wrong, cell, weights), given)
        # where the asked box itself is left out, what it would have read is the answer given
        yield describe(wrong, cell), float(values[asked if asked in wrong else cell[asked].args[0]][unit])


def _own_weights(wrong: Cell, right: Cell, weights: Mapping[str, Any]) -> dict[str, Any]:
    """The same weights for a cell in which a layer may read fewer inputs: each keeps the matrix it had."""
    own = dict(weights)
    for node in (node for node in wrong.nodes if node.weights):
        before = right[node.name]
        matrix = dict(zip(before.args, before.weights, strict=False))
        own |= {name: weights[matrix.get(arg, name)] for name, arg in zip(node.weights, node.args, strict=False)}
    return own
