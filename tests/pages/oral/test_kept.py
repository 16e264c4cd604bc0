"""An exam is kept after each answer, goes on after a reload, and counts once however many tabs are open."""

import time
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.exam.mock_exam import saved_exams
from tests.apps import click_again, press, written_down
from tests.pages.oral.sitting import click, exam, keys, said, say_nothing, tick
from tools.apptest import open_page
from ui.common.session import LearnerState
from ui.practise.oral import exam_session
from ui.practise.oral.words import say


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
