"""Start with a plan and the list of Today: read by axe in both schemes, at every width; each has one filled button."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest
from tests.browser.test_everywhere import MENU, complaints, scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def planned(page: Page) -> Page:
    """Start, once it was said that the exam is tomorrow."""
    page.get_by_text("Tomorrow", exact=True).click()
    expect(page.get_by_role("button", name="Begin lesson 5")).to_be_visible()
    at_rest(page)
    return page


@pytest.mark.parametrize("width", [320, 1280])
def test_start_with_a_plan_and_todays_list_can_be_read_in_both_schemes(visit, open_page, width):
    page = planned(visit(on=open_page(width=width)))
    for address in ("", "today"):
        visit(address, on=page)
        expect(page.locator("[data-testid=stBaseButton-primary]")).to_have_count(1)
        assert complaints(page, MENU) == []
        assert not scrolls_sideways(page)
