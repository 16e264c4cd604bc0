"""The reader of symbols knows what it was never shown, and is trained in a minute."""

import itertools
from math import cos, pi, sin
from random import Random

import numpy as np
import pytest

from lstm_core.ink.glyphs import CLASSES, glyph
from lstm_core.ink.symbols import WEIGHTS, chances


def ring(n=48, turn=1.0, start=0.0):
    return [(cos(2 * pi * (start + turn * k / n)), sin(2 * pi * (start + turn * k / n))) for k in range(n + 1)]


def shaken(strokes, seed):
    """Strokes as another hand draws them: turned, stretched, noisy."""
    rng = np.random.default_rng(seed)
    turn, stretch = rng.normal(0, 0.06), np.exp(rng.normal(0, 0.1, 2))
    bend = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return [np.array(s, float) * stretch @ bend + rng.normal(0, 0.02, (len(s), 2)) for s in strokes]


def ruled(*corners):
    return [p for a, b in itertools.pairwise(corners) for p in np.linspace(a, b, 15).tolist()]


SQUARE = ruled((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
CROSS = [ruled((-0.7, -0.7), (0.7, 0.7)), ruled((0.7, -0.7), (-0.7, 0.7))]
UPRIGHT = [ruled((0, -1), (0, 1)), ruled((-1, 0), (1, 0))]
BY_RULER = {
    "times": CROSS,
    "plus": UPRIGHT,
    "circle": [ring()],
    "box": [SQUARE],
    "otimes": [ring(), *CROSS],
    "oplus": [ring(), *UPRIGHT],
    "odot": [ring(), [(0, 0)]],
    "boxtimes": [SQUARE, *CROSS],
    "boxplus": [SQUARE, *UPRIGHT],
    "right": [ruled((-1, 0), (1, 0)), ruled((0.5, -0.4), (1, 0), (0.5, 0.4))],
    "left": [ruled((1, 0), (-1, 0)), ruled((-0.5, -0.4), (-1, 0), (-0.5, 0.4))],
    "up": [ruled((0, 1), (0, -1)), ruled((-0.4, -0.5), (0, -1), (0.4, -0.5))],
    "down": [ruled((0, -1), (0, 1)), ruled((-0.4, 0.5), (0, 1), (0.4, 0.5))],
    "sigmoid": [[*ruled((1.6, -1), (0, -1)), *ring(turn=-1, start=0.75)]],
    "tilde": [[(k / 10 - 1, -0.4 * sin(pi * k / 10)) for k in range(21)]],
}


@pytest.mark.parametrize("name", BY_RULER)
def test_a_symbol_drawn_by_ruler_and_shaken_is_known(name):
    found = [next(iter(chances(shaken(BY_RULER[name], seed)))) for seed in range(20)]
    assert found.count(name) >= 18, found


@pytest.mark.parametrize("name", ["sigmoid", "times", "plus", "otimes", "oplus", "box", "circle"])
def test_a_symbol_is_known_though_the_hand_trembles(name):
    rng = np.random.default_rng(4)
    trembling = [[s + rng.normal(0, 0.06, s.shape) for s in shaken(BY_RULER[name], seed)] for seed in range(20)]
    found = [next(iter(chances(strokes))) for strokes in trembling]
    assert found.count(name) >= 16, found


def test_neither_the_order_nor_the_direction_of_strokes_matters():
    chance = Random(0)
    for name in ("otimes", "boxplus", "right"):
        strokes = [np.array(s)[:: chance.choice((1, -1))] for s in BY_RULER[name]]
        chance.shuffle(strokes)
        assert next(iter(chances(strokes))) == name


def test_chances_add_up_and_come_in_order():
    found = list(chances(shaken(CROSS, 0)).values())
    assert sum(found) == pytest.approx(1)
    assert found == sorted(found, reverse=True)


def test_only_what_is_asked_for_is_answered():
    assert set(chances(shaken(CROSS, 0), ("h", "c"))) == {"h", "c"}


def test_glyphs_come_from_their_seed_alone():
    for name in CLASSES:
        once, again = (glyph(name, np.random.default_rng(5)) for _ in range(2))
        assert all((a == b).all() for a, b in zip(once, again, strict=True))


def test_the_shipped_net_is_small():
    assert WEIGHTS.stat().st_size < 100_000
