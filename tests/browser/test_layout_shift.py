"""While a page loads, nothing jumps: Chromium's record of layout shifts, held to what web.dev calls good."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import at_rest
from tests.browser.test_everywhere import ADDRESSES
from tools.serving import APP

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
GOOD = 0.1  # in sum; web.dev/articles/cls takes the worst five seconds, which cannot be more
RECORD = """
window.shifts = [];
const name = ({ node }) => (node?.closest?.("[class*=st-key]")?.className || node?.textContent || "gone").slice(0, 60);
new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) window.shifts.push([value, [...sources].map(name)]);
}).observe({ type: "layout-shift", buffered: true });
"""
UNDRAWN = "[data-testid^=stBidiComponent]:not([data-drawn]), .stVegaLiteChart:not(.vega-embed)"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_jumps_while_a_page_loads(serve, open_page, width):
    """On a busy machine a frame may fall between two parts of one widget: a page that jumps is loaded once more."""
    page = open_page(width=width, height=900 if width > 640 else 844)
    page.add_init_script(RECORD)
    jumps = {address: shifts(page, f"{serve(APP)}/{address}") for address in ADDRESSES}
    jumps = {address: shifts(page, f"{serve(APP)}/{address}") for address, found in jumps.items() if too_many(found)}
    assert [(address, found) for address, found in jumps.items() if too_many(found)] == []


def shifts(page: Page, address: str) -> list[tuple[float, list[str]]]:
    """How much jumped while this page came, and what."""
    page.goto(address)
    at_rest(page)
    page.wait_for_function("(undrawn) => !document.querySelector(undrawn)", arg=UNDRAWN)
    return page.evaluate("window.shifts")


def too_many(found: list[tuple[float, list[str]]]) -> bool:
    return sum(value for value, _ in found) > GOOD
