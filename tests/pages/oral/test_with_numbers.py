"""What was drawn or written wrong is tried with numbers in the exam: first a prediction, then both sums."""

import math

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.exam.mock_exam import DRAWING, prompt
from lstm_core.grade import drawing_of
from lstm_core.grade.equations import plain_equations
from lstm_core.mistakes import squashed_memory
from lstm_core.prose.wording import LANGUAGES
from tests.apps import click_again, press
from tests.pages.oral.sitting import click, exam, said
from tests.shown import english_in, shown
from tools.apptest import open_page
from ui.practise.oral import exam_session
from ui.practise.sheet import DrawingSheet

YOURS = math.tanh(1.0)  # of a memory of 2, half of which is kept; the LSTM gives 1


def drawn_in_the_exam(language: str = "en", manner: str = "Exact", cell=None) -> AppTest:
    """An exam, after the LSTM was drawn, with a tanh on its memory line where no other cell is named."""
    app = press(open_page("oral", {"oral_language": LANGUAGES[language], "oral_manner": manner}), "begin")
    exam(app).prompt = prompt(DRAWING)
    exam(app).sheet = DrawingSheet(exam(app).widget("sheet"))
    app.run()
    sheet = drawing_of(cell or squashed_memory(CELLS["LSTM"])).data()
    app.session_state[exam(app).widget("sheet")] = {"drawing": sheet | {"rev": 0}}
    return click(app, "drawn")


@pytest.fixture
def asked() -> AppTest:
    return drawn_in_the_exam()


def guess(app: AppTest, text: str) -> AppTest:
    app.text_input(key=exam(app).widget("guess")).set_value(text)
    return click(app, "predicted")


def go_on(app: AppTest) -> AppTest:
    return click(app, "seen")


def test_a_wrong_drawing_is_tried_with_numbers_before_anything_else_and_nothing_is_given_away(asked):
    assert exam(asked).prompt.id == f"{DRAWING}!"
    assert "$C_{t-1} = 2$; everything else is 0" in said(asked)
    assert "0.76" not in said(asked)


@pytest.mark.parametrize(
    ("text", "share", "words"),
    [
        ("tanh(1)", 1.0, "Yes, that is what yours gives."),
        ("0,76", 1.0, "Yes, that is what yours gives."),
        ("1", 0.0, "That is what it should give; yours gives something else."),
        ("-3", 0.0, "Neither cell gives that."),
    ],
)
def test_a_prediction_is_marked_as_numbers_are_and_then_both_sums_are_shown(asked, text, share, words):
    guess(asked, text)
    assert exam(asked).answers[-1].share == share
    assert words in said(asked)
    assert r"= 1$" in said(asked)
    assert rf"= {YOURS:.2f}$" in said(asked)
    go_on(asked)
    assert exam(asked).prompt.id == "M1"
    assert rf"= {YOURS:.2f}$" not in said(asked)


def test_what_is_no_number_gets_a_sentence_and_the_question_stays(asked):
    guess(asked, "rather much")
    assert "This could not be read" in said(asked)
    assert exam(asked).prompt.id == f"{DRAWING}!"
    assert asked.text_input(key=exam(asked).widget("guess")).value == "rather much"


def test_i_do_not_know_is_an_answer_and_shows_both_sums_as_well(asked):
    click(asked, "skip")
    assert exam(asked).answers[-1].share == 0
    assert rf"= {YOURS:.2f}$" in said(asked)
    go_on(asked)
    assert exam(asked).prompt.id == "M1"


def test_the_result_shows_both_sums_and_what_was_said(asked):
    go_on(guess(asked, "1"))
    press(asked, "end")
    assert "You said 1." in said(asked)
    assert rf"= {YOURS:.2f}$" in said(asked)


def test_the_result_shows_both_sums_where_there_was_no_time_to_ask(asked):
    press(asked, "end")
    assert rf"= {YOURS:.2f}$" in said(asked)
    assert "You said" not in said(asked)


def test_a_second_click_answers_no_other_question(asked):
    asked.text_input(key=exam(asked).widget("guess")).set_value("1")
    late_click = click_again(asked, exam(asked).widget("predicted"))
    click(asked, "predicted")
    late_click()
    assert [answer.prompt for answer in exam(asked).answers] == [DRAWING, f"{DRAWING}!"]


def test_after_a_reload_the_numbers_are_asked_once_more(asked):
    going, before = exam(asked), exam(asked).prompt
    kept = exam_session.SavedExam(going.id, going.plan, tuple(going.answers), {}, 10.0, 0.0, False)
    assert exam_session.next_prompt(kept.plan, kept.answers, kept.elapsed) == before


def test_who_is_in_a_hurry_asks_no_numbers():
    assert exam(drawn_in_the_exam(manner="Hurried")).prompt.id == "M1"


def test_a_right_drawing_is_not_tried():
    app = drawn_in_the_exam(cell=CELLS["LSTM"])
    assert not exam(app).prompt.parting
    assert exam(app).answers[-1].parting is None


def test_wrong_equations_are_tried_as_well_but_only_once_in_an_exam():
    app = press(open_page("oral"), "begin")
    for again in (False, True):
        exam(app).prompt = prompt("E15")
        exam(app).answers = [answer for answer in exam(app).answers if answer.prompt != "E15"]
        app.run()
        wrong = plain_equations(CELLS["LSTM"]).replace("tanh(C_t)", "C_t")
        app.text_area(key=exam(app).widget("equations")).set_value(wrong)
        click(app, "written")
        assert (exam(app).prompt.id == "E15!") is not again
        if not again:
            go_on(click(app, "skip"))


def test_in_german_it_is_german_with_decimal_commas():
    app = drawn_in_the_exam("de", "Genau")
    assert "Probieren wir Ihre Zelle mit Zahlen aus" in said(app)
    guess(app, "0,5")
    assert "= 0{,}76$" in said(app)
    go_on(app)
    press(app, "end")
    assert any("Mit Zahlen ausprobiert" in text for text in shown(app))
    assert {text: words for text in shown(app) if (words := english_in(text, {"Language · Sprache"}))} == {}
