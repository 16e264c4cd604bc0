"""The experiments of lessons 7 and 8: what they ask, what they say, and that their texts agree with the results."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.course.experiments.lstm_to_gru import steps
from lstm_core.course.lessons import lessons
from lstm_core.training.sweep import SeedSummary, load_results, read_grid, summary
from lstm_core.training.sweep.report import parted, thin
from tests.apps import in_words, press, turn
from tools.apptest import open_page
from ui.course.experiments.comparison.success_by_delay import TEN_SEEDS
from ui.course.experiments.gru.z_convention import BOOKS


def opened(key, part="") -> AppTest:
    app = open_page("course", {"lesson": key, "open": "true"})
    return turn(app, key, part) if part else app


def after(element, value) -> None:
    """Set a widget, and see that nothing breaks."""
    element.set_value(value).run()


def said(app) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.caption])


def figures(app) -> list[dict]:
    return [data for element in app.get("bidi_component") if "svg" in (data := json.loads(element.proto.json))]


# Lesson 7: the moves


def test_every_move_is_shown_with_its_figure_its_count_and_its_balance():
    app = opened("gru")
    for one in steps():
        after(app.segmented_control(key="morph"), one.key)
        assert not app.exception
        assert one.title in said(app)
        assert figures(app)[0]["label"].startswith(f"{one.cell.name} cell.")
        assert bool(figures(app)[0]["active"]) == bool(one.gained)
        assert (one.gained in said(app), one.lost in said(app), one.same in said(app)) == (True, True, True)
    assert "The two courses are **the same** at every step." in said(app)


def test_the_first_move_is_said_to_save_a_quarter():
    app = opened("gru")
    after(app.segmented_control(key="morph"), "1. Tie")
    assert "**1,860** for 10 inputs and 20 units, −620 by this move" in said(app)
    assert "They differ by up to" in said(app)
    after(app.toggle(key="morph_alike_1"), True)
    assert "The two courses are **the same** at every step." in said(app)


def test_other_weights_give_other_courses():
    app = opened("gru")
    after(app.segmented_control(key="morph"), "2. Merge")
    before = in_words(app)[0]
    press(app, "morph_other")
    assert in_words(app)[0] != before


# Lesson 7: who keeps


def test_each_family_of_books_asks_anew_before_it_shows_a_number():
    app = opened("gru", "Who keeps?")
    for book, guess, verdict in zip(
        BOOKS, ("nearly the old state", "nearly the old state"), ("Not quite", "Right"), strict=True
    ):
        after(app.segmented_control(key="gru_books"), book)
        assert not [slider for slider in app.slider if slider.key == f"gru_z {book}"]
        assert app.button(key=f"gru_show {book}").disabled
        after(app.radio(key=f"gru_guess {book}"), guess)
        press(app, f"gru_show {book}")
        assert verdict in said(app)
    assert "it is **0.68**, nearly the old state" in said(app)


def test_the_other_books_need_the_opposite_gate():
    app = opened("gru", "Who keeps?")
    book = next(iter(BOOKS))
    after(app.radio(key=f"gru_guess {book}"), "nearly the candidate")
    press(app, f"gru_show {book}")
    after(app.slider(key=f"gru_z {book}"), 0.25)
    assert "With the other books, $z_t$ = 0.75 gives the same: **0.42**" in said(app)


# Lesson 7: where r stands


def test_only_a_diagonal_matrix_without_a_bias_makes_both_agree():
    app = opened("gru", "Where r stands")
    assert "**They differ.**" in said(app)
    after(app.segmented_control(key="reset_matrix"), "diagonal")
    assert "**They differ.**" in said(app)
    after(app.slider(key="reset_bias"), 0.0)
    assert "They agree, whatever $r$ is" in said(app)
    after(app.segmented_control(key="reset_matrix"), "full")
    after(app.slider(key="reset_2"), 1.0)
    assert "They agree, but only at this $r$" in said(app)


# Lesson 8


def test_the_table_follows_the_sizes_and_can_be_covered():
    app = opened("comparison")
    assert "| for X = 10, H = 20 | **620** | **2,480** | **1,860** |" in said(app)
    after(app.segmented_control(key="compared_biases"), "one for each matrix, as in PyTorch")
    assert "| **640** | **2,560** | **1,920** |" in said(app)
    after(app.number_input(key="compared_units"), 1)
    after(app.number_input(key="compared_steps"), 7)
    assert "| over 7 steps | 7 matrices, 7 non-linearities | no matrix" in said(app)
    after(app.toggle(key="compared_covered"), True)
    assert "| Gates | ? | ? | ? |" in said(app)


def test_a_table_of_no_cells_is_a_sentence():
    app = opened("comparison")
    after(app.pills(key="compared"), [])
    assert not app.exception
    assert "Choose at least one cell." in said(app)
    after(app.pills(key="compared"), list(CELLS))
    assert all(f"| {name} " in said(app) for name in CELLS)


def test_two_figures_light_up_what_only_one_has():
    app = opened("comparison", "Two figures")
    left, right = figures(app)
    assert {"c", "o", "shown"} <= set(left["active"])
    assert {"r", "past", "rest"} <= set(right["active"])
    assert "f" not in left["active"]
    after(app.selectbox(key="beside_Left"), "Elman")
    after(app.selectbox(key="beside_Right"), "LSTM")
    assert not figures(app)[0]["active"]
    assert "All of it is found in the LSTM as well." in said(app)
    after(app.selectbox(key="beside_Right"), "Elman")
    assert "This is the same cell twice." in said(app)


# The results, and what the texts say of them


@pytest.fixture(scope="module")
def rows():
    grid = read_grid(TEN_SEEDS)
    return {(row.cell, row.initial, row.delay): row for row in summary(r for r in load_results() if r.key in grid)}


def solved(rows, cell, initial, delay) -> tuple[int, int]:
    row = rows[cell, initial, delay]
    return row.solved, row.of


def test_the_prediction_of_lesson_8_is_what_came_out(rows):
    found = [solved(rows, cell, "Keras", 20) for cell in ("Elman", "GRU (PyTorch)", "GRU", "LSTM")]
    assert found == [(10, 10), (10, 10), (9, 10), (8, 10)]
    assert re.findall(r"10 of 10|computes it 10|papers 9|LSTM 8", lessons()["comparison"].predict.because) == [
        "10 of 10", "computes it 10", "papers 9", "LSTM 8",
    ]  # fmt: skip


def test_elman_solves_short_delays_few_seeds_at_50_and_none_beyond(rows):
    assert all(solved(rows, "Elman", "Keras", delay) == (10, 10) for delay in (5, 10, 20))
    few, of = solved(rows, "Elman", "Keras", 50)
    assert 0 < few < of / 2
    assert all(solved(rows, "Elman", "Keras", delay)[0] == 0 for delay in (100, 200))


def test_with_biases_that_fit_lstm_and_gru_solve_every_delay(rows):
    for cell in ("LSTM", "GRU (PyTorch)"):
        assert all(solved(rows, cell, "chrono", delay) == (10, 10) for delay in (5, 10, 20, 50, 100, 200))
        assert solved(rows, cell, "Keras", 100)[0] == 0


def test_the_first_lstm_gets_further_without_any_bias_since_nothing_shuts_its_memory(rows):
    for delay in (5, 10, 20, 50):
        good, of = solved(rows, "LSTM 1997", "Keras", delay)
        assert good == of >= 5


def test_points_with_fewer_seeds_are_admitted():
    rows = [SeedSummary("GRU", "Keras", delay, 1, of, 1.0, 1.0, 1.0, 0) for delay, of in ((5, 10), (50, 5), (100, 6))]
    assert thin(rows, 10) == "Points count 10 seeds, 2 of the 3 only 5 or more, as written in them."
    assert thin(rows, 5) == "Every point counts 5 seeds."


def test_a_net_with_too_few_seeds_is_named_and_not_shown():
    row = lambda cell, delay, of: SeedSummary(cell, "Keras", delay, of, of, 1.0, 1.0, 1.0, 0)
    whole = [row("LSTM", 5, 10), row("LSTM", 50, 5)]
    assert parted([*whole, row("GRU", 5, 10), row("GRU", 50, 4), row("Elman", 5, 10)], 5) == (
        whole,
        ["GRU, Keras", "Elman, Keras"],
    )
