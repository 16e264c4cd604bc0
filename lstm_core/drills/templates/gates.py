"""N04 and N05: gates at work on vectors, and gates as instructions to the memory."""

from itertools import product
from typing import Any

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Known, Rule, always, fixed
from lstm_core.drills.words import number, words
from lstm_core.latex import number as column
from lstm_core.run import Values, random_weights, step

LSTM = CELLS["LSTM"]
SOFT = (0.0, 0.1, 0.5, 0.9, 1.0)
MEMORY = {"keep": 0.7, "reset": 0.0, "write": -0.4, "add": 0.7 - 0.4}  # what becomes of 0.7 when -0.4 is on offer
VECTOR: dict[str, Any] = {"kind": "vector", "atol": 0.01, "digits": 2, "size": 3}
OUTPUT = ("shown", "hidden", "deleted")


def held(c: np.ndarray, **boxes: np.ndarray) -> Values:
    """A step whose gates and candidate stand where they are put; c and every box: (hidden,)."""
    given = {"x": np.zeros(1), "h": np.zeros(len(c)), "c": c}
    return step(LSTM, random_weights(LSTM, 1, len(c), seed=0), {**given, **boxes})


def entry_by_entry(rng: np.random.Generator) -> Drill:
    """N04: three cells at once, every one with its own gates."""
    boxes = {gate: rng.choice(SOFT, 3) for gate in ("f", "i", "o")} | {"g": rng.choice((-0.9, -0.5, 0.4, 0.8), 3)}
    c = rng.choice((-2.0, -1.0, 0.5, 1.0, 2.0, 3.0), 3)
    given = {"c": c, **boxes}
    values = held(c, **boxes)
    put = given | {name: values[name] for name in ("kept", "written", "c_next", "h_next")}
    page = words("gates", "N04", **{name: column(array, number) for name, array in put.items()})
    new, swapped = values["c_next"], held(c, **boxes | {"f": boxes["i"], "i": boxes["f"]})["c_next"]
    memory = fixed({"summed": (float(new.sum()),), "swapped": _tuple(swapped), "squashed": _tuple(np.tanh(new))})
    most = float(abs(c).max()) + 1  # f and i are at most 1, the candidate is smaller
    return page.drill(
        {name: array.tolist() for name, array in given.items()},
        page.field("c", always(_tuple(new)), memory, **VECTOR, span=(-most, most)),
        page.field("h", lambda known: _tuple(_shown(known, boxes)), _unshown(boxes), **VECTOR, span=(-1, 1)),
    )


def _shown(known: Known, boxes: Values) -> np.ndarray:
    """What is shown of the memory that the learner has: (3,)."""
    c = np.array(known["c"])
    return np.asarray(held(c, **boxes, c_next=c)["h_next"])


def _unshown(boxes: Values) -> dict[str, Rule]:
    """The usual mistakes on the way out."""
    return {
        "summed": lambda known: (float(_shown(known, boxes).sum()),),
        "no tanh": lambda known: _tuple(boxes["o"] * np.array(known["c"])),
        "no gate": lambda known: _tuple(_shown(known, boxes | {"o": np.ones(3)})),
    }


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
        page.choice("memory", always(memory), memory, tuple(MEMORY)),
        page.choice("output", always(output), output, OUTPUT),
    )
    return page.drill(gates, *asks)


def _inverse(rng: np.random.Generator) -> Drill:
    memory, output = str(rng.choice(list(MEMORY))), str(rng.choice(OUTPUT[:2]))
    found = next(gates for gates in product((0, 1), repeat=3) if behaviour(*gates) == (memory, output))
    right = dict(zip("fio", found, strict=True))
    page = words("gates", "N05 inverse", **right, memory=memory, output=output, **_goals(memory, output))
    told = lambda gate: f"{gate} {1 - right[gate]}" + (f" for {memory}" if gate != "o" else "")
    near: dict[str, Any] = {"atol": 0.1, "digits": 0, "span": (0, 1)}
    asks = [page.field(gate, always(float(at)), fixed({told(gate): 1.0 - at}), **near) for gate, at in right.items()]
    return page.drill({"memory": memory, "output": output}, *asks)


def _goals(memory: str, output: str) -> dict[str, str]:
    goals = words("gates", "goals").page
    return {"goal": goals[memory], "side": goals[output]}


def _tuple(values: np.ndarray) -> tuple[float, ...]:
    return tuple(map(float, values))
