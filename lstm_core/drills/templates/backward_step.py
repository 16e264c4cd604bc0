"""N19: one step of the LSTM backwards, one unit, from its values and from what comes back from the next step."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill, SolutionLine
from lstm_core.drills.field import Known, Rule, fixed
from lstm_core.drills.words import Words, number, words
from lstm_core.gradients.way_back import term_value, way_back
from lstm_core.gradients.way_back_latex import equation, with_numbers
from lstm_core.run import Values, step

LSTM = CELLS["LSTM"]
BOXES = "figo"
SUMS = {f"a_{box}": f"linear_{box}" for box in BOXES}
ASKED = {"dC": "c_next", **SUMS, "back": "c"}  # fields, and the nodes whose δ they ask for
Given = Mapping[str, float]  # f, i, g, o, c, dh and, of the next step, f_next and dc_next


def backward_step(rng: np.random.Generator) -> Drill:
    """N19: the errors at the memory and at the sums of the boxes, and what goes back along the line."""
    gates = np.arange(0.2, 0.95, 0.1)
    given = {name: round(float(rng.choice(gates)), 1) for name in ("f", "i", "o", "f_next")}
    given |= {"g": float(rng.choice((-0.8, -0.5, 0.4, 0.6, 0.9))), "c": float(rng.choice((-1.5, -1, 0.5, 1, 2)))}
    given |= {"dh": float(rng.choice((-1, -0.5, 0.5, 1))), "dc_next": float(rng.choice((-0.8, -0.4, 0.4, 0.8)))}
    page = words("backward_step", "N19", **given, memory=_forward(given)["c_next"].item())
    near: dict[str, Any] = {"atol": 5e-4, "rtol": 0.02, "digits": 3}
    most = (abs(given["dh"]) + abs(given["dc_next"])) * max(1.0, abs(given["c"]))
    errors = [
        page.field(name, _rule(given, node), _slips(given)[name], span=(-most, most), **near)
        for name, node in ASKED.items()
    ]
    return page.drill(given, *errors, lines=_lines(page, given))


def _forward(given: Given) -> Values:
    """The values of the step, with its boxes as they are given."""
    held = {name: np.array([given[name]]) for name in (*BOXES, "c")}
    return step(LSTM, {}, {"x": np.zeros(1), "h": np.zeros(1), **held})


def _run(given: Given, known: Known) -> tuple[list[Values], list[Values]]:
    """Values and δ of this step and the next, as far as they are needed; what is known is taken as it is."""
    steps = [_forward(given), {"f": np.array([given["f_next"]])}]
    deltas = [{"h_next": np.array([given["dh"]])}, {"c_next": np.array([given["dc_next"]])}]
    needed = LSTM.upstream("c_next") | LSTM.upstream("o")
    for one in way_back(LSTM):
        if one.name in needed - {"x", "h"}:
            parts = [term_value(term, {}, steps, deltas, 0) for term in one.terms]
            deltas[0][one.name] = sum(parts, start=np.zeros(1))
            if one.name == "c_next" and "dC" in known:
                deltas[0][one.name] = np.array([known["dC"]])
    return steps, deltas


def _rule(given: Given, node: str) -> Rule:
    before = () if node == "c_next" else ("dC",)
    return lambda known: _run(given, {name: known[name] for name in before if name in known})[1][0][node].item()


def _slips(n: Given) -> dict[str, dict[str, Rule]]:
    """The usual mistakes, by field."""
    memory = _forward(n)["c_next"].item()
    shown = float(np.tanh(memory))
    into = n["dh"] * n["o"] * (1 - shown**2)
    line = n["f_next"] * n["dc_next"]
    bent = {gate: n[gate] * (1 - n[gate]) for gate in "fio"}
    return {
        "dC": fixed(
            {
                "no slope": n["dh"] * n["o"] + line,
                "value": n["dh"] * n["o"] * shown + line,
                "own gate": into + n["f"] * n["dc_next"],
                "only h": into,
                "only line": line,
                "gate slope": into + line * (1 - n["f_next"]),
            }
        ),
        "a_f": {
            "no slope": lambda k: k["dC"] * n["c"],
            "new memory": lambda k: k["dC"] * memory * bent["f"],
        },
        "a_i": {"no slope": lambda k: k["dC"] * n["g"], "old memory": lambda k: k["dC"] * n["c"] * bent["i"]},
        "a_g": {"no slope": lambda k: k["dC"] * n["i"], "sigma": lambda k: k["dC"] * n["i"] * n["g"] * (1 - n["g"])},
        "a_o": {
            "no slope": lambda _: n["dh"] * shown,
            "no tanh": lambda _: n["dh"] * memory * bent["o"],
            "from memory": lambda k: k["dC"] * shown * bent["o"],
        },
        "back": {"next gate": lambda k: k["dC"] * n["f_next"], "slope": lambda k: k["dC"] * bent["f"]},
    }


def _lines(page: Words, given: Given) -> list[SolutionLine]:
    """The equations of the way back with the numbers put in, in the order in which they are worked out."""
    told, show = page.page["line"], lambda value: number(value, 4)
    steps, deltas = _run(given, {})
    lines = []
    for one in way_back(LSTM):
        if one.name in deltas[0] and one.name != "h_next":
            numbers = with_numbers(LSTM, one, {}, steps, deltas, np.zeros((2, 1)), 0, show)
            result = show(deltas[0][one.name].item())
            lines.append(SolutionLine(f"{equation(LSTM, one)} = {numbers} = {result}", told[_kind(one.name)]))
    return lines


def _kind(node: str) -> str:
    """Which sentence goes with an equation: all boxes have the same two."""
    if node in ("c", "c_next"):
        return node
    return "sum" if node in SUMS.values() else "box"
