"""The benchmark of the training paths runs; what it measures is judged by `python -m benchmarks paths`."""

import pytest

from benchmarks.training_paths import RACES, measure


@pytest.mark.slow
def test_every_race_has_a_row_and_every_cell_a_race():
    rows = measure(rounds=1, steps=1)
    assert len({row.what for row in rows}) == len(RACES)
    assert all(row.measured > 0 for row in rows)
    assert [row.least for row in rows] == [promise for *_, promise in RACES]
