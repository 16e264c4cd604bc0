"""A small grid in a folder of its own."""

import pytest

from tests.lstm_core.training.sweep.examples import GRID


@pytest.fixture
def grid(tmp_path):
    path = tmp_path / "tiny.toml"
    path.write_text(GRID)
    return path
