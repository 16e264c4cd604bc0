"""Whether a drawing with another structure computes the same: both are run on the same random numbers."""

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.as_cell import cell_and_names
from lstm_core.grade.compare import Comparison
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.runnable import Unrunnable
from lstm_core.run import Values, trace

INPUTS, HIDDEN, STEPS, RUNS = 2, 3, 4, 3
CLOSE = 1e-9


def same_function(drawing: Drawing, cell: Cell, comparison: Comparison) -> bool:
    """Whether every new state is the same, step after step. Nothing idle may be drawn, and y must be right."""
    try:
        drawn, names = cell_and_names(drawing)
    except Unrunnable:
        return False
    at_y = any("y" in (repair.meant, repair.want) for repair in comparison.wires)
    idle = comparison.drawn.boxes.keys() - names.keys() - {r.source for r in comparison.drawn.outs.get("y", ())}
    if idle or at_y or drawn.states != cell.states:
        return False
    partner = {names[d]: m for m, d in comparison.pairing.items() if d in names}
    return all(_agree(drawn, cell, partner, seed) for seed in range(RUNS))


def _agree(drawn: Cell, cell: Cell, partner: dict[str, str], seed: int) -> bool:
    rng = np.random.default_rng(seed)
    weights = {name: rng.normal(size=shape) for name, shape in cell.shapes(INPUTS, HIDDEN).items()}
    own = _own_weights(drawn, cell, partner, weights)
    xs = rng.normal(size=(STEPS, INPUTS))
    start = {state: rng.normal(size=HIDDEN) for state in cell.states}
    if own is None:
        return False
    pairs = zip(trace(drawn, own, list(xs), start), trace(cell, weights, list(xs), start), strict=True)
    return all(np.allclose(a[new], b[new], rtol=0, atol=CLOSE) for a, b in pairs for new in cell.states.values())


def _own_weights(drawn: Cell, cell: Cell, partner: dict[str, str], weights: Values) -> Values | None:
    """The weights of the reference, handed to the boxes of the drawing that stand for its own; None if some do not."""
    own: Values = {}
    ours, theirs = _sums(drawn), _sums(cell)
    if sorted(partner.get(box, "") for box in ours) != sorted(theirs):
        return None
    for box, inner in ours.items():
        node, meant = drawn[inner], cell[theirs[partner[box]]]
        source = _sources(node, meant, partner)
        if source is None:
            return None
        own |= {weight: weights[source[arg]] for arg, weight in zip(node.args, node.weights, strict=False)}
        own[node.weights[-1]] = weights[meant.weights[-1]]
    return own


def _sources(node: Node, meant: Node, partner: dict[str, str]) -> dict[str, str] | None:
    """For every value that a sum reads, the weight of the reference that belongs to it.

    One value may be made otherwise than in the reference; it takes the weight that is left.
    """
    weight = dict(zip(meant.args, meant.weights, strict=False))
    image = {arg: partner.get(arg, arg) for arg in node.args}
    left = [arg for arg in meant.args if arg not in image.values()]
    image = {arg: name if name in weight or len(left) != 1 else left[0] for arg, name in image.items()}
    alike = all((arg == "x") == (name == "x") for arg, name in image.items())
    peeped = image.get(node.peeped, "") == meant.peeped
    whole = sorted(image.values()) == sorted(meant.args)
    return {arg: weight[name] for arg, name in image.items()} if alike and peeped and whole else None


def _sums(cell: Cell) -> dict[str, str]:
    """Every weighted sum, by the box it is drawn in."""
    box = {inner: outer for outer, inner in cell.folded.items()}
    return {box.get(node.name, node.name): node.name for node in cell.nodes if node.op in WEIGHTED}
