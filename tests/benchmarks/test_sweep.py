"""The benchmark of sweeps runs; what it measures is judged by `python -m benchmarks sweep`."""

import pytest

from benchmarks.sweep import measure


def test_both_ratios_have_a_row_and_a_promise():
    pytest.importorskip("distributed", reason="requirements-cluster.txt is not installed")
    faster, slower = measure(rounds=1, experiments=4, steps=10)
    assert (faster.least, faster.promise, slower.least, slower.promise) == (1.8, None, None, 1.25)
    assert min(faster.measured, slower.measured) > 0
