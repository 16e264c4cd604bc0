"""The page on delays tells what its file of results holds, and does without torch."""

import subprocess
import sys

import pyarrow as pa
import pytest

from lstm_core.training.sweep import SeedSummary, results_of_task, summary
from lstm_core.training.sweep.report import compare, elman, gru, lstm, reach, unsolved
from tools.apptest import open_page
from tools.serving import ROOT
from ui.delays.figures import STARTS, started


@pytest.fixture(scope="module")
def opened():
    return open_page("delays")


@pytest.fixture(scope="module")
def rows():
    return summary(results_of_task("recall with distractors"))


def row(cell, initial, delay, solved, of, batches=100.0):
    quartiles = (batches - 10, batches + 10) if solved else None
    return SeedSummary(
        cell,
        initial,
        delay,
        solved,
        of,
        batches if solved else None,
        0.5,
        100.0,
        quartiles=quartiles,
        learning_rate=0.01,
    )


def test_the_table_is_the_summary_of_the_results(opened, rows):
    shown = opened.dataframe[0].value
    assert len(shown) == len(rows)
    for number, expected in enumerate(rows):
        assert shown["solved"][number] == f"{expected.solved} of {expected.of}"
        assert shown["learning rate"][number] == expected.learning_rate
        low, high = expected.interval
        assert shown["95 % interval"][number] == f"{100 * low:.0f}–{100 * high:.0f} %"


@pytest.mark.parametrize("words", STARTS)
def test_the_figures_show_every_net_with_one_start_and_say_it_in_words(words, rows):
    app = open_page("delays", state={"delays_start": words})
    shown = started(rows, STARTS[words])
    assert {r.cell for r in shown} == {r.cell for r in rows}
    seeds, batches = app.get("vega_lite_chart")
    assert all(f"{r.solved} of {r.of} at {r.delay}" in seeds.proto.alt for r in shown)
    drawn = pa.ipc.open_stream(seeds.proto.data.data).read_all()["seeds"].to_pylist()
    assert drawn == [f"{r.solved}/{r.of}" for r in shown]
    slowest = max(r.batches for r in shown if r.batches)
    assert f"{slowest:,g} batches" in batches.proto.alt


def test_the_sentences_are_on_the_page(opened, rows):
    texts = " ".join(element.value for element in opened.markdown)
    steps = max(r.batches for r in results_of_task("recall with distractors"))
    assert all(sentence in texts for sentence in (lstm(rows), elman(rows), gru(rows), unsolved(rows, steps)))


def test_reach_ends_at_the_first_seed_that_does_not_solve_it():
    rows = [
        row("LSTM", "Keras", delay, *counts)
        for delay, counts in ((5, (3, 3)), (10, (3, 3)), (20, (2, 3)), (50, (3, 3)))
    ]
    assert reach(rows, "LSTM", "Keras") == 10
    assert reach(rows, "GRU", "Keras") == 0


@pytest.mark.parametrize(
    ("one", "other", "better"),
    [
        ((20, 20, 100), (10, 20, 100), 1),
        ((10, 20, 100), (20, 20, 900), -1),
        ((20, 20, 100), (19, 20, 100), 0),  # one seed of twenty decides nothing
        ((20, 20, 100), (20, 20, 200), 1),
        ((20, 20, 200), (20, 20, 100), -1),
        ((20, 20, 100), (20, 20, 115), 0),  # quartiles that overlap
        ((10, 20, 100), (10, 20, 900), 0),  # of nets that half the seeds solve, those that did are no fair sample
    ],
)
def test_a_cell_is_ahead_only_where_the_seeds_decide_it(one, other, better):
    assert compare(row("Elman", "Keras", 5, *one), row("LSTM", "Keras", 5, *other)) == better


def test_where_elman_is_ahead_it_is_told_and_where_not_as_well():
    lstm_rows = [row("LSTM", "Keras", 5, 20, 20, 200.0), row("LSTM", "Keras", 50, 2, 20)]
    ahead = [row("Elman", "Keras", 5, 20, 20), row("Elman", "Keras", 50, 15, 20)]
    words = elman([*ahead, *lstm_rows])
    assert "every seed at a delay of 5; with 15 of 20 at 50." in words
    assert (
        "it is ahead of the LSTM with 100 batches against 200 batches at 5 and 15 of 20 seeds against 2 of 20" in words
    )
    behind = [row("Elman", "Keras", 5, 20, 20, 900.0), row("Elman", "Keras", 50, 0, 20)]
    words = elman([*behind, *lstm_rows])
    assert "nowhere clearly ahead of the LSTM and the LSTM is ahead with 200 batches against 900 batches at 5." in words


def test_what_did_not_finish_is_not_taken_for_what_cannot_be_learnt():
    words = unsolved([row("GRU", "Keras", 50, 1, 4)], 1500)
    assert words.startswith("3 of the 4 runs had not solved it after 1,500 batches. Of these we cannot say")
    assert unsolved([row("GRU", "Keras", 50, 4, 4)], 1500) == "All 4 runs solved it."


@pytest.mark.slow
def test_the_page_does_not_import_torch():
    code = "import sys; from tools.apptest import open_page\nopen_page('delays')\nassert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
