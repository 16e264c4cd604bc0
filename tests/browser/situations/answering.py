"""Every page on which an answer can be given, how it is given there, and what the log then holds."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from lstm_core.exam.review.rating import GOOD, RATINGS
from tests.browser.conftest import at_rest

WITHIN = 5_000  # milliseconds in which a page says what it could not keep
REPAIR = "Not repaired yet"
ELMAN = ("h_t = tanh(W x_t + b)", "h_t = σ(W x_t + U h_{t-1} + b)")


@dataclass(frozen=True)
class Place:
    """Where an answer is given: the address, the kind of event that it becomes, and how to give the n-th one."""

    address: str
    kind: str
    answer: Callable[[Page, int], None]

    def open(self, page: Page, home: str) -> None:
        """Go there, and wait until it is known who has come."""
        page.goto(f"{home}/{self.address}")
        at_rest(page)


def press(page: Page, name: str) -> None:
    """A button, and the run that it brings."""
    page.get_by_role("button", name=name, exact=True).click()
    at_rest(page)


def _drill(page: Page, number: int) -> None:
    page.get_by_label("Layers on the longest path").fill(str(number + 1))
    press(page, "Check")


def rate_card(page: Page, number: int = 0, rating: int = GOOD) -> None:
    """Turn the card on top, and rate it."""
    if page.get_by_role("button", name="Begin").count():
        press(page, "Begin")
    if not rating_button(page, rating).count():
        turn_card(page)
    button = rating_button(page, rating).element_handle()
    button.click()
    button.wait_for_element_state("hidden")  # another card lies on top
    at_rest(page)


def rating_button(page: Page, rating: int) -> Locator:
    """The button that rates the card so; its name goes on with its key."""
    return page.get_by_role("button", name=re.compile(f"^{RATINGS[rating]}( |$)"))


TURNS = ("Show the answer", "Show the solution", "I have answered")


def turn_card(page: Page) -> None:
    """Show the back of the card on top, the solution of a drill, or the key to a question and its list."""
    rated = rating_button(page, GOOD)
    compare = page.get_by_role("button", name="Compare with the key")
    page.get_by_role("button", name=re.compile("|".join(TURNS))).click()
    expect(rated.or_(compare)).to_be_visible()
    if compare.count():
        compare.click()
    expect(rated).to_be_visible()
    at_rest(page)


def _exam_day(page: Page, number: int) -> None:
    page.locator(".st-key-exam_date [role=spinbutton]").first.click()
    page.keyboard.type(f"{10 + number}122027")
    page.keyboard.press("Escape")
    page.get_by_role("heading", level=1).click()
    at_rest(page)


def _repair(page: Page, number: int) -> None:
    if number:
        press(page, "New sheet")
        expect(page.get_by_role("heading", name=REPAIR)).to_have_count(0)
    press(page, "Check")
    expect(page.get_by_role("heading", name=REPAIR)).to_be_visible()


def _write(page: Page, number: int) -> None:
    page.get_by_label("Your equations, one to a line").fill(ELMAN[number])
    page.keyboard.press("Control+Enter")
    at_rest(page)
    press(page, "Check the equations")


def _oral(page: Page, number: int) -> None:
    if not number:
        press(page, "Begin")
    press(page, "I have answered")
    press(page, "Go on")


def _lesson(page: Page, number: int) -> None:
    if number:
        page.get_by_role("link", name="Next:").click()
        press(page, "Open it without")
    press(page, "Mark as read")


PLACES = {
    "a drill": Place("drills?drills=How+deep+is+the+unrolled+net%3F", "drill", _drill),
    "a card": Place("today", "review", rate_card),
    "the day of the exam": Place("progress", "exam", _exam_day),
    "a drawing": Place("draw?way=Find+the+mistake", "drawing", _repair),
    "equations": Place("draw?way=Write+it&drawn_cell=Elman", "equations", _write),
    "a mock exam": Place("oral", "question", _oral),
    "a lesson": Place("course?lesson=gru&open=true", "lesson", _lesson),
}
