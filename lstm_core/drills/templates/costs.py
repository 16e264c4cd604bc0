"""N18: what training needs beside the weights: memory for what the way back asks for, and a bound on the gradient."""

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.words import number, words
from lstm_core.latex import number as column

STORED = {  # the values of one step that the way back needs, one vector each
    "Elman": ("h_next",),
    "GRU": ("r", "z", "n", "h_next"),
    "LSTM": ("f", "i", "g", "o", "c_next", "shown", "h_next"),
}
BATCHES, TIMES, HIDDEN = (8, 16, 20, 32, 64), (20, 50, 100), (16, 32, 100, 128, 200)


def costs(rng: np.random.Generator) -> Drill:
    """N18: the memory of a training step, or a gradient that is clipped."""
    return _memory(rng) if rng.random() < 0.5 else _clipping(rng)


def _memory(rng: np.random.Generator) -> Drill:
    cell = CELLS[str(rng.choice(list(STORED)))]
    vectors = [name for name in STORED[cell.name] if name in cell]
    batch, time, hidden = (int(rng.choice(pool)) for pool in (BATCHES, TIMES, HIDDEN))
    count = batch * time * hidden * len(vectors)
    slips = {"no steps": 4 * count // time, "count": count, "double": 8 * count}
    if len(vectors) > 1:
        slips["one vector"] = 4 * count // len(vectors)
    given = {"B": batch, "T": time, "H": hidden, "n": len(vectors)}
    page = words("costs", "N18 memory", cell=cell.name, **given, bytes=4 * count, mega=4 * count / 1e6)
    return page.drill(given, page.field("bytes", always(4 * count), fixed(slips), kind="bytes", rtol=0.005))


def clipped(gradient: np.ndarray, most: float) -> np.ndarray:
    """A gradient scaled down to a norm of at most so much, its direction kept (Pascanu, Mikolov and Bengio 2013)."""
    norm = float(np.linalg.norm(gradient))
    return gradient * min(1.0, most / norm) if norm else gradient


def _clipping(rng: np.random.Generator) -> Drill:
    sides = np.array([(3, 4), (6, 8), (5, 12), (8, 15), (9, 12), (1.5, 2)][int(rng.integers(6))], dtype=float)
    g = rng.permutation(sides) * rng.choice((-1.0, 1.0), 2)
    most, norm = float(rng.choice((1, 2, 4, 5, 8, 10, 20))), float(np.linalg.norm(g))
    wrong = {"each entry": np.clip(g, -most, most), "not clipped": g} if norm > most else {"scaled up": g * most / norm}
    slips = {word: _pair(values) for word, values in (wrong | {"unit": g / norm}).items()}
    lengths = {"sum": float(abs(g).sum()), "squares": norm**2}
    told = {"g": column(g, number), "most": most, "norm": norm, "result": column(clipped(g, most), number)}
    page = words("costs", "N18 clipping", **told, share=min(1.0, most / norm))
    shorter = lambda known: _pair(g * min(1.0, most / known["norm"]))
    return page.drill(
        {"g": g.tolist(), "most": most},
        page.field("norm", always(norm), fixed(lengths), rtol=0.01, span=(float(abs(g).max()), lengths["sum"])),
        page.field("clipped", shorter, fixed(slips), kind="vector", size=2, rtol=0.02),
    )


def _pair(values: np.ndarray) -> tuple[float, ...]:
    return tuple(map(float, values))
