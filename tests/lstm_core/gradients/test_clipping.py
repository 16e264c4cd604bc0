"""On a cliff a plain step flies off and a clipped one stays; clipping keeps the direction."""

import numpy as np
import pytest

from lstm_core.gradients.clipping import Cliff, clip


def test_a_long_gradient_is_shortened_and_a_short_one_is_left_alone():
    np.testing.assert_allclose(clip(np.array([3.0, 4.0]), 1.0), [0.6, 0.8])
    np.testing.assert_array_equal(clip(np.array([0.3, 0.4]), 1.0), [0.3, 0.4])
    np.testing.assert_array_equal(clip(np.zeros(2), 1.0), [0, 0])


def test_a_norm_of_zero_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        clip(np.ones(2), 0.0)


@pytest.mark.parametrize("time", [3, 10, 15])
def test_the_slope_of_the_wall_doubles_with_every_step(time):
    """At b = 0 every h is 0 and tanh has slope 1, so dh/db is 1 + 2 + 4 + … and L' half of it."""
    assert Cliff(time).slope(0.0) == pytest.approx(0.5 * (2**time - 1))


@pytest.mark.parametrize("bias", [-0.3, -0.01, 0.02, 0.4])
def test_the_slope_is_that_of_finite_differences(bias):
    up, down = Cliff().losses([bias + 1e-6, bias - 1e-6])
    assert Cliff().slope(bias) == pytest.approx((up - down) / 2e-6, rel=1e-4)


def test_a_plain_step_from_the_wall_never_comes_back_and_a_clipped_one_stays():
    plain, clipped = Cliff().walk(0.0, 0.1, 20), Cliff().walk(0.0, 0.1, 20, 1.0)
    assert plain[1] == plain[-1] == pytest.approx(-51.15)
    assert max(map(abs, clipped)) <= 0.1 + 1e-12
