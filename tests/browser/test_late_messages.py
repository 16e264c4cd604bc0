"""A click on a link opens its page, whole, whatever the page that it leaves says in the same moment."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
AT_ONCE = """link => {
    link.click();
    for (const button of document.querySelectorAll("main [data-testid=stButton] button")) button.click();
}"""  # in one task, so that all of it is sent before the new page can say a word


@pytest.mark.parametrize(
    ("address", "link", "heading", "below"),
    [
        ("course?lesson=lstm&open=true", "Draw the LSTM from memory", "Draw the cell", "radio"),
        ("draw?from=step-by-step", "Back to The LSTM, step by step", "The LSTM, step by step", "radio"),
        ("train?from=probe", re.compile("Back to Probe"), re.compile("Probe"), "combobox"),
    ],
)
def test_a_link_wins_over_every_button_that_is_pressed_right_after_it(visit, address, link, heading, below):
    page = visit(address)
    page.get_by_role("link", name=link).evaluate(AT_ONCE)
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    expect(page.get_by_role("main").get_by_role(below).first).to_be_visible()
