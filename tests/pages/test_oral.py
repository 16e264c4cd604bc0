"""The oral rehearsal leads through a whole exam, with hints that cost and points that are ticked."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.mock_exam import OPENING, marks, total
from tests.apps import click_again, in_session, press, written_down
from tools.apptest import open_page, visit
from ui.practise.oral import exam_session


@pytest.fixture
def app() -> AppTest:
    return open_page("oral")


@pytest.fixture
def begun(app) -> AppTest:
    return press(app, "begin")


def exam(app: AppTest):
    return app.session_state["session"].practise.exam


def said(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.subheader, *app.markdown, *app.caption, *app.info])


def click(app: AppTest, name: str) -> AppTest:
    """A button of the question that is asked."""
    return press(app, exam(app).widget(name))


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


def test_it_opens_with_the_map_of_the_lecture_and_shows_ours_only_afterwards(begun):
    assert exam(begun).prompt.id == OPENING
    assert not begun.get("graphviz_chart")
    click(begun, "answered")
    assert begun.get("graphviz_chart")


def test_the_map_of_either_course_can_be_chosen(begun):
    click(begun, "answered")
    assert "Boltzmann" in begun.get("graphviz_chart")[0].proto.spec
    begun.segmented_control(key="map_course").set_value("maier").run()
    drawn = begun.get("graphviz_chart")[0].proto.spec
    assert "Weakly" in drawn
    assert "Boltzmann" not in drawn


def test_a_recording_is_said_to_be_sent_and_is_stored_nowhere(begun):
    assert "sent to this server for this visit, never stored" in begun.get("audio_input")[0].proto.label
    files = [path.read_text(encoding="utf-8") for path in (Path(__file__).parents[2] / "ui").rglob("*.py")]
    used = [line.strip() for file in files for line in file.splitlines() if "audio_input" in line or '"voice"' in line]
    assert len(used) == 1, "something else asks for the recording"
    assert used[0].startswith("st.audio_input("), "something takes the recording"


def test_the_points_are_hidden_until_one_has_answered(begun):
    point = exam(begun).prompt.points[0].text
    assert not begun.checkbox
    click(begun, "answered")
    assert begun.checkbox[0].label == point


def test_the_second_question_is_a_cell_to_draw(begun):
    click(click(begun, "answered"), "go_on")
    while "+" in exam(begun).prompt.id:
        click(click(begun, "answered"), "go_on")
    assert exam(begun).prompt.draw
    assert any("Draw the" in link.proto.label for link in begun.get("page_link"))


def test_hints_come_one_by_one_and_cost_a_quarter_of_a_point(begun):
    hints = exam(begun).prompt.hints
    for shown in range(1, len(hints) + 1):
        click(begun, f"hint {shown}")
        assert [info.value for info in begun.info] == [hint.en for hint in hints[:shown]]
    assert "Hint (−¼ point)" not in {button.label for button in begun.button}
    click(begun, "answered")
    begun.checkbox[0].check().run()
    click(begun, "go_on")
    assert total(marks(exam(begun).plan, exam(begun).answers)).got == 1 - 0.25 * len(hints)


def test_the_second_click_of_two_opens_no_second_hint(begun):
    late_click = click_again(begun, exam(begun).widget("hint 1"))
    click(begun, "hint 1")
    late_click()
    assert exam(begun).hints == 1


def test_a_click_on_a_question_that_is_over_answers_no_other(begun):
    click(begun, "answered")
    late_click = click_again(begun, exam(begun).widget("go_on"))
    click(begun, "go_on")
    click(begun, "answered")
    late_click()
    assert [answer.prompt for answer in exam(begun).answers] == [OPENING]
    assert len(written_down(begun, "question")) == 1


def test_a_click_that_comes_twice_before_the_page_is_drawn_answers_one_question(begun):
    going, asked = exam(begun), exam(begun).prompt
    in_session(begun, lambda: [exam_session.go_on(going, asked) for _ in range(2)])
    assert [answer.prompt for answer in going.answers] == [OPENING]


def test_a_second_click_on_begin_does_not_begin_again(begun):
    going = exam(begun)
    in_session(begun, lambda: exam_session.begin([], 20))
    assert exam(begun) is going


def test_a_whole_exam_can_be_sat_and_ends_with_a_mark_per_topic(begun):
    for _ in range(60):
        if exam(begun).prompt is None:
            break
        click(begun, "answered")
        for box in begun.checkbox[::2]:
            box.check()
        click(begun, "go_on")
    table = marks(exam(begun).plan, exam(begun).answers)
    for key, mark in table.items():
        assert f"{topics()[key].title} | {mark.got:g} of {mark.possible}" in said(begun)
    assert len(written_down(begun, "question")) == len(exam(begun).answers)
    asked = [f"question {answer.prompt}" for answer in exam(begun).answers if "+" not in answer.prompt]
    assert [event.item for event in written_down(begun, "review")] == asked
    press(begun, "leave")
    assert "begin" in keys(begun)


def test_one_may_leave_before_the_first_answer(begun):
    assert "You left before the first answer" in said(press(begun, "end"))


def test_only_the_topics_that_are_wanted_come_up(app):
    wanted = topics()["gru"].title
    app.get("button_group")[0].set_value([wanted]).run()
    press(app, "begin")
    asked = exam(app).plan.questions
    assert {questions()[key].topic for key in asked[2:]} <= {"gru"}


def test_an_exam_goes_on_after_a_walk_to_another_page(begun):
    click(begun, "answered")
    before = exam(begun).prompt.id
    visit(begun, "step-by-step")
    visit(begun, "oral")
    assert exam(begun).prompt.id == before
    assert begun.checkbox
