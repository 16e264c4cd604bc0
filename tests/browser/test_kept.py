"""A reload and a second tab in a real Chromium: what was done on Step, in a lesson and on Train is there."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
FORBIDS = """for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("no storage", "SecurityError"); } });"""
LONG = "train?speed=Full+speed&net_hidden=8&net_steps=20000&net_until_solved=false"


@pytest.fixture
def another_tab(page, visit):
    """another_tab(address) opens it beside the first tab, in the same browser."""
    return lambda address: visit(address, on=page.context.new_page())


def checked(page):
    return page.get_by_test_id("stMain").get_by_role("radio", checked=True)


def batch(page):
    expect(page.locator(".learning .facts")).to_contain_text("batch ")
    found = re.search(r"batch ([\d,]+)", page.locator(".learning .facts").inner_text())
    return int(found[1].replace(",", "")) if found else 0


def later(page, than):
    expect(page.locator(".learning .facts")).not_to_contain_text(f"batch {than:,} ")
    assert batch(page) > than


def test_the_step_page_is_as_it_was_left_and_a_second_tab_changes_nothing_in_the_first(visit, another_tab):
    page = visit("step-by-step?cell=GRU&x=0.5")
    page.get_by_role("button", name="Next").click()
    expect(page).to_have_url(re.compile("stage="))
    at_rest(page)
    page.get_by_role("slider").first.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"x=0\.6"))
    at_rest(page)
    left, choices = page.url, checked(page).all_inner_texts()
    page.reload()
    expect(checked(page)).to_have_text(choices)
    expect(page).to_have_url(left)
    other = another_tab(left[left.index("step-by-step") :])
    expect(checked(other)).to_have_text(choices)
    other.get_by_role("radio", name="Over time").click()
    expect(other).to_have_url(re.compile("view=Over"))
    page.get_by_role("button", name="Next").click()
    expect(page).not_to_have_url(left)
    expect(checked(page)).not_to_have_text(choices)
    further, later_choices = page.url, checked(page).all_inner_texts()
    assert "view=" not in further
    for step, address, found in ((page.go_back, left, choices), (page.go_forward, further, later_choices)):
        step()
        expect(page).to_have_url(address)
        expect(checked(page)).to_have_text(found)


def test_a_lesson_stays_open_at_its_paragraph_and_is_open_in_another_tab(visit, another_tab):
    page = visit("course?lesson=lstm")
    page.locator("[data-testid=stRadio] label").nth(1).click()
    page.get_by_role("button", name="That is what I think").click()
    said = page.get_by_text("You were asked")
    expect(said).to_be_visible()
    for number in (2, 3):
        page.get_by_role("button", name="Next paragraph").click()
        expect(page.get_by_text(re.compile(rf"^{number} of \d+$"))).to_be_visible()
    expect(page).to_have_url(re.compile("at=3"))
    page.reload()
    expect(page.get_by_text(re.compile(r"^3 of \d+$"))).to_be_visible()
    expect(said).to_be_visible()
    other = another_tab("course?lesson=lstm")
    expect(other.get_by_text("You were asked")).to_be_visible()
    expect(other.get_by_text(re.compile(r"^1 of \d+$"))).to_be_visible()


def test_a_run_goes_on_after_a_reload_and_is_listed_in_every_tab_once_it_has_ended(visit, another_tab):
    page = visit(LONG)
    page.locator(".st-key-train button").click()
    before = batch(page)
    page.reload()
    later(page, before)
    page.get_by_role("button", name="Stop").click()
    row = page.locator(".st-key-past_runs")
    expect(row).to_contain_text("units 8 · batches at most 20,000 · seed 0")
    page.reload()
    expect(page.locator(".learning .facts")).to_contain_text("of CPU")  # with its picture
    other = another_tab("train")
    expect(other.locator(".st-key-past_runs")).to_contain_text("units 8")
    expect(other.locator(".learning")).to_have_count(0)
    other.get_by_role("button", name="Choose its settings").click()
    expect(other).to_have_url(re.compile("net_hidden=8.*net_steps=20000"))


def test_a_run_that_has_ended_with_its_tab_is_said_to(visit):
    page = visit("train")
    page.evaluate("sessionStorage.setItem('recall-run', `${'ab'.repeat(16)} on`)")  # of a server that is gone
    page.reload()
    expect(page.get_by_text("What was training here has ended")).to_be_visible()
    page.reload()
    at_rest(page)
    expect(page.get_by_role("heading", name="Train", exact=True)).to_be_visible()
    expect(page.get_by_text("What was training here has ended")).to_have_count(0)


def test_a_browser_that_forbids_storage_says_so_and_everything_works(visit, page):
    page.add_init_script(FORBIDS)
    visit("course?lesson=lstm")
    expect(page.get_by_text("This browser lets the page store nothing")).to_be_visible()
    page.get_by_role("button", name="Open it without").click()
    expect(page.get_by_role("button", name="Next paragraph")).to_be_visible()
    visit("train?speed=Full+speed&net_steps=20&net_hidden=4")
    page.locator(".st-key-train button").click()
    expect(page.locator(".st-key-past_runs")).to_contain_text("not learnt in 20 batches")
