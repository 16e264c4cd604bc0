"""The step page on a phone, in a real Chromium with touch: figure, explanation and Next are in sight together."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
STANDS_UNDER = """([above, below]) => {
    const [top, bottom] = [above, below].map((key) => document.querySelector(key).getBoundingClientRect());
    return 0 <= bottom.top - top.bottom && bottom.top - top.bottom < 60;
}"""
THUMB = 44  # pixels that a thumb hits without looking


@pytest.fixture
def phone(open_page) -> Page:
    return open_page(width=390, height=844, touch=True)


def where(page: Page, what: str) -> dict[str, float]:
    box = page.locator(what).first.bounding_box()
    assert box, what
    return {**box, "bottom": box["y"] + box["height"], "right": box["x"] + box["width"]}


def test_one_walks_through_the_cell_with_figure_and_explanation_in_sight(visit, phone):
    page = visit("step-by-step", on=phone)
    for title in ("Forget gate", "Input gate and candidate", "New memory"):
        page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 9999)")  # all is read
        page.get_by_role("button", name="Next").tap()
        expect(page.locator(".st-key-walk_panel h2")).to_have_text(title)
        at_rest(page)
        page.wait_for_function(STANDS_UNDER, arg=[".st-key-walk_figure", ".st-key-walk_head"])
        figure, heading = where(page, ".frame-of-figure svg"), where(page, ".st-key-walk_panel h2")
        bar = where(page, ".st-key-next")
        assert figure["y"] >= 0
        assert heading["bottom"] < bar["y"]
        assert bar["bottom"] == 844


@pytest.mark.parametrize("name", ["Back", "Next"])
def test_back_and_next_are_large_enough_for_a_thumb(visit, phone, name):
    button = visit("step-by-step?stage=C", on=phone).get_by_role("button", name=name).bounding_box()
    assert button
    assert button["height"] >= THUMB
    assert button["width"] >= THUMB


def test_numbers_are_folded_until_they_are_asked_for(visit, phone):
    page = visit("step-by-step", on=phone)
    fold = page.get_by_role("button", name="Symbols, numbers, presets and weights")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("slider")).to_have_count(0)
    fold.tap()
    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("slider").first).to_be_visible()
    expect(page.get_by_role("button", name="Keep silently")).to_be_visible()


def test_a_wide_window_shows_all_numbers_and_no_button_to_unfold_them(visit):
    page = visit("step-by-step")
    expect(page.get_by_role("slider").first).to_be_visible()
    expect(page.get_by_role("button", name="Symbols, numbers, presets and weights")).to_have_count(0)
    assert page.locator(".st-key-next").evaluate("next => getComputedStyle(next).position") != "fixed"


def test_over_time_the_figure_stays_above_the_strips(visit, phone):
    page = visit("step-by-step?view=Over+time", on=phone)
    before = page.locator(".strips").bounding_box()
    assert before
    page.get_by_test_id("stMain").evaluate("(main, by) => main.scrollTo(0, by)", before["y"] - 200)
    figure = where(page, ".frame-of-figure svg")
    assert figure["y"] >= 0
    for name in ("Play", "Previous step", "Next step"):
        button = page.get_by_role("button", name=name).bounding_box()
        assert button
        assert min(button["width"], button["height"]) >= THUMB
        assert figure["bottom"] <= button["y"] < 844
