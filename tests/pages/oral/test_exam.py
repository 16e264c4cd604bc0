"""The oral exam runs by the clock, reacts to what was said, and ends with a grade."""

import datetime as dt
import time

from lstm_core.course.lessons import lessons
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.log.event import Event
from lstm_core.exam.mock_exam import DRAWING, grade, marks, prompt, statements, total
from tests.apps import click_again, in_session, press, written_down
from tests.pages.oral.sitting import click, exam, keys, links, opening, pass_time, said, say_nothing, tick
from tools.apptest import open_page
from ui.practise.oral import exam_session
from ui.practise.review import plan


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
    in_session(begun, lambda: exam_session.begin([], 20, 2, "kind", "en"))
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


def test_what_was_missed_can_be_practised_at_once(begun):
    click(say_nothing(begun), "go_on")
    first = exam(begun).answers[0].prompt
    press(begun, "end")
    press(begun, "practise")
    assert begun.session_state["session"].practise.review.waiting == [f"question {first}"]


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


def test_the_result_has_the_last_time_beside_the_grade_and_beside_each_topic(begun):
    first = exam(begun).prompt
    click(tick(say_nothing(begun), True), "go_on")
    press(begun, "end")
    assert "Last time" not in said(begun)
    press(press(begun, "leave"), "begin")
    exam(begun).prompt = first
    click(say_nothing(begun.run()), "go_on")
    press(begun, "end")
    assert "Last time: grade 1.0, 100% of the points." in said(begun)
    [bar] = begun.get("progress")
    assert "(0%) · last time 100%" in bar.proto.text
    assert "--last: 100.0%" in " ".join(element.proto.body for element in begun.get("html"))
