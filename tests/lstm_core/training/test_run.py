"""A run that was put away or forgotten goes on as if it had not been: to the same digit."""

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.training import LECTURE, Experiment, train
from lstm_core.training.run import Run

SHORT = Experiment(hidden=4, batch=8, steps=60, until_solved=False)
RUNS = {
    "LSTM": SHORT,
    "GRU, two layers": SHORT.but(cell=CELLS["GRU"], layers=2),
    "SGD": SHORT.but(optimizer="SGD", learning_rate=0.1),
    "lecture": LECTURE["countdown"].but(steps=60),
    "stops when it is solved": Experiment(steps=120),
    "diverges": Experiment("adding", optimizer="SGD", learning_rate=1.0, clip=0.0, loss="all steps", steps=300),
}


def assert_equal(one, other):
    """Two histories, bit by bit."""
    assert (one.step, one.solved, one.problem, one.losses) == (other.step, other.solved, other.problem, other.losses)
    one, other = one.history, other.history
    assert (one.scores, repr(one.errors)) == (other.scores, repr(other.errors))
    for (step, picture), (another, drawn) in zip(one.pictures, other.pictures, strict=True):
        assert step == another
        assert np.array_equal(picture, drawn)
    for layer, twin in zip(one.weights, other.weights, strict=True):
        assert layer.keys() == twin.keys()
        assert all(layer[name].tobytes() == twin[name].tobytes() for name in layer)


def to_step(run, step):
    run.pause()
    run.again(step - run.progress.step)
    while run.has_work:
        run.work(0.01)


@pytest.mark.parametrize("experiment", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("leave", ["put away", "forget", "forget the end"])
def test_weights_curve_and_pictures_are_those_of_a_run_that_never_paused(experiment, leave):
    *_, through = train(experiment)
    run = Run(experiment)
    for step in (1, 16, 17, 40):  # a chunk of batches has sixteen
        to_step(run, step)
        run.put_away()
        if leave == "forget":
            run.forget()
            run.look()
            while run.returns_to:
                run.work(0.01)
        assert run.progress.step == min(step, through.step)
    run.resume()
    while not run.done.is_set():
        run.work(0.01)
    run.put_away()
    if leave == "forget the end":
        run.forget()
        assert not run.progress.losses
        run.look()
        while run.returns_to:
            run.work(0.01)
    assert run.done.is_set()
    assert_equal(run.progress, through)


def test_a_rate_that_was_changed_on_the_way_is_changed_at_the_same_batch_again():
    runs = []
    for leave in (False, True):
        run = Run(SHORT)
        to_step(run, 10)
        run.rate = 0.5
        to_step(run, 20)
        run.rate = 0.001
        if leave:
            run.put_away()
            run.forget()
            run.look()
        run.resume()
        while not run.done.is_set():
            run.work(0.01)
        runs.append(run)
    assert_equal(runs[1].progress, runs[0].progress)
    assert runs[0].rates == runs[1].rates == {1: 0.02, 11: 0.5, 21: 0.001}


def test_what_is_put_away_is_small():
    run = Run(Experiment(cell=CELLS["GRU"]))
    to_step(run, 40)
    assert run.ready
    run.put_away()
    assert not run.ready
    assert run.size > 50 * run.kept > 0
    run.forget()
    assert run.kept == 0


def test_a_run_that_comes_back_is_not_charged_for_it_again():
    run = Run(SHORT.but(steps=20_000), most=0.05)
    while not run.done.is_set():
        run.work(0.01)
    cost, step, words = run.cpu, run.progress.step, run.progress.problem
    run.put_away()
    run.forget()
    run.look()
    assert run.returns_to == step
    run.work(60.0)
    assert (run.done.is_set(), run.cpu, run.progress.step, run.progress.problem) == (True, cost, step, words)
