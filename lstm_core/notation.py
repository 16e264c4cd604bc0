r"""The notation for cells: equations as text, with what each means beside it.

    f = sigmoid(linear(x, h))   # forget gate: how much of each old memory to keep
    g = tanh(linear(x, h))      # $\tilde{C}_t$ candidate: what could be written

The formulas are Python expressions, read with `ast` and never executed, so a learner may
type them too. A line without a formula declares an input. A letter f is printed as f_t, a
state s as s_{t-1} and s_next as s_t, unless the words begin with another symbol in $...$.
"""

import ast
import difflib
from itertools import chain, count

from lstm_core.cell import MOST_NODES, Cell, Node
from lstm_core.cell.ops import OPS, WEIGHTED

LONGEST = 4_000  # characters of equations that are read
LONGEST_NAME = 40  # of one name
_OPERATORS: dict[type[ast.operator], str] = {ast.Mult: "mul", ast.Add: "add"}
_FUNCTIONS = sorted((OPS.keys() | WEIGHTED) - {"mul", "add", "one_minus"})


def read_cell(name: str, equations: str, picture: str = "") -> Cell:
    """Read a page of equations. Raises ValueError with a sentence that a learner can act on."""
    if len(equations) > LONGEST:
        raise ValueError(f"this is {len(equations)} characters long; a cell has at most {LONGEST}")
    nodes: list[Node] = []
    for line in filter(str.strip, equations.splitlines()):
        code, _, words = (part.strip() for part in line.partition("#"))
        if code:
            nodes.append(_read_line(code, words, nodes))
    if not nodes:
        raise ValueError("there is nothing to read yet; begin with a line such as x")
    return Cell(name, tuple(nodes), picture)


def plain_symbol(name: str, op: str) -> str:
    """How textbooks write a name, if they do: c is c_{t-1}, c_next is c_t, f is f_t, kept is nothing."""
    if op == "input" and name != "x":
        return f"{name}_{{t-1}}"
    letter = name.removesuffix("_next")
    return f"{letter}_t" if len(letter) == 1 else ""


def _read_line(code: str, words: str, nodes: list[Node]) -> Node:
    """The node a line defines; nodes of nested formulas are added to `nodes` before it."""
    target, equals, formula = (part.strip() for part in code.partition("="))
    if not target.isidentifier() or len(target) > LONGEST_NAME:
        raise ValueError(f"cannot read {code[:60]!r}; a line looks like f = sigmoid(linear(x, h))")
    if equals and not formula:
        raise ValueError(f"{target}: there is nothing to the right of =")
    op, args = _read(formula, target, nodes) if formula else ("input", ())
    symbol, meaning = plain_symbol(target, op), words
    if words.startswith("$") and words.count("$") > 1:
        _, symbol, meaning = words.split("$", 2)
    return Node(target, op, args, symbol, meaning.strip())


def _read(formula: str, target: str, nodes: list[Node]) -> tuple[str, tuple[str, ...]]:
    """The operation and arguments of a formula; nested formulas become nodes of their own."""

    def visit(tree: ast.expr) -> tuple[str, tuple[str, ...]]:
        match tree:
            case ast.Call(func=ast.Name(id=op), args=args, keywords=[]) if op in _FUNCTIONS:
                return op, tuple(map(name_of, args))
            case ast.Call(func=ast.Name(id=op)) if op not in _FUNCTIONS:
                hint = difflib.get_close_matches(op, _FUNCTIONS, 1)
                raise ValueError(
                    f"{target}: there is no {op[:LONGEST_NAME]}; " + (f"did you mean {hint[0]}?" if hint else _KNOWN)
                )
            case ast.BinOp(left=ast.Constant(value=1 as one), op=ast.Sub(), right=right) if one is not True:
                return "one_minus", (name_of(right),)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                return _OPERATORS[type(operator)], (name_of(left), name_of(right))
            case ast.Name(id=other):
                return _copied(other[:LONGEST_NAME], target, nodes)
        raise ValueError(f"{target}: cannot read {ast.unparse(tree)[:60]}; {_KNOWN}")

    def name_of(tree: ast.expr) -> str:
        if isinstance(tree, ast.Name):
            return tree.id
        op, args = visit(tree)
        nodes.append(_unnamed(op, args, target, nodes, layer=_is_layer(top)))
        return nodes[-1].name

    try:
        top = ast.parse(formula, mode="eval").body
        return visit(top)
    except (SyntaxError, RecursionError, MemoryError, UnicodeError) as error:
        raise ValueError(f"{target}: cannot read {formula[:60]!r}; check brackets and commas") from error


def _copied(source: str, target: str, nodes: list[Node]) -> tuple[str, tuple[str, ...]]:
    """What a state is replaced by if its line only names a node: the last operation of that node once more.

    A layer would get weights of its own, and an input has no operation; 1 - (1 - c) is the same as c.
    """
    node = next((node for node in nodes if node.name == source), None)
    if not target.endswith("_next") or node is None:
        raise ValueError(f"{target}: a copy needs no line of its own; write {source} where you use {target}")
    if source == "x":
        raise ValueError(f"{target} only copies x, which has another width; write {target} = linear(x)")
    if node.op in OPS:
        return node.op, node.args
    nodes.append(_unnamed("one_minus", (source,), target, nodes, layer=False))
    return "one_minus", (nodes[-1].name,)


def _is_layer(tree: ast.expr) -> bool:
    return isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and tree.func.id in WEIGHTED


def _unnamed(op: str, args: tuple[str, ...], target: str, nodes: list[Node], layer: bool) -> Node:
    """A nested formula: linear_f, or the first of linear_f2, linear_f3 ... whose name and weights nobody has.

    If the target is a `layer` itself, linear_f would own the same weights as f.
    """
    if len(nodes) >= MOST_NODES:
        raise ValueError(f"{target}: this is too long; a cell has at most {MOST_NODES} nodes")
    names = {node.name for node in nodes}
    owned = {weight for node in nodes for weight in node.weights}
    endings = chain([] if layer and op in WEIGHTED else [""], count(2))
    candidates = (Node(f"{op}_{target}{ending}", op, args) for ending in endings)
    return next(node for node in candidates if node.name not in names and owned.isdisjoint(node.weights))


_KNOWN = f"a formula is made of +, *, 1 - ..., {', '.join(_FUNCTIONS)}"
