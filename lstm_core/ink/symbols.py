"""Which symbol or letter some strokes are: small nets over where the ink lies and which way it runs.

The nets were trained by `python -m lstm_core.ink.training`, from strokes made of geometry alone.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from lstm_core.ink.alphabet import LETTERS
from lstm_core.ink.glyphs import CLASSES, Points
from lstm_core.ink.strokes import resampled, smooth

CELLS = 8  # rows and columns of the raster
WAYS = 4  # directions of ink, without its sense
WEIGHTS = Path(__file__).parent / "symbols.safetensors"
OF_LETTERS = Path(__file__).parent / "letters.safetensors"  # a net of its own: the one of symbols stays as it is
Array = NDArray[np.float64]


def features(strokes: Sequence[Points]) -> Array:
    """What the nets see: ink in each field of a raster, by its direction; the width to height; the strokes."""
    corners = np.concatenate([np.asarray(stroke, dtype=float) for stroke in strokes])
    low, high = corners.min(axis=0), corners.max(axis=0)
    size = max(float((high - low).max()), 1e-6)
    scaled = [(np.asarray(stroke) - (low + high) / 2) / size for stroke in strokes]
    raster = np.zeros((CELLS, CELLS, WAYS))
    for stroke in scaled:
        _ink(raster, stroke)
    wide, tall = (high - low) / size
    ink = raster.sum()
    alone = [np.log(max(wide, 0.05) / max(tall, 0.05)), min(len(strokes), 6) / 3, ink / 20]
    return np.concatenate([np.sqrt(raster / max(ink, 1e-6)).ravel() * 4, alone])


def _ink(raster: Array, stroke: Points) -> None:
    """Add a stroke to the raster; each piece is shared among neighbouring fields and directions."""
    points = smooth(smooth(resampled(stroke, 0.03)))
    if len(points) < 2:
        points = np.array([[-0.02, 0], [0.02, 0], [0, -0.02], [0, 0.02]]) + points[0]  # a dot is ink, too
    middle, step = (points[1:] + points[:-1]) / 2, np.diff(points, axis=0)
    weight = np.hypot(*step.T) / 0.1
    way = (np.arctan2(step[:, 1], step[:, 0]) % np.pi) / np.pi * WAYS
    column, row = ((middle + 0.5) * (CELLS - 1)).clip(0, CELLS - 1.001).T
    for dx in (0, 1):
        for dy in (0, 1):
            for dw in (0, 1):
                share = abs(1 - dx - column % 1) * abs(1 - dy - row % 1) * abs(1 - dw - way % 1) * weight
                at = ((row + dy).astype(int), (column + dx).astype(int), ((way + dw).astype(int)) % WAYS)
                np.add.at(raster, at, share)


@cache
def _weights(path: Path) -> dict[str, Array]:
    return {name: value.astype(float) for name, value in load_file(path).items()}


def chances(strokes: Sequence[Points], among: Sequence[str] = CLASSES) -> dict[str, float]:
    """How likely each class is, the likeliest first; together 1."""
    scores = _scores(strokes, WEIGHTS)
    return _shares({name: scores[CLASSES.index(name)] for name in among})


def letter_chances(strokes: Sequence[Points]) -> dict[str, float]:
    """How likely each letter that names a gate is, or that it is something else, the likeliest first."""
    return _shares(dict(zip(LETTERS, _scores(strokes, OF_LETTERS), strict=True)))


def _scores(strokes: Sequence[Points], path: Path) -> Array:
    net = _weights(path)
    hidden = np.tanh((features(strokes) - net["mean"]) @ net["w1"] + net["b1"])
    return hidden @ net["w2"] + net["b2"]


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    odds = np.exp(np.array(list(scores.values())) - max(scores.values()))
    shares = dict(zip(scores, map(float, odds / odds.sum()), strict=True))
    return dict(sorted(shares.items(), key=lambda item: -item[1]))
