"""How long a memory lasts: the factor that carries it from step to step, and after how many steps half is left."""

import math
from collections.abc import Iterator, Sequence
from statistics import geometric_mean

from lstm_core.cell.graph import Cell


def keep_factors(cell: Cell) -> dict[str, str]:
    """The states that are carried on by an addition, each with the gate it is multiplied by on the way.

    {"c": "f"} for the LSTM, {"h": "rest"} for the GRU (1 − z), {"c": ""} where the old state is added
    whole, {} where a layer mixes it with everything else at each step.
    """
    found: dict[str, list[str]] = {}
    for state, new in cell.states.items():
        for name in _terms(cell, new):
            if name == state:
                found.setdefault(state, []).append("")
            elif cell[name].op == "mul" and state in cell[name].args:
                first, second = cell[name].args
                found.setdefault(state, []).append(second if first == state else first)
    alone = {state: factors[0] for state, factors in found.items() if len(factors) == 1}
    return {state: factor for state, factor in alone.items() if not factor or _fraction(cell, factor)}


def keep_gates(cell: Cell) -> dict[str, tuple[str, int]]:
    """The gate that decides how much of a state is kept: {"c": ("f", 1)}; -1 where the gate open lets go."""
    found = {}
    for state, factor in keep_factors(cell).items():
        if factor:
            tied = cell[factor].op == "one_minus"
            found[state] = (cell[factor].args[0], -1) if tied else (factor, 1)
    return found


def write_gates(cell: Cell) -> list[str]:
    """Gates that only decide how much of a candidate is added: ["i"] for the LSTM, [] if tied to keeping."""
    keep = {gate for gate, _ in keep_gates(cell).values()}
    products = [cell[name].args for new in cell.states.values() for name in _terms(cell, new) if cell[name].op == "mul"]
    with_candidate = [args for args in products if any(cell.role(arg) == "candidate" for arg in args)]
    return [arg for args in with_candidate for arg in args if cell.role(arg) == "gate" and arg not in keep]


def fits_a_delay(cell: Cell) -> bool:
    """Whether a bias can make its memory last for some time: it has a gate that keeps or one that writes."""
    return bool(keep_gates(cell) or write_gates(cell))


def mean_factor(factors: Sequence[float]) -> float:
    """The constant factor that would keep as much over these steps: their geometric mean. Factors lie in [0, 1]."""
    return geometric_mean(factors) if min(factors) > 0 else 0.0


def half_life(factor: float) -> float:
    """Steps until half of a memory is left if each multiplies it by `factor`: ln(1/2) / ln(factor), for 0 to 1."""
    if factor <= 0:
        return 0.0
    return math.log(1 / 2) / math.log(factor) if factor < 1 else math.inf


def factor(half_life: float) -> float:
    """The constant factor that leaves half of a memory after so many steps, more than 0: the inverse of half_life."""
    return 2 ** (-1 / half_life)


def _terms(cell: Cell, name: str) -> Iterator[str]:
    """What a node is the plain sum of."""
    node = cell[name]
    if node.op == "add":
        for arg in node.args:
            yield from _terms(cell, arg)
    else:
        yield name


def _fraction(cell: Cell, name: str) -> bool:
    """Whether a value always lies between 0 and 1: a gate, or what a gate leaves."""
    node = cell[name]
    return node.op == "sigmoid" or (node.op == "one_minus" and cell[node.args[0]].op == "sigmoid")
