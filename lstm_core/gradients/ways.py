"""The ways error takes from a node to what the node reads, with what it is multiplied by on each.

The one table of derivatives: equations of the way back, their numbers and Jacobians are all made from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lstm_core.cell import Node
from lstm_core.cell.ops import WEIGHTED
from lstm_core.run import Array


@dataclass(frozen=True)
class Factor:
    """One derivative: of a node with respect to a value that it reads."""

    kind: Literal["matrix", "weight", "value", "sigmoid", "tanh", "minus"]
    of: str = ""  # the weight, the partner in a product, or the activation whose slope it is

    @property
    def learnt(self) -> bool:
        """Whether it is a weight: a matrix, or the one weight per unit of a peephole."""
        return self.kind in ("matrix", "weight")


def ways(node: Node) -> Iterator[tuple[str, tuple[Factor, ...]]]:
    """Each value a node reads, as often as it reads it, with the factors on the way there."""
    if node.op in WEIGHTED:
        for weight, arg in zip(node.weights, node.args, strict=False):
            yield arg, (Factor("weight" if arg == node.peeped else "matrix", weight),)
        return
    match node.op, node.args:
        case "input", _:
            return
        case "add", (a, b):
            yield from ((a, ()), (b, ()))
        case "mul", (a, b):
            yield from ((a, (Factor("value", b),)), (b, (Factor("value", a),)))
        case "one_minus", (a,):
            yield a, (Factor("minus"),)
        case (("sigmoid" | "tanh" as kind), (a,)):
            yield a, (Factor(kind, node.name),)
        case op, _:
            raise ValueError(f"{node.name}: no derivative of {op} is known")


def slope(factor: Factor, weights: Mapping[str, Array], values: Mapping[str, Array]) -> Any:
    """The number of a factor that acts on each unit by itself, which is every one but a matrix."""
    match factor.kind:
        case "weight":
            return weights[factor.of]
        case "value":
            return values[factor.of]
        case "sigmoid":
            return values[factor.of] * (1 - values[factor.of])
        case "tanh":
            return 1 - values[factor.of] ** 2
        case "minus":
            return -1.0
    raise ValueError(f"{factor.of} is a matrix")


def back(error: Array, factor: Factor, weights: Mapping[str, Array], values: Mapping[str, Array]) -> Array:
    """Error that has gone back through a factor: times a slope, or through a transposed matrix."""
    return error @ weights[factor.of] if factor.kind == "matrix" else error * slope(factor, weights, values)
