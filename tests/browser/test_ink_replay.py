"""A sheet of ink draws itself once more, by keys and by clicks, and is taken along as a file that others can read."""

import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SHEET = """
import streamlit as st
from lstm_core.cells import CELLS
from lstm_core.grade import grade
from lstm_core.ink.message import written
from tests.lstm_core.ink.composer import Pen, lstm
from ui.components.ink_replay import ink_replay
from ui.practise.ink_playback import playback
from ui.practise.ink_reading import read_message

ink = lstm(Pen(3), sign="×").ink()
strokes = [[(x, y, 1000 * k + 3 * n) for n, (x, y) in enumerate(row)] for k, row in enumerate(ink)]
reading, cell = read_message({"strokes": written(strokes)}), CELLS["LSTM"]
marked = grade(reading.drawing, cell)
st.title("A sheet")
ink_replay(playback(reading, marked, cell, marked.mark), key="sheet")
"""


SHARES = """
navigator.canShare = ({ files }) => files.length === 1;
navigator.share = async ({ files: [file], text }) => {
  window.shared = [file.name, file.type, file.size > 9999, text];
};
"""  # as on a phone


@pytest.fixture
def sheet(serve, page):
    page.add_init_script(SHARES)
    page.goto(serve(SHEET))
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    return page


def test_it_is_whole_at_first_and_comes_stroke_by_stroke_when_it_is_played(sheet):
    slider, hidden = sheet.get_by_role("slider"), sheet.locator(".ink path[style*='none']")
    expect(hidden).to_have_count(0)
    slider.focus()
    sheet.keyboard.press("Home")
    strokes = sheet.locator(".ink path").count()
    expect(hidden).to_have_count(strokes)
    expect(sheet.locator(".mistake.later")).to_have_count(1)
    sheet.keyboard.press("PageUp")
    expect(slider).to_have_attribute("aria-valuetext", "0:01 of 1:03: a sigmoid box")
    sheet.get_by_role("button", name="16×").click()
    slider.focus()
    sheet.keyboard.press("Space")
    expect(hidden).to_have_count(0)
    expect(sheet.get_by_role("button", name="Play")).to_be_visible()
    sheet.locator(".when").click()
    expect(sheet.locator(".said")).to_have_text("times (1)")
    expect(sheet.locator(".mistake:not(.later)")).to_have_count(1)


def test_the_sheet_is_taken_along_as_svg_and_as_a_picture_and_shared(sheet):
    with sheet.expect_download() as found:
        sheet.get_by_role("button", name="SVG").click()
    path = Path(found.value.path())
    assert found.value.suggested_filename == "lstm.svg"
    assert "not right yet" in ElementTree.parse(path).getroot().find("{*}title").text
    with sheet.expect_download() as found:
        sheet.get_by_role("button", name="PNG").click()
    start = Path(found.value.path()).read_bytes()[:24]
    assert start[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", start[16:]) == (2080, 1280)
    sheet.get_by_role("button", name="Share").click()
    name, kind, large, text = sheet.wait_for_function("window.shared").json_value()
    assert (name, kind, large) == ("lstm.png", "image/png", True)
    assert text == "LSTM practised, 1:03: 85 of 100, not right yet"
