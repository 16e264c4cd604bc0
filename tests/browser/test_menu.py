"""The menu of a narrow window in a real Chromium: it never stays open over the page that was chosen."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
KEPT = "stSidebarCollapsed-"  # where Streamlit writes down whether the menu is open


@pytest.mark.parametrize(("width", "touch"), [(390, True), (700, True), (700, False)])
def test_the_menu_closes_on_choosing_and_a_reload_begins_uncovered(visit, open_page, width, touch):
    page = visit("credits", on=open_page(width=width, height=844, touch=touch))
    expect_closed(page)
    page.get_by_test_id("stExpandSidebarButton").click()
    expect_open(page)
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Glossary").click()
    expect(page).to_have_url(re.compile("/glossary$"))
    expect_closed(page)
    page.get_by_test_id("stExpandSidebarButton").click()  # open, and the phone is put away
    expect_open(page)
    page.reload()
    at_rest(page)
    expect_closed(page)


def test_a_menu_that_an_earlier_version_left_open_is_closed(visit, open_page):
    page = open_page(width=390, height=844, touch=True)
    page.add_init_script(f"localStorage.setItem({json.dumps(KEPT)}, 'false')")
    visit("credits", on=page)
    expect_closed(page)
    assert page.evaluate("Object.keys(localStorage)").count(KEPT) == 0


def test_the_menu_stays_open_until_something_is_chosen(visit, open_page):
    page = visit("credits", on=open_page(width=390, height=844, touch=True))
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stNavSectionHeader").filter(has_text="Practise").click()  # folds the section
    expect(page.get_by_test_id("stSidebarNavLink").filter(has_text="Numeric drills")).to_have_count(0)
    expect_open(page)


def expect_closed(page: Page) -> None:
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)


def expect_open(page: Page) -> None:
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")
