"""What the addresses of pages may say, read from the code of all of them."""

import ast
from collections.abc import Iterator
from functools import cache

from tools.serving import ROOT


@cache
def parameters() -> frozenset[str]:
    """Every name that any page reads from its address: of widgets that are bound to it, and what is read by itself."""
    paths = [*ROOT.glob("pages/*.py"), *ROOT.glob("ui/**/*.py")]
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    constants = [pair for node in nodes for pair in pairs_of(node)]
    found: set[object] = set()
    for key in (key for node in nodes for key in keys_of(node)):
        if isinstance(key, ast.Constant):
            found.add(key.value)
        elif isinstance(key, ast.Name):  # a constant of this module, or of another
            found |= {value for name, value in constants if name == key.id}
    return frozenset(name for name in found if isinstance(name, str) and name.isidentifier())


def pairs_of(node: ast.AST) -> Iterator[tuple[str, object]]:
    """The constants that an assignment names, also where it names several at once, or a loop one after the other."""
    inside = lambda tree: tree.elts if isinstance(tree, ast.Tuple) else [tree]
    named: list[tuple[ast.expr, ast.expr]] = []
    if isinstance(node, ast.Assign):
        named = list(zip(inside(node.targets[0]), inside(node.value), strict=False))
    elif isinstance(node, ast.For):
        named = [(node.target, each) for each in inside(node.iter)]
    for name, value in named:
        if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
            yield name.id, value.value


def keys_of(node: ast.AST) -> list[ast.expr | None]:
    """The names of parameters in a piece of code, as they are written there."""
    if isinstance(node, ast.Call) and any(word.arg == "bind" for word in node.keywords):
        return [word.value for word in node.keywords if word.arg == "key"]
    if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("st.query_params."):
        return node.args[:1]
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "st.query_params":
        return [node.slice]
    if isinstance(node, ast.keyword) and node.arg == "query_params" and isinstance(node.value, ast.Dict):
        return node.value.keys
    return []
