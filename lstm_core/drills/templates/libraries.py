"""N24: what PyTorch's nn.LSTM hands back: output and h_n of several layers in one direction or two."""

from typing import Any

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.words import words


def returned_shapes(rng: np.random.Generator) -> Drill:
    """N24: the shapes of output, h_n and c_n, with the batch first or the steps."""
    draw = lambda pool: int(rng.choice(pool))
    batch, time, inputs, hidden, layers = (
        draw((16, 24, 32)),
        draw((10, 20, 40)),
        draw((5, 8)),
        draw((12, 48, 64)),
        draw((2, 3)),
    )
    ways, first = draw((1, 2)), bool(draw((0, 1)))
    lead = (batch, time) if first else (time, batch)
    output, last = (*lead, ways * hidden), (layers * ways, batch, hidden)
    put: dict[str, Any] = {"B": batch, "T": time, "X": inputs, "H": hidden, "L": layers, "D": ways}
    put |= {"first": str(first), "both": str(ways == 2), "output": _spelt(output), "last": _spelt(last)}
    page = words("libraries", "N24", **put, wide=ways * hidden, count=layers * ways)
    slips = {"turned": (*lead[::-1], ways * hidden), "last only": (batch, ways * hidden), "input": (*lead, inputs)}
    slips |= {"one way": (*lead, hidden)} if ways == 2 else {}
    kept = {"all steps": output, "top only": (batch, hidden), "no layers": (ways, batch, hidden)}
    kept |= {"one way": (layers, batch, hidden)} if ways == 2 else {}
    kept |= {"batch first": (batch, layers * ways, hidden)} if first else {}
    shape = {"kind": "shape"}
    return page.drill(
        {"B": batch, "T": time, "X": inputs, "H": hidden, "L": layers},
        page.field("output", always(output), fixed(slips), size=3, **shape),
        page.field("h_n", always(last), fixed(kept), size=3, **shape),
    )


def _spelt(shape: tuple[int, ...]) -> str:
    return r" \times ".join(map(str, shape))
