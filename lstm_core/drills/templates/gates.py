"""N04 and N05: gates at work on vectors, and gates as instructions to the memory."""

from itertools import product
from typing import Any

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.words import number, words
from lstm_core.latex import number as column
from lstm_core.run import Values, random_weights, step

LSTM = CELLS["LSTM"]
SOFT = (0.0, 0.1, 0.5, 0.9, 1.0)
MEMORY = {"keep": 0.7, "reset": 0.0, "write": -0.4, "add": 0.7 - 0.4}  # what becomes of 0.7 when -0.4 is on offer
OUTPUT = ("shown", "hidden", "deleted")


def held(c: np.ndarray, **boxes: np.ndarray) -> Values:
    """A step whose gates and candidate stand where they are put; c and every box: (hidden,)."""
    return step(
        LSTM, random_weights(LSTM, 1, len(c), seed=0), {"x": np.zeros(1), "h": np.zeros(len(c)), "c": c, **boxes}
    )


def entry_by_entry(rng: np.random.Generator) -> Drill:
    """N04: three cells at once, every one with its own gates."""
    gates = {gate: rng.choice(SOFT, 3) for gate in ("f", "i", "o")}
    c, g = rng.choice((-2.0, -1.0, 0.5, 1.0, 2.0, 3.0), 3), rng.choice((-0.9, -0.5, 0.4, 0.8), 3)
    new = lambda f, i: _tuple(held(c, g=g, f=f, i=i, o=gates["o"])["c_next"])
    shown = lambda known, o: _tuple(held(c, **(gates | {"o": o}), g=g, c_next=np.array(known["c"]))["h_next"])
    memory = {
        "summed": lambda _: (sum(new(gates["f"], gates["i"])),),
        "swapped": lambda _: new(gates["i"], gates["f"]),
        "squashed": lambda _: _tuple(np.tanh(new(gates["f"], gates["i"]))),
    }
    said = {
        "summed": lambda k: (sum(shown(k, gates["o"])),),
        "no tanh": lambda k: _tuple(gates["o"] * np.array(k["c"])),
        "no gate": lambda k: shown(k, np.ones(3)),
    }
    values = held(c, g=g, **gates)
    put = {**gates, "c": c, "g": g, **{name: values[name] for name in ("kept", "written", "c_next", "h_next")}}
    page = words("gates", "N04", **{name: column(array, number) for name, array in put.items()})
    facts: dict[str, Any] = {"kind": "vector", "atol": 0.01, "digits": 2, "size": 3}
    given = {name: array.tolist() for name, array in {"c": c, "g": g, **gates}.items()}
    return page.drill(
        given,
        page.field("c", lambda _: new(gates["f"], gates["i"]), memory, **facts),
        page.field("h", lambda k: shown(k, gates["o"]), said, **facts),
    )


def instruction(rng: np.random.Generator) -> Drill:
    """N05: gates are given and the instruction is asked, or the other way round."""
    return _forward(rng) if rng.random() < 0.5 else _inverse(rng)


def behaviour(f: float, i: float, o: float) -> tuple[str, str]:
    """What a cell does with its memory and whether it shows it, found out by letting it run one step."""
    put = {"f": f, "i": i, "o": o, "g": MEMORY["write"]}
    values = held(np.array([MEMORY["keep"]]), **{name: np.array([value]) for name, value in put.items()})
    becomes = float(values["c_next"][0])
    full = held(np.zeros(1), **{name: np.array([value]) for name, value in put.items()}, c_next=np.ones(1))
    share = float(full["h_next"][0] / full["shown"][0])
    return min(MEMORY, key=lambda word: abs(becomes - MEMORY[word])), "shown" if share > 0.5 else "hidden"


def _forward(rng: np.random.Generator) -> Drill:
    draw = lambda: float(rng.choice((0.01, 0.02, 0.98, 0.99)))
    gates = {"f": draw(), "i": draw(), "o": draw()}
    memory, output = behaviour(**gates)
    page = words("gates", "N05 forward", **gates, memory=memory, output=output)
    asks = (
        page.choice("memory", lambda _: memory, memory, tuple(MEMORY)),
        page.choice("output", lambda _: output, output, OUTPUT),
    )
    return page.drill(gates, *asks)


def _inverse(rng: np.random.Generator) -> Drill:
    memory, output = str(rng.choice(list(MEMORY))), str(rng.choice(OUTPUT[:2]))
    found = next(gates for gates in product((0, 1), repeat=3) if behaviour(*gates) == (memory, output))
    right = dict(zip("fio", found, strict=True))
    page = words("gates", "N05 inverse", **right, memory=memory, output=output, **_goals(memory, output))
    slip = lambda gate: {
        f"{gate} {1 - right[gate]}{' for ' + memory if gate != 'o' else ''}": lambda _: 1.0 - right[gate]
    }
    rule = lambda gate: lambda _: float(right[gate])
    facts: dict[str, Any] = {"atol": 0.1, "digits": 0, "span": (0, 1)}
    asks = [page.field(gate, rule(gate), slip(gate), **facts) for gate in right]
    return page.drill({"memory": memory, "output": output}, *asks)


def _goals(memory: str, output: str) -> dict[str, str]:
    goals = words("gates", "goals").page
    return {"goal": goals[memory], "side": goals[output]}


def _tuple(values: np.ndarray) -> tuple[float, ...]:
    return tuple(map(float, values))
