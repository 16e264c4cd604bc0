"""What is looked for in every window, the stages that matter, and letters of twice the size.

That all pages can be read in every window is in test_everywhere.py. What is looked for stands in layout.js: the
rectangles of texts, controls and figures, and of what clips them. On purpose only code, tables of data and long
formulas scroll aside, within themselves (SCROLLS in layout.js).
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, at_rest
from tests.browser.reading import IS_SETTLED, LOOK, faults
from tools.chromium import FLAGS, find
from ui.common.menu import PLACES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = [place.url_path for places in PLACES.values() for place in places]
LESSONS = [f"course?lesson={key}&open=true" for key in ("sequences", "lstm", "comparison", "computer")]


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


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_is_cut_or_covered_at_the_stages_that_matter(visit, stage):
    address, reach = STAGES[stage]
    page = visit(address)
    reach(page)
    at_rest(page)
    assert faults(page) == {}


@pytest.fixture(scope="module")
def large_letters(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that is set to letters of twice the usual size."""
    flags = [*FLAGS, "--blink-settings=defaultFontSize=32"]
    browser = chromium.browser_type.launch(executable_path=find(), args=flags)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(PATIENCE)
    yield page
    browser.close()


@pytest.mark.parametrize("address", PAGES + LESSONS)
def test_nothing_is_cut_or_covered_with_letters_of_twice_the_size(visit, large_letters, address):
    page = visit(address, on=large_letters)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert faults(page, ((820, 1180), (1280, 800))) == {}


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
