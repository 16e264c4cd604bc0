"""N01 and N03: one step of the LSTM or the GRU by hand, one unit and one input, so that every weight is a number."""

from collections.abc import Mapping

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cell.memory import keep_gates
from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill, SolutionLine
from lstm_core.drills.field import Known, Rule
from lstm_core.drills.words import Words, number, words
from lstm_core.latex import WUB, equation, symbol, weight_symbol, with_numbers
from lstm_core.run import Values, step

JOINED = r",\; "
Wrong = Mapping[str, Mapping[str, Rule]]  # for every node, the mistakes by name


def lstm_step(rng: np.random.Generator) -> Drill:
    """N01: f, i, g, o, then the memory, then what is said."""
    wrong: Wrong = {
        "c_next": {
            "squashed": lambda k: float(np.tanh(k["f"] * start["c"] + k["i"] * k["g"])),
            "swapped": lambda k: k["i"] * start["c"] + k["f"] * k["g"],
            "all written": lambda k: k["f"] * start["c"] + k["g"],
        },
        "h_next": {
            "no tanh": lambda k: k["o"] * k["c_next"],
            "only o": lambda k: k["o"],
            "no gate": lambda k: float(np.tanh(k["c_next"])),
        },
    }
    cell, weights, start = CELLS["LSTM"], *_drawn(CELLS["LSTM"], rng)
    return _drill(cell, weights, start, words("one_step", "N01", **_told(cell, weights, start)), wrong)


def gru_step(rng: np.random.Generator) -> Drill:
    """N03: r, z, n, then what is said, in one of the two conventions, which is printed."""
    cell = CELLS[str(rng.choice(["GRU", "GRU (PyTorch)"]))]
    weights, start = _drawn(cell, rng)
    run = lambda known, **held: float(_values(cell, weights, start, "h_next", {**known, **held})["h_next"][0])
    wrong: Wrong = {
        "n": {"no reset": lambda k: float(_values(cell, weights, start, "n", {**k, "r": 1.0})["n"][0])},
        "h_next": {"other way": lambda k: run(k, z=1 - k["z"]), "reset at the end": lambda k: k["r"] * run(k)},
    }
    opens = "replaces the old state" if keep_gates(cell)["h"][1] < 0 else "keeps the old state"
    return _drill(cell, weights, start, words("one_step", "N03", opens=opens, **_told(cell, weights, start)), wrong)


def _drawn(cell: Cell, rng: np.random.Generator) -> tuple[Values, dict[str, float]]:
    """Whole numbers for the weights, (1, 1) and (1,), and a value for everything that is given."""
    weights = {name: rng.integers(-2, 3, shape).astype(float) for name, shape in cell.shapes(1, 1).items()}
    sizes = {"x": (-1.0, 1.0, 2.0), "h": (-0.5, 0.5, 0.8), "c": (-1.0, 0.5, 1.0, 1.5, 2.0)}
    return weights, {name: float(rng.choice(sizes[name])) for name in cell.inputs}


def _told(cell: Cell, weights: Values, start: Mapping[str, float]) -> dict[str, str]:
    """What the question puts in: the equations, the weights box by box, and what is given."""
    boxes = [[f"{weight_symbol(cell, w, WUB)} = {number(weights[w].item())}" for w in n.weights] for n in cell.nodes]
    letters = [f"{symbol(cell, name, WUB)} = {number(value)}" for name, value in start.items()]
    return {
        "equations": "\n".join(f"* ${equation(cell, name, WUB)}$" for name in _asked(cell)),
        "weights": "\n".join(rf"* ${JOINED.join(box)}$" for box in boxes if box),
        "start": f"${JOINED.join(letters)}$",
    }


def _asked(cell: Cell) -> list[str]:
    """The boxes in the order of the page, then the new states: what has a letter of its own."""
    return [node.name for node in cell.nodes if cell.role(node.name) in ("gate", "candidate", "memory", "output")]


def _drill(cell: Cell, weights: Values, start: Mapping[str, float], page: Words, wrong: Wrong) -> Drill:
    fields = []
    for name in _asked(cell):
        slips = {**_unsquashed(cell, weights, start, name), **wrong.get(name, {})}
        rule, span = _rule(cell, weights, start, name), _span(cell, name, start)
        fields.append(page.field(name, rule, slips, atol=0.005, digits=3, span=span))
    values = _values(cell, weights, start, "h_next", {})
    lines = [_line(cell, weights, values, name) for name in _asked(cell)]
    given = dict(start) | {name: float(array.item()) for name, array in weights.items()}
    return page.drill(given, *fields, lines=lines)


def _span(cell: Cell, name: str, start: Mapping[str, float]) -> tuple[float, float]:
    """What a box or state can be: a gate from 0 to 1, tanh and what it bounds from -1 to 1, a memory one more."""
    if cell.role(name) == "gate":
        return 0.0, 1.0
    most = abs(start["c"]) + 1 if cell.role(name) == "memory" else 1.0
    return -most, most


def _values(cell: Cell, weights: Values, start: Mapping[str, float], name: str, known: Known) -> Values:
    """One step, in which everything before `name` that is known is taken as it is."""
    before = {node: known[node] for node in cell.upstream(name) - {name} if node in known}
    return step(cell, weights, {node: np.array([value]) for node, value in {**start, **before}.items()})


def _rule(cell: Cell, weights: Values, start: Mapping[str, float], name: str) -> Rule:
    return lambda known: float(_values(cell, weights, start, name, known)[name][0])


def _unsquashed(cell: Cell, weights: Values, start: Mapping[str, float], name: str) -> dict[str, Rule]:
    """The mistakes at a box: its sum left as it is, or squashed by the other function."""
    if cell.role(name) not in ("gate", "candidate"):
        return {}
    inner = cell[name].args[0]
    total = lambda known: float(_values(cell, weights, start, name, known)[inner][0])
    other = lambda a: float(np.tanh(a)) if cell[name].op == "sigmoid" else float(np.tanh(a / 2) / 2 + 0.5)
    return {"sum": total, "other": lambda known: other(total(known))}


def _line(cell: Cell, weights: Values, values: Values, name: str) -> SolutionLine:
    show = lambda value: number(value, 4)
    latex = f"{equation(cell, name, WUB)} = {with_numbers(cell, name, weights, values, show)}"
    meaning = cell[name].meaning
    return SolutionLine(f"{latex} = {show(values[name].item())}", f"{meaning[:1].upper()}{meaning[1:]}.")
