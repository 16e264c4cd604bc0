"""Symbols drawn by nobody: strokes made from geometry alone, each time a little different, to train the reader with.

Every prototype is a list of strokes in a square from -1 to 1, y downwards. `glyph` bends it as hands do.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import pi

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Points = NDArray[np.float64]  # (points, 2): x, y
Strokes = list[Points]
QUARTER = np.array([[0, 1], [-1, 0]])  # a quarter of a turn, clockwise on paper


def line(x0: float, y0: float, x1: float, y1: float) -> Points:
    """A straight stroke."""
    return np.linspace((x0, y0), (x1, y1), 12)


def path(*corners: tuple[float, float]) -> Points:
    """A stroke through corners, without lifting the pen."""
    return np.concatenate([line(*a, *b) for a, b in pairwise(corners)])


def arc(x: float, y: float, rx: float, ry: float, start: float, turn: float) -> Points:
    """Part of an ellipse; angles in turns, clockwise from the right."""
    angle = 2 * pi * np.linspace(start, start + turn, 32)
    return np.stack([x + rx * np.cos(angle), y + ry * np.sin(angle)], axis=1)


def _circle(rng: Generator) -> Strokes:
    start = rng.uniform(0, 1)
    if rng.random() < 0.15:
        return [arc(0, 0, 1, 1, start, 0.52), arc(0, 0, 1, 1, start, -0.52)]
    ring = arc(0, 0, 1, 1, start, rng.uniform(0.9, 1.12))
    dents = sum(
        rng.normal(0, 0.035) * np.cos(2 * pi * k * (np.linspace(0, 1, 32) + rng.random())) for k in (2, 3, 4, 5)
    )
    return [ring * (1 + np.asarray(dents)[:, None])]


def _square(rng: Generator) -> Strokes:
    a, b, c, d = (-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)
    turned = [(a, b, c, d, a), (b, c, d, a, b), (d, c, b, a, d), (a, d, c, b, a)][rng.integers(4)]
    cuts = [(0, 4), (0, 2, 4), (0, 1, 4), (0, 1, 2, 3, 4), (0, 3, 4)][rng.choice(5, p=[0.5, 0.15, 0.1, 0.15, 0.1])]
    return [path(*turned[i : j + 1]) for i, j in pairwise(cuts)]


def _plus(rng: Generator) -> Strokes:
    x, y = rng.normal(0, 0.12, 2)
    if rng.random() < 0.1:  # without lifting the pen
        return [path((x, -1), (x, 1), (-0.9, y + 0.2), (-1, y), (1, y))]
    return [line(x, -1, x, 1), line(-1, y, 1, y)]


def _times(rng: Generator) -> Strokes:
    a, b, c, d = rng.normal(0, 0.12, 4)
    if rng.random() < 0.15:  # two bows, back to back
        return [arc(-1.1, 0, 1.1, 1, 0.75, 0.5), arc(1.1, 0, 1.1, 1, 0.75, -0.5)]
    if rng.random() < 0.12:
        return [path((-1, -1), (1, 1), (0.95, -0.9 + a), (-1, 1))]
    return [line(-1 + a, -1, 1 + b, 1), line(1 + c, -1, -1 + d, 1)]


def _asterisk(rng: Generator) -> Strokes:
    turn = pi * (rng.integers(3) + np.arange(3)) / 3 + rng.choice([0, pi / 2]) + rng.normal(0, 0.08, 3)
    return [line(-np.cos(t), -np.sin(t), np.cos(t), np.sin(t)) for t in turn]


def _dot(rng: Generator) -> Strokes:
    x, y = rng.normal(0, 0.15, 2)
    dot = arc(x, y, 0.08, 0.08, 0, 1) * rng.uniform(0.5, 2)
    return [dot[:1] if rng.random() < 0.5 else dot]


def _around(frame: Callable[[Generator], Strokes], sign: Callable[[Generator], Strokes], reach: float) -> Callable:
    """A sign in a frame; its arms end before the frame, at it, or beyond it."""

    def both(rng: Generator) -> Strokes:
        scale = reach * rng.uniform(0.62, 1.12)
        return frame(rng) + [stroke * scale + rng.normal(0, 0.05, 2) for stroke in sign(rng)]

    return both


def _sigma(rng: Generator) -> Strokes:
    wide, fall, start = rng.uniform(0.55, 1.35), rng.normal(0, 0.15), rng.normal(0, 0.05)
    bar = rng.uniform(0.5, 2.2) + 0.6 * wide
    loop = arc(0, 0, wide, 1, 0.75 + start, -rng.uniform(0.8, 1.12))
    loop *= np.linspace(1, rng.uniform(0.6, 1.05), len(loop))[:, None]  # the end of the loop may not meet its start
    tail = np.linspace((bar, -1 + fall), loop[0], 12)
    if rng.random() < 0.2:  # the loop first, then the bar
        loop, tail = arc(0, 0, wide, 1, 0.8 + start, rng.uniform(0.85, 1.0)), np.linspace(loop[0], (bar, -1 + fall), 12)
        return [np.concatenate([loop, tail])]
    return [np.concatenate([tail, loop])] if rng.random() < 0.9 else [loop, tail]


def _tilde(rng: Generator) -> Strokes:
    x, tall, skew = np.linspace(-1, 1, 32), rng.uniform(0.15, 0.85), rng.uniform(0.75, 1.1)
    return [np.stack([x, -tall * np.sin(pi * skew * (x + 1) + rng.normal(0, 0.25))], axis=1)]


def _arrow(quarter: int) -> Callable[[Generator], Strokes]:
    """An arrow to the right, turned by quarters."""

    def drawn(rng: Generator) -> Strokes:
        size, wide = rng.uniform(0.25, 0.7), rng.uniform(0.2, 0.6)
        upper, lower = (1 - size, -wide), (1 - size * rng.uniform(0.8, 1.2), wide)
        shaft, tip = line(-1, 0, 1, 0), (1 + rng.normal(0, 0.05), rng.normal(0, 0.06))
        double = [line(-1, side * wide / 2, 1 - size * 0.7, side * wide / 2) for side in (-1, 1)]
        way = rng.random()
        if way < 0.25:
            strokes = [*double, path(upper, tip, lower)]
        elif way < 0.6:
            strokes = [shaft, path(upper, tip, lower)]
        elif way < 0.9:
            strokes = [shaft, path(upper, tip), path(lower, tip)]
        else:  # without lifting the pen
            strokes = [np.concatenate([shaft, path((1, 0), upper, tip, lower)])]
        return [stroke @ np.linalg.matrix_power(QUARTER, quarter) for stroke in strokes]

    return drawn


def _one_minus(rng: Generator) -> Strokes:
    gap, long = rng.uniform(0.35, 0.8), rng.uniform(0.6, 1.2)
    minus = line(gap, rng.normal(0, 0.15), gap + long, rng.normal(0, 0.15))
    lean = rng.normal(0, 0.12)
    if rng.random() < 0.5:
        return [line(lean, -1, -lean, 1), minus]
    return [path((-rng.uniform(0.2, 0.6), -0.5), (0, -1), (lean, 1)), minus]


def _h(rng: Generator) -> Strokes:
    top = rng.uniform(-0.2, 0.2)
    bow = np.concatenate([arc(0, top + 0.35, 0.5, 0.35, 0.55, 0.45), line(0.5, top + 0.4, 0.55, 1)])
    stem = line(-0.5, -1, -0.5, 1)
    return [np.concatenate([stem, line(-0.5, 1, -0.5, top + 0.35), bow])] if rng.random() < 0.8 else [stem, bow]


def _c(rng: Generator) -> Strokes:
    start = rng.uniform(0.82, 0.95)
    return [arc(0, 0, rng.uniform(0.6, 0.9), 1, start, -rng.uniform(0.62, 0.8))]


def _y(rng: Generator) -> Strokes:
    left, stem = path((-0.6, -1), (0, 0)), path((0.6, -1), (-0.4, 1))
    if rng.random() < 0.5:
        cup = np.concatenate([arc(0, -0.6, 0.55, 0.6, 0.5, -0.5), path((0.55, -0.6), (0.5, 0.6))])
        return [np.concatenate([cup, arc(0, 0.6, 0.5, 0.4, 0, 0.4)])]
    return [left, stem]


def _letter(rng: Generator) -> Strokes:
    """Some letter: a few bows and bars in a narrow box."""
    shapes: list[Callable[[], Points]] = [
        lambda: arc(0, 0.4, 0.5, 0.6, rng.uniform(0.8, 1), -rng.uniform(0.6, 1.1)),
        lambda: line(rng.normal(0, 0.15), -1, rng.normal(0, 0.15), 1),
        lambda: line(-0.4, rng.uniform(-0.7, 0.2), 0.5, rng.uniform(-0.7, 0.2)),
        lambda: np.concatenate([line(-0.5, -0.2, -0.5, 1), arc(0, 0.4, 0.5, 0.5, 0.5, 0.5), line(0.5, 0.4, 0.5, 1)]),
        lambda: path((-0.5, 0), (0, 1), (0.5, 0)),
        lambda: np.concatenate([line(-0.4, -1, -0.4, 1), arc(0, 0.5, 0.45, 0.5, 0.5, 0.5), line(0.45, 0.5, 0.5, 1)]),
    ]
    return [shapes[rng.integers(len(shapes))]() for _ in range(rng.choice([1, 2], p=[0.6, 0.4]))]


def _tanh(rng: Generator) -> list[Strokes]:
    t = [line(0, -1, 0, 1), line(-0.5, -0.4, 0.5, -0.4)]
    a = [np.concatenate([arc(0, 0.4, 0.5, 0.6, 0.95, -1), line(0.5, 0, 0.55, 1)])]
    n = [np.concatenate([line(-0.5, -0.2, -0.5, 1), arc(0, 0.4, 0.5, 0.6, 0.5, 0.5), line(0.5, 0.4, 0.5, 1)])]
    return [t, a, n, _h(rng)]


def _word(rng: Generator) -> Strokes:
    """tanh, or anything else that is a word: letters side by side, sometimes joined."""
    letters = _tanh(rng) if rng.random() < 0.5 else [_letter(rng) for _ in range(rng.integers(3, 7))]
    step, joined = rng.uniform(1.0, 1.5), rng.random() < 0.3
    placed = [s * [rng.uniform(0.7, 1.1), 1] + [k * step, 0] for k, letter in enumerate(letters) for s in letter]
    placed = [s + rng.normal(0, 0.08, 2) for s in placed]
    return [np.concatenate(placed)] if joined else placed


Prototypes = Mapping[str, Callable[[Generator], Strokes]]
PROTOTYPES: Prototypes = {
    "sigmoid": _sigma,
    "tanh": _word,
    "times": _times,
    "plus": _plus,
    "one_minus": _one_minus,
    "box": _square,
    "circle": _circle,
    "otimes": _around(_circle, _times, 0.75),
    "oplus": _around(_circle, _plus, 1.0),
    "odot": _around(_circle, _dot, 1.0),
    "boxtimes": _around(_square, _times, 0.95),
    "boxplus": _around(_square, _plus, 0.95),
    "right": _arrow(0),
    "down": _arrow(1),
    "left": _arrow(2),
    "up": _arrow(3),
    "tilde": _tilde,
    "asterisk": _asterisk,
    "h": _h,
    "c": _c,
    "y": _y,
}
CLASSES = tuple(PROTOTYPES)


def glyph(name: str, rng: Generator, rough: float = 1.0, among: Prototypes = PROTOTYPES) -> Strokes:
    """One more sample of a class: turned, sheared, stretched and trembling, more so the larger `rough` is."""
    turn, shear = rng.normal(0, 0.09 * rough), rng.normal(0, 0.12 * rough)
    stretch = np.exp(rng.normal(0, 0.14 * rough, 2))
    bend = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) @ np.array([[1, 0], [shear, 1]])
    strokes = [_trembling(stroke, rng, 0.045 * rough) for stroke in among[name](rng)]
    return [stroke * stretch @ bend + rng.normal(0, 0.03 * rough, 2) for stroke in strokes]


def _trembling(stroke: Points, rng: Generator, size: float) -> Points:
    """The stroke as no ruler draws it: slow waves along it, and a little noise."""
    along = np.linspace(0, 1, len(stroke))[:, None]
    waves = sum(
        rng.normal(0, size / k, 2) * np.sin(2 * pi * (k * along * rng.uniform(0.5, 1) + rng.random(2)))
        for k in (1, 2, 4)
    )
    return stroke + waves + rng.normal(0, size / 8, stroke.shape)
