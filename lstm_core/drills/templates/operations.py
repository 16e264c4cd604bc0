"""N22: what a layer costs to run: multiplications over a sequence, and how they grow with its length."""

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import fixed
from lstm_core.drills.templates.counting import blocks
from lstm_core.drills.words import words

NAMES = ("Elman", "GRU", "LSTM")


def multiplications(rng: np.random.Generator) -> Drill:
    """N22: the multiplications in the matrices of a layer, at a step and over a sequence, and of attention's scores."""
    draw = lambda pool: int(rng.choice(pool))
    name = str(rng.choice(NAMES))
    boxes, inputs, hidden = blocks(CELLS[name]), draw((8, 10, 20, 32)), draw((16, 50, 64, 100))
    time = draw((30, 80, 200, 500))
    one = boxes * hidden * (hidden + inputs)
    put = {"cell": name, "X": inputs, "H": hidden, "T": time, "blocks": boxes, "one": one, "total": one * time}
    page = words("operations", "N22", **put, scores=time * time * hidden)
    integer = {"kind": "integer"}
    return page.drill(
        {"X": inputs, "H": hidden, "T": time},
        page.field(
            "step",
            lambda _: one,
            fixed(
                {"one block": hidden * (hidden + inputs), "no state": boxes * hidden * inputs, "with time": one * time}
            )
            if boxes > 1
            else fixed({"no state": hidden * inputs, "with time": one * time}),
            **integer,
        ),
        page.field(
            "sequence",
            lambda known: known["step"] * time,
            {"squared": lambda known: known["step"] * time * time, "once": lambda known: known["step"]},
            **integer,
        ),
        page.field(
            "scores",
            lambda _: time * time * hidden,
            fixed({"linear": time * hidden, "no width": time * time}),
            **integer,
        ),
    )
