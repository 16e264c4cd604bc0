"""Two steps and their way back: by the equations as by slopes of the loss, and as in 1997 by hand."""

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.course.experiments.two_steps_back import TwoStepsBack
from tests.lstm_core.examples import each_cell


@each_cell
def test_every_error_and_every_gradient_is_a_slope_of_the_loss(cell):
    chain = TwoStepsBack(cell, (1.0, -0.5), (0.5, -1.0))
    for t, deltas in enumerate(chain.deltas()):
        for one in chain.equations:
            assert deltas[one.name].item() == pytest.approx(chain.slope_at(one.name, t), abs=1e-8)
    for weight, gradient in chain.gradients().items():
        assert gradient == pytest.approx(chain.slope_of(weight), abs=1e-8)


def test_as_in_1997_only_the_memory_carries_back_the_error_of_the_last_output():
    chain = TwoStepsBack(CELLS["LSTM"], (1.0, -0.5), (0.0, 1.0))
    first, second = chain.deltas(cut=True)
    values = chain.steps[1]
    shown = 1.0 * values["o"] * (1 - np.tanh(values["c_next"]) ** 2)
    assert second["c_next"] == pytest.approx(shown)
    assert first["c_next"] == pytest.approx(values["f"] * shown)
    assert first["h_next"] == 0
    assert chain.slope_at("h_next", 0) != pytest.approx(0, abs=1e-3)
    assert 0.01 < chain.distance() < 1


def test_without_an_error_nothing_is_learnt_and_nothing_is_off():
    chain = TwoStepsBack(CELLS["LSTM"], (1.0, -0.5), (0.0, 0.0))
    assert not any(chain.gradients().values())
    assert chain.distance() == 0
