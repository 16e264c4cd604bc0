"""A cell as the Python a learner would write: a NumPy function, and a PyTorch module in a dozen lines.

Both are printed to be read, and executed by the tests against `run.step`.
"""

from collections.abc import Callable

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.latex import named

ATOM = 9
TORCH = {"sigmoid": "torch.sigmoid({0})", "tanh": "torch.tanh({0})"}
Sum = Callable[[Node, list[str]], str]  # how a weighted sum is written, given its inputs as code


def listing(cell: Cell) -> str:
    """Source of `def step(x, h, c, W_f, ...) -> (h_next, c_next)`, one line per value that has a name.

    It needs `sigmoid` and `tanh`; shapes as in `Cell.shapes`, vectors last.
    """
    weights = [weight for node in cell.nodes for weight in node.weights]
    head = _wrapped("def step(", [*cell.inputs, *weights], "):")
    return "\n".join([*head, *_body(cell, _numpy_sum, lambda op: OPS[op].code), *_returns(cell)])


def torch_listing(cell: Cell) -> str:
    """Source of an nn.Module whose forward is one step; biases and matrices live in nn.Linear."""
    name = "".join(filter(str.isalnum, cell.name)) + "Cell"
    lines = ["import torch", "from torch import nn", "", "", f"class {name}(nn.Module):"]
    lines += ["    def __init__(self, inputs, hidden):", "        super().__init__()"]
    for node in cell.nodes:
        if node.weights:
            dense = [arg for arg in node.args if arg != node.peeped]
            width = " + ".join("inputs" if arg == "x" else "hidden" for arg in dense)
            lines.append(f"        self.{_gate(node)} = nn.Linear({width}, hidden)")
            if node.peeped:
                lines.append(f"        self.p_{_gate(node)} = nn.Parameter(torch.zeros(hidden))")
    lines += ["", f"    def forward(self, {', '.join(cell.inputs)}):"]
    read = [tuple(arg for arg in node.args if arg != node.peeped) for node in cell.nodes if node.weights]
    pairs = [args for args in read if set(args) == {"x", "h"}]
    joined = dict.fromkeys(("".join(args), ", ".join(args)) for args in pairs)
    body = [f"    {short} = torch.cat([{args}], -1)" for short, args in joined]
    body += _body(cell, _torch_sum, lambda op: TORCH.get(op, OPS[op].code))
    return "\n".join([*lines, *(f"    {line}" for line in [*body, *_returns(cell)])])


def _body(cell: Cell, weighted: Sum, code: Callable[[str], str]) -> list[str]:
    """One assignment per value that a learner would name; the others are written inside it."""
    assigned = {*named(cell), *cell.states.values()}
    assigned |= {node.name for node in cell.nodes if not _made_up(cell, node) and node.op != "input"}
    formulas: dict[str, tuple[str, int]] = {name: (name, ATOM) for name in cell.inputs}
    lines: list[tuple[str, str]] = []
    for node in cell.nodes:
        if node.op == "input":
            continue
        if node.op in WEIGHTED:
            formula, binds = weighted(node, [_bracket(formulas[arg], ATOM) for arg in node.args]), OPS["add"].binds
        else:
            op = OPS[node.op]
            formula = code(node.op).format(*(_bracket(formulas[arg], op.inside) for arg in node.args))
            binds = op.binds
        if node.name in assigned:
            lines.append((f"    {node.name} = {formula}", node.meaning))
            formula, binds = node.name, ATOM
        formulas[node.name] = (formula, binds)
    column = max((len(code) for code, _ in lines), default=0) + 2
    return [f"{code:<{column}}# {words}" if words else code for code, words in lines]


def _made_up(cell: Cell, node: Node) -> bool:
    """Whether a node's name was made by the reader of the notation, such as linear_f."""
    return any(node.name.startswith(f"{op}_") for op in OPS.keys() | WEIGHTED) and bool(cell.readers[node.name])


def _numpy_sum(node: Node, args: list[str]) -> str:
    terms = [
        f"{weight} * {arg}" if weight[0] == "p" else f"{arg} @ {weight}.T"
        for weight, arg in zip(node.weights, args, strict=False)
    ]
    return " + ".join([*terms, node.weights[-1]])


def _torch_sum(node: Node, args: list[str]) -> str:
    dense = args[:-1] if node.peeped else args
    joined = "".join(dense) if len(dense) == 1 or set(dense) == {"x", "h"} else f"torch.cat([{', '.join(dense)}], -1)"
    return f"self.{_gate(node)}({joined})" + (f" + self.p_{_gate(node)} * {args[-1]}" if node.peeped else "")


def _gate(node: Node) -> str:
    """The letter all weights of a node share: f for W_f, U_f, b_f."""
    return node.weights[-1][2:]


def _returns(cell: Cell) -> list[str]:
    outputs = [*cell.states.values(), *(["y"] if "y" in cell else [])]
    return [f"    return {', '.join(outputs)}".rstrip()]


def _bracket(formula: tuple[str, int], at_least: int) -> str:
    code, binds = formula
    return f"({code})" if binds < at_least else code


def _wrapped(start: str, words: list[str], end: str) -> list[str]:
    """A parameter list broken before column 88, so that nobody has to scroll sideways."""
    lines = [start]
    for k, word in enumerate(words):
        piece = word + (end if k == len(words) - 1 else ", ")
        if len(lines[-1]) + len(piece) > 88:
            lines.append(" " * len(start))
        lines[-1] += piece
    return [line.rstrip() for line in lines]
