"""Every page can be read in every window: nothing is cut or covered, no page scrolls sideways.

A page is opened once; the window then takes every size, in the light and in the dark. What is looked for stands in
layout.js: rectangles of texts, of controls and of figures, and of what clips them.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import at_rest
from tests.browser.test_everywhere import ADDRESSES
from tools.chromium import IS_SHOWN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LOOK = Path(__file__).with_name("layout.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
KNOWN = {  # by page and width: what is still to be mended, or is so on purpose
    ("draw", 320): "the canvas scrolls in its frame: parts would be too small for a thumb",
    ("draw", 390): "the canvas scrolls in its frame: parts would be too small for a thumb",
    ("draw", 820): "the canvas scrolls in its frame: parts would be too small for a thumb",
    ("delays", 320): "the numbers at the bars of the chart meet",
    ("oral", 320): "the levels scroll aside, a topic ends in dots",
}
SIZES = ((320, 640), (390, 844), (820, 1180), (1280, 620), (1280, 900), (1920, 1080))
IS_SETTLED = """() => new Promise((done) => {
    const parts = [...document.querySelectorAll("[data-testid=stMain] *")];
    const shape = () => parts.map((one) => Math.round(one.getBoundingClientRect().top)).join();
    let [before, still] = ["", 0];
    const look = () => {
        const now = shape();
        [before, still] = [now, now === before ? still + 1 : 0];
        still < 8 ? requestAnimationFrame(look) : done(true);
    };
    look();
})"""  # nothing moves any more: charts draw themselves anew in a window of another size


def faults(page: Page, address: str) -> dict[str, list[str]]:
    """What cannot be read, by the size of the window and by theme."""
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_SHOWN, arg=scheme)
        for width, height in (size for size in SIZES if (address, size[0]) not in KNOWN):
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(IS_SETTLED)
            at_rest(page)
            if here := page.evaluate(f"({LOOK})()"):
                found[f"{width} × {height}, {scheme}"] = here
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_cut_or_covered_in_any_window(visit, address):
    assert faults(visit(address), address) == {}


@pytest.mark.parametrize(
    ("style", "complaint"),
    [
        ("h1 { width: 3rem; overflow: hidden; white-space: nowrap }", "is cut by"),
        ("h1 { position: relative; left: -9rem }", "out of sight"),
        ("h1 { position: relative; top: 6rem }", "meets"),
        ("h1 { width: 3000px }", "scrolls sideways"),
    ],
)
def test_a_fault_would_be_found(visit, style, complaint):
    page = visit("credits")
    page.add_style_tag(content=style.replace("}", "!important }").replace(";", " !important;"))
    assert any(complaint in words for words in page.evaluate(f"({LOOK})()"))
