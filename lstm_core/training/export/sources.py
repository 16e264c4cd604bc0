"""The source of a function with everything of ours that it calls, as one piece that runs alone."""

import ast
import inspect
import re
from collections.abc import Callable
from types import GenericAlias, ModuleType
from typing import Any

OURS = "lstm_core."
IMPORTS, BLOCKS = ("from ", "import "), ("class ", "def ", "@")


def source(function: Callable[..., Any]) -> str:
    """Constants, classes and functions in the order in which they are needed, the function itself last."""
    pieces: dict[str, str] = {}
    _collect(function, pieces)
    imports = [piece for piece in pieces.values() if piece.startswith(IMPORTS)]
    constants = [piece for piece in pieces.values() if not piece.startswith((*IMPORTS, *BLOCKS))]
    blocks = [piece for piece in pieces.values() if piece.startswith(BLOCKS)]
    head = "\n".join([*imports, *constants])
    return "\n\n\n".join(filter(None, [head, *blocks]))


def _collect(thing: Any, pieces: dict[str, str]) -> None:
    """Put what `thing` needs into `pieces`, then its own source."""
    text = inspect.getsource(thing)
    around = vars(inspect.getmodule(thing))
    modules = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = around.get(node.value.id)
            if isinstance(module, ModuleType) and module.__name__.startswith(OURS):
                modules.add(node.value.id)
                _take(node.attr, getattr(module, node.attr), pieces)
        elif isinstance(node, ast.Name) and node.id in around:
            _take(node.id, around[node.id], pieces)
    for module in modules:  # everything lies in one file now
        text = re.sub(rf"\b{module}\.", "", text)
    pieces[thing.__name__] = text.strip()


def _take(name: str, value: Any, pieces: dict[str, str]) -> None:
    """One name that is used: a function or class of ours, one of the standard library's, or a constant."""
    if name in pieces or name == "np":
        return
    if isinstance(value, ModuleType):
        if not value.__name__.startswith(OURS):
            pieces[name] = f"import {name}"
        return
    if isinstance(value, GenericAlias) or not callable(value):
        pieces[name] = f"{name} = {value!r}"
    elif value.__module__.startswith(OURS):
        _collect(value, pieces)
    else:
        pieces[name] = f"from {value.__module__} import {name}"
