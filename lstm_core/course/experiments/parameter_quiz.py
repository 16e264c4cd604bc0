"""The same weights at every step? A quiz: how many parameters has an Elman net that is unrolled over T steps?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.figure.unfolding import parameters
from lstm_core.run.answers import MarkedAnswer, Trap, read_number

HANDED_OUT = 50  # how many different questions there are
CELL = CELLS["Elman"]


@dataclass(frozen=True)
class QuizNet:
    """The net that is asked about."""

    inputs: int
    hidden: int
    outputs: int
    time: int

    @property
    def answer(self) -> int:
        """Parameters of the cell and of the read-out; the number of steps plays no part."""
        return parameters(CELL, self.inputs, self.hidden, self.outputs)

    @property
    def cell(self) -> int:
        """Parameters without the read-out."""
        return CELL.parameters(self.inputs, self.hidden)


def quiz_net(seed: int) -> QuizNet:
    """The net for a seed: small sizes, many steps. Its typical mistakes all give different numbers."""
    if not seed:
        return QuizNet(3, 4, 2, 10)
    for attempt in range(100):
        rng = np.random.default_rng((seed, attempt))
        found = QuizNet(*(int(rng.integers(low, high)) for low, high in ((2, 6), (3, 9), (1, 4), (5, 31))))
        values = [found.answer, *(trap.value for trap in traps(found))]
        if len(set(values)) == len(values):
            return found
    raise ValueError(f"no net for seed {seed} tells the mistakes apart; take another seed")


def traps(net: QuizNet) -> Sequence[Trap]:
    """What typical mistakes give."""
    biases = net.hidden + net.outputs
    return (
        Trap(net.answer * net.time, f"a set of weights for each of the {net.time} copies. It is one net, drawn "
             f"{net.time} times"),
        Trap(net.cell * net.time + net.answer - net.cell, "a cell of its own for every step, and one read-out for all. "
             "The cell is the same one each time as well"),
        Trap(net.cell, "the cell alone. The read-out to y is learnt, too"),
        Trap(net.cell * net.time, "a cell of its own for every step, and no read-out. There is one cell, and y needs "
             "weights as well"),
        Trap(net.answer - biases, "all matrices, but no bias. Each unit and each output has one"),
        Trap(net.answer - net.hidden**2, "no matrix from the old state to the new one. That is the one that makes the "
             "net recurrent"),
        Trap(net.answer + biases, "two biases for each unit. PyTorch counts so; the lecture writes one"),
    )  # fmt: skip


def mark(net: QuizNet, typed: str) -> MarkedAnswer:
    """Right, a typical mistake, or where to begin. Raises ValueError with a sentence for what is no number."""
    value = read_number(typed, whole=True)
    if abs(value - net.answer) < 0.5:
        return MarkedAnswer(True, value, f"Right: {net.answer}, for {net.time} steps as for one.")
    near = [trap.words for trap in traps(net) if abs(value - trap.value) < 0.5]
    if near:
        return MarkedAnswer(False, value, f"Not yet. That counts {near[0]}.")
    return MarkedAnswer(
        False, value, "Not yet. Count W_xh, W_hh and b_h first, then W_hy and b_y, and mind who is shared."
    )


def worked(net: QuizNet) -> str:
    """The count, term by term; LaTeX."""
    h, x, y = net.hidden, net.inputs, net.outputs
    return (
        rf"\underbrace{{{h}\cdot{x}}}_{{W_{{xh}}}} + \underbrace{{{h}\cdot{h}}}_{{W_{{hh}}}} + "
        rf"\underbrace{{{h}}}_{{b_h}} + \underbrace{{{y}\cdot{h}}}_{{W_{{hy}}}} + \underbrace{{{y}}}_{{b_y}} "
        f"= {net.answer}"
    )
