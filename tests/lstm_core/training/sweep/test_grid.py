"""A grid asks for what it says, and what cannot be meant is named in a sentence."""

import pytest

from lstm_core.training import Experiment
from lstm_core.training.sweep import experiment_of, read_grid
from lstm_core.training.sweep.grid import read_choosing
from tests.lstm_core.training.sweep.examples import CHOICE, GRID


def test_a_grid_may_begin_with_a_byte_order_mark(grid):
    plans = read_grid(grid)
    grid.write_text(GRID, encoding="utf-8-sig")
    assert read_grid(grid) == plans


def test_other_settings_have_other_keys(grid):
    before = set(read_grid(grid))
    grid.write_text(GRID.replace("hidden = 4", "hidden = 5"))
    assert not before & set(read_grid(grid))


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ('"Elman"]', '"Jordan"]', "number 1: there is no cell 'Jordan'; choose one of Elman, LSTM"),
        ('"recall"', '"forget"', "there is no task 'forget'; choose one of recall"),
        ("hidden = 4", "hiden = 4", r"tiny.toml, \[all\]: there is no setting 'hiden'; did you mean hidden\?"),
        ("seeds = 2", "seed = 2", "there is no setting 'seed'; did you mean seeds"),
        ("hidden = 4", "hidden = 4.5", "hidden is 4.5, but should be a whole number"),
        ("hidden = 4", "hidden = [4, true]", "hidden is True, but should be a whole number"),
        ("learning_rate = 0.02", 'learning_rate = "fast"', "learning_rate is 'fast', but should be a number"),
        ("learning_rate = 0.02", "learning_rate = 7", "learning_rate is 7; choose from 1e-06 to 1"),
        ("delay = [3, 4]", "delay = []", "delay is .., but needs at least one value"),
        ("delay = [3, 4]", "delay = 5\ntime = 4", r"number 1: The task .* needs 6 steps or more, not 4"),
        ("delay = [3, 4]", "delay = 900", "delay is 900; choose from 0 to 500"),
        ('initial = "Keras"', 'initial = "zero"', "initial is 'zero'; choose one of Keras"),
        ("seeds = 2", "seeds = 0", "seeds is 0; choose from 1 to 1000"),
        ("seconds = 20.0", "seconds = -1", "seconds is -1; choose from 0 to 3600"),
        ("first_seed = 7", "first_seed = 1.5", "first_seed is 1.5, but should be a whole number"),
        ("[[runs]]", "[[run]]", "there is no setting 'run'; did you mean runs"),
        ("[[runs]]", "[runs]", r"needs a block of settings under \[\[runs\]\]"),
        ("[all]", "[all", "tiny.toml is not a page of TOML"),
    ],
)
def test_what_cannot_be_meant_is_named(grid, written, instead, said):
    assert written in GRID
    grid.write_text(GRID.replace(written, instead))
    with pytest.raises(ValueError, match=said):
        read_grid(grid)


def test_a_grid_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"no grid at .*mine.toml"):
        read_grid(tmp_path / "mine.toml")


def test_what_a_grid_leaves_out_is_as_usual(grid):
    grid.write_text("[[runs]]\nhidden = [4, 8]")
    experiments = [experiment_of(plan) for plan in read_grid(grid).values()]
    assert experiments == [Experiment(hidden=4), Experiment(hidden=8)]


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("learning_rate = [0.001, 0.02]", "", r"\[choose\] needs a setting with the values to choose from"),
        ("learning_rate = [0.001, 0.02]", "learning_rate = 0.02", "learning_rate needs a list of values"),
        ("learning_rate = [0.001, 0.02]", 'cell = ["LSTM", "GRU"]', "a cell is never chosen"),
        ("first_seed = 1", "first_seed = 6", "seed 7 is shown as well; choose on other seeds"),
        ("seeds = 2", 'seeds = "two"', "seeds is 'two', but should be a whole number"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_named(grid, written, instead, said):
    assert written in CHOICE
    grid.write_text(
        CHOICE.replace(written, instead, 1)
        if written != "first_seed = 1"
        else CHOICE.replace("first_seed = 1\n", "first_seed = 6\n")
    )
    with pytest.raises(ValueError, match=said):
        read_choosing(grid)
