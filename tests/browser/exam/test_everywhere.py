"""Every stage of an exam, light and dark, on a phone and on a laptop: nothing for axe to find, nothing too wide."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import at_rest
from tests.browser.test_everywhere import complaints, scrolls_sideways
from ui.practise.oral.choices import WAYS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MAIN = "[data-testid=stMain]"  # what surrounds it is the same on every page
WRAPS = "all => all.map(one => getComputedStyle(one).whiteSpace)"
WORDS = "a sigmoid gate at zero forgets, and the gradient is averaged"


@pytest.fixture
def me(candidate):
    """Somebody at the page of the exam."""
    return candidate()


def looks_well(me):
    """Nothing to mend in what is shown now."""
    me.page.mouse.move(0, 0)
    for width in (390, 1280):
        me.page.set_viewport_size({"width": width, "height": 900})
        assert complaints(me.page, MAIN) == []
        assert not scrolls_sideways(me.page)


def test_an_exam_looks_well_from_its_beginning_to_its_end(me):
    looks_well(me)
    me.begin()
    looks_well(me)
    me.answer(WORDS)
    for box in me.statements.all():
        box.check(force=True)
    at_rest(me.page)
    looks_well(me)
    me.to_the_next("go_on")
    me.pass_on_to(me.sheet)
    me.click("drawn")
    expect(me.page.get_by_text(me.say("empty_drawing"))).to_be_visible()
    looks_well(me)
    me.pass_by()
    me.click("end")
    expect(me.result).to_be_visible()
    looks_well(me)
    formulas = me.page.get_by_test_id("stPageLink").locator(".katex .base")
    assert set(formulas.evaluate_all(WRAPS)) == {"nowrap"}  # else each symbol stands in a line of its own


def test_a_single_question_and_its_key_look_well(me):
    me.come(way=WAYS["single"].en)
    looks_well(me)
    me.answer(WORDS)
    for box in me.statements.all():
        box.check(force=True)
    me.click("compare")
    expect(me.button("once_more")).to_be_visible()
    looks_well(me)
