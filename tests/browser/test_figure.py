"""The figure can be read: colours that stand out in both themes, and numbers that meet nothing, however long."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_core import figure
from lstm_core.cells import CELLS
from lstm_core.figure.svg import shipped
from lstm_core.latex import CONVENTIONS
from tests.browser.reading import IS_SETTLED
from tests.lstm_core.examples import FIGURES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LOOK = Path(__file__).with_name("figure.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
LONGEST = "−10.00"  # what arrives lies between −10 and 10
SMALLEST = 9  # pixels on a laptop


def drawing(page: Page) -> Locator:
    return page.locator(".frame-of-figure svg").first


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(visit, open_page, dark):
    page = visit(on=open_page(dark=dark))  # on the start page no part of the figure is stepped back
    assert drawing(page).get_attribute("data-theme") == ("dark" if dark else "light")
    texts = drawing(page).evaluate(f"svg => ({LOOK})(svg).texts()")
    assert len(texts) > 25
    pale = [text for text in texts if contrast(rgb(text["colour"]), rgb(text["ground"])) < 4.5]
    assert pale == []
    assert [text for text in texts if text["size"] < SMALLEST] == []


@pytest.mark.parametrize("cell", CELLS)
def test_no_number_is_cut_or_runs_into_anything(visit, cell):
    page = visit(f"step-by-step?cell={cell.replace(' ', '+')}")
    assert drawing(page).evaluate(f"(svg, text) => ({LOOK})(svg).crowded(text)", LONGEST) == []


def test_a_number_that_is_too_long_would_be_noticed(visit):
    page = visit("step-by-step")
    found = drawing(page).evaluate(f"(svg, text) => ({LOOK})(svg).crowded(text)", "−10.000000000")
    assert any("is cut" in words for words in found)
    assert any("meets" in words for words in found)
    assert any("lies on" in words for words in found)


@pytest.mark.parametrize("address", ["", "step-by-step?stage=h", "step-by-step?view=Over+time"])
def test_in_a_narrow_window_the_figure_is_whole_and_can_be_read(visit, open_page, address):
    page = visit(address, on=open_page(width=320, height=844, touch=True))
    for width in (320, 390, 820):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(IS_SETTLED, [width, 844])
        shown = drawing(page)
        at = shown.bounding_box()
        assert at
        assert at["x"] >= 0
        assert at["x"] + at["width"] <= width
        texts = shown.evaluate(f"svg => ({LOOK})(svg).texts()")
        assert [text for text in texts if text["size"] < SMALLEST - 0.01] == []
        written = {text["text"] for text in texts}
        assert {"f", "i", "C̃", "o"} <= written or any(re.fullmatch(r"−?\d\.\d\d", text) for text in written)


def test_names_stand_where_numbers_would_be_too_small_and_nothing_runs_into_anything(visit, open_page):
    page = visit("step-by-step", on=open_page(width=390, height=844, touch=True))
    boxes = drawing(page).locator("[id^=node-] .number")
    assert [name for name in boxes.all_text_contents() if name] == ["f", "i", "C̃", "o", "y"]
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(boxes.first).to_have_text(re.compile(r"\d\.\d\d"))
    page.set_viewport_size({"width": 390, "height": 844})
    expect(boxes.first).to_have_text("f")


def test_names_stand_clear_of_wires_boxes_and_numbers_in_every_cell_and_every_books_letters(page):
    page.set_viewport_size({"width": 1000, "height": 700})
    found = []
    for title, cell in FIGURES.items():
        for books in CONVENTIONS.values():
            page.set_content(shipped(cell, live=True))
            letters = {node: letter for node, (letter, _) in figure.letters(cell, books).items()}
            names = page.locator("svg").evaluate(f"(svg, letters) => ({LOOK})(svg).names(letters)", letters)
            boxes = [node.name for node in cell.drawn if cell.role(node.name) in ("gate", "candidate")]
            assert sorted(name["name"] for name in names) == sorted(boxes)
            found += [(title, books.name, name) for name in names if name["meets"]]
    assert found == []


def test_a_name_that_is_too_wide_would_be_noticed(page):
    page.set_content(shipped(CELLS["LSTM"], live=True))
    wide = dict.fromkeys("figo", "forget gate")
    names = page.locator("svg").evaluate(f"(svg, letters) => ({LOOK})(svg).names(letters)", wide)
    assert any("edge" in met or "node" in met for name in names for met in name["meets"])


def test_names_can_be_switched_off_and_are_hidden_while_one_predicts(visit):
    page = visit("step-by-step?stage=h&letters=PyTorch")
    names = drawing(page).locator("g.name text")
    assert names.all_text_contents() == ["ft", "it", "gt", "ot"]
    expect(names.first).to_be_visible()
    page.get_by_text("Names", exact=True).click()
    expect(names.first).to_be_hidden()
    page.get_by_text("Names", exact=True).click()
    expect(names.first).to_be_visible()
    page.get_by_text("Predict first").click()
    expect(names.first).to_be_hidden()
    expect(page.get_by_role("switch", name="Names")).to_be_disabled()


@pytest.mark.parametrize("cell", ["Peephole LSTM", "GRU (PyTorch)"])  # most boxes; a letter in an oval
def test_letters_of_a_narrow_window_fit_their_boxes(visit, open_page, cell):
    page = visit(f"step-by-step?cell={cell.replace(' ', '+')}", on=open_page(width=390, height=844, touch=True))
    expect(drawing(page)).to_be_visible()
    assert drawing(page).evaluate(f"svg => ({LOOK})(svg).outside()") == []


def test_a_result_that_is_to_be_predicted_is_covered_by_name_too(visit, open_page):
    page = visit("step-by-step?stage=C&predict=true", on=open_page(width=390, height=844, touch=True))
    expect(drawing(page).locator("#node-o .number")).to_have_text("?")


def rgb(colour: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", colour)[:3]]


def contrast(a: list[int], b: list[int]) -> float:
    """WCAG 2.2, written again here so that it shares nothing with the app."""
    light = []
    for colour in (a, b):
        channels = [c / 255 for c in colour]
        lin = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        light.append(0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2] + 0.05)
    return max(light) / min(light)
