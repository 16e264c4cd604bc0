"""The net of symbols can be trained anew, from strokes that nobody drew."""

import numpy as np

from lstm_core.ink.glyphs import CLASSES
from lstm_core.ink.training import samples, train


def test_a_short_training_already_tells_most_symbols_apart():
    net = train(count=40, seed=1)
    seen, classes = samples(10, seed=2)
    guessed = (np.tanh((seen - net["mean"]) @ net["w1"] + net["b1"]) @ net["w2"] + net["b2"]).argmax(axis=1)
    assert (guessed == classes).mean() > 0.85
    assert net["w2"].shape == (64, len(CLASSES))


def test_the_same_seed_makes_the_same_samples():
    (once, _), (again, _) = samples(2, seed=7), samples(2, seed=7)
    assert (once == again).all()
