"""The oral exam runs by the clock, reacts to what was said, keeps everything, and ends with a grade."""

import datetime as dt
import time
from dataclasses import replace
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.course.lessons import lessons
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.log.event import Event
from lstm_core.exam.mock_exam import DRAWING, Answer, grade, marks, prompt, saved_exams, statements, total
from lstm_core.grade.equations import plain_equations
from lstm_core.prose.wording import LANGUAGES
from tests.apps import click_again, in_session, press, written_down
from tools.apptest import open_page
from ui.common.session import LearnerState
from ui.practise.oral import exam_session
from ui.practise.oral.words import say
from ui.practise.review import plan


@pytest.fixture
def app() -> AppTest:
    return open_page("oral")


@pytest.fixture
def begun(app) -> AppTest:
    return press(app, "begin")


def exam(app: AppTest):
    return app.session_state["session"].practise.exam


def said(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.header, *app.markdown, *app.caption, *app.info])


def click(app: AppTest, name: str) -> AppTest:
    """A button of the question that is asked."""
    return press(app, exam(app).widget(name))


def say_nothing(app: AppTest) -> AppTest:
    """To the list of statements, whatever is asked."""
    return click(app, "on_paper" if exam(app).prompt.draw else "answered")


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button}


def tick(app: AppTest, true: bool) -> AppTest:
    """All true statements, or all false ones."""
    for line in exam_session.shown_statements(exam(app)):
        if line.true is true:
            app.checkbox(key=exam(app).widget(f"line {line.point} {line.true}")).check()
    return app


def pass_time(app: AppTest, seconds: float) -> AppTest:
    """As if so many seconds had gone by."""
    exam(app).since -= seconds
    return app.run()


def opening(app: AppTest):
    """The question with which this exam opened."""
    going = exam(app)
    return questions()[going.answers[0].prompt if going.answers else going.prompt.id]


def test_it_opens_with_an_overview(begun):
    assert opening(begun).opens
    assert opening(begun).prompt.en in said(begun)


def test_the_statements_are_hidden_until_one_has_answered_and_mix_true_and_false(begun):
    assert not begun.checkbox
    say_nothing(begun)
    asked = exam(begun).prompt
    shown = [box.label for box in begun.checkbox]
    assert shown == [line.text for line in statements(asked.id, asked.points, exam(begun).plan.seed)]
    assert {point.text for point in asked.points} <= set(shown)
    assert {point.twin.en for point in asked.points} & set(shown)


def test_the_second_thing_is_to_draw_the_lstm(begun):
    while exam(begun).prompt.id != DRAWING:
        click(say_nothing(begun), "go_on")
    assert len(exam(begun).answers) <= 2
    assert exam(begun).widget("drawn") in keys(begun)


def test_an_empty_sheet_is_not_marked_and_a_sentence_says_what_to_do(begun):
    while exam(begun).prompt.id != DRAWING:
        click(say_nothing(begun), "go_on")
    click(begun, "drawn")
    assert exam(begun).prompt.id == DRAWING
    assert "There is nothing on the sheet yet" in said(begun)


def test_what_was_said_is_heard_ticked_and_its_words_are_shown(begun):
    point = exam(begun).prompt.points[0]
    begun.session_state[exam(begun).widget("notes")] = {"text": point.text}
    click(begun, "answered")
    heard = exam(begun).heard
    assert len(heard) == len(exam(begun).prompt.points)
    for k, one in enumerate(heard, 1):
        assert begun.checkbox(key=exam(begun).widget(f"line {k} True")).value is one.ticked


def test_ticking_what_is_false_costs_and_is_named_with_its_reason_in_the_end(begun):
    tick(say_nothing(begun), False)
    click(begun, "go_on")
    first = exam(begun).answers[0]
    assert first.fooled
    assert first.share == 0
    press(begun, "end")
    for k in first.fooled:
        point = opening(begun).points[k - 1]
        assert point.twin.en in said(begun)
        assert point.why.en in said(begun)


