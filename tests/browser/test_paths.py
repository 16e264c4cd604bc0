"""Five people walk from the start page to the first thing learnt and on, by what the pages themselves offer.

Nobody types an address, and nobody opens the menu. On every page there is a next step, by its role and its name, and it
leads on.
"""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FILLED = "[data-testid=stBaseButton-primary]"
MOST_CLICKS = 2  # until the first thing is learnt
PAGES = 5  # that are walked through after it
DIFFERENT = 4  # of these, and the one before


class Walker:
    """Somebody who goes on by what a page offers, and counts the clicks."""

    def __init__(self, page: Page, thumb: bool = False) -> None:
        self.page, self.thumb, self.clicks = page, thumb, 0

    def click(self, what: Locator) -> None:
        """Click, or tap, and wait until what follows is there."""
        expect(what).to_be_visible()
        at_rest(self.page)
        what.tap() if self.thumb else what.click()
        self.clicks += 1
        at_rest(self.page)

    def button(self, name: str | re.Pattern[str]) -> None:
        self.click(self.page.get_by_role("button", name=name).first)

    def link(self, name: str | re.Pattern[str]) -> None:
        self.follow(self.page.get_by_role("link", name=name).first)

    def says_when(self, answer: str) -> None:
        """The answer to the one question of the start page."""
        self.click(self.page.get_by_role("radio", name=answer, exact=True))

    def filled(self, name: str) -> None:
        """The one filled button of a page is this one; press it."""
        button = self.page.locator(FILLED)
        expect(button).to_have_count(1)
        expect(button).to_contain_text(name)
        self.follow(button)

    def learns_first(self, heading: str) -> None:
        """The first thing that is taught is in sight after two clicks at most."""
        expect(self.page.get_by_role("heading", name=heading)).to_be_visible()
        assert self.clicks <= MOST_CLICKS

    def ways_on(self) -> list[Locator]:
        """What the end of this page offers; there is something."""
        row = self.page.locator(".st-key-leads_on")
        expect(row, self.place()).to_have_count(1)
        links, buttons = row.get_by_role("link"), row.get_by_role("button")
        expect(links.or_(buttons).first).to_be_visible()
        return [*links.all(), *buttons.all()]

    def walks_on(self) -> None:
        """Some pages more: each leads to another place, as long as there is one where one was not yet."""
        been = [self.place()]
        for _ in range(PAGES):
            self.does_what_is_asked()
            ways = self.ways_on()
            assert all(way.inner_text().strip() for way in ways)
            others = [way for way in ways if self.leads_to(way) != been[-1]]
            assert others, f"{been[-1]} leads nowhere"
            self.follow(min(others, key=lambda way: self.leads_to(way) in been))
            been.append(self.place())
        assert len(set(been)) >= DIFFERENT, been

    def follow(self, way: Locator) -> None:
        """To another address, and wait until it is there."""
        before = self.page.url
        self.click(way)
        expect(self.page).not_to_have_url(before)
        at_rest(self.page)

    def does_what_is_asked(self) -> None:
        """A lesson is opened and marked, a card that lies on top is left for later, and a cell is walked through."""
        for name in ("Open it without", "Mark as read", "Enough for today"):
            button = self.page.get_by_role("button", name=name)
            if button.count():
                self.click(button)
                expect(button).to_have_count(0)
        while (onward := self.page.locator(".st-key-next button")).count():
            title = self.page.locator(".st-key-walk_head").inner_text()
            self.click(onward)
            expect(self.page.locator(".st-key-walk_head")).not_to_have_text(title)
            at_rest(self.page)

    def place(self) -> str:
        """The page, and which lesson, cell, view or way of drawing it shows."""
        return named(self.page.url)

    def leads_to(self, way: Locator) -> str:
        """The same of a link; a button, which has no address, leads to a new place."""
        return named(way.evaluate("way => way.href") or "")


def named(address: str) -> str:
    path, _, query = address.rpartition("/")[2].partition("?")
    kept = [part for part in query.split("&") if part.startswith(("lesson=", "drawn_cell=", "way=", "view="))]
    return "?".join(filter(None, (path, "&".join(sorted(kept)))))


