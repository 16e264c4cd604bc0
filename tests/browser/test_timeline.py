"""The timeline in a real Chromium against a real server: time is moved through in the browser alone."""

import csv
import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPT = """
import streamlit as st
from lstm_core.cells import CELLS
from lstm_core.latex import FAU
from lstm_core.cell.readout import with_readout
from ui.step import over_time

st.set_page_config(layout="wide")
st.title("Over time")
st.session_state.setdefault("hits", 0)
if st.button("Next stage", shortcut="Right"):
    st.session_state.hits += 1
st.text(f"hits: {st.session_state.hits}")
name = st.selectbox("Cell", list(CELLS), index=1, key="cell", bind="query-params")
st.number_input("Units", 1, 4, key="units", bind="query-params")
over_time.show(with_readout(CELLS[name]), FAU)
"""


@pytest.fixture
def visit(chromium, serve):
    """Open the script with these query parameters; at the end nothing may have been said on the console."""
    opened, complaints = [], []

    def go(query="", width=1280, height=900, **options):
        page = chromium.new_page(viewport={"width": width, "height": height}, **options)
        opened.append(page)
        page.sent = []
        page.on("websocket", lambda socket: socket.on("framesent", lambda frame: page.sent.append(frame)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{serve(SCRIPT)}/?{query}")
        expect(page.locator(".over-time .plot svg").first).to_be_visible(timeout=20_000)
        expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
        return page

    yield go
    for page in opened:
        page.close()
    assert complaints == []


# ---- what is on the page ----


def step(page):
    return page.locator(".now")


def slider(page):
    return page.get_by_role("slider", name="Step")


def figure(page):
    """The numbers in the figure, by node."""
    return page.locator(".frame-of-figure").evaluate(
        """frame => Object.fromEntries([...frame.querySelectorAll(".number")].map(number =>
            [number.closest("g[id]").id.replace(/^(node|value)-(out_)?/, ""), number.textContent]))"""
    )


def at_cursor(page):
    return page.locator(".strips .value").all_inner_texts()[:-1]  # the last one belongs to the axis


def table(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="for a spreadsheet").click()
    with open(download.value.path(), newline="") as file:
        return list(csv.DictReader(file))


def plain(number):
    text = f"{float(number):.2f}"
    return text.lstrip("-") if not text.strip("-0.") else text.replace("-", "−")


def drag(page, start, end):
    """Drag over the strips from one share of the time axis to another."""
    layer = page.locator(".cursor-layer")
    box = layer.bounding_box()
    layer.hover(position={"x": start * box["width"] + 1, "y": 60})  # waits until nothing moves any more
    box = layer.bounding_box()
    page.mouse.down()
    page.mouse.move(box["x"] + end * box["width"], box["y"] + 60, steps=12)
    page.mouse.up()


# ---- the promises ----


def test_scrubbing_changes_figure_and_numbers_and_tells_the_server_nothing(visit):
    page = visit("sequence=Two+opposite+pulses")
    rows = table(page)
    before = len(page.sent)
    seen = []
    for share in (0.09, 0.5, 0.99):
        drag(page, 0.0, share)
        t = int(share * len(rows))
        expect(step(page)).to_have_text(str(t + 1))
        shown = figure(page)
        assert shown == {name: plain(rows[t][name]) for name in shown}
        assert at_cursor(page) == [shown[name] for name in ("x", "f", "i", "o", "g", "c_next", "h_next", "y")]
        seen.append(shown)
    assert seen[0] != seen[1] != seen[2]
    assert len(page.sent) == before
    slider(page).press("Home")
    first = figure(page)["c_next"]
    page.locator("label", has_text="Start from").click()  # the count does count
    expect(page.locator(".value").nth(5)).not_to_have_text(first)
    assert len(page.sent) > before


def test_play_goes_on_by_itself_and_stops_at_the_end(visit):
    page = visit("sequence=Own+values&own=1;0;0;-1")
    page.get_by_role("button", name="2×").click()
    before = len(page.sent)
    step(page).evaluate(
        """now => { window.seen = []; new MutationObserver(() => window.seen.push(now.textContent))
            .observe(now, { childList: true, characterData: true, subtree: true }); }"""
    )
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    expect(step(page)).to_have_text("4")
    assert page.evaluate("window.seen") == ["2", "3", "4"]
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.get_by_role("button", name="Next step")).to_be_disabled()
    page.get_by_role("button", name="Play").click()  # from the end it starts again
    expect(step(page)).to_have_text("1")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert len(page.sent) == before


def test_nothing_moves_on_the_page_while_time_does(visit):
    page = visit("sequence=Ramp&cell=LSTM+1997")
    places = """root => JSON.stringify([...root.querySelectorAll(
        ".plot, .name, .value, button, .moment, .of, input, .frame-of-figure svg")].map(element => {
            const box = element.getBoundingClientRect();
            return [box.x, box.y, box.width, box.height].map(Math.round);
        }))"""
    root = page.locator(".over-time")
    first = root.evaluate(places)
    for _ in range(40):
        page.get_by_role("button", name="Next step").click()
        assert root.evaluate(places) == first
    expect(step(page)).to_have_text("41")


def test_the_keyboard_moves_through_time_and_leaves_the_page_alone(visit):
    page = visit("sequence=Alternating")
    slider(page).focus()
    for key, shown in [("ArrowRight", "2"), ("End", "30"), ("ArrowLeft", "29"), ("Home", "1"), ("PageUp", "4")]:
        page.keyboard.press(key)
        expect(step(page)).to_have_text(shown)
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("ArrowRight")  # a hand on it stops the play
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.get_by_role("button", name="1×", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("hits: 0")).to_be_visible()
    page.get_by_role("heading", name="Over time").click()
    page.keyboard.press("ArrowRight")  # outside, the page's own shortcut works
    expect(page.get_by_text("hits: 1")).to_be_visible()


def test_the_slider_says_what_is_seen(visit):
    page = visit()
    slider(page).press("ArrowRight")
    words = slider(page).get_attribute("aria-valuetext")
    assert words.startswith("step 2 of 40: input x 0.00, forget gate f ")


def test_new_numbers_keep_the_moment(visit):
    page = visit("sequence=Noise")
    drag(page, 0.2, 0.51)
    expect(step(page)).to_have_text("21")
    page.locator("label", has_text="Start from").click()
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(step(page)).to_have_text("21")


@pytest.mark.parametrize("cell", ["Elman", "GRU", "Peephole LSTM"])
def test_another_cell_takes_the_place_of_the_first(visit, cell):
    page = visit("sequence=Ramp")
    page.get_by_role("combobox", name="Cell").click()
    page.get_by_role("option", name=cell, exact=True).click()
    expect(page.locator(".frame-of-figure svg")).to_have_attribute("aria-label", re.compile(f"^{re.escape(cell)} cell"))
    drag(page, 0.0, 0.7)
    rows = table(page)
    shown = figure(page)
    assert shown == {name: plain(rows[28][name]) for name in shown}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_fits_and_is_accessible(visit, width, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = visit("units=2&sequence=Signal+and+question", width=width, color_scheme=theme)
    assert page.locator(".over-time").get_attribute("data-theme") == theme
    box = page.locator(".strips").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    found = axe.Axe().run(page).response["violations"]
    ours = [
        (violation["id"], node["html"])
        for violation in found
        for node in violation["nodes"]
        if isinstance(node["target"][0], list) or "over-time" in str(node["target"])
    ]
    assert ours == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_on_a_projector_figure_and_strips_are_in_sight_together(visit, width, height):
    page = visit(width=width, height=height)
    whole, drawing = page.locator(".stage").bounding_box(), page.locator(".frame-of-figure svg").bounding_box()
    assert whole["height"] <= height - 60  # the bar at the top
    assert drawing["width"] >= 500


def test_the_thumb_stands_under_the_cursor(visit):
    page = visit("sequence=Own+values&own=1;0;0;0;0", width=390, height=844)
    for place in ("first", "last"):
        slider(page).press("Home" if place == "first" else "End")
        spot = page.locator(".spot").first.bounding_box()
        track = page.locator(".strips input").bounding_box()
        thumb = track["x"] + 8 if place == "first" else track["x"] + track["width"] - 8
        assert spot["x"] + spot["width"] / 2 == pytest.approx(thumb, abs=1.5)