def test_the_key_is_not_shown_before_the_end(begun):
    tick(say_nothing(begun), False)
    click(begun, "go_on")
    assert all(point.why.en not in said(begun) for point in opening(begun).points)


def test_help_is_offered_after_a_silence_and_costs_nothing(begun):
    assert exam(begun).widget("hint 1") not in keys(begun)
    exam(begun).asked -= 60
    begun.run()
    click(begun, "hint 1")
    assert opening(begun).hints[0].en in said(begun)
    tick(say_nothing(begun), True)
    click(begun, "go_on")
    assert exam(begun).answers[0].hints == 1
    assert exam(begun).answers[0].share == 1


def test_when_the_time_is_up_the_exam_ends(begun):
    click(say_nothing(begun), "go_on")
    pass_time(begun, 20 * 60)
    assert exam(begun).prompt is None
    assert "Grade" in said(begun)


def test_a_clock_that_is_put_back_gives_no_time_and_takes_none(begun):
    exam(begun).since += 3600
    begun.run()
    assert exam(begun).elapsed == 0
    assert exam(begun).prompt is not None


def test_a_click_on_a_question_that_is_over_answers_no_other(begun):
    say_nothing(begun)
    late_click = click_again(begun, exam(begun).widget("go_on"))
    click(begun, "go_on")
    late_click()
    assert [answer.prompt for answer in exam(begun).answers] == [opening(begun).id]
    assert len(written_down(begun, "question")) == 1


def test_a_click_that_comes_twice_before_the_page_is_drawn_answers_one_question(begun):
    going, asked = exam(begun), exam(begun).prompt
    in_session(begun, lambda: [exam_session.go_on(going, asked) for _ in range(2)])
    assert [answer.prompt for answer in going.answers] == [opening(begun).id]


def test_a_second_click_on_begin_does_not_begin_again(begun):
    going = exam(begun)
    in_session(begun, lambda: exam_session.begin([], 20))
    assert exam(begun) is going


def test_a_whole_exam_ends_with_a_grade_and_a_mark_per_topic(begun):
    for _ in range(60):
        if exam(begun).prompt is None:
            break
        tick(say_nothing(begun), True)
        exam(begun).since -= 60 * 2
        click(begun, "go_on")
    table = marks(exam(begun).plan, exam(begun).answers)
    assert f"Grade {grade(total(table)).number}" in said(begun)
    assert grade(total(table)).number == "1.0"
    assert "Nothing was checked by machine" in said(begun)
    assert len(written_down(begun, "question")) == len(exam(begun).answers)
    press(begun, "leave")
    assert "begin" in keys(begun)


def test_an_exam_is_in_the_log_after_each_answer_and_can_be_taken_up_again(begun):
    tick(say_nothing(begun), True)
    click(begun, "go_on")
    going = exam(begun)
    [kept] = saved_exams(written_down(begun, "exam"))
    assert kept.answers == tuple(going.answers)
    begun.session_state["session"].practise.exam = None
    begun.run()
    press(begun, "resume")
    assert exam(begun).id == going.id
    assert exam(begun).prompt == going.prompt


def test_a_reload_gives_no_time_back_and_a_long_break_costs_no_more_than_an_answer(begun):
    click(say_nothing(begun), "go_on")
    [kept], usual = saved_exams(written_down(begun, "exam")), exam(begun).prompt.seconds
    taken_up = {after: exam_session.passed(replace(kept, at=time.time() - after)) for after in (-60, 20, 40_000)}
    assert taken_up == pytest.approx({-60: kept.elapsed, 20: kept.elapsed + 20, 40_000: kept.elapsed + usual}, abs=5)
    begun.session_state["session"].practise.exam = None
    press(begun.run(), "resume")
    assert exam(begun).elapsed >= kept.elapsed


@pytest.fixture
def other(begun) -> AppTest:
    """A second tab with the same exam: what either does is in the log of both."""
    tab = open_page("oral")
    tab.session_state["session"].learner = begun.session_state["session"].learner
    return press(tab.run(), "resume")


