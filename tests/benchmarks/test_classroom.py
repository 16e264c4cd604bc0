"""A small classroom: all find their own work again; the speed is judged by `python -m benchmarks classroom`."""

import pytest

from benchmarks.classroom import measure
from benchmarks.classroom.learner import Pace
from benchmarks.classroom.moving import figure
from lstm_core.cells import CELLS

TIMED = ("slider to page", "page to page", "meanwhile, median")  # judged on a quiet machine


@pytest.fixture(scope="module")
def rows():
    return measure(sessions=5, training=1, seconds=15.0, pace=Pace(0.2, 1.0, 0.1), chromium=False)


@pytest.mark.xdist_group("browser")
@pytest.mark.slow
def test_five_learners_at_once_lose_nothing_and_leave_nothing_behind(rows):
    broken = [f"{row.what}: {row.measured} {row.note}" for row in rows if not row.kept]
    assert not [each for each in broken if not any(name in each for name in TIMED)]


@pytest.mark.xdist_group("browser")
@pytest.mark.slow
def test_all_five_were_there_and_moved_sliders(rows):
    measured = {row.what: row for row in rows}
    assert measured["sessions at once, at most"].measured == 5
    assert "moves" in measured["5 learners: slider to page, median, against one alone"].note


def test_the_figure_a_learner_expects_is_the_one_worked_out_for_their_numbers():
    """At these numbers the forget gate is σ(2.5 − 0.5 · 0 + 0.4 · 0)."""
    assert figure(dict.fromkeys(CELLS["LSTM"].inputs, 0.0))["f"] == "0.92"
