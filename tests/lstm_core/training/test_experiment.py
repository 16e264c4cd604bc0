"""An experiment is frozen, hashable, and refuses what cannot be trained in a sentence."""

import math

import pytest

from lstm_core.notation import read_cell
from lstm_core.training import BOUNDS, CHOICES, Experiment


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("step", [-1, 1])
def test_a_number_beyond_its_bound_is_refused_by_name(name, step):
    low, high = BOUNDS[name]
    with pytest.raises(ValueError, match=name.replace("_", " ")):
        Experiment(**{name: (low if step < 0 else high) + step})


@pytest.mark.parametrize("value", [math.nan, math.inf, None, "ten"])
def test_what_is_not_a_number_is_refused(value):
    with pytest.raises(ValueError, match="learning rate"):
        Experiment(learning_rate=value)


@pytest.mark.parametrize("name", CHOICES)
def test_an_unknown_choice_is_refused_with_the_known_ones(name):
    with pytest.raises(ValueError, match=CHOICES[name][0]):
        Experiment(**{name: "surprise"})


def test_a_task_that_does_not_fit_into_the_time_is_refused():
    with pytest.raises(ValueError, match="steps"):
        Experiment("recall", time=20, delay=100)
    with pytest.raises(ValueError, match="there is no task"):
        Experiment("juggling")


def test_a_cell_without_a_hidden_state_cannot_be_trained():
    with pytest.raises(ValueError, match="needs x, h and a line for h_next"):
        Experiment(cell=read_cell("odd", "x\nc\nc_next = tanh(linear(x, c))"))


def test_equal_experiments_are_one_key():
    assert len({Experiment(seed=3), Experiment(seed=3), Experiment(seed=4)}) == 2


def test_without_a_readout_the_last_layer_has_a_unit_per_output():
    assert Experiment("recall (lecture)", hidden=5, layers=2, readout="none").sizes == [(3, 5), (5, 2)]
