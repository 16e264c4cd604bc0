"""The page that steps through a cell, as a student uses it: in a real browser, on a real server."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lstm_core.cells import CELLS
from pages.shared.frame import PLACES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
APP = Path(__file__).parents[2] / "app.py"
ADDRESSES = [place.url_path for places in PLACES.values() for place in places]
UPSTREAM = ("<kbd",)  # Streamlit's own parts, which no page can mend: the pale hint of a button's shortcut


@pytest.fixture
def visit(serve, page: Page):
    """Open an address of the real app and wait until its figure is there."""

    def go(address: str = "step-by-step", on: Page = page) -> Page:
        on.goto(f"{serve(APP)}/{address}")
        expect(on.locator(".frame-of-figure svg").first).to_be_visible()
        expect(on.get_by_test_id("stStatusWidget")).to_have_count(0)
        return on

    return go


def number(page: Page, element: str):
    """The text of a number in the figure."""
    return page.locator(f"#{element} .number, #{element}.number").first


def test_a_cold_servers_first_request_is_a_deep_link(serve, page):
    page.goto(f"{serve(APP, fresh=True)}/step-by-step?cell=GRU&stage=z&x=1.2")
    expect(page.get_by_role("heading", name="The LSTM, step by step")).to_be_visible()
    expect(number(page, "value-x")).to_have_text("1.20")
    expect(page.get_by_role("heading", name="Update gate")).to_be_visible()
    expect(page.get_by_role("link", name="Start")).to_be_visible()
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_a_slider_moves_figure_panel_and_link_and_a_reload_keeps_it(visit):
    page = visit("step-by-step?stage=f")
    before = number(page, "node-f").text_content()
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(number(page, "value-x")).to_have_text("0.90")
    expect(number(page, "node-f")).not_to_have_text(before)
    expect(page.get_by_test_id("stMarkdown").filter(has_text="· 0.90").first).to_be_visible()
    page.wait_for_url(lambda url: parse_qs(urlparse(url).query).get("x") == ["0.9"])
    page.reload()
    expect(number(page, "value-x")).to_have_text("0.90")


def test_numbers_survive_a_walk_to_another_page(visit):
    page = visit("step-by-step?x=1.5&b_f=-2&cell=Peephole+LSTM&stage=f")
    shown = number(page, "node-f").text_content()
    page.get_by_role("link", name="Start").click()
    page.get_by_role("link", name=re.compile("Go on where you were")).click()
    expect(number(page, "value-x")).to_have_text("1.50")
    expect(number(page, "node-f")).to_have_text(shown)


def test_a_shared_link_opens_the_same_tables_elsewhere(visit, open_page):
    page = visit("step-by-step?units=3&inputs=2")
    page.get_by_role("button", name="Random").click()
    page.get_by_role("button", name="Random").click()
    page.wait_for_url(lambda url: "m=" in url)
    expect(page.get_by_label("Seed")).to_have_value("2")
    shown = [number(page, f"node-{gate}").text_content() for gate in "figo"]
    other = visit(page.url.split("/", 3)[3], on=open_page())
    assert [number(other, f"node-{gate}").text_content() for gate in "figo"] == shown


def test_arrow_keys_walk_the_stages_but_not_while_a_slider_is_moved(visit):
    page = visit("step-by-step")
    heading = page.get_by_test_id("stHeading").nth(1)
    page.locator("body").press("ArrowRight")
    expect(heading).to_have_text("Forget gate")
    page.locator("body").press("ArrowRight")
    expect(heading).to_have_text("Input gate and candidate")
    page.locator("body").press("ArrowLeft")
    expect(heading).to_have_text("Forget gate")
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(number(page, "value-x")).to_have_text("0.90")
    expect(heading).to_have_text("Forget gate")


def test_a_box_leads_to_its_stage_by_click_and_by_enter(visit):
    page = visit("step-by-step")
    heading = page.get_by_test_id("stHeading").nth(1)
    page.locator("#node-o").click()
    expect(heading).to_have_text("Output gate")
    page.locator("#node-f").focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_text("Forget gate")


def test_predictions_are_hidden_marked_and_revealed(visit):
    page = visit("step-by-step?stage=C&predict=true")
    expect(number(page, "value-c_next")).to_have_text("?")
    box = page.get_by_placeholder("0.00")
    box.fill("seven")
    box.press("Enter")
    expect(page.get_by_text("is not a number")).to_be_visible()
    f, i, g = (float(number(page, f"node-{gate}").text_content().replace("−", "-")) for gate in "fig")
    box.fill("42")
    box.press("Enter")
    expect(page.get_by_text("Not yet")).to_be_visible()
    box.fill(f"{f * 0.5 + i * g:.2f}".replace(".", ","))
    box.press("Enter")
    expect(page.get_by_text("Right:")).to_be_visible()
    expect(number(page, "value-c_next")).not_to_have_text("?")


def test_a_wrong_link_is_answered_in_sentences(visit):
    page = visit("step-by-step?x=abc&cell=Foo&units=99&b_f=77")
    for words in ("x = abc", "cell “Foo”", "units = 99", "b_f = 77"):
        expect(page.get_by_text(re.compile(f"The link asks for {re.escape(words)}"))).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page = visit("step-by-step?units=2&m=1_2")
    expect(page.get_by_text("The link carries 2 numbers")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_numbers_in_the_figure_read_well_in_both_themes(visit, open_page, dark):
    page = visit("step-by-step?stage=%5Bh%2C+x%5D", on=open_page(dark=dark))
    assert page.locator(".frame-of-figure svg").get_attribute("data-theme") == ("dark" if dark else "light")
    colours = page.evaluate(
        """() => { const host = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('#node-f'));
        return [...host.shadowRoot.querySelectorAll('.number')].map(n => getComputedStyle(n).fill) }"""
    )
    ground = (18, 21, 28) if dark else (255, 255, 255)
    for colour in colours:
        rgb = tuple(int(c) for c in re.findall(r"\d+", colour)[:3])
        assert contrast(rgb, ground) >= 4.5, colour


def contrast(a, b):
    """WCAG 2.2, written again here so that it shares nothing with the app."""
    light = []
    for colour in (a, b):
        channels = [c / 255 for c in colour]
        lin = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        light.append(0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2] + 0.05)
    return max(light) / min(light)


@pytest.mark.parametrize("view", ["One step", "Gates by hand", "Over time", "As code"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_view_is_wider_than_the_screen(serve, open_page, view, width):
    page = open_page(width=width)
    page.goto(f"{serve(APP)}/step-by-step?view={view.replace(' ', '+')}")
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    expect(page.get_by_text("Letters")).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
    if view == "One step" and width == 390:
        frame = page.locator(".frame-of-figure")
        assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
        assert frame.get_attribute("tabindex") == "0"


@pytest.mark.parametrize("cell", CELLS)
def test_numbers_fit_into_every_figure_even_at_the_extremes(visit, cell):
    page = visit(f"step-by-step?cell={cell.replace(' ', '+')}&x=-3&h=-1&c=-3")
    overlaps = page.evaluate(
        """() => { const host = [...document.querySelectorAll('*')].find(e => e.shadowRoot?.querySelector('#node-x'));
        const svg = host.shadowRoot.querySelector('svg'), frame = svg.getBoundingClientRect(), found = [];
        const numbers = [...svg.querySelectorAll('.number')].filter(n => n.textContent);
        numbers.forEach(n => { n.textContent = '−10.00' });
        const boxes = numbers.map(n => [n, n.getBoundingClientRect()]);
        const apart = (a, b) => a.left >= b.right - 1 || a.top >= b.bottom - 1;
        for (const [n, a] of boxes) {
          if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.bottom > frame.bottom + 1) found.push('cut');
          for (const [m, b] of boxes)
            if (m !== n && !apart(a, b) && !apart(b, a)) found.push([n.closest('g[id]').id, m.closest('g[id]').id]);
        } return found }"""
    )
    assert overlaps == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_serious_of_ours(serve, open_page, address, dark):
    page = open_page(dark=dark)
    page.goto(f"{serve(APP)}/{address}")
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    ours = [(v["id"], node["html"][:300]) for v in found for node in v["nodes"] if not node["html"].startswith(UPSTREAM)]
    assert ours == []
