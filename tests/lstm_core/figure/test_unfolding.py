"""The unrolled net: as many copies as steps, as few colours as matrices, parameters as in PyTorch."""

import re
from xml.etree import ElementTree

import pytest
from torch import nn

from lstm_core.cells import CELLS
from lstm_core.figure.unfolding import COLOURS, MOST_LAYERS, MOST_STEPS, describe, longest_path, parameters, unfolding

LOOKS = [(1, 1, True), (3, 1, True), (3, 2, False), (MOST_STEPS, MOST_LAYERS, True)]
SVG = "{http://www.w3.org/2000/svg}"


def groups(time, layers=1, every=True):
    """The groups of the picture: folded, start, and a copy for every step."""
    return ElementTree.fromstring(unfolding(time, layers, every)).findall(f"{SVG}g")


def colours(group):
    return {wire.get("stroke") for wire in group.iter(f"{SVG}path") if wire.get("class") == "wire"}


def names(group):
    return [text.text for text in group.iter(f"{SVG}text") if text.get("class") != "weight"]


@pytest.mark.parametrize("look", LOOKS)
def test_a_picture_is_a_group_for_every_step_and_one_for_the_folded_net(look):
    folded, start, *copies = groups(*look)
    assert (folded.get("class"), start.get("class")) == ("folded", "start")
    assert [copy.get("data-step") for copy in copies] == [str(step) for step in range(1, look[0] + 1)]


@pytest.mark.parametrize("layers", [1, 2])
def test_every_copy_has_the_same_weights_and_the_folded_net_has_no_others(layers):
    folded, _, *copies = groups(5, layers)
    found = [colours(group) for group in (folded, *copies)]
    assert all(one == found[0] for one in found)
    assert len(found[0]) == 2 * layers + 1 <= len(COLOURS)


def test_a_copy_is_labelled_with_its_step():
    folded, start, *copies = groups(3, 2)
    assert names(folded) == ["xₜ", "hₜ", "h′ₜ", "yₜ"]
    assert names(start) == ["h₀", "h′₀"]
    assert names(copies[2]) == ["x₃", "h₃", "h′₃", "y₃"]


def test_only_the_last_step_has_an_output_if_that_is_asked_for():
    _, _, *copies = groups(4, every=False)
    assert ["y₄" in names(copy) for copy in copies] == [False, False, False, True]


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_leaves_the_paper(look):
    picture = unfolding(*look)
    width, height = map(int, re.search(r'viewBox="0 0 (\d+) (\d+)"', picture).groups())
    circles = [tuple(map(int, found)) for found in re.findall(r'cx="(\d+)" cy="(\d+)" r="(?:\d+)"', picture)]
    assert all(20 < x < width - 20 and 20 < y < height - 20 for x, y in circles)
    assert len(set(circles)) < len(circles), "the folded net stands where the first copy stands"


@pytest.mark.parametrize(("time", "layers"), [(0, 1), (MOST_STEPS + 1, 1), (3, 0), (3, MOST_LAYERS + 1)])
def test_what_is_too_large_to_read_is_refused(time, layers):
    with pytest.raises(ValueError, match="draw 1 to"):
        unfolding(time, layers)


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
    assert max(ways.values()) == longest_path(time, layers)


@pytest.mark.parametrize("look", [(1, 1, True, False), (3, 2, False, False), (3, 1, True, True), (3, 2, True, True)])
def test_it_is_said_in_words(look):
    assert ("loop" if look[3] else str(look[0])) in describe(*look)
