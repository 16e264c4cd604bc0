"""N16 and N17: the net unrolled in time, how deep it is, and how far a truncated gradient reaches back in it."""

import numpy as np

from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.words import words

ANSWERS = ("yes", "no")


def longest_path(layers: int, steps: int) -> int:
    """Layers on the longest way from the first input to the last output of the unrolled net."""
    deepest = [0] * layers  # per layer, at the step before
    for _ in range(steps):
        for layer in range(layers):
            below = deepest[layer - 1] if layer else 0
            deepest[layer] = 1 + max(below, deepest[layer])
    return deepest[-1]


def depth(rng: np.random.Generator) -> Drill:
    """N16: stacked layers, unrolled."""
    layers, steps, read_out = int(rng.integers(2, 6)), int(rng.integers(4, 31)), bool(rng.integers(2))
    answer = longest_path(layers, steps) + read_out
    slips = {
        "product": layers * steps + read_out,
        "layers": layers + read_out,
        "corner": answer + 1,
        "steps": steps + read_out,
    }
    slips |= {"no read-out": answer - 1} if read_out else {}
    parts = words("unrolled", "parts").page
    put = {"L": layers, "T": steps, "answer": answer, "more": " + 1" if read_out else ""}
    page = words("unrolled", "N16", **put, readout_words=parts["with" if read_out else "without"])
    return page.drill({"L": layers, "T": steps}, page.field("depth", always(answer), fixed(slips), kind="integer"))


def share_reached(chunk: int, lag: int) -> float:
    """The share of positions in a chunk whose cause, so many steps before, lies in the same chunk; counted."""
    return sum(position > lag for position in range(1, chunk + 1)) / chunk


def truncated(rng: np.random.Generator) -> Drill:
    """N17: what a gradient that is cut still reaches, and what the state still carries."""
    chunk, lag = int(rng.choice((10, 20, 25, 40, 50))), int(rng.integers(2, 46))
    back = int(rng.integers(3, 21))
    now = back + int(rng.integers(5, 41))
    oldest = next(step for step in range(now + 1) if now - step < back)
    share = {"all": 1.0, "lag": lag / chunk} if lag < chunk else {"all": 1.0, "upside down": chunk / lag}
    reach = {"one less": oldest - 1, "one more": oldest + 1, "start": 1}
    page = words("unrolled", "N17", k=chunk, d=lag, back=back, t=now, share=share_reached(chunk, lag), oldest=oldest)
    return page.drill(
        {"k": chunk, "d": lag, "back": back, "t": now},
        page.choice("state", always("yes"), "yes", ANSWERS),
        page.field("share", always(share_reached(chunk, lag)), fixed(share), atol=0.005, digits=3, span=(0, 1)),
        page.field("oldest", always(oldest), fixed(reach), kind="integer"),
    )
