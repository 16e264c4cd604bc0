"""A run as plain data: what is written is read again, and what somebody forged is refused."""

import json
import math

import pytest

from lstm_core.exam.log.event import LARGEST
from lstm_core.training import LECTURE, PRESETS, Experiment
from lstm_core.training.finished import POINTS, FinishedRun, Outcome, finished, read_finished, thinned
from lstm_core.training.run import Run

ONE = FinishedRun("recall", "LSTM", Experiment().settings(), (Outcome(0, 90, True),), ("LSTM", "GRU"), 0.5, (0.3, 0.01))


def trained(**changes):
    run = Run(Experiment(hidden=4, batch=8, steps=60, **changes))
    while not run.done.is_set():
        run.work(10.0)
    return run


def test_what_became_of_a_run_is_read_as_it_was_written():
    run = trained()
    one = finished([run], ["LSTM", "GRU"])
    assert one.outcomes == (Outcome(0, run.progress.step, run.progress.solved),)
    assert one.unusual() == {"hidden": 4, "batch": 8, "steps": 60}
    read = read_finished(one.task, json.loads(json.dumps(one.data())))
    assert read.data() == one.data()
    assert (read.settings, read.outcomes, read.cells) == (one.settings, one.outcomes, one.cells)


def test_several_seeds_are_one_line_with_an_outcome_each():
    seeds = [trained(seed=seed) for seed in (3, 4)]
    assert [one.seed for one in finished(seeds).outcomes] == [3, 4]
    assert finished(seeds).unusual().keys() == {"hidden", "batch", "steps"}


@pytest.mark.parametrize("name", PRESETS)
def test_our_recipe_has_nothing_unusual(name):
    assert not FinishedRun(name, "LSTM", PRESETS[name].settings(), (Outcome(0, 1, False),)).unusual()


@pytest.mark.parametrize("name", LECTURE)
def test_the_lectures_recipe_is_told_by_what_it_has_unlike_ours(name):
    e = LECTURE[name]
    assert FinishedRun(e.task_spec.name, "LSTM", e.settings(), (Outcome(0, 1, False),)).unusual()["layers"] == 2


def test_the_longest_run_fits_into_an_event():
    cells = ("x" * 30,) * 3
    longest = FinishedRun("t" * 30, cells[0], Experiment().settings(), (Outcome(2**31 - 1, 20_000, True),) * 10, cells)
    data = longest.data() | {"losses": list(thinned([math.pi * 1e-7] * 20_000))}
    assert len(json.dumps(data)) < LARGEST / 4


@pytest.mark.parametrize("count", [0, 1, POINTS - 1, POINTS, POINTS + 1, 20_000])
def test_a_curve_keeps_its_mean_and_has_so_many_points_at_most(count):
    losses = [1 + k % 2 for k in range(count)]
    curve = thinned(losses)
    assert len(curve) <= min(count, POINTS)
    assert all(1 <= loss <= 2 for loss in curve)
    assert curve == tuple(losses) or count > POINTS


def test_what_is_not_finite_is_left_out_of_a_curve():
    assert thinned([1.0, math.nan, 2.0, math.inf]) == (1.0, 2.0)


ODD = {
    "no cell": {"cell": None},
    "a cell without a name": {"cell": ""},
    "no outcome": {"outcomes": []},
    "an outcome of two": {"outcomes": [[1, 2]]},
    "outcomes that are none": {"outcomes": "many"},
    "a number of seconds without end": {"seconds": float("inf")},
    "losses that are words": {"losses": ["low"]},
    "no settings": {"settings": 3},
    "too many units": {"settings": {"hidden": 10**6}},
    "half a unit": {"settings": {"hidden": 0.5}},
    "an optimizer of its own": {"settings": {"optimizer": "mine"}},
    "a choice that cannot be compared": {"settings": {"optimizer": []}},
    "a truth that is a number": {"settings": {"until_solved": 1}},
    "units that are true": {"settings": {"hidden": True}},
    "a seed beyond every number": {"outcomes": [[float("inf"), 1, True]]},
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_run_is_refused(name):
    assert read_finished("recall", ONE.data()) == ONE
    with pytest.raises(ValueError, match=r"this is no run|is missing| is |could not convert|values to unpack"):
        read_finished("recall", ONE.data() | ODD[name])


@pytest.mark.parametrize("missing", ONE.data())
def test_a_run_of_which_something_is_missing_is_none(missing):
    with pytest.raises(ValueError, match="no run"):
        read_finished("recall", {key: value for key, value in ONE.data().items() if key != missing})


def test_settings_of_another_version_are_left_out_or_as_usual():
    data = ONE.data() | {"settings": {"hidden": 5, "of a later version": 7}}
    assert read_finished("recall", data).settings == Experiment(hidden=5).settings()
