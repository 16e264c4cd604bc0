"""The curves of lesson 4 say what the literature says of them."""

import numpy as np
import pytest

from lstm_core.course.experiments.gradient_decay import (
    ACTIVATIONS,
    TRAINED,
    UntrainedNets,
    bound,
    curves,
    initial_weights,
    trained_curves,
)
from lstm_core.gradients.jacobians import lag_below


def curve(found, net, state):
    return next(c for c in found if (c.net, c.state) == (net, state))


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("scale", [0.5, 0.9, 1.5])
def test_no_elman_curve_exceeds_its_bound(activation, scale):
    start = UntrainedNets(scale=scale, activation=activation, time=40)
    sizes = curve(curves(start), "Elman", "h").norms
    assert (sizes <= bound(start) * (1 + 1e-9)).all()


def test_an_orthogonal_net_without_squashing_meets_its_bound_exactly():
    start = UntrainedNets(scale=1.1, activation="nothing", time=50)
    np.testing.assert_allclose(curve(curves(start), "Elman", "h").norms, bound(start))


def test_sigmoid_loses_a_gradient_within_five_steps():
    assert lag_below(curve(curves(UntrainedNets(activation="sigmoid", scale=1.0)), "Elman", "h").norms, 1e-3) <= 5


def test_the_bias_of_the_keep_gate_decides_how_far_the_straight_way_leads():
    short, far = (curves(UntrainedNets(bias=bias)) for bias in (0, 5))
    for net, state in (("LSTM", "c"), ("GRU", "h")):
        assert curve(short, net, state).direct[50] < 1e-6 < 0.5 < curve(far, net, state).direct[50]


def test_gates_do_not_keep_a_gradient_from_growing():
    """Open forget gates, untrained: the detours through h add up."""
    assert curve(curves(UntrainedNets(bias=3)), "LSTM", "c").norms[50] > 5


def test_what_has_learnt_to_recall_has_a_gradient_that_lives():
    for found in trained_curves(20):
        assert lag_below(found.norms) is None, found.net


def test_every_net_has_a_curve_for_each_of_its_states():
    states = [("Elman", "h"), ("GRU", "h"), ("LSTM", "h"), ("LSTM", "c")]
    assert (
        [(c.net, c.state) for c in curves(UntrainedNets(time=5))]
        == states
        == [(c.net, c.state) for c in trained_curves(5)]
    )
    assert list(TRAINED) == ["Elman", "GRU", "LSTM"]


def test_the_scale_is_the_largest_singular_value_of_elmans_matrix():
    assert np.linalg.norm(initial_weights(ACTIVATIONS["tanh"][0], UntrainedNets(scale=0.7))["U_h"], 2) == pytest.approx(
        0.7
    )


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"time": 1}, "number of steps"),
        ({"scale": 9.0}, "recurrent weights"),
        ({"activation": "relu"}, "tanh, sigmoid"),
    ],
)
def test_settings_out_of_bounds_are_refused_with_a_sentence(settings, words):
    with pytest.raises(ValueError, match=words):
        UntrainedNets(**settings)
