"""Nothing that is typed into an exam breaks it; where something cannot be used, a sentence says what to do."""

import pytest
from playwright.sync_api import expect

from lstm_core.exam.mock_exam.saved import NOTES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LATEX = r"🤖 $f_t = \sigma(W_f \cdot [h_{t-1}, x_t] + b_f)$ <b>bold</b> :+1: [link](https://example.org) 遗忘门"
ENGLISH = "the forget gate multiplies the old memory, the input gate adds to it and there are three gates"
TEXTS = {
    "ten thousand characters": "Das Vergessensgate löscht. " * 400,
    "nothing": "",
    "emoji, LaTeX and HTML": LATEX,
    "another language": ENGLISH,
    "no full stops": "die drei gates " * 100,
}


@pytest.fixture
def me(candidate):
    """Somebody at the beginning of a German exam."""
    one = candidate("de")
    one.begin()
    return one


def is_whole(me):
    """The page holds no traceback, and what was typed has not become part of it."""
    expect(me.page.get_by_test_id("stException")).to_have_count(0)
    expect(me.page.locator("main b, main a[href*='example.org']")).to_have_count(0)


def test_whatever_is_said_the_exam_goes_on(me):
    for text in TEXTS.values():
        me.pass_on_to(me.field)
        before = len(me.answered())
        me.answer(text)
        is_whole(me)
        me.to_the_next("go_on")
        me.has_answered(before + 1)
        kept = me.saved().notes[me.answered()[-1]]
        assert text.startswith(kept)
        assert len(kept) >= min(len(text.strip()), NOTES * 0.8)


def test_a_sheet_and_a_field_that_hold_nothing_to_mark_get_a_sentence(me):
    me.pass_on_to(me.sheet)
    me.click("drawn")
    expect(me.page.get_by_text(me.say("empty_drawing"))).to_be_visible()
    me.pass_on_to(me.equations)
    me.click("written")
    expect(me.page.get_by_text(me.say("empty_equations"))).to_be_visible()
    for text in (LATEX, ENGLISH, "=" * 4000):
        me.equations.fill(text)
        me.click("written")
        expect(me.page.get_by_text(me.say("unread", why="")[:20])).to_be_visible()
        is_whole(me)
        expect(me.equations).to_have_value(text)
