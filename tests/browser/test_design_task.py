"""The grids in a real Chromium: what is typed is drawn, and a task of one's own stays out of the address of Train."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
HEAD, ROW = 38, 35  # pixels, as in ui/design_task/grids.py


def fill_in(page, column, row, text):
    """Type into a cell of the inputs; its column by a distance in pixels, its row counted from 0."""
    grid = page.get_by_test_id("stDataFrame").first
    grid.locator("canvas").first.wait_for()
    grid.dblclick(position={"x": column, "y": HEAD + ROW * row + ROW // 2})
    editor = page.locator("#portal textarea, #portal input").first
    editor.fill(text)
    editor.press("Enter")
    expect(editor).to_have_count(0)


def test_a_letter_typed_into_the_grid_is_a_value_in_every_sequence(visit):
    page = visit("design-task")
    numbers = page.locator(".plot.input .number")
    expect(numbers).to_have_count(3)
    fill_in(page, 200, 2, "w")
    expect(numbers).to_have_count(6)
    fill_in(page, 200, 3, "often")
    expect(page.get_by_text("value at step 4 holds “often”")).to_be_visible()
    fill_in(page, 200, 3, "1")
    expect(numbers).to_have_count(6)


def test_a_task_of_ones_own_is_trained_on_and_stays_out_of_the_address(visit):
    page = visit("design-task")
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Train a net on it").click()
    expect(page.get_by_text("is in your log only")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/train\?from=design-task$"))
    page.get_by_text("Full speed").click()
    page.locator(".st-key-train button").click()
    expect(page.locator(".learning .state")).to_contain_text("Solved")
    page.get_by_role("combobox", name="Task").click()
    page.get_by_role("option", name="countdown").click()
    expect(page).to_have_url(re.compile("task=countdown"))
