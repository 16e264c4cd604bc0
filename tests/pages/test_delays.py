"""The page on delays says what its file of results says, and does without torch."""

import subprocess
import sys

import pyarrow as pa
import pytest

from lstm_core.training.sweep import SeedSummary, load_results, read_grid, summary
from lstm_core.training.sweep.report import elman, lstm, reach, stopped
from tools.apptest import open_page
from tools.serving import ROOT


@pytest.fixture(scope="module")
def opened():
    return open_page("delays")


@pytest.fixture(scope="module")
def rows():
    grid = read_grid()
    return summary(result for result in load_results() if result.key in grid)


def row(cell, initial, delay, solved, of, late=0):
    return SeedSummary(
        cell, initial, delay, solved, of, 100.0 if solved else None, 0.5 if solved else None, 100.0, late
    )


def test_the_table_is_the_summary_of_the_results(opened, rows):
    shown = opened.dataframe[0].value
    assert len(shown) == len(rows)
    for number, expected in enumerate(rows):
        assert shown["solved"][number] == f"{expected.solved} of {expected.of}"
        assert shown["stopped by the clock"][number] == expected.out_of_time


def test_the_figure_shows_every_row_and_says_it_in_words(opened, rows):
    figure = opened.get("vega_lite_chart")[0].proto
    assert all(f"{r.solved} of {r.of} at {r.delay}" in figure.alt for r in rows)
    drawn = pa.ipc.open_stream(figure.data.data).read_all()["seeds"].to_pylist()
    assert drawn == [f"{r.solved}/{r.of}" for r in rows]


def test_the_sentences_are_on_the_page(opened, rows):
    said = " ".join(element.value for element in opened.markdown)
    assert all(sentence in said for sentence in (lstm(rows), elman(rows), stopped(rows)))


def test_reach_ends_at_the_first_seed_that_does_not_solve_it():
    rows = [
        row("LSTM", "Keras", delay, *counts)
        for delay, counts in ((5, (3, 3)), (10, (3, 3)), (20, (2, 3)), (50, (3, 3)))
    ]
    assert reach(rows, "LSTM", "Keras") == 10
    assert reach(rows, "GRU", "Keras") == 0


def test_elmans_successes_are_told_first():
    rows = [row("Elman", "Keras", 5, 10, 10), row("Elman", "Keras", 10, 10, 10), row("Elman", "Keras", 50, 1, 4)]
    told = elman(rows)
    assert "every seed solves it at a delay of 5 and 10." in told
    assert told.index("5 and 10") < told.index("1 of 4 at 50")


def test_the_clock_is_not_taken_for_failure():
    assert stopped([row("GRU", "Keras", 50, 1, 4, 2)]).startswith("2 of the 4 runs were stopped by the clock")
    assert stopped([row("GRU", "Keras", 50, 4, 4)]).startswith("None of the 4")


@pytest.mark.slow
def test_the_page_does_not_import_torch():
    code = "import sys; from tools.apptest import open_page\nopen_page('delays')\nassert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


def test_the_shipped_results_are_complete(rows):
    assert sum(found.of for found in rows) == len(read_grid())
