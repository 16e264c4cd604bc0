"""A window answers what lies inside it and only guesses at the rest; its gradient is that of its loss."""

import numpy as np
import pytest

from lstm_core.course.experiments.gap_study import (
    ENOUGH,
    GAPS,
    GUESS,
    REACHES,
    RECURRENT,
    fails_at,
    results,
    window_name,
)
from lstm_core.course.experiments.window_net import _gradient, _initial, learn, parameters, seen
from lstm_core.tasks import FRESH, TASKS
from lstm_core.training.loss_weights import shares

RECALL = TASKS["recall"]


def test_a_window_holds_the_last_steps_and_zeros_before_the_first():
    xs = np.arange(1.0, 5.0).reshape(4, 1, 1)
    assert seen(xs, 3)[:, 0].tolist() == [[0, 0, 1], [0, 1, 2], [1, 2, 3], [2, 3, 4]]
    assert (seen(xs, 1) == xs).all()


@pytest.mark.parametrize(("gap", "solved"), [(3, True), (4, True), (5, False), (6, False)])
def test_a_window_of_five_fails_from_a_gap_of_five_on(gap, solved):
    net = learn(RECALL, 5, gap)
    fresh = RECALL.make(np.random.default_rng(99), FRESH, gap + 5, gap)
    score = RECALL.solved(net.predict(fresh.xs), fresh).score
    assert score < ENOUGH if solved else score == pytest.approx(GUESS, abs=0.02)


def test_the_gradient_is_that_of_finite_differences():
    rng = np.random.default_rng(3)
    xs, ys, mask = (array.astype(float) for array in RECALL.make(rng, 4, 8, 3))
    share = shares("balanced", mask, ys).astype(float)
    windows, weights = seen(xs, 4), _initial(rng, 12, 1)

    def loss() -> float:
        hidden = np.tanh(windows @ weights["W_h"].T + weights["b_h"])
        return float((share * (hidden @ weights["W_y"].T + weights["b_y"] - ys) ** 2).sum())

    found = _gradient(weights, windows, ys, share)
    for name, array in weights.items():
        place = tuple(rng.integers(0, size) for size in array.shape)
        old = array[place]
        ends = []
        for by in (1e-6, -1e-6):
            array[place] = old + by
            ends.append(loss())
        array[place] = old
        assert found[name][place] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-7)


@pytest.mark.parametrize("reach", REACHES)
def test_parameters_are_counted_as_they_are(reach):
    assert parameters(reach) == sum(w.size for w in _initial(np.random.default_rng(0), 3 * reach, 1).values())


def test_equal_seeds_learn_alike():
    one, other = (learn(RECALL, 2, 1, steps=5, seed=7).weights for _ in range(2))
    assert all((one[name] == other[name]).all() for name in one)


# What was measured


def test_there_is_a_result_for_every_net_and_gap():
    nets = [*map(window_name, REACHES), *RECURRENT]
    assert {(row.net, row.gap) for row in results()} == {(net, gap) for net in nets for gap in GAPS}
    assert len(results()) == len(nets) * len(GAPS)


@pytest.mark.parametrize("reach", REACHES)
def test_every_window_fails_as_soon_as_the_signal_is_outside(reach):
    assert fails_at(window_name(reach), results()) == reach


@pytest.mark.parametrize("net", RECURRENT)
def test_recurrent_nets_solve_every_gap_with_the_same_number_of_weights(net):
    assert fails_at(net, results()) is None
    assert len({row.parameters for row in results() if row.net == net}) == 1


def test_a_shipped_result_can_be_measured_again():
    row = next(row for row in results() if (row.net, row.gap) == ("window of 10", 9))
    fresh = RECALL.make(np.random.default_rng(12345), FRESH, 14, 9)
    errors = [RECALL.solved(learn(RECALL, 10, 9, seed=seed).predict(fresh.xs), fresh).score for seed in (0, 1, 2)]
    assert sorted(errors)[1] == pytest.approx(row.error, abs=0.005)
