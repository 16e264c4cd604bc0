"""Cards and drills by keyboard: a button makes way for what comes next, and the focus goes there."""

import pytest
from playwright.sync_api import expect

from lstm_core.exam.review.rating import GOOD, RATINGS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TURNS = ("I have answered", "Compare with the key", "Show the answer", "Show the solution")
IS_AT = "() => document.activeElement.closest('.st-key-work, .st-key-card') !== null"
IS_ON = "(name) => document.activeElement.matches('button') && document.activeElement.textContent.includes(name)"


def press(page, name, most=25):
    """Go to a button, which lies close by, and press it; it makes way."""
    for _ in range(most):
        if page.evaluate(IS_ON, name):
            break
        page.keyboard.press("Tab")
    button = page.get_by_role("button", name=name, disabled=False)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_have_count(0)
    page.wait_for_function(IS_AT)


def test_two_cards_are_turned_and_rated_without_losing_the_place(visit):
    page = visit("today")
    press(page, "Begin")
    for _ in range(2):
        while not page.get_by_role("button", name=RATINGS[GOOD]).count():
            [turn] = [name for name in TURNS if page.get_by_role("button", name=name).count()]
            press(page, turn)
        press(page, RATINGS[GOOD])
    press(page, "Enough for today")


def test_the_solution_of_a_drill_gets_the_focus_from_the_button_that_showed_it(visit):
    page = visit("drills?drills=How+deep+is+the+unrolled+net%3F")
    page.get_by_role("button", name="Show the solution").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-solution_of_drill li").first).to_be_focused()
