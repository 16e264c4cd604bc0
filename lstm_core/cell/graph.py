"""A recurrent cell as data: the one description everything else is derived from."""

import difflib
import keyword
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lstm_core.cell.ops import ACTIVATIONS, MATRICES, OPS, WEIGHTED

Shape = tuple[int, ...]
MOST_NODES = 64  # more than any cell in the literature; keeps a learner's page quick


@dataclass(frozen=True)
class Node:
    """One box of the diagram; its edges are the names it reads."""

    name: str  # unique in the cell: the key in a trace, the id in a figure
    op: str  # "input", "linear", "peephole" or a key of OPS
    args: tuple[str, ...] = ()  # names of the nodes it reads, in order
    symbol: str = ""  # LaTeX; empty when no textbook names this value
    meaning: str = ""  # one sentence for a learner

    @property
    def peeped(self) -> str:
        """The input it reads through one weight per unit ("" if there is none)."""
        return self.args[-1] if self.op == "peephole" else ""

    @cached_property
    def weights(self) -> tuple[str, ...]:
        """Names of the weights it owns, one per input and a bias: ("W_f", "U_f", "b_f")."""
        if self.op not in WEIGHTED:
            return ()
        matrices = len(self.args) - (self.op == "peephole")
        letters = MATRICES[:matrices] + ("p" if self.op == "peephole" else "") + "b"
        gate = self.name.removeprefix("linear_").removeprefix("peephole_").removesuffix("_next")
        return tuple(f"{letter}_{gate}" for letter in letters)


