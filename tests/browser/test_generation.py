"""Lesson 11 in a real Chromium: a tune at once, a net that is taught, stopped and asked to write, on any screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tools.chromium import IS_SHOWN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LESSON = "course?lesson=generation&open=true"
SCRIPT = """
import streamlit as st
from ui.course.experiments.generation import train_own
from ui.common.trainer import trainer


def count():
    show = st.fragment(lambda: st.text(f"running: {trainer().busy}"), run_every=0.2)
    show()

pages = [st.Page(train_own.show, title="Teach", url_path="teach", default=True), st.Page(count, title="Count")]
st.navigation(pages, position="top").run()
"""


def part(page, name):
    page.locator(".st-key-generation_part").get_by_text(name, exact=True).click()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_a_net_is_taught_for_some_seconds_stopped_and_writes(visit):
    page = visit(LESSON)
    page.get_by_role("button", name="Hear it").click()
    expect(page.locator("audio")).to_be_visible()
    first = page.locator("pre.written").inner_text()
    part(page, "Teach your own")
    page.get_by_label("Updates").fill("20000")
    page.get_by_label("Updates").press("Enter")
    page.get_by_role("button", name="Teach it").click()
    expect(page.get_by_role("cell", name="50", exact=True)).to_be_visible()  # of the table of what it said
    page.locator(".st-key-own_stop button").click()
    expect(page.get_by_text(re.compile(r"Your net \d+ is kept"))).to_be_visible()
    part(page, "It writes")
    expect(page.get_by_label("Net", exact=False).first).to_be_visible()
    expect(page.locator("pre.written")).not_to_have_text(first)


def test_a_training_goes_on_beside_other_pages_and_ends_with_the_tab(serve, open_page):
    page, other = open_page(), open_page()
    page.goto(serve(SCRIPT))
    page.get_by_label("Updates").fill("20000")
    page.get_by_label("Updates").press("Enter")
    page.get_by_role("button", name="Teach it").click()
    expect(page.get_by_text("of 20,000")).to_be_visible()  # it has begun
    page.get_by_role("link", name="Count").click()
    other.goto(serve(SCRIPT))
    other.get_by_role("link", name="Count").click()
    expect(other.get_by_text("running: 1")).to_be_visible()
    page.context.close()
    expect(other.get_by_text("running: 0")).to_be_visible()


def test_every_part_fits_on_a_phone_and_can_be_read_in_the_dark(visit, open_page):
    page = visit(LESSON, on=open_page(width=390, dark=True, touch=True))
    for name in ("It writes", "By hand", "Beam search", "Its own words", "Teach your own", "Units"):
        part(page, name)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("(part) => part.scrollWidth <= innerWidth"), name
        page.wait_for_function(IS_SHOWN, arg="dark")
        found = Axe().run(page, context={"include": [[".stMainBlockContainer"]]}).response["violations"]
        ours = [each for each in found if each["impact"] in ("serious", "critical")]
        assert not ours, (
            name,
            [
                (each["id"], [(node["html"][:200], node["any"][0]["message"]) for node in each["nodes"]])
                for each in ours
            ],
        )
