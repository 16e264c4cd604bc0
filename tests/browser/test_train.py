"""Training in a real Chromium: the picture grows, pausing stops it, other pages do not, closing the tab does."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tools.serving import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPT = f"""
import streamlit as st
from ui import endings
from ui.common.frame import frame
from ui.common.trainer import trainer

endings.show = lambda *_, **__: None  # none of the pages that it leads to is here

def count():
    show = st.fragment(lambda: st.text(f"running: {{trainer().busy}}"), run_every=0.2)
    show()

train = st.Page({str(ROOT / "pages/train.py")!r}, title="Train", url_path="train", default=True)
page = st.navigation([train, st.Page(count, title="Count", url_path="count")], position="top")
st.set_page_config(layout="wide")
with frame():
    page.run()
"""
LONG = "net_hidden=8&net_steps=20000&net_until_solved=false"


@pytest.fixture
def visit(serve, open_page):
    """Open the page Train with these choices in its address."""

    def go(query=LONG, **options):
        page = open_page(**options)
        page.goto(f"{serve(SCRIPT)}/?{query}")
        page.locator(".st-key-train button").wait_for()
        return page

    return go


@pytest.fixture
def counter(serve, open_page):
    """Another tab, which shows how many runs go on."""
    page = open_page()
    page.goto(serve(SCRIPT))
    page.get_by_role("link", name="Count").click()
    return page.get_by_text("running:")


def train(page):
    page.locator(".st-key-train button").click()
    expect(page.locator(".learning .facts")).to_contain_text("loss")


def batch(page):
    return int(re.search(r"batch ([\d,]+)", page.locator(".facts").inner_text())[1].replace(",", ""))


def later(page, than):
    """Wait until a later batch is shown."""
    seen = "Number((%s ?? '').match(/batch ([\\d,]+)/)?.[1].replace(',', '') ?? -1)"
    text = (
        "[...document.querySelectorAll('*')].map(e => e.shadowRoot?.querySelector('.facts')?.textContent).find(Boolean)"
    )
    page.wait_for_function(f"(than) => {seen % text} > than", arg=than)
    return batch(page)


def inked(page):
    """How many columns of the picture are not blank any more."""
    return page.locator(".heat canvas").first.evaluate(
        """(canvas) => {
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const drawn = new Set();
          for (let k = 3; k < data.length; k += 4) if (data[k]) drawn.add(((k - 3) / 4) % canvas.width);
          return drawn.size / canvas.width;
        }"""
    )


def test_the_picture_grows_and_pausing_stops_it(visit, counter):
    page = visit()
    train(page)
    first = batch(page)
    assert inked(page) > 0
    later(page, first)
    expect(counter).to_have_text("running: 1")
    page.get_by_role("button", name="Pause").click()
    expect(counter).to_have_text("running: 0")
    expect(page.locator(".facts")).to_contain_text("paused")
    stood = batch(page)
    page.get_by_role("button", name="One batch").click()
    expect(page.locator(".facts")).to_contain_text(f"batch {stood + 1} of")
    page.get_by_role("button", name="Resume").click()
    later(page, stood + 1)
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".state")).to_contain_text("Not solved")
    expect(counter).to_have_text("running: 0")


def test_a_run_goes_on_while_another_page_is_read_and_ends_with_the_tab(visit, counter):
    page = visit()
    train(page)
    before = batch(page)
    page.get_by_role("link", name="Count").click()
    expect(page.get_by_text("running: 1")).to_be_visible()
    expect(counter).to_have_text("running: 1")
    page.get_by_role("link", name="Train").click()
    later(page, before + 5)
    expect(page.locator(".facts")).to_contain_text("of at most 20,000")
    expect(page.locator("input[type=number]").first).to_be_attached()
    assert "net_hidden=8" in page.url  # what was chosen is still chosen
    page.context.close()
    expect(counter).to_have_text("running: 0", timeout=2000)


def test_the_first_picture_comes_within_a_second_once_warm(visit):
    page = visit("speed=Full+speed&net_hidden=8")
    train(page)  # warm from here on
    expect(page.locator(".state")).to_contain_text("olved")
    page.evaluate(
        "window.began = null; document.addEventListener('click', () => (window.began = performance.now()), true)"
    )
    page.locator(".st-key-another button").click()
    page.wait_for_function("window.began !== null && performance.now() > window.began")
    expect(page.locator(".learning .facts")).to_contain_text("loss")
    assert page.evaluate("performance.now() - window.began") < 3000  # a second on a quiet machine; tests share theirs


def test_picking_a_sequence_changes_the_picture(visit):
    page = visit("speed=Full+speed&net_steps=20")
    train(page)
    expect(page.locator(".state")).to_contain_text("Not solved")
    before = page.locator(".heat canvas").first.get_attribute("aria-label")
    third = page.locator(".trace").nth(2)
    third.click()
    words = third.locator(".words").inner_text()
    expect(page.locator(".which")).to_have_text(words)
    expect(page.locator(".heat canvas").first).not_to_have_attribute("aria-label", before)
    expect(page.locator(".heat canvas").first).to_have_attribute("aria-label", re.compile(re.escape(words)))


def test_the_script_can_be_taken_along(visit, tmp_path):
    page = visit("speed=Full+speed&net_steps=20&net_hidden=8")
    train(page)
    page.get_by_text("Take it along").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PyTorch script").click()
    assert "nn.LSTM" in Path(waiting.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_fits_and_can_be_read_by_everybody(visit, width, dark):
    page = visit("cells=Elman&cells=LSTM&speed=Full+speed&net_steps=20", width=width, dark=dark)
    page.locator(".st-key-train button").click()
    for panel in page.locator(".panel").all():
        expect(panel.locator(".state")).to_contain_text("olved")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [panel.bounding_box() for panel in page.locator(".panel").all()]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    page.get_by_text("Take it along").wait_for()  # drawn once all is over, and nothing moves any more
    page.get_by_text("The task: recall").click()
    page.locator(".sequence .plot").first.wait_for()
    found = Axe().run(page).response["violations"]
    assert not found, [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
