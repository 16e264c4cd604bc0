"""The operations a recurrent cell is made of, one row each.

An operation is written once and runs on NumPy arrays and on torch tensors alike: `apply`
receives the array library as `xp` and asks it for nothing but `tanh` and `sigmoid`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Op:
    """One operation on values of the same shape, everywhere it appears."""

    glyph: str  # what a figure draws inside the node
    latex: str  # {0} and {1} stand for the arguments
    code: str  # the same in Python
    binds: int  # how tightly the formula binds, for brackets: + is 1, product 2, f(...) 9
    inside: int  # arguments that bind less than this are bracketed
    arity: int
    apply: Callable[..., Any]  # apply(xp, *arrays) -> array
    words: str  # how it is said aloud
    commutes: bool = False


OPS = {
    "sigmoid": Op("σ", r"\sigma({0})", "sigmoid({0})", 9, 0, 1, lambda xp, a: xp.sigmoid(a), "sigmoid"),
    "tanh": Op("tanh", r"\tanh({0})", "tanh({0})", 9, 0, 1, lambda xp, a: xp.tanh(a), "tanh"),
    "mul": Op("×", r"{0} \odot {1}", "{0} * {1}", 2, 2, 2, lambda xp, a, b: a * b, "times", commutes=True),
    "add": Op("+", r"{0} + {1}", "{0} + {1}", 1, 1, 2, lambda xp, a, b: a + b, "plus", commutes=True),
    "one_minus": Op("1−", r"1 - {0}", "1 - {0}", 1, 2, 1, lambda xp, a: 1 - a, "one minus"),
}
ACTIVATIONS = {"sigmoid", "tanh"}

# Two more kinds of node own weights, so `run.step` computes them itself:
#   linear(a, b)         W a + U b + bias
#   peephole(a, b, c)    W a + U b + p ⊙ c + bias, the last read through one weight per unit
# and "input" computes nothing: its value is given.
WEIGHTED = {"linear", "peephole"}
MATRICES = "WUV"  # letters for the matrices of a weighted node, in the order of what it reads
