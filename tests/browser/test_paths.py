"""A student whose exam is tomorrow walks from the start page to the first thing learnt, and meets no dead end."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FILLED = "[data-testid=stBaseButton-primary]"


def filled(page: Page, name: str) -> None:
    """The one filled button of a page is this one; press it."""
    button = page.locator(FILLED)
    expect(button).to_have_count(1)
    expect(button).to_contain_text(name)
    button.click()


@pytest.mark.parametrize("width", [390, 1280])
def test_an_exam_tomorrow_is_two_clicks_from_the_first_lesson_and_the_list_leads_on(visit, open_page, width):
    page = visit(on=open_page(width=width, touch=width == 390))
    page.get_by_text("Tomorrow", exact=True).click()
    filled(page, "Begin lesson 5")
    expect(page.get_by_role("heading", name="5. The LSTM step by step")).to_be_visible()
    at_rest(page)
    visit("today", on=page)
    page.get_by_role("button", name="Trace: LSTM").click()
    expect(page.get_by_role("heading", level=1, name="Draw the cell")).to_be_visible()
    expect(page.get_by_role("radio", name="Trace")).to_be_checked()
    at_rest(page)
    page.go_back()
    filled(page, "Begin lesson 5")
    expect(page.get_by_role("heading", name="5. The LSTM step by step")).to_be_visible()