@dataclass(frozen=True)
class Cell:
    """One time step of a recurrent network, as a dataflow graph.

    Nodes stand in an order in which they can be computed. An input `s` is a state if
    some node is called `s_next`; the input `x` is what arrives from outside.
    Raises ValueError, with a sentence that names the node, if this is not a graph.
    """

    name: str
    nodes: tuple[Node, ...]
    picture: str = ""  # rows of node names; "." leaves a place empty, [h,x] is where wires join

    def __post_init__(self) -> None:
        if len(self.nodes) > MOST_NODES:
            raise ValueError(f"{self.name} has {len(self.nodes)} nodes; at most {MOST_NODES} are read")
        known: dict[str, Node] = {}
        owners: dict[str, str] = {}
        for node in self.nodes:
            _check(node, known)
            known[node.name] = node
            for weight in node.weights:
                if owners.setdefault(weight, node.name) != node.name:
                    raise ValueError(f"{node.name} and {owners[weight]} would both own {weight}; rename one of them")

    def __getitem__(self, name: str) -> Node:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @cached_property
    def _by_name(self) -> Mapping[str, Node]:
        return {node.name: node for node in self.nodes}

    @cached_property
    def computed(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What is worked out from what: name, operation and arguments of every node, without symbols and words."""
        return tuple((node.name, node.op, node.args) for node in self.nodes)

    @cached_property
    def inputs(self) -> tuple[str, ...]:
        """Names of everything that is given: x and the states."""
        return tuple(node.name for node in self.nodes if node.op == "input")

    @cached_property
    def states(self) -> Mapping[str, str]:
        """Each state and the node that replaces it: {"h": "h_next", "c": "c_next"}."""
        return {s: f"{s}_next" for s in self.inputs if f"{s}_next" in self}

    @cached_property
    def readers(self) -> Mapping[str, tuple[str, ...]]:
        """For every node, the nodes that read it."""
        return {node.name: tuple(other.name for other in self.nodes if node.name in other.args) for node in self.nodes}

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """Boxes that a textbook draws with their weights inside: {"f": "linear_f"}."""
        pairs = ((node.name, node.args[0]) for node in self.nodes if node.op in ACTIVATIONS)
        return {box: inner for box, inner in pairs if self[inner].op in WEIGHTED and self.readers[inner] == (box,)}

    @cached_property
    def drawn(self) -> tuple[Node, ...]:
        """The nodes of the figure: all but the weighted sums that are folded into their box."""
        return tuple(node for node in self.nodes if node.name not in self.folded.values())

    def upstream(self, name: str) -> frozenset[str]:
        """The node itself and everything it depends on."""
        return self._upstream[name]

    @cached_property
    def _upstream(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for node in self.nodes:
            found[node.name] = frozenset({node.name}).union(*(found[arg] for arg in node.args))
        return found

    def sums(self, name: str) -> Iterator[Node]:
        """The weighted sums that reach a node without passing an activation: linear_f for f."""
        for arg in (self[inner] for inner in self[name].args):
            if arg.op in WEIGHTED:
                yield arg
            elif arg.op not in ACTIVATIONS | {"input"}:
                yield from self.sums(arg.name)

    def role(self, name: str) -> str:
        """What a node is for, which decides its colour; follows from where it stands.

        One of input, state, gate, candidate, memory, output, step.
        """
        node = self[name]
        if node.op == "input":
            return "input" if name == "x" else "state"
        if name in self.states.values():
            return "output" if name == "h_next" else "memory"
        if "h_next" in self.upstream(name):
            return "output"
        if node.op in ACTIVATIONS and any(self.sums(name)):
            return "gate" if node.op == "sigmoid" else "candidate"
        return "step"

    @cached_property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """Column and row of every node in the picture, counted from the top left."""
        return {word: place for word, place in self._words if not word.startswith("[")}

    @cached_property
    def joins(self) -> Mapping[tuple[str, ...], tuple[int, int]]:
        """Where the wires of several values join into one: {("h", "x"): (1, 4)}."""
        return {tuple(word.strip("[]").split(",")): place for word, place in self._words if word.startswith("[")}

    @property
    def _words(self) -> list[tuple[str, tuple[int, int]]]:
        rows = [line.split() for line in self.picture.splitlines() if line.strip()]
        return [(word, (x, y)) for y, row in enumerate(rows) for x, word in enumerate(row) if word != "."]

    def shapes(self, inputs: int, hidden: int) -> dict[str, Shape]:
        """Shape of every weight: W_f (hidden, inputs), U_f (hidden, hidden), b_f (hidden,)."""
        shapes: dict[str, Shape] = {}
        for node in self.nodes:
            for weight, arg in zip(node.weights, (*node.args, "bias"), strict=False):
                width = inputs if arg == "x" else hidden
                shapes[weight] = (hidden,) if weight[0] in "pb" else (hidden, width)
        return shapes

    def parameters(self, inputs: int, hidden: int, biases: int = 1) -> int:
        """How many numbers are learnt. With `biases=2`, one for each matrix, as PyTorch counts."""
        shapes = self.shapes(inputs, hidden)
        count = sum(rows * (columns[0] if columns else 1) for rows, *columns in shapes.values())
        if biases == 2:
            matrices = sum(len(shape) == 2 for shape in shapes.values())
            count += hidden * (matrices - sum(weight[0] == "b" for weight in shapes))
        return count


def _check(node: Node, known: Mapping[str, Node]) -> None:
    """Raise a sentence if a node cannot stand after the nodes already known."""
    _check_name(node, known)
    if node.op not in OPS.keys() | WEIGHTED | {"input"}:
        raise ValueError(f"{node.name}: there is no operation {node.op}")
    if node.op in OPS and len(node.args) != OPS[node.op].arity:
        raise ValueError(f"{node.name}: {node.op} takes {_inputs(OPS[node.op].arity)}, not {len(node.args)}")
    for arg in node.args:
        if arg not in known:
            hint = difflib.get_close_matches(arg, known, 1)
            guess = f"; did you mean {hint[0]}?" if hint else ""
            raise ValueError(f"{node.name} reads {str(arg)[:40]}, which is not defined above it{guess}")
    if node.op in OPS and "x" in node.args:
        words = OPS[node.op].words
        raise ValueError(f"{node.name}: {words} takes values as wide as a state; x has another width, so use linear(x)")
    if node.op in WEIGHTED:
        _check_layer(node)


def _check_name(node: Node, known: Mapping[str, Node]) -> None:
    if not node.name.isidentifier() or not node.name.isascii():
        raise ValueError(f"{node.name!r} cannot be a name; use letters, digits and _")
    if keyword.iskeyword(node.name) or node.name in OPS.keys() | WEIGHTED:
        raise ValueError(f"{node.name} already has a meaning in formulas; choose another name")
    if node.name in known:
        raise ValueError(f"{node.name} is defined twice")
    if node.name == "x_next":
        raise ValueError("x_next needs another name: x comes from outside, nothing replaces x")
    if node.op == "input" and node.name.endswith("_next"):
        raise ValueError(f"{node.name} must be worked out; write {node.name} = and a formula")


def _check_layer(node: Node) -> None:
    """What holds for nodes with weights: how many values they read, each once."""
    low, high = (1, len(MATRICES)) if node.op == "linear" else (2, len(MATRICES) + 1)
    if not low <= len(node.args) <= high:
        raise ValueError(f"{node.name}: {node.op} takes {low} to {high} inputs, not {len(node.args)}")
    twice = next((arg for arg in node.args if node.args.count(arg) > 1), "")
    if twice:
        raise ValueError(f"{node.name}: {node.op} reads {twice} twice; once is enough")
    if node.peeped == "x":
        raise ValueError(f"{node.name}: the last input of peephole must be a state; x has another width")


def _inputs(count: int) -> str:
    return "one input" if count == 1 else f"{count} inputs"
