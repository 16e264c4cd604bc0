"""The moves from LSTM to GRU: which are identities and which are not, by NumPy that knows nothing of cells."""

import numpy as np
import pytest

from lstm_core.cell.bounds import bounds
from lstm_core.cell.comparison import differing_nodes
from lstm_core.cells import CELLS
from lstm_core.course.experiments.lstm_to_gru import INHERITED, INPUTS, TIED, apart, inherited, neighbours, steps
from lstm_core.run import random_weights, trace, zero_state

MOVES = range(1, len(steps()))
SEEDS = range(8)


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def by_hand(key, w, xs):
    """h at every step of one unit, written down for each cell; w: box -> (from x, from h, bias)."""
    h = c = 0.0
    found = []
    for x in xs:
        box = lambda name, past, x=x: w[name][0] * x + w[name][1] * past + w[name][2]
        if key == "LSTM":
            c = sigmoid(box("f", h)) * c + sigmoid(box("i", h)) * np.tanh(box("g", h))
            h = sigmoid(box("o", h)) * np.tanh(c)
        elif key == "1. Tie":
            f = sigmoid(box("f", h))
            c = f * c + (1 - f) * np.tanh(box("g", h))
            h = sigmoid(box("o", h)) * np.tanh(c)
        elif key == "2. Merge":
            f = sigmoid(box("f", h))
            h = sigmoid(box("o", h)) * (f * h + (1 - f) * np.tanh(box("g", h)))
        elif key == "3. Move":
            f = sigmoid(box("f", h))
            h = f * h + (1 - f) * np.tanh(box("g", sigmoid(box("r", h)) * h))
        else:
            z = sigmoid(box("z", h))
            h = (1 - z) * h + z * np.tanh(box("n", sigmoid(box("r", h)) * h))
        found.append(h)
    return found


@pytest.mark.parametrize("one", steps(), ids=lambda one: one.key)
def test_every_step_is_the_cell_that_its_text_describes(one):
    weights = random_weights(one.cell, 1, 1, 5, 1.5)
    boxes = {name[2:]: [float(weights[f"{letter}_{name[2:]}"].ravel()[0]) for letter in "WUb"] for name in weights}
    ran = trace(one.cell, weights, [np.array([x]) for x in INPUTS], zero_state(one.cell, 1))
    assert np.allclose([now["h_next"][0] for now in ran], by_hand(one.key, boxes, INPUTS), atol=1e-12)


def test_it_leads_from_the_shipped_lstm_to_the_shipped_gru():
    assert [one.cell for one in steps()][::4] == [CELLS["LSTM"], CELLS["GRU"]]
    assert steps()[1].cell == CELLS["Coupled LSTM"]


def test_the_first_move_saves_a_quarter_of_the_parameters_and_the_others_none():
    counts = [one.cell.parameters(10, 20) for one in steps()]
    assert counts == [2480, 1860, 1860, 1860, 1860]


def test_no_move_is_an_identity_but_the_new_name():
    far = {number: max(apart(*neighbours(number, seed, False)) for seed in SEEDS) for number in MOVES}
    assert all(far[number] > 0.1 for number in (1, 2, 3))
    assert far[4] < 1e-12


def test_made_as_alike_as_they_can_be_the_first_and_third_agree_and_the_second_does_not():
    near = {number: [apart(*neighbours(number, seed, True)) for seed in SEEDS] for number in (1, 2, 3)}
    assert max(near[1]) < 1e-12
    assert max(near[3]) < 1e-12
    assert min(near[2]) > 1e-3


def test_tying_loses_the_counter_and_nothing_later_brings_it_back():
    growing = [float("inf") in bounds(one.cell).values() for one in steps()]
    assert growing == [True, False, False, False, False]


def test_an_heir_takes_the_weights_of_its_box_with_its_sign():
    given = random_weights(CELLS["LSTM"], 1, 1, 2)
    tied = inherited(CELLS["LSTM"], given, TIED)
    assert (tied["U_i"], tied["b_f"]) == (-given["U_f"], given["b_f"])
    gru = inherited(CELLS["GRU"], given, INHERITED)
    assert (gru["W_z"], gru["b_r"], gru["U_n"]) == (-given["W_f"], given["b_o"], given["U_g"])


@pytest.mark.parametrize("number", MOVES)
def test_what_lights_up_is_what_the_move_changed(number):
    before, after = (one.cell for one in steps()[number - 1 : number + 1])
    due = {1: {"rest", "written"}, 2: {"kept", "mixed", "h_next"}, 3: {"r", "past", "g", "h_next"}}
    assert number not in due or set(differing_nodes(after, before)) == due[number]


def test_every_move_says_what_it_gains_and_loses_and_whether_it_is_the_same_cell():
    assert all(one.why and one.title for one in steps())
    assert all(one.gained and one.lost and one.same for one in steps()[1:])
    assert all(
        text.count("$") % 2 == 0 for one in steps() for text in (one.title, one.why, one.gained, one.lost, one.same)
    )


@pytest.mark.parametrize("number", [0, 5])
def test_a_move_that_is_not_there_is_refused(number):
    with pytest.raises(ValueError, match="there are moves 1 to 4"):
        neighbours(number, 0, False)