def test_what_was_answered_in_another_tab_is_not_answered_again_and_the_tab_is_told(begun, other):
    assert exam(other).prompt == exam(begun).prompt
    say_nothing(other)
    tick(say_nothing(begun), True)
    click(begun, "go_on")
    other.run()
    assert exam(other).answers == exam(begun).answers
    assert exam(other).prompt == exam(begun).prompt
    assert say("answered_elsewhere", "en") in said(other)
    tick(say_nothing(other), True)
    click(other, "go_on")
    assert say("answered_elsewhere", "en") not in said(other)
    assert [event.item for event in written_down(begun, "question")] == [one.prompt for one in exam(other).answers]


@pytest.mark.parametrize("does", ["answered", "skip"])
def test_a_click_at_a_question_that_was_answered_in_another_tab_answers_nothing(begun, other, does):
    late_click = click_again(other, exam(other).widget(does))
    click(begun, "skip")
    late_click()
    assert len(written_down(begun, "question")) == 1
    assert exam(other).prompt == exam(begun).prompt
    assert not exam(other).ticking


def test_two_tabs_that_could_not_see_each_other_write_an_answer_under_one_name(begun, other):
    kept = begun.session_state["session"].learner
    other.session_state["session"].learner = LearnerState(unsaved=[*kept.unsaved])
    for tab in (begun, other):
        click(tab, "skip")
    first, second = (
        [event.id for kind in ("exam", "question") for event in written_down(tab, kind)] for tab in (begun, other)
    )
    assert first == second


def test_an_exam_that_was_ended_in_another_tab_ends_here(begun, other):
    click(begun, "skip")
    press(begun, "end")
    other.run()
    assert exam(other).prompt is None
    assert say("ended_elsewhere", "en") in said(other)
    assert len([event for event in written_down(begun, "exam") if event.data["over"]]) == 1


def test_an_exam_that_is_left_is_not_offered_again(begun):
    click(say_nothing(begun), "go_on")
    begun.session_state["session"].practise.exam = None
    begun.run()
    press(begun, "discard")
    assert "resume" not in keys(begun)


def test_one_may_leave_before_the_first_answer(begun):
    press(begun, "end")
    assert "You left before the first answer" in said(begun)


def test_rehearsing_an_exam_leaves_the_day_of_the_real_one_as_it_was(app):
    day = dt.date.today() + dt.timedelta(days=30)
    app.session_state["session"].learner.unsaved.append(
        Event(time.time() - 60, "exam", "date", {"date": day.isoformat()})
    )
    click(say_nothing(press(app, "begin")), "go_on")
    assert in_session(app, plan.exam_day) == day


def test_an_exam_in_german_is_german(app):
    app.segmented_control(key="oral_language").set_value("de").run()
    press(app, "begin")
    assert opening(app).prompt.de in said(app)
    say_nothing(app)
    assert "Was davon haben Sie gesagt?" in said(app)
    assert {box.label for box in app.checkbox} >= {point.de for point in exam(app).prompt.points if point.de}


def test_no_time_is_lost_while_another_page_is_read(begun):
    began = time.time()
    assert exam(begun).elapsed <= time.time() - began + 60


@pytest.fixture
def single() -> AppTest:
    return open_page("oral", {"oral_way": "Single questions", "question": "E04"})


def practice(app: AppTest):
    return app.session_state["session"].practise.single


def test_a_single_question_is_led_to_by_its_address(single):
    assert practice(single).prompt.id == "E04"
    assert questions()["E04"].prompt.en in said(single)


def test_a_single_question_shows_its_key_at_once(single):
    press(single, practice(single).widget("answered"))
    for line in practice(single).lines("en"):
        if not line.true:
            single.checkbox(key=practice(single).widget(f"line {line.point} False")).check()
    press(single, practice(single).widget("compare"))
    fooled = practice(single).answer.fooled
    assert fooled
    for k in fooled:
        assert questions()["E04"].points[k - 1].why.en in said(single)
    assert questions()["E04"].answer.en in said(single).replace("  ", " ")
    assert [event.item for event in written_down(single, "review")] == ["question E04"]
    assert written_down(single, "question")[0].data["fooled"] == [f"E04 {k}" for k in sorted(fooled)]


