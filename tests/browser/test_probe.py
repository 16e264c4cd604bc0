"""The pages Probe and My cell as a learner meets them: painted, clicked and typed in a real browser."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tools.serving import APP

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
expect.set_options(timeout=15_000)
STEPS = 20


@pytest.fixture(scope="session")
def url(serve: Callable[[Path], str]) -> str:
    return serve(APP)


def visit(page: Page, url: str, title: str, query: str = "") -> None:
    """By its door on the start page, so that Streamlit asks for nothing that is not there."""
    page.goto(f"{url}/{query}")
    page.get_by_text("Everything in the app").click()
    page.locator(".stMain").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def probe(page: Page, url: str) -> None:
    visit(page, url, "Probe a net")
    expect(page.locator(".map canvas")).to_have_count(6)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def row(page: Page, name: str) -> Locator:
    return page.locator(".row", has=page.locator(".name", has_text=name))


def paint(page: Page, name: str, step: int, share: float) -> None:
    """Click into an input line at a step (from 1), at a share of its scale."""
    field = row(page, name).locator(".field")
    box = field.bounding_box()
    assert box
    room = 0.1 / 1.2
    y = box["height"] * (room + (1 - share) * (1 - 2 * room))
    field.click(position={"x": box["width"] * (step - 0.5) / STEPS, "y": y})  # waits until it stands still


def answer(page: Page) -> list[float]:
    label = row(page, "answer").locator(".field").get_attribute("aria-label") or ""
    return [float(word.replace("−", "-")) for word in label.partition(": ")[2].split(", ")]


def settled(page: Page) -> None:
    expect(page.locator(".probe-board.stale")).to_have_count(0)


def test_a_painted_value_is_what_the_net_answers(page: Page, url: str) -> None:
    probe(page, url)
    before = answer(page)
    paint(page, "value", 8, 0.2)
    expect(page.get_by_text("Your own sequence")).to_be_visible()
    settled(page)
    after = answer(page)
    assert before[-1] == pytest.approx(0.83, abs=0.05)
    assert after[-1] == pytest.approx(0.2, abs=0.05)
    expect(page).to_have_url(re.compile("s=0_0"))


def test_a_stroke_of_the_keyboard_paints_too(page: Page, url: str) -> None:
    probe(page, url)
    line = page.get_by_role("slider", name="value")
    line.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("3")
    settled(page)
    expect(line).to_have_attribute("aria-valuetext", "step 8: 0.30")
    expect(page.get_by_text("Your own sequence")).to_be_visible()


def test_a_click_in_a_heat_map_leads_to_the_step_page_with_those_very_numbers(page: Page, url: str) -> None:
    probe(page, url)
    box = row(page, "forget gate").locator(".field")
    size = box.bounding_box()
    assert size
    box.click(position={"x": size["width"] * 10.5 / STEPS, "y": size["height"] * 3.5 / 8})  # unit 4, step 11
    expect(page.get_by_role("spinbutton", name="Unit")).to_have_value("4")
    expect(page.get_by_role("spinbutton", name="Step", exact=True)).to_have_value("11")
    names = {"forget gate": "f", "input gate": "i", "candidate": "g", "memory": "c_next", "output gate": "o"}
    shown = {node: row(page, name).locator("output").inner_text() for name, node in names.items()}
    page.get_by_role("link", name="Walk through this step").click()
    expect(page.get_by_text("Unit 4 at step 11")).to_be_visible()
    for node, number in shown.items():
        expect(page.locator(f"#node-{node}, #value-{node}").filter(has_text=number).first).to_be_attached()
    page.get_by_role("link", name="Back to Probe a net").click()
    expect(page.get_by_role("spinbutton", name="Step", exact=True)).to_have_value("11")


def test_a_forget_gate_held_shut_changes_the_answer_and_shows_both(page: Page, url: str) -> None:
    probe(page, url)
    page.get_by_role("radio", name="Hold a gate").or_(page.get_by_role("button", name="Hold a gate")).first.click()
    expect(page.get_by_text("before your intervention")).to_be_visible()
    settled(page)
    assert abs(answer(page)[-1] - 0.83) > 0.3


def test_the_keys_of_a_heat_map_move_the_cursor_and_pick(page: Page, url: str) -> None:
    probe(page, url)
    box = page.get_by_role("slider", name="hidden state")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-valuetext", re.compile("unit 2, step 2"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("spinbutton", name="Unit")).to_have_value("2")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("title", ["Probe a net", "My cell"])
def test_both_pages_are_free_of_axe_findings_and_fit_a_phone(open_page, url, width, dark, title):
    page = open_page(width=width, dark=dark)
    visit(page, url, title)
    if title == "My cell":
        expect(page.locator(".stGraphVizChart svg g.node").first).to_be_visible()
    else:
        expect(page.locator(".map canvas")).to_have_count(6)
        expect(page.locator(".stVegaLiteChart canvas, .stVegaLiteChart svg").first).to_be_visible()
    found = Axe().run(page, context=".stMainBlockContainer").response["violations"]
    assert not found, [(v["id"], v["nodes"][0]["html"][:200]) for v in found]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_a_cell_that_is_typed_is_drawn(page: Page, url: str) -> None:
    visit(page, url, "My cell")
    field = page.get_by_role("textbox", name="Your cell")
    field.fill("x\nh\nkeep = sigmoid(linear(x, h))\nh_next = keep * h + (1 - keep) * tanh(linear(x, h))")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".stGraphVizChart text", has_text="keep")).to_be_visible()
    field.fill("nonsense")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("last cell that could be read")).to_be_visible()
