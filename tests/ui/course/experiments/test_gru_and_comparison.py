"""The experiments of lessons 7 and 8: what they ask, what they say, and that their texts agree with the results."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.course.experiments.lstm_to_gru import steps
from lstm_core.training.sweep import SeedSummary, results_of_task, summary
from tests.apps import in_words, press, turn
from tools.apptest import open_page
from ui.course.experiments.comparison.success_by_delay import conclusion
from ui.course.experiments.gru.z_convention import BOOKS
from ui.delays.figures import STARTS, started


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


# The results


@pytest.mark.parametrize("words", STARTS)
def test_the_results_are_shown_for_every_start(words):
    app = opened("comparison", "Who remembers how far")
    after(app.segmented_control(key="remembered"), words)
    rows = summary(results_of_task("recall with distractors"))
    figure = app.get("vega_lite_chart")[0].proto
    shown = started(rows, STARTS[words])
    assert all(f"{row.solved} of {row.of} at {row.delay}" in figure.alt for row in shown)
    assert conclusion(rows, STARTS[words]) in said(app)


def test_the_conclusion_counts_how_far_all_seeds_get():
    rows = [
        SeedSummary(cell, start, delay, good, 20, 1.0, 1.0, 1.0)
        for cell, start, delay, good in (
            ("Elman", "Keras", 5, 20), ("Elman", "Keras", 50, 0),
            ("LSTM", "Keras", 5, 20), ("LSTM", "Keras", 50, 19),
            ("LSTM", "chrono", 5, 20), ("LSTM", "chrono", 50, 20),
            ("LSTM 1997", "Keras", 5, 20), ("LSTM 1997", "Keras", 50, 20),
        )
    ]  # fmt: skip
    assert "all seeds solve it: Elman up to 5, LSTM up to 5, LSTM 1997 up to 50." in conclusion(rows, "Keras")
    assert "The LSTM 1997 has no gate that could shut its memory." in conclusion(rows, "Keras")
    assert "all seeds solve it: Elman up to 5, LSTM up to 50." in conclusion(rows, "chrono")
