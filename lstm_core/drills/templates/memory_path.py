"""N08 to N10: how much of a memory survives, along the line on which it is only multiplied by its forget gate."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lstm_core.cell.memory import factor, half_life
from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Rule, always, fixed
from lstm_core.drills.words import number, numbers, words
from lstm_core.run import random_weights, trace

LSTM = CELLS["LSTM"]


def survives(fs: Sequence[float], written: Sequence[float]) -> float:
    """What one more in the memory at the start makes at the end: the derivative along the cell path.

    Found by running the cell twice with its gates held; `written` is what i times the candidate adds.
    """
    held: dict[str, Any] = {"f": fs, "i": np.ones(len(fs)), "g": written, "o": np.ones(len(fs))}
    series = {box: list(np.reshape(values, (-1, 1))) for box, values in held.items()}
    weights, xs = random_weights(LSTM, 1, 1, seed=0), list(np.zeros((len(fs), 1)))
    run = lambda c: trace(LSTM, weights, xs, {"h": np.zeros(1), "c": np.array([c])}, held=series)
    return float(run(1.0)[-1]["c_next"][0] - run(0.0)[-1]["c_next"][0])


def along_the_path(rng: np.random.Generator) -> Drill:
    """N08: the derivative of the last memory by the first, for a row of forget gates."""
    steps = int(rng.integers(3, 7))
    fs, ins = (np.round(rng.choice(np.arange(low, 1.0, 0.05), steps), 2).tolist() for low in (0.5, 0.3))
    wrong = {
        "sum": sum(fs),
        "last": fs[-1],
        "both gates": math.prod(fs) * math.prod(ins),
        "forgotten": math.prod(1 - f for f in fs),
        "slope": math.prod(f * (1 - f) for f in fs),
    }
    put = {"T": steps, "fs": numbers(fs), "ins": numbers(ins), "product": r" \cdot ".join(map(number, fs))}
    page = words("memory_path", "N08", answer=survives(fs, ins), **put)
    slips = fixed(wrong)
    return page.drill({"f": fs, "i": ins}, page.field("path", always(survives(fs, ins)), slips, rtol=0.02))


def constant_gate(rng: np.random.Generator) -> Drill:
    """N09: half-life, time constant, and what is left after n steps."""
    f = int(rng.integers(60, 100)) / 100
    n = int(rng.integers(3, min(41, int(math.log(0.01) / math.log(f)))))
    half, left = half_life(f), survives([f] * n, [0.0] * n)
    half_slips = {"linear": 0.5 / (1 - f), "time constant": 1 / (1 - f), "inverted": 1 / half}
    tau_slips: dict[str, Rule] = {"half-life": lambda k: k["half_life"], "inverted": always(-math.log(f))}
    left_slips = {"linear": 1 - n * (1 - f), "lost": 1 - left}
    page = words("memory_path", "N09", f=f, n=n, log=math.log(f), half=half, tau=half / math.log(2), left=left)
    whole = always(float(math.ceil(half)))
    return page.drill(
        {"f": f, "n": n},
        page.field("half_life", always(half), fixed(half_slips), rtol=0.03, also=(whole,), span=(0, 1 / (1 - f))),
        page.field("tau", lambda k: k["half_life"] / math.log(2), tau_slips, rtol=0.03),
        page.field("left", always(left), fixed(left_slips), rtol=0.03),
    )


def wanted_half_life(rng: np.random.Generator) -> Drill:
    """N10: the forget gate and its bias for a memory that is to last."""
    n = int(rng.integers(2, 51))
    logit = lambda f: math.log(f / (1 - f))
    gate = fixed({"time constant": 1 - 1 / n, "linear": 1 - 1 / (2 * n)})
    bias = {"gate": lambda k: k["f"], "log": lambda k: math.log(k["f"]), "turned": lambda k: -logit(k["f"])}
    page = words("memory_path", "N10", n=n, f=factor(n), b=logit(factor(n)), ratio=factor(n) / (1 - factor(n)))
    return page.drill(
        {"n": n},
        page.field("f", always(factor(n)), gate, atol=0.002, digits=4, span=(0, 1)),
        page.field("b", lambda k: logit(k["f"]), bias, atol=0.05, digits=2),
    )
