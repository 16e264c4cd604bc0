"""Reading a lesson: the figure follows, and sources open beside their number."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import at_rest

pytestmark = pytest.mark.browser
LESSON = "course?lesson=lstm&open=true"


def test_the_figure_follows_the_reading_and_sources_open_by_keyboard(visit):
    page = visit(LESSON)
    count = page.locator('[class*="st-key-paragraph_"]').count()
    said = lambda number: expect(page.get_by_text(f"{number} of {count}", exact=True)).to_be_visible()
    said(1)
    page.locator(".st-key-paragraph_1").scroll_into_view_if_needed()
    page.mouse.move(900, 500)
    line = "(box) => box.getBoundingClientRect().top - innerHeight / 3"
    page.mouse.wheel(0, page.locator(".st-key-paragraph_5").evaluate(line))  # its beginning at a third, and so read
    said(5)
    expect(page.locator(".st-key-lesson_figure #node-o.active")).to_be_visible()
    place = page.locator(".st-key-paragraph_5").bounding_box()
    assert place
    assert place["y"] == pytest.approx(300, abs=80), "the page stays where the reader has scrolled it"
    page.get_by_role("button", name="Next paragraph").click()
    said(6)
    link = page.locator('a[href$="#source-6"]')
    expect(link).to_have_accessible_name(
        "Sources: lecture 0, lines 17 to 19; lecture 2, lines 32 to 34; Gers and Schmidhuber 2000"
    )
    link.press("Enter")
    card = page.get_by_role("dialog", name="Sources of this paragraph")
    expect(card).to_contain_text("Machine Learning for Physicists")
    expect(card.get_by_role("link").first).to_have_attribute("href", "lectures?lecture=S0")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    assert "source-6" not in page.url


def test_by_keyboard_the_focus_goes_on_from_a_button_that_makes_way(visit):
    page = visit("course?lesson=lstm")
    page.get_by_role("button", name="Open it without").press("Enter")
    expect(page.locator(".st-key-lesson_question :focus")).to_contain_text("The question of this lesson")
    page.get_by_role("button", name="Mark as read").press("Enter")
    expect(page.locator(".st-key-leads_on :focus")).to_contain_text("Where next?")
    page.reload()
    at_rest(page)
    expect(page.get_by_text("You have read this lesson")).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
