"""What units follow is measured, and the facts are what they are called."""

import numpy as np
import pytest

from lstm_core.generation.corpus import END
from lstm_core.generation.model import SymbolNet
from lstm_core.generation.unit_probes import best_units, correlations, facts
from tests.lstm_core.generation.nets import random_net

TUNE = "M:6/8\nK:C\nGA|B2\nc"


def fact(name, text):
    return [int(value) for value in facts(text)[name]]


def test_the_bar_begins_after_the_header_and_at_every_bar_line():
    assert fact("inside a bar", TUNE) == [0] * 10 + [1] * 7
    assert fact("position in the bar", TUNE) == [0] * 10 + [1, 2, 0, 1, 2, 0, 1]
    assert fact("a bar line", "A|B:|") == [0, 1, 0, 1, 1]


def test_quotes_open_and_close():
    assert fact("inside quotes", 'a"bc"d') == [0, 1, 1, 1, 0, 0]
    assert fact("inside quotes", "a“b”c") == [0, 1, 1, 0, 0]


def test_the_position_in_the_line_counts_characters():
    assert fact("position in the line", "ab\nc") == [1, 2, 0, 1]


def test_correlations_are_those_of_numpy():
    net = random_net(symbols=END + "ab|")
    text = "abba|aab|bab"
    hs, position = net.states(text), facts(text)["position in the bar"]
    for unit, r in enumerate(correlations(net, text)["position in the bar"]):
        assert r == pytest.approx(np.corrcoef(hs[:, unit], position)[0, 1], abs=1e-6)


def test_the_units_that_follow_best_come_first_and_facts_that_never_vary_are_left_out():
    net = random_net(symbols=END + "ab|")
    found = best_units(net, "abba|aab|bab", count=2)
    assert {entry.fact for entry in found} == {"position in the bar", "position in the line", "a bar line"}
    assert abs(found[0].r) >= abs(found[1].r)


def test_a_unit_that_never_moves_follows_nothing():
    net = random_net(symbols=END + "ab|")
    still = SymbolNet(net.symbols, {name: np.zeros_like(w) for name, w in net.weights.items()})
    assert not correlations(still, "ab|ab").get("a bar line").any()
