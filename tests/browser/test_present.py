"""Presenting in a real Chromium, as in a lecture hall: by keys, at both sizes of a projector, and as a code."""

import io
from urllib.parse import parse_qs, urlparse

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest
from ui.presenting.scenes import SCENES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SIZES = ((1280, 720), (1920, 1080))
LAST_ROW = 720 / 24  # letters in the height of the window: 24 pixels of 720
PLACES = {"present", "slide", "at"}  # in an address: where a lesson is presented, and where it is read
SHOWN = {  # what must be seen whole
    "One step": ".frame-of-figure svg",
    "Over time": ".over-time .stage",
    "Gates by hand": ".console .board",
    "Train": ".st-key-task_shown",
    "Lesson": ".frame-of-figure svg",
}
LETTERS = """() => [...document.querySelectorAll(".stMainBlockContainer [data-testid=stMarkdownContainer] p")]
    .filter((text) => text.checkVisibility() && !text.closest("button, label, [data-testid=stCaptionContainer]"))
    .map((text) => parseFloat(getComputedStyle(text).fontSize))"""
FITS = """() => {
    const main = document.querySelector("[data-testid=stMain]");
    return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth;
}"""


def presented(visit, name: str, **more: str) -> Page:
    address = SCENES[name].address
    query = "&".join(f"{key}={value}" for key, value in {"present": "true", **more}.items())
    page = visit(f"{address}{'&' if '?' in address else '?'}{query}")
    expect(page.locator(".legend div").first).to_be_attached()  # by now it listens
    return page


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlparse(page.url).query)


def title(page: Page):
    return page.locator(".st-key-walk_panel h2")


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_fits_a_projector_in_large_letters_and_escape_leaves_it(visit, name):
    page = presented(visit, name, **({"open": "true", "slide": "3"} if name == "Lesson" else {}))
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(FITS)
        for hidden in ("stHeader", "stSidebar"):
            expect(page.get_by_test_id(hidden).filter(visible=True)).to_have_count(0)
        box = page.locator(SHOWN[name]).first.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
        letters = page.evaluate(LETTERS)
        assert letters
        assert min(letters) >= height / LAST_ROW * 0.99
    before = {key: value for key, value in query_of(page).items() if key not in PLACES}
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present")).to_be_visible()
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    assert {key: value for key, value in query_of(page).items() if key not in PLACES} == before
    assert "present" not in query_of(page)


def test_keys_walk_and_reveal_but_not_while_somebody_types(visit):
    page = presented(visit, "One step", stage="f")
    on = (("ArrowRight", "Input gate and candidate"), ("PageDown", "New memory"), (" ", "Output gate"))
    back = (("PageUp", "New memory"), ("ArrowLeft", "Input gate and candidate"))
    for key, expected in on + back:
        page.keyboard.press(key)
        expect(title(page)).to_have_text(expected)
        at_rest(page)
    page.keyboard.press("p")
    field = page.get_by_placeholder("0.00").first
    number = page.locator("#node-i .number")
    expect(number).to_have_text("?")
    field.press_sequentially("0.5 rfq.")
    field.press("ArrowLeft")
    field.press("PageDown")
    expect(field).to_have_value("0.5 rfq.")
    expect(title(page)).to_have_text("Input gate and candidate")
    field.evaluate("field => field.blur()")
    page.keyboard.press("r")
    expect(number).not_to_have_text("?")
    at_rest(page)
    page.reload()
    expect(page.locator(".legend div").first).to_be_attached()
    expect(title(page)).to_have_text("Input gate and candidate")
    expect(page.get_by_test_id("stHeader").filter(visible=True)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present")).to_be_visible()
    expect(title(page)).to_have_text("Input gate and candidate")


def test_the_code_of_the_address_leads_students_to_the_same_stage(visit, open_page):
    page = presented(visit, "One step", cell="GRU", stage="z", x="1.2")
    page.keyboard.press("q")
    dialog = page.get_by_role("dialog", name="This page to take along")
    expect(dialog.locator("svg")).to_be_visible()
    expect(dialog.get_by_text("students cannot reach it")).to_be_visible()  # the test runs on this computer
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.screenshot())))
    expect(dialog.locator(".address")).to_have_text(read.text)
    assert urlparse(read.text)[:3] == urlparse(page.url)[:3]
    query = query_of(page)
    assert query.pop("present") == ["true"]
    assert parse_qs(urlparse(read.text).query) == query
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(title(page)).to_have_text("Update gate")
    page.keyboard.press(".")
    expect(page.locator(".black")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator(".black")).to_be_hidden()


def test_steps_are_walked_over_time_and_by_hand(visit):
    page = presented(visit, "Over time")
    for key in ("PageDown", "ArrowRight", "PageUp"):
        page.keyboard.press(key)
    expect(page.locator(".over-time .now")).to_have_text("2")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page = presented(visit, "Gates by hand")
    for key in ("PageDown", "ArrowRight", "PageUp"):
        page.keyboard.press(key)
    expect(page.locator(".console .now")).to_have_text("2")
    page.keyboard.press("r")
    expect(page.get_by_text("3 of 3 goals reached")).to_be_visible()


def test_space_starts_a_training_and_holds_it(visit):
    page = presented(visit, "Train")
    page.keyboard.press(" ")
    expect(page.locator(".learning .panel")).to_be_visible()
    page.keyboard.press(" ")
    expect(page.locator(".learning .facts")).to_contain_text("paused")
    page.wait_for_function(FITS)
    page.keyboard.press("s")
    expect(page.locator(".learning .facts")).not_to_contain_text("paused")


def test_a_lesson_is_shown_slide_by_slide_and_left_at_its_paragraph(visit):
    page = presented(visit, "Lesson")
    question = page.locator(".st-key-lesson_question")
    expect(question).to_be_visible()
    page.keyboard.press("PageDown")
    expect(question).to_be_visible()
    page.keyboard.press("r")
    expect(question.get_by_text("It is:")).to_be_visible()
    for number in (1, 2, 3):
        page.keyboard.press("PageDown")
        expect(page.get_by_text(f"· {number} of 18")).to_be_visible()
    expect(question).to_be_hidden()
    page.keyboard.press("PageUp")
    expect(page.get_by_text("· 2 of 18")).to_be_visible()
    at_rest(page)
    page.keyboard.press("Escape")
    expect(page.get_by_text("2 of 18", exact=True)).to_be_visible()
