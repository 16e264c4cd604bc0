"""Names of nodes for a learner's names: f, i, g, o, c_next, h_next, and kept, written, shown for steps on the way."""

import keyword
import re
import unicodedata

from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.cells.custom import RESERVED
from lstm_core.grade.equations.page import Page


def node_names(page: Page) -> dict[str, str]:
    """For everything a page defines or carries, the name of its node; a state's is that of its old value."""
    letters = {page.memory: "c", page.hidden: "h"}
    names: dict[str, str] = {key: letters.get(key) or _plain(key) for key in page.states}
    for key in page.lines:
        name = names.get(key) or _plain(key)
        while key not in names and name in {"x", *names.values()}:
            name = f"own_{name}"
        names[key] = name
    return names


def nickname(op: str, args: tuple[str, ...], target: str, states: list[str]) -> list[str]:
    """The word that our own cells have for a step on the way, if they have one."""
    replaces = target.endswith("_next")
    match op:
        case "one_minus":
            return ["rest"]
        case "tanh" if replaces and args[0] in [f"{state}_next" for state in states]:
            return ["shown"]
        case "mul" if set(args) & set(states):
            return ["kept" if replaces else "past"]
        case "mul" if replaces:
            return ["written"]
    return []


def _plain(key: str) -> str:
    """A key in plain letters: gamma_f for γ_f."""
    letters = (sign if sign.isascii() else unicodedata.name(sign, "letter").split()[-1].lower() for sign in key)
    name = re.sub(r"\W+", "_", "".join(letters).replace("~", "_tilde")).strip("_")
    means_something = name in {*OPS, *WEIGHTED, *RESERVED, "x", "input"} or keyword.iskeyword(name)
    return f"own_{name}" if means_something or name.endswith("_next") else name
