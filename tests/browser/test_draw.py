"""Draw the cell in a real browser: checked, run, and remembered by a browser that comes back."""

import json
import re

import pytest
from playwright.sync_api import expect

from lstm_core.cells import CELLS
from lstm_core.grade import drawing_of
from tools.serving import APP

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def check(page):
    page.locator(".st-key-check button").click()
    expect(page.get_by_role("heading", name="Not repaired yet")).to_be_visible()


def test_a_mistake_is_shown_on_the_drawing_and_beside_the_right_cell(visit):
    page = visit("draw?way=Find+the+mistake")
    check(page)
    expect(page.locator(".wiring .canvas .wrong").first).to_be_attached()
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_have_count(2)
    page.get_by_text("Show the textbook figure beside it").click()
    expect(page.locator(".frame-of-figure svg")).to_be_visible()


def without_its_tanh():
    """A right LSTM without labels, in which the + is wired straight into the last ×."""
    right = drawing_of(CELLS["LSTM"]).data()
    wires = right["wires"]
    (gone,) = [part["id"] for part in right["parts"] if part["kind"] == "tanh" and not part["label"]]
    (before,) = [wire["from"] for wire in wires if wire["to"] == gone]
    wires = [wire | {"from": before} if wire["from"] == gone else wire for wire in wires if wire["to"] != gone]
    parts = [part | {"label": ""} for part in right["parts"] if part["id"] != gone]
    return {"parts": parts, "wires": wires, "session": "", "rev": 0}


@pytest.mark.parametrize("width", [390, 1280])
def test_a_part_that_is_missing_on_a_wire_stands_there_dashed_and_in_view(visit, open_page, width):
    page = open_page(width=width, touch=width < 800)
    stored = json.dumps(["wiring canvas LSTM Blank sheet", json.dumps(without_its_tanh())])
    page.add_init_script(f"sessionStorage.setItem(...{stored})")
    visit("draw?tool=Parts", on=page)
    page.locator(".wiring .part").first.wait_for()
    page.locator(".st-key-check button").click()
    expect(page.get_by_role("heading", name="85 of 100")).to_be_visible()
    expect(page.locator(".gaps .glyph")).to_have_text("tanh?")
    gap, plus = (page.locator(at).bounding_box() for at in (".gaps g", ".part[aria-label^=plus]"))
    assert gap["x"] > plus["x"] + plus["width"]
    assert gap["y"] > plus["y"]  # behind the fork: on the memory line it would be a mistake
    frame = page.locator(".wiring .frame").bounding_box()
    assert frame["x"] <= gap["x"] <= frame["x"] + frame["width"] - gap["width"]
    expect(page.locator(".part.missing")).to_have_count(1)
    expect(page.locator(".part.right")).to_have_count(13)


def test_the_mark_stands_beside_check_in_sight_and_a_signal_runs_through_the_learners_own_drawing(visit, open_page):
    page = open_page(height=620)
    drawing = json.dumps(drawing_of(CELLS["LSTM"]).data() | {"session": "", "rev": 0})
    page.add_init_script(f"sessionStorage.setItem(...{json.dumps(['wiring canvas LSTM Blank sheet', drawing])})")
    visit("draw", on=page)
    page.locator(".wiring .part").first.wait_for()
    page.locator(".st-key-check button").click()
    mark = page.get_by_role("heading", name="100 of 100")
    expect(mark).to_be_in_viewport(ratio=1)
    expect(page.locator(".st-key-check button")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Run a signal through it").click()
    expect(page.locator(".wiring .value")).to_have_text(["0.80", "−0.30", "0.50"])
    page.locator(".st-key-signal-on-1 button").click()
    expect(page.get_by_text("2 of 10")).to_be_in_viewport(ratio=1)
    forget = page.locator(".wiring .part.now")
    expect(forget).to_have_attribute("aria-label", re.compile("σ.*f_t|sigmoid.*f_t"))
    expect(forget.locator(".value")).to_have_text("0.88")


def test_a_browser_that_comes_back_finds_what_it_did(visit, open_page):
    page = visit("draw?way=Find+the+mistake")
    check(page)
    expect(page.get_by_text("Your attempts so far")).to_have_count(0)  # told after the next rerun of the page
    page.reload()
    expect(page.get_by_text("Your attempts so far: 1")).to_be_visible()
    stranger = visit("draw", on=open_page())
    stranger.locator(".st-key-check button").wait_for()
    expect(stranger.get_by_text("Your attempts so far")).to_have_count(0)


def test_a_server_that_has_lost_its_files_gets_the_log_back_from_the_browser(serve, open_page):
    page = open_page()
    page.goto(f"{serve(APP, fresh=True)}/draw?way=Find+the+mistake")
    page.locator(".st-key-check button").wait_for()
    check(page)
    page.reload()
    expect(page.get_by_text("Your attempts so far: 1")).to_be_visible()
    page.wait_for_function("localStorage.getItem('recall-log')")
    kept = page.evaluate("({...localStorage})")
    other = open_page()
    other.add_init_script(f"Object.assign(localStorage, {json.dumps(kept)})")
    other.goto(f"{serve(APP, fresh=True)}/draw?way=Find+the+mistake")  # another server, with an empty log
    expect(other.get_by_text("Your attempts so far: 1")).to_be_visible()
