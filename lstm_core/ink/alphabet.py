"""Letters that name gates, drawn by nobody: f, i, o, C, g, r, z, h and n, and whatever else may be written.

They are made as in `glyphs`: strokes in a square from -1 to 1, y downwards. A t as index is no letter of its own here.
"""

from collections.abc import Callable
from math import pi

import numpy as np
from numpy.random import Generator

from lstm_core.ink.glyphs import PROTOTYPES, Points, Strokes, arc, line, path

OTHER = "other"


def _joined(*pieces: Points) -> Points:
    return np.concatenate(pieces)


def _f(rng: Generator) -> Strokes:
    """A hook, a stem that may end in another hook, and a bar; or a loop, as in joined writing."""
    hook, low, y = rng.uniform(0.15, 0.75), rng.uniform(0.0, 0.6), rng.uniform(-0.6, 0.15)
    top = arc(hook, -0.65, hook, rng.uniform(0.2, 0.4), rng.uniform(0.78, 0.98), -rng.uniform(0.3, 0.48))
    stem = line(top[-1][0], top[-1][1], rng.normal(0, 0.08), 1)
    if rng.random() < 0.4:  # a hook below, to the left
        stem = _joined(line(top[-1][0], top[-1][1], 0, 0.7), arc(-low / 2, 0.7, low / 2 + 0.05, 0.3, 0, 0.45))
    bar = line(-rng.uniform(0.2, 0.6), y + rng.normal(0, 0.08), rng.uniform(0.3, 0.7), y + rng.normal(0, 0.08))
    if rng.random() < 0.12:
        loop = arc(0.22, -0.5, 0.25, 0.5, 0.4, 0.75)
        return [_joined(line(-0.3, 0.3, loop[0][0], loop[0][1]), loop, path((0.0, 0.0), (0, 1), (0.3, 0.2), (0.7, 0)))]
    return [_joined(top, stem), bar]


def _i(rng: Generator) -> Strokes:
    """A stem with or without a hook, and a dot that may be a tick or a small ring."""
    top, lean = rng.uniform(-0.4, 0.1), rng.normal(0, 0.1)
    stem = line(lean, top, 0, 1)
    if rng.random() < 0.45:
        stem = _joined(line(lean, top, 0, 0.7), arc(0.22, 0.7, 0.22, 0.3, 0.5, -rng.uniform(0.25, 0.45)))
    if rng.random() < 0.25:  # a stroke that leads to it
        stem = _joined(line(-0.35, top + 0.4, lean, top), stem)
    x, y, size = lean + rng.normal(0.05, 0.12), -1 + rng.normal(0, 0.12), rng.uniform(0.02, 0.12)
    dots = [np.array([[x, y]]), line(x - size, y - size, x + size, y + size), arc(x, y, size, size, 0, 1)]
    return [stem, dots[rng.choice(3, p=[0.4, 0.4, 0.2])]]


def _o(rng: Generator) -> Strokes:
    wide, start = rng.uniform(0.65, 1.05), rng.uniform(0.6, 0.95)
    ring = arc(0, 0, wide, 1, start, rng.choice([-1, 1], p=[0.8, 0.2]) * rng.uniform(0.92, 1.15))
    if rng.random() < 0.2:  # a little tail on top
        ring = _joined(ring, line(ring[-1][0], ring[-1][1], wide * rng.uniform(0.8, 1.3), -rng.uniform(0.8, 1.1)))
    return [ring]


def _c(rng: Generator) -> Strokes:
    return [arc(0, 0, rng.uniform(0.6, 0.95), 1, rng.uniform(0.82, 0.96), -rng.uniform(0.62, 0.82))]


def _with_tilde(letter: Callable[[Generator], Strokes]) -> Callable[[Generator], Strokes]:
    """A letter with a wave, or what a hurried hand makes of one, above it."""

    def both(rng: Generator) -> Strokes:
        x, tall, wide = np.linspace(-1, 1, 24), rng.uniform(0.04, 0.22), rng.uniform(0.4, 0.85)
        wave = np.stack([wide * x, -tall * np.sin(pi * rng.uniform(0.8, 1.1) * (x + 1) + rng.normal(0, 0.2))], axis=1)
        return [*letter(rng), wave + np.array([rng.normal(0.05, 0.12), -rng.uniform(1.25, 1.7)])]

    return both


def _g(rng: Generator) -> Strokes:
    """A bowl and a tail with a hook, in one stroke or in two."""
    wide, start, tall = rng.uniform(0.4, 0.7), rng.uniform(0.8, 1.0), rng.uniform(0.4, 0.6)
    bowl = arc(0, tall - 1, wide, tall, start, -rng.uniform(0.7, 1.1))
    hook = arc(wide - 0.5, 0.65, 0.5, 0.35, 0, rng.uniform(0.25, 0.52))
    tail = _joined(line(wide, rng.uniform(-1.05, -0.7), wide, 0.65), hook)
    return [_joined(bowl, tail)] if rng.random() < 0.7 else [bowl, tail]


