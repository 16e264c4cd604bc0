"""What is wrong is proved wrong by numbers: on Draw for drawings and equations, and on My cell."""

import math
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.cells.custom import page_of
from lstm_core.grade import Part, drawing_of
from lstm_core.mistakes import squashed_memory
from tests.pages.test_draw import RIGHT, checked, opened, press, said
from tools.apptest import open_page, rerun
from ui.my_cell.editor import PAGE
from ui.practise.draw.proven import TITLE

FADES = squashed_memory(CELLS["LSTM"])
YOURS = math.tanh(1.0)  # of a memory of 2, half of which is kept


def titles(app: AppTest) -> list[str]:
    return [header.value for header in app.header]


def guessed(app: AppTest, text: str) -> AppTest:
    next(field for field in app.text_input if field.label.startswith("What does yours give")).set_value(text)
    return rerun(app)


@pytest.fixture
def drawn() -> AppTest:
    return checked(opened(on_canvas=drawing_of(FADES).data()))


def test_a_wrong_drawing_is_proved_wrong_after_a_prediction(drawn):
    assert TITLE in titles(drawn)
    assert "$C_{t-1} = 2$" in said(drawn)
    assert rf"= {YOURS:.2f}$" not in said(drawn)
    app = guessed(drawn, "tanh(1)")
    assert [box.value for box in app.success] == [f"Right: yours gives {YOURS:.2f}."]
    assert rf"= {YOURS:.2f}$" in said(app)


def test_who_predicts_what_it_should_give_is_told_so(drawn):
    app = guessed(drawn, "1")
    assert "That is what it should give" in app.info[-1].value


@pytest.mark.parametrize("text", ["", "much", "1/0", "9" * 39])
def test_what_is_no_number_is_a_sentence_or_no_answer_and_nothing_is_given_away(drawn, text):
    app = guessed(drawn, text)
    assert not app.exception
    assert (rf"= {YOURS:.2f}$" in said(app)) == text.isdigit()


def test_another_input_hides_the_answer_again(drawn):
    app = press(drawn, next(button.key for button in drawn.button if button.label == "Show it"))
    first = said(app)
    app = press(app, next(button.key for button in app.button if button.label == "Show another"))
    assert "They part at" in first
    assert "They part at" not in said(app)


def test_what_is_left_over_and_changes_nothing_is_said_to_change_nothing():
    drawing = drawing_of(CELLS["LSTM"])
    more = replace(drawing, parts=(*drawing.parts, Part("p99", "tanh", 480, 440)))
    app = checked(opened(on_canvas=more.data()))
    assert TITLE not in titles(app)
    assert "No input tells them apart. It computes the same as the LSTM" in said(app)


def test_a_right_drawing_has_nothing_to_prove():
    assert TITLE not in titles(checked(opened(on_canvas=drawing_of(CELLS["LSTM"]).data())))


def test_the_mistake_that_is_looked_for_is_not_given_away():
    assert TITLE not in titles(checked(opened("Find the mistake")))


def test_wrong_equations_are_proved_wrong_as_well():
    app = opened("Write it")
    app.text_area[0].set_value(RIGHT.replace("C~_t = tanh", "C~_t = σ")).run()
    assert TITLE in titles(press(app, "check_text"))
    app.text_area[0].set_value(RIGHT).run()
    assert TITLE not in titles(press(app, "check_text"))


def test_my_cell_is_the_lstm_until_a_line_is_changed():
    app = open_page("my-cell")
    assert "multiplied out, both have the same terms" in said(app)
    app.text_area(key=PAGE).set_value(page_of(FADES))
    assert "$C_{t-1} = 2$" in said(rerun(app))


@pytest.mark.parametrize("name", list(CELLS))
def test_every_cell_can_be_held_against_the_lstm(name):
    app = open_page("my-cell")
    app.text_area(key=PAGE).set_value(page_of(CELLS[name]))
    app = rerun(app)
    assert not app.exception
    assert ("Both cells get the same numbers" in said(app)) == (name != "LSTM")


def test_a_cell_without_a_state_in_common_is_told_so():
    app = open_page("my-cell")
    app.text_area(key=PAGE).set_value("x\ns\ns_next = tanh(linear(x, s))")
    assert "no state in common with the LSTM" in said(rerun(app))