@pytest.fixture
def walker(visit, open_page) -> Callable[..., Walker]:
    """Somebody on the start page, of whom nothing is known."""

    def begins(phone: bool = False) -> Walker:
        page = open_page(width=390, height=844, touch=True) if phone else open_page()
        return Walker(visit(on=page), phone)

    return begins


def test_tomorrow_is_led_by_the_plan_to_the_drawing_and_back(walker):
    one = walker()
    one.says_when("Tomorrow")
    one.filled("Begin lesson 5")
    one.learns_first("5. The LSTM step by step")
    one.button("Open it without")
    one.button("Mark as read")
    planned = one.page.get_by_role("link", name=re.compile("Next in your plan: "))
    expect(planned).to_be_visible()  # which it is, depends on the hour
    expect(planned).not_to_have_text(re.compile("Lesson 5"))
    one.link("Draw the LSTM from memory")
    expect(one.page.get_by_role("heading", level=1, name="Draw the cell")).to_be_visible()
    one.page.get_by_role("radio", name="Trace").click()
    expect(one.page).to_have_url(re.compile("way=Trace"))
    one.page.reload()
    at_rest(one.page)
    one.link(re.compile("Back to lesson 5"))
    expect(one.page.get_by_role("heading", name="5. The LSTM step by step")).to_be_visible()
    one.page.go_back()
    at_rest(one.page)
    expect(one.page.get_by_role("radio", name="Trace")).to_be_checked()
    one.walks_on()


def test_three_weeks_learns_a_lesson_and_its_cards_and_finds_what_was_missed(walker):
    one = walker()
    one.says_when("On …")
    day = dt.date.today() + dt.timedelta(days=21)
    one.page.get_by_role("spinbutton").first.click()
    one.page.keyboard.type(f"{day:%d%m%Y}")
    one.page.get_by_role("heading", level=1).click()
    at_rest(one.page)
    one.filled("Begin lesson 5")
    one.learns_first("5. The LSTM step by step")
    one.button("Open it without")
    one.link(re.compile(r"Answer \d cards about it"))
    one.button("I have answered")
    one.button("Compare with the key")
    one.link(re.compile(r"Lesson \d, paragraph \d+"))
    expect(one.page.get_by_role("button", name="Next paragraph")).to_be_visible()
    one.link("Back to the cards")
    expect(one.page.get_by_text("How did it go?")).to_be_visible()
    one.walks_on()


def test_who_knows_nothing_and_has_no_exam_is_led_through_the_course(walker):
    one = walker()
    one.says_when("No exam, I am curious")
    one.filled("Begin lesson")
    one.learns_first("5. The LSTM step by step")
    one.walks_on()


def test_a_teacher_steps_through_the_cell_and_comes_back_to_the_lesson(walker):
    one = walker()
    one.click(one.page.get_by_text("Everything in the app"))
    one.link(re.compile("The LSTM, step by step"))
    one.learns_first("The LSTM, step by step")
    one.does_what_is_asked()
    one.button("Now predict it yourself")
    expect(one.page.get_by_role("switch", name="Predict first").or_(
        one.page.get_by_role("checkbox", name="Predict first"))).to_be_checked()  # fmt: skip
    one.page.go_back()
    at_rest(one.page)
    one.link("Now draw it")
    one.link("Back to The LSTM, step by step")
    expect(one.page.get_by_role("heading", name="Output")).to_be_visible()
    one.walks_on()


def test_a_phone_comes_from_a_paragraph_to_its_cards_and_back_by_thumb(walker):
    one = walker(phone=True)
    one.says_when("Tomorrow")
    one.filled("Begin lesson 5")
    one.learns_first("5. The LSTM step by step")
    one.button("Open it without")
    one.link(re.compile(r"^\W*\w*\W*\d+ cards?$"))
    expect(one.page.get_by_role("button", name="I have answered")).to_be_visible()
    expect(one.page.locator("button kbd").first).not_to_be_visible()
    one.link(re.compile("Back to lesson 5"))
    expect(one.page.get_by_role("heading", name="5. The LSTM step by step")).to_be_visible()
    one.walks_on()