def _r(rng: Generator) -> Strokes:
    top, reach = rng.uniform(-0.95, -0.5), rng.uniform(0.35, 0.7)
    shoulder = arc(reach - 0.4, top + 0.35, reach, 0.4, 0.52, rng.uniform(0.26, 0.42))
    stem = line(-0.4, -1, -0.4, 1)
    if rng.random() < 0.65:
        return [_joined(stem, line(-0.4, 1, *shoulder[0]), shoulder)]
    return [stem, shoulder]


def _z(rng: Generator) -> Strokes:
    a, b = rng.normal(0, 0.12, 2)
    if rng.random() < 0.25:  # rounded
        top = arc(0, -0.6, 0.7, 0.4, 0.55, 0.5)
        strokes = [_joined(top, path(tuple(top[-1]), (-0.75, 0.95 + a), (0.75, 0.95 + b)))]
    else:
        strokes = [path((-0.75, -0.95 + a), (0.75, -1 + b), (-0.75, 1 + a), (0.8, 0.95 + b))]
    return [*strokes, line(-0.45, a, 0.5, b)] if rng.random() < 0.25 else strokes


def _n(rng: Generator) -> Strokes:
    top = rng.uniform(-0.95, -0.6)
    bow = _joined(arc(0, top + 0.6, 0.5, 0.6, 0.53, 0.45), line(0.5, top + 0.6, rng.uniform(0.5, 0.65), 1))
    stem = line(-0.5, -1, -0.5, 1)
    return [_joined(stem, line(-0.5, 1, -0.5, top + 0.6), bow)] if rng.random() < 0.8 else [stem, bow]


def _t(rng: Generator) -> Strokes:
    y = rng.uniform(-0.6, -0.1)
    stem = line(rng.normal(0, 0.08), -1, 0, 1)
    if rng.random() < 0.5:
        stem = _joined(line(0, -1, 0, 0.65), arc(0.3, 0.65, 0.3, 0.35, 0.5, -0.4))
    return [stem, line(-0.6, y, 0.6, y + rng.normal(0, 0.08))]


def _bowl(rng: Generator) -> Strokes:
    """a, b, d, p or q: a bowl with a stem at one side that starts or ends somewhere."""
    side, (high, low) = rng.choice([-1, 1]), [(-1, 1), (-2, 1), (-1, 2)][rng.integers(3)]
    start, turn = (
        (rng.uniform(0, 1), -1.0) if rng.random() < 0.5 else (0.9 if side > 0 else 0.4, -rng.uniform(0.7, 0.9))
    )
    ring, x = arc(0, 0, 0.75, 1, start, turn), side * rng.uniform(0.65, 0.95)
    stem = line(x, high, x, low)
    return [_joined(ring, stem)] if rng.random() < 0.3 else [ring, stem]


def _e(rng: Generator) -> Strokes:
    return [_joined(line(-0.7, 0.05, 0.7, -0.1), arc(0, 0, 0.75, 1, 0.98, -rng.uniform(0.7, 0.85)))]


def _s(rng: Generator) -> Strokes:
    return [_joined(arc(0, -0.5, 0.6, 0.5, 0.9, -0.65), arc(0, 0.5, 0.65, 0.5, 0.75, rng.uniform(0.5, 0.7)))]


def _u(rng: Generator) -> Strokes:
    cup = _joined(line(-0.6, -1, -0.6, 0.3), arc(0, 0.3, 0.6, 0.7, 0.5, -0.5), line(0.6, 0.3, 0.6, -1))
    return [_joined(cup, line(0.6, -1, 0.65, 1))] if rng.random() < 0.5 else [cup]


def _zigzag(rng: Generator) -> Strokes:
    """v, w, m, a hook, a corner: a few straight pieces, any way round."""
    count = rng.integers(3, 6)
    xs = np.linspace(-1, 1, count) + rng.normal(0, 0.15, count)
    ys = np.where(np.arange(count) % 2, 1.0, -1.0) * rng.uniform(0.5, 1, count) * rng.choice([-1, 1])
    return [path(*zip(xs, ys, strict=True))]


def _line(rng: Generator) -> Strokes:
    angle = rng.uniform(0, pi)
    return [line(-np.cos(angle), -np.sin(angle), np.cos(angle), np.sin(angle))]


def _random(rng: Generator) -> Strokes:
    """Ink without a meaning."""
    return [path(*map(tuple, rng.uniform(-1, 1, (rng.integers(2, 6), 2)))) for _ in range(rng.integers(1, 4))]


SIGNS = ("sigmoid", "tanh", "times", "plus", "one_minus", "right", "up", "tilde", "y", "otimes")
OTHERS = (_t, _t, _bowl, _bowl, _bowl, _e, _s, _u, _zigzag, _line, _random, *(PROTOTYPES[name] for name in SIGNS))


def _other(rng: Generator) -> Strokes:
    return OTHERS[rng.integers(len(OTHERS))](rng)


LETTERS: dict[str, Callable[[Generator], Strokes]] = {
    "f": _f,
    "i": _i,
    "o": _o,
    "r": _r,
    "z": _z,
    "C": _c,
    "C\u0303": _with_tilde(_c),
    "g": _g,
    "h": PROTOTYPES["h"],
    "h\u0303": _with_tilde(PROTOTYPES["h"]),
    "n": _n,
    OTHER: _other,
}
