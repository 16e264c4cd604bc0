"""Equations and numbers are checked inside the exam; what cannot be read gets a sentence, and nothing is lost."""

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.mock_exam import Answer, prompt
from lstm_core.grade.equations import plain_equations
from lstm_core.prose.wording import LANGUAGES
from tests.apps import press
from tests.pages.oral.sitting import click, exam, links, practice, said, tick
from tools.apptest import open_page
from ui.practise.oral import exam_session


@pytest.fixture
def writing(begun) -> AppTest:
    """In the middle of an exam, where the equations are asked for."""
    exam(begun).prompt = prompt("E15")
    return begun.run()


def test_equations_are_checked_in_the_exam_and_what_is_wrong_is_asked_about(writing):
    wrong = plain_equations(CELLS["LSTM"]).replace("tanh(C_t)", "C_t")
    writing.text_area(key=exam(writing).widget("equations")).set_value(wrong)
    click(writing, "written")
    answer = exam(writing).answers[-1]
    assert (answer.checked, answer.found) == (pytest.approx(5 / 6), ("M7",))
    click(writing, "skip")  # what yours gives with numbers
    assert exam(writing).prompt.id == "M7"
    press(writing, "end")
    assert "Checked by machine: 3.33 of 5 points" in said(writing)


def test_equations_that_cannot_be_read_get_a_sentence_and_nothing_is_lost(writing):
    click(writing, "written")
    assert "There is nothing to read yet" in said(writing)
    writing.text_area(key=exam(writing).widget("equations")).set_value("hello")
    click(writing, "written")
    assert "This could not be read" in said(writing)
    assert exam(writing).prompt.id == "E15"
    assert writing.text_area(key=exam(writing).widget("equations")).value == "hello"


@pytest.fixture(params=["en", "de"])
def counting(request) -> AppTest:
    """In the middle of an exam, where numbers are asked for."""
    app = open_page("oral", {"oral_language": LANGUAGES[request.param]})
    press(app, "begin")
    exam(app).prompt = prompt("F05")
    return app.run()


def fill(app: AppTest, counts: str, text: str) -> None:
    app.text_input(key=exam(app).widget(counts)).set_value(text)


def test_numbers_are_checked_in_the_exam_and_what_is_left_empty_is_in_the_list(counting):
    fill(counting, "N09.74.half_life", "ln(1/2)/ln(0,9)")
    click(counting, "answered")
    asked = exam(counting).prompt
    assert {line.point for line in exam_session.shown_statements(exam(counting))} == {1, 3}
    tick(counting, True)
    click(counting, "go_on")
    answer = exam(counting).answers[-1]
    assert (answer.prompt, answer.counted, answer.ticked) == (asked.id, {2}, {1, 2, 3})
    press(counting, "end")
    told = {"en": "Checked by machine: 1 of 1 points", "de": "Maschinell geprüft: 1 von 1 Punkten"}
    assert told[exam(counting).language] in said(counting)


def test_a_wrong_number_is_no_point_and_leads_to_its_paragraph(counting):
    fill(counting, "N09.74.half_life", "5")
    click(counting, "answered")
    click(counting, "go_on")
    assert exam(counting).answers[-1].ticked == frozenset()
    press(counting, "end")
    assert questions()["F05"].points[1].wording[exam(counting).language] in [label for label, _ in links(counting)]


def test_a_number_that_cannot_be_read_gets_a_sentence_and_nothing_is_lost(counting):
    fill(counting, "N10.27.f", "etwa eins")
    click(counting, "answered")
    assert exam(counting).prompt.id == "F05"
    assert not counting.checkbox
    told = {"en": "is not a number", "de": "ist keine Zahl"}
    assert told[exam(counting).language] in said(counting)
    assert counting.text_input(key=exam(counting).widget("N10.27.f")).value == "etwa eins"


def test_where_every_point_is_a_number_there_is_no_list(counting):
    exam(counting).answers.append(Answer("B04"))
    exam(counting).prompt = prompt("B04+2")
    counting.run()
    fill(counting, "N06.8536.total", "20*30+20")
    click(counting, "answered")
    assert exam(counting).answers[-1].share == 1
    assert not counting.checkbox


def test_a_single_question_checks_its_numbers_as_well():
    app = open_page("oral", {"oral_way": "Single questions", "question": "F05"})
    app.text_input(key=practice(app).widget("N09.74.half_life")).set_value("6.6")
    app.text_input(key=practice(app).widget("N10.27.f")).set_value("much")
    press(app, practice(app).widget("answered"))
    assert "is not a number" in said(app)
    app.text_input(key=practice(app).widget("N10.27.f")).set_value("0.975")
    press(app, practice(app).widget("answered"))
    press(app, practice(app).widget("compare"))
    assert (practice(app).answer.ticked, practice(app).answer.counted) == ({2}, {2, 3})
