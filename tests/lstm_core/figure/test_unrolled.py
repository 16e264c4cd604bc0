"""The unrolled net: its parameters are those of PyTorch, its longest way is the one that a search finds."""

import pytest
from torch import nn

from lstm_core.cells import CELLS
from lstm_core.figure.unrolled import longest_way, parameters, words


@pytest.mark.parametrize("layers", [1, 2])
def test_parameters_are_those_of_torch(layers):
    net = nn.RNN(3, 20, num_layers=layers)
    readout = nn.Linear(20, 2)
    ours = sum(p.numel() for name, p in net.named_parameters() if "bias_hh" not in name)  # torch has two biases
    assert parameters(CELLS["Elman"], 3, 20, 2, layers) == ours + sum(p.numel() for p in readout.parameters())


@pytest.mark.parametrize(("time", "layers"), [(1, 1), (4, 1), (4, 2), (8, 2)])
def test_the_longest_way_is_the_longest_that_a_search_finds(time, layers):
    ways = {}
    for step in range(time):
        for layer in range(layers):
            before = [ways.get((step - 1, layer), 0), ways.get((step, layer - 1), 0)]
            ways[step, layer] = 1 + max(before)
    assert max(ways.values()) == longest_way(time, layers)


@pytest.mark.parametrize("look", [(1, 1, True, False), (3, 2, False, False), (3, 1, True, True), (3, 2, True, True)])
def test_it_is_said_in_words(look):
    assert ("loop" if look[3] else str(look[0])) in words(*look)
