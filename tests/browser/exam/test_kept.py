"""An exam goes on where it was: after a reload, on another server, and in a second tab, where nothing counts twice."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.exam.candidate import Candidate
from tools.serving import APP, ROOT, server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WORDS = "three gates and a memory that is added to"


@pytest.fixture
def me(candidate):
    """Somebody who has begun an exam and answered its opening."""
    one = candidate()
    one.begin()
    one.answer(WORDS)
    one.to_the_next("go_on")
    return one


def go_on_with_it(me):
    """As the page offers it to whoever comes back."""
    expect(me.page.get_by_text(re.compile(me.say("resume", minutes=r"\d+", of=10)))).to_be_visible()
    me.click("resume_button")
    me.is_asked()


def left(me):
    """Seconds on the clock of the page."""
    minutes, seconds = re.search(r"(\d+):(\d\d)", me.page.get_by_role("timer").inner_text()).groups()
    return 60 * int(minutes) + int(seconds)


def test_after_a_reload_it_goes_on_at_the_same_question_with_its_answers_sheet_and_time(me):
    me.pass_on_to(me.sheet)
    me.page.locator(".palette [value=add]").focus()
    me.page.keyboard.press("Enter")
    asked, answers, notes = me.question.inner_text(), me.answered(), me.saved().notes
    clock = left(me)
    assert WORDS in notes.values()
    me.page.reload()
    go_on_with_it(me)
    expect(me.question).to_have_text(asked)
    expect(me.page.locator(".wiring .part")).to_have_count(1)
    assert left(me) <= clock
    me.pass_by()
    me.has_answered(len(answers) + 1)
    assert me.answered()[:-1] == answers
    assert me.saved().notes.items() >= notes.items()


def test_on_another_server_with_the_same_database_it_goes_on_as_well(me, hall, open_page):
    asked, kept = me.question.inner_text(), me.page.evaluate("({...localStorage})")
    with server(APP, ROOT, database=hall.database) as second:
        page = open_page()
        page.add_init_script(f"Object.assign(localStorage, {json.dumps(kept)})")  # by this the browser is known
        there = Candidate(page, second)
        there.come()
        go_on_with_it(there)
        expect(there.question).to_have_text(asked)
        there.click("skip")
        me.has_answered(2)
        there.page.close()
    me.click("skip")  # the question that was answered there
    expect(me.page.get_by_text(me.say("answered_elsewhere"))).to_be_visible()
    me.has_answered(2)


@pytest.fixture
def tab(me):
    """A second tab with the same exam, at the same question."""
    two = Candidate(me.page.context.new_page(), me.hall)
    two.come()
    go_on_with_it(two)
    expect(two.question).to_have_text(me.question.inner_text())
    return two


def test_in_two_tabs_each_answer_is_written_once_and_the_other_tab_is_told(me, tab):
    me.to_the_next("skip")
    tab.field.fill("This was answered already.")
    tab.click("answered")
    expect(tab.page.get_by_text(tab.say("answered_elsewhere"))).to_be_visible()
    expect(tab.question).to_have_text(me.question.inner_text())
    expect(tab.statements).to_have_count(0)
    tab.pass_on_to(tab.sheet)
    tab.pass_by()
    many = len(tab.answered())
    me.click("end")
    expect(me.result).to_be_visible()
    tab.click("end")
    expect(tab.page.get_by_text(tab.say("ended_elsewhere"))).to_be_visible()
    expect(tab.result).to_have_text(me.result.inner_text())
    given = [event.data["answer"]["prompt"] for event in me.events("exam") if "answer" in event.data]
    assert len(given) == len(set(given)) == many
    assert [event.item for event in me.events("question")] == given
    assert [event.data["over"] for event in me.events("exam")].count(True) == 1
    reviewed = [event.item for event in me.events("review")]
    assert len(reviewed) == len(set(reviewed))