def test_a_single_question_can_be_asked_once_more(single):
    press(single, practice(single).widget("answered"))
    press(single, practice(single).widget("compare"))
    press(single, practice(single).widget("again"))
    assert practice(single).answer is None
    assert not single.checkbox


def test_what_was_missed_can_be_practised_at_once(begun):
    click(say_nothing(begun), "go_on")
    first = exam(begun).answers[0].prompt
    press(begun, "end")
    press(begun, "practise")
    assert begun.session_state["session"].practise.review.waiting == [f"question {first}"]


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
    assert exam(writing).prompt.id == "M7"
    press(writing, "end")
    assert "Checked by machine: 3.33 of 4 points" in said(writing)


def test_equations_that_cannot_be_read_get_a_sentence_and_nothing_is_lost(writing):
    click(writing, "written")
    assert "There is nothing to read yet" in said(writing)
    writing.text_area(key=exam(writing).widget("equations")).set_value("hello")
    click(writing, "written")
    assert "This could not be read" in said(writing)
    assert exam(writing).prompt.id == "E15"
    assert writing.text_area(key=exam(writing).widget("equations")).value == "hello"


def links(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """Where every missed point leads, and its text."""
    found = [element.proto for element in app.get("page_link")]
    return [(link.label, dict(parse_qsl(link.query_string))) for link in found if "lesson=" in link.query_string]


def test_a_missed_point_leads_to_the_paragraph_that_tells_it(begun):
    begun.session_state["session"].practise.exam.prompt = prompt("E04")
    begun.run()
    click(say_nothing(begun), "go_on")
    press(begun, "end")
    missed = links(begun)
    assert [label for label, _ in missed] == [point.text for point in questions()["E04"].points]
    _, query = missed[0]
    lesson = lessons()[query["lesson"]]
    course = open_page("course", query)
    assert f"{query['paragraph']} of {len(lesson.paragraphs)}" in said(course)


def test_the_exam_begins_where_the_log_says_one_is_weak_and_at_the_level_of_the_last_one(app, monkeypatch):
    events = [
        Event(float(k), "question", one.id, {"ticked": 0, "of": len(one.points)})
        for k, one in enumerate(questions().values())
        if one.topic in ("gru", "bptt")
    ]
    monkeypatch.setattr(exam_session, "recorded", lambda kind: events if kind == "question" else [])
    press(app, "begin")
    assert set(exam(app).plan.topics[:2]) == {"gru", "bptt"}
    assert exam(app).plan.level == 2


def test_whoever_wants_another_level_gets_it(app):
    app.segmented_control(key="oral_level").set_value(3).run()
    press(app, "begin")
    assert exam(app).plan.level == 3


@pytest.mark.parametrize(
    ("query", "manner", "topics"),
    [
        ({"oral_manner": "Exact", "oral_topics": "The GRU"}, "exact", ["gru"]),
        ({"oral_manner": "Exact", "oral_topics": "The GRU", "oral_language": "Deutsch"}, "exact", ["gru"]),
        ({"oral_manner": "Genau", "oral_topics": "Die GRU"}, "exact", ["gru"]),
        ({"oral_manner": "Nonsense", "oral_topics": "Nonsense"}, "kind", []),
    ],
)
def test_an_address_names_a_choice_in_either_language(query, manner, topics):
    app = open_page("oral", query)
    assert app.segmented_control(key="oral_manner").value == manner
    assert app.pills(key="oral_topics").value == topics


def test_a_link_of_an_older_version_to_single_questions_in_german_still_leads_there():
    app = open_page("oral", {"oral_way": "Single questions", "practice_language": "Deutsch", "question": "E04"})
    assert questions()["E04"].prompt.de in said(app)


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
