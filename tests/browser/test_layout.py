"""Every page can be read in every window: nothing is cut or covered, no page scrolls sideways.

A page is opened once; then its window takes every size, the pages of the menu in the dark as well. What is looked for
stands in layout.js: the rectangles of texts, controls and figures, and of what clips them. On purpose only code, tables
of data and long formulas scroll aside, within themselves (SCROLLS in layout.js).
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, at_rest
from tests.browser.test_everywhere import ADDRESSES
from tools.chromium import FLAGS, IS_SHOWN, find
from tools.serving import APP
from ui.common.menu import PLACES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LOOK = Path(__file__).with_name("layout.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
PAGES = [place.url_path for places in PLACES.values() for place in places]
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


def a_card_begun(page: Page) -> None:
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=2).or_(page.get_by_role("heading", level=3)).first).to_be_visible()


def an_exam_begun(page: Page) -> None:
    page.locator(".st-key-begin button").click()
    expect(page.get_by_role("timer")).to_be_visible()


def a_drawing_marked(page: Page) -> None:
    page.locator(".st-key-check button").click()
    expect(page.get_by_role("heading", name="Not repaired yet")).to_be_visible()


def a_run_stopped(page: Page) -> None:
    page.locator(".st-key-train button").click()
    expect(page.locator(".learning .facts")).to_contain_text("loss")
    page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Runs so far")).to_be_visible()


def a_solution_shown(page: Page) -> None:
    page.locator(".st-key-show_solution button").click()
    expect(page.locator(".st-key-solution_of_drill")).to_be_visible()


STAGES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "a card of today": ("today", a_card_begun),
    "an exam that began": ("oral", an_exam_begun),
    "a drawing that was marked": ("draw?way=Find+the+mistake", a_drawing_marked),
    "a run that ended": ("train", a_run_stopped),
    "a drill with its solution": ("drills", a_solution_shown),
    "a lesson with its figure": ("course?lesson=lstm&open=true", lambda page: None),
    "a lesson with the net unrolled": ("course?lesson=elman&open=true", lambda page: None),
}


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


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_cut_or_covered_in_any_window(visit, address):
    schemes = (
        ("light", "dark") if address in PAGES else ("light",)
    )  # colours move nothing: the pages show that they do not
    assert faults(visit(address), schemes=schemes) == {}


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_cut_or_covered_at_the_stages_that_matter(visit, stage):
    address, reach = STAGES[stage]
    page = visit(address)
    reach(page)
    at_rest(page)
    assert faults(page) == {}


@pytest.fixture(scope="module")
def large_letters(chromium: Browser) -> Iterator[Browser]:
    """A browser that is set to letters of twice the usual size."""
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    browser = chromium.browser_type.launch(executable_path=find(), args=flags)
    yield browser
    browser.close()


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_cut_or_covered_with_letters_of_twice_the_size(serve, large_letters, address):
    context = large_letters.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{serve(APP)}/{address}")
    at_rest(page)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert faults(page, ((820, 1180), (1280, 800))) == {}
    context.close()


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


@pytest.mark.parametrize("size", [(390, 844), (820, 1180), (1280, 620), (1280, 800)])
def test_figure_and_explanation_are_in_sight_together(visit, page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit("step-by-step?stage=C", on=page)
    page.locator(".frame-of-figure svg").wait_for()
    page.evaluate(IS_SETTLED, list(size))
    figure, title = page.locator(".frame-of-figure svg"), page.locator(".st-key-walk_panel h2")
    for box in (figure.bounding_box(), title.bounding_box()):
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= size[1]
