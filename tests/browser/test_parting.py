"""What proves a drawing wrong runs through the learner's own sheet and through the figure, by keys and by buttons."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from lstm_core.cells import CELLS
from lstm_core.grade import drawing_of
from lstm_core.mistakes import squashed_memory

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_signal_runs_through_both_cells_until_they_part_where_both_are_lit(visit, open_page, width):
    page = open_page(width=width, height=620, touch=width < 800)
    sheet = drawing_of(replace(squashed_memory(CELLS["LSTM"]), picture=CELLS["LSTM"].picture)).data()
    stored = ["wiring canvas LSTM Blank sheet", json.dumps(sheet | {"session": "", "rev": 0})]
    page.add_init_script(f"sessionStorage.setItem(...{json.dumps(stored)})")
    visit("draw?tool=Parts", on=page)
    page.locator(".wiring .part").first.wait_for()
    page.locator(".st-key-check button").click()
    page.get_by_role("button", name="Show it").click()
    player, words = page.locator(".parting"), page.locator(".parting .words")
    expect(words).to_have_text("The same comes in.")
    player.get_by_role("button", name="Next").click()
    expect(words).to_have_text("fₜ = 0.50 in both")
    expect(player.locator(".still .part.now")).to_have_count(1)
    page.keyboard.press("ArrowLeft")
    expect(words).to_have_text("The same comes in.")
    page.keyboard.press("End")
    expect(words).to_have_text("Here they part: Cₜ = 1.00 in the LSTM, 0.76 in yours.")
    expect(player).to_be_focused()  # the button is shut now; the keyboard is not lost
    expect(player.locator("g.node.active.role-memory")).not_to_have_count(0)
    expect(player.locator(".still .part.now .value")).to_have_text(["0.76", "0.76"])
    page.keyboard.press("Home")
    expect(words).to_have_text("The same comes in.")
    box = player.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
