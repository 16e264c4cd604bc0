"""The unrolled net of lesson 2: it unfolds by itself, or step by step for those who want no motion."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_it_unfolds_copy_by_copy_until_all_are_there(visit):
    page = visit("course?lesson=elman&open=true")
    button, said = page.locator(".unfolding .play"), page.locator(".unfolding .said")
    expect(said).to_have_text("Step 3 of 3: the same weights once more.")
    button.click()
    expect(said).to_contain_text("Folded")
    expect(page.locator(".unfolding .copy.away")).to_have_count(3)
    expect(said).to_contain_text("Step 1 of 3")
    expect(said).to_contain_text("Step 3 of 3")
    expect(page.locator(".unfolding .copy.away")).to_have_count(0)


def test_where_motion_is_reduced_every_press_shows_one_copy_more(visit):
    page = visit("course?lesson=elman&open=true")
    page.emulate_media(reduced_motion="reduce")
    page.get_by_text("Folded", exact=True).first.click()
    button, said = page.locator(".unfolding .play"), page.locator(".unfolding .said")
    expect(said).to_contain_text("Folded")
    for step in (1, 2, 3):
        button.click()
        expect(said).to_contain_text(f"Step {step} of 3")
    expect(button).to_have_text("Fold")
