"""What cannot be read on a page, in windows of every size."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.conftest import at_rest
from tools.chromium import IS_SHOWN

LOOK = Path(__file__).with_name("layout.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
SIZES = ((320, 640), (390, 844), (820, 1180), (1280, 620), (1280, 800), (1920, 1080))
IS_SETTLED = """([width, height]) => new Promise((done) => {
    const parts = [...document.querySelectorAll("[data-testid=stMain] *")];
    const shape = () => `${innerWidth} ${innerHeight} ` + parts.map((one) => {
        const { top, width } = one.getBoundingClientRect();
        return `${Math.round(top)} ${Math.round(width)}`;
    });
    const wanted = `${width} ${height} `;
    let [before, still] = ["", 0];
    const look = () => {
        const now = shape();
        [before, still] = [now, now === before && now.startsWith(wanted) ? still + 1 : 0];
        still < 8 ? requestAnimationFrame(look) : done(true);
    };
    look();
})"""  # the window has this size and nothing moves any more: charts draw themselves anew in it


def faults(
    page: Page, sizes: tuple[tuple[int, int], ...] = SIZES, schemes: tuple[str, ...] = ("light",)
) -> dict[str, list[str]]:
    """What cannot be read, by the size of the window and by theme."""
    found = {}
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_SHOWN, arg=scheme)
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(IS_SETTLED, [width, height])
            at_rest(page)
            if here := page.evaluate(f"({LOOK})()"):
                found[f"{width} × {height}, {scheme}"] = here
    return found
