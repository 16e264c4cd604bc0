"""The benchmark of sweeps runs; what it measures is judged by `python -m benchmarks sweep`."""

import pytest

from benchmarks.sweep import measure


@pytest.mark.slow
def test_every_ratio_has_a_row_and_its_promise():
    pytest.importorskip("distributed", reason="requirements-cluster.txt is not installed")
    rows = measure(rounds=1, experiments=4, steps=10)
    assert [(row.least, row.promise) for row in rows] == [(1.8, None), (None, 1.25)]
    assert min(row.measured for row in rows) > 0
