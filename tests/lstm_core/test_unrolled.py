"""The unrolled net: as many copies as steps, as few colours as matrices, and Graphviz can read it."""

import re
import shutil

import pytest
from torch import nn

from lstm_core.cells import CELLS
from lstm_core.unrolled import COLOURS, MOST_LAYERS, MOST_STEPS, longest_way, parameters, unrolled, words

LOOKS = [(1, 1, True, False), (3, 1, True, False), (3, 2, False, False), (MOST_STEPS, MOST_LAYERS, True, False)]
LOOKS += [(3, 1, True, True), (3, 2, True, True)]


def wires(dot):
    """(from, to, colour) of every wire."""
    return re.findall(r'(\w+) -> (\w+) \[.*?color="(#\w+)"', dot)


def test_every_step_has_its_copy_and_the_same_weights():
    found = wires(unrolled(4))
    assert len(found) == 4 * 3
    assert {colour for *_, colour in found} == {COLOURS[0], COLOURS[1], COLOURS[4]}


def test_the_longer_the_sequence_the_more_wires_but_never_another_matrix():
    colours = [{colour for *_, colour in wires(unrolled(time, 2))} for time in range(1, MOST_STEPS + 1)]
    assert all(found == set(COLOURS) for found in colours)


def test_layers_have_matrices_of_their_own():
    below, above = ({c for a, b, c in wires(unrolled(3, 2)) if b.startswith(f"h{layer}_")} for layer in (1, 2))
    assert not below & above


def test_only_the_last_step_has_an_output_if_that_is_asked_for():
    assert [b for _, b, _ in wires(unrolled(5, every=False)) if b[0] == "y"] == ["y5"]
    assert len([b for _, b, _ in wires(unrolled(5)) if b[0] == "y"]) == 5


def test_the_folded_net_is_drawn_once_with_a_loop():
    found = wires(unrolled(7, folded=True))
    assert ("h1", "h1", COLOURS[1]) in found
    assert len(found) == 3


@pytest.mark.parametrize(("time", "layers"), [(0, 1), (MOST_STEPS + 1, 1), (3, 0), (3, 3)])
def test_what_cannot_be_drawn_is_refused(time, layers):
    with pytest.raises(ValueError, match="draw 1 to 8 steps"):
        unrolled(time, layers)


@pytest.mark.parametrize("layers", [1, 2])
def test_parameters_are_those_of_torch(layers):
    net = nn.RNN(3, 20, num_layers=layers)
    readout = nn.Linear(20, 2)
    ours = sum(p.numel() for name, p in net.named_parameters() if "bias_hh" not in name)  # torch has two biases
    assert parameters(CELLS["Elman"], 3, 20, 2, layers) == ours + sum(p.numel() for p in readout.parameters())


@pytest.mark.parametrize(("time", "layers"), [(1, 1), (4, 1), (4, 2), (8, 2)])
def test_the_longest_way_is_the_longest_in_the_picture(time, layers):
    ways = {}
    for start, end, _ in sorted(wires(unrolled(time, layers)), key=lambda wire: order(wire[1])):
        ways[end] = max(ways.get(end, 0), ways.get(start, 0) + end.startswith("h"))
    assert max(ways.values()) == longest_way(time, layers)


def order(node):
    """Steps first, then layers; outputs last."""
    layer, _, step = node[1:].partition("_")
    return (node[0] == "y", int(step or 0), int(layer))


@pytest.mark.parametrize("look", LOOKS)
def test_graphviz_reads_it(look):
    graphviz = pytest.importorskip("graphviz")
    if not shutil.which("dot"):
        pytest.skip("there is no Graphviz program")
    assert "<svg" in graphviz.Source(unrolled(*look)).pipe(format="svg", encoding="utf-8")


@pytest.mark.parametrize("look", LOOKS)
def test_it_is_said_in_words(look):
    assert ("loop" if look[3] else str(look[0])) in words(*look)
