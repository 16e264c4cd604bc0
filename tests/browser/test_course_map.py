"""The map of the course: a card can be clicked wherever one likes, and is one link with the lesson's name."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_card_opens_its_lesson_from_its_corner_and_by_keyboard(visit):
    page = visit("course")
    card = page.locator(".st-key-card_elman")
    expect(card.get_by_role("link")).to_have_accessible_name("2. The Elman cell and unrolling")
    card.click(position={"x": 8, "y": 8})
    expect(page.get_by_role("heading", name="2. The Elman cell and unrolling")).to_be_visible()
    page.get_by_role("link", name="All lessons").first.click()
    page.locator(".st-key-card_gru").get_by_role("link").press("Enter")
    expect(page.get_by_role("heading", name="7. The GRU")).to_be_visible()
