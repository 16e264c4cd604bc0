"""While a page loads, nothing jumps: Chromium's record of layout shifts, held to what web.dev calls good."""

import pytest

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
    """The first page comes as to a new visitor, the others to a browser that knows much of what they need."""
    page = open_page(width=width, height=900 if width > 640 else 844)
    page.add_init_script(RECORD)
    jumps = {}
    for address in ADDRESSES:
        page.goto(f"{serve(APP)}/{address}")
        at_rest(page)
        page.wait_for_function("(undrawn) => !document.querySelector(undrawn)", arg=UNDRAWN)
        shifts = page.evaluate("window.shifts")
        if sum(value for value, _ in shifts) > GOOD:
            jumps[address] = shifts
    assert jumps == {}
