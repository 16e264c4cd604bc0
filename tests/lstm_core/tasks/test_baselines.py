"""What nets reach that have learnt nothing agrees with formulas worked out by hand."""

import math

import numpy as np
import pytest

from lstm_core.tasks import TASKS, WORDS, baselines, errors
from tests.lstm_core.tasks.oracle import every_task, make


def test_the_mean_leaves_the_spread_of_a_uniform_number_at_the_recall_step():
    batch = make(TASKS["recall"], 50_000)
    found = baselines(batch)
    assert list(found) == list(WORDS)
    assert found["always the mean"].rmse_counted == pytest.approx(0.2887, abs=0.002)
    assert found["when, not what"].rmse_counted == pytest.approx(1 / math.sqrt(12), abs=0.002)
    assert found["when, not what"].mse == pytest.approx(1 / 12 / 20, rel=0.02)
    assert found["always zero"].mse_counted == pytest.approx(1 / 3, rel=0.02)
    assert found["always zero"].mse == pytest.approx(1 / 3 / 20, rel=0.02)
    assert found["always the mean"].mse == pytest.approx(1 / 3 / 20 - (1 / 2 / 20) ** 2, rel=0.02)


@pytest.mark.parametrize(
    ("name", "zero", "mean"), [("adding", 7 / 6, 1 / 6), ("parity", 1 / 2, 1 / 4), ("countdown", 1 / 20, 19 / 400)]
)
def test_other_baselines_agree_with_the_formulas(name, zero, mean):
    found = baselines(make(TASKS[name], 20_000))
    assert found["always zero"].mse_counted == pytest.approx(zero, rel=0.03)
    assert found["always the mean"].mse_counted == pytest.approx(mean, rel=0.03)


@every_task
def test_no_constant_does_better_than_the_mean(task):
    batch = make(task)
    found = baselines(batch)
    for constant in np.linspace(-0.2, 1.2, 15):
        there = errors(np.full_like(batch.ys, constant), batch)
        assert found["always the mean"].mse <= there.mse + 1e-9
        assert found["always the mean"].mse_counted <= there.mse_counted + 1e-9
    assert ("when, not what" in found) == (not batch.mask.all())
