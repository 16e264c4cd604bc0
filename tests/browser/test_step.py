"""The page that steps through a cell, as a student uses it: in a real browser, on a real server."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import at_rest
from tools.serving import APP, serving
from ui.common.menu import PLACES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ALL = [place for places in PLACES.values() for place in places]


@pytest.fixture(scope="module")
def cold_server() -> Iterator[Callable[[], AbstractContextManager[str]]]:
    """cold_server() is a server that nobody has visited, for one visit; the next comes up meanwhile."""
    with ThreadPoolExecutor(1) as ahead:
        waiting = [ahead.submit(_started)]

        @contextmanager
        def taken() -> Iterator[str]:
            stop, address = waiting.pop().result()
            waiting.append(ahead.submit(_started))
            with stop:
                yield address

        yield taken
        waiting.pop().result()[0].close()


def _started() -> tuple[ExitStack, str]:
    running = ExitStack()
    return running, running.enter_context(serving(APP))


def number(page: Page, element: str):
    """The text of a number in the figure."""
    return page.locator(f"#{element} .number, #{element}.number").first


def heading(page: Page):
    """The title of the stage."""
    return page.get_by_test_id("stHeading").nth(1)


def test_a_cold_servers_first_request_may_be_a_shared_link(cold_server, open_page):
    with cold_server() as address:
        page = open_page()
        page.goto(f"{address}/step-by-step?cell=GRU&stage=z&x=1.2")
        expect(number(page, "value-x")).to_have_text("1.20")
        expect(heading(page)).to_have_text("Update gate")
        expect(page.get_by_label("Cell", exact=True)).to_have_value("GRU")
        page.close()  # before the server: a page that loses its server complains


def test_there_are_seventeen_addresses():
    assert len({place.url_path for place in ALL}) == 17


@pytest.mark.parametrize("place", ALL, ids=lambda place: place.url_path or "start")
def test_a_cold_servers_first_request_may_be_any_page(cold_server, open_page, place):
    with cold_server() as address:
        page = open_page()
        page.goto(f"{address}/{place.url_path}")
        at_rest(page)
        title = place.title if place.url_path else "Recall: the LSTM, from memory"
        expect(page.get_by_role("heading", level=1)).to_have_text([title])  # one, and no other
        expect(page).to_have_title(f"{place.title} · Recall")
        expect(page.get_by_role("navigation", name="App pages").get_by_role("link", name="Start")).to_be_visible()
        expect(page.get_by_text("Page not found")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.close()


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
    for seed in ("1", "2"):  # seed 0 is what a link without numbers means
        page.get_by_role("button", name="Random").click()
        expect(page.get_by_label("Seed")).to_have_value(seed)
        at_rest(page)
    page.wait_for_url(lambda url: "m=" in url)
    shown = [number(page, f"node-{gate}").text_content() for gate in "figo"]
    other = visit(page.url.split("/", 3)[3], on=open_page())
    assert [number(other, f"node-{gate}").text_content() for gate in "figo"] == shown


def test_arrow_keys_walk_the_stages_but_not_while_a_slider_is_moved(visit):
    page = visit("step-by-step")
    page.locator("body").press("ArrowRight")
    expect(heading(page)).to_have_text("Forget gate")
    page.locator("body").press("ArrowRight")
    expect(heading(page)).to_have_text("Input gate and candidate")
    page.locator("body").press("ArrowLeft")
    expect(heading(page)).to_have_text("Forget gate")
    page.locator("input[type=range]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(number(page, "value-x")).to_have_text("0.90")
    expect(heading(page)).to_have_text("Forget gate")


def test_a_box_leads_to_its_stage_by_click_and_by_enter(visit):
    page = visit("step-by-step")
    page.locator("#node-o").click()
    expect(heading(page)).to_have_text("Output gate")
    page.locator("#node-f").focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Forget gate")


def test_a_box_is_reached_with_the_tab_key(visit):
    page = visit("step-by-step?stage=h")
    page.get_by_role("button", name="Back").focus()
    focused = (
        "() => { let e = document.activeElement; while (e?.shadowRoot) e = e.shadowRoot.activeElement; return e.id }"
    )
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(focused) == "node-i":
            break
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Input gate and candidate")


def test_arrow_keys_move_the_cursor_in_a_field_and_not_the_stages(visit):
    page = visit("step-by-step?stage=f&predict=true")
    field = page.get_by_placeholder("0.00")
    field.fill("75")
    for key in ("ArrowLeft", "ArrowRight", "ArrowLeft", "."):
        field.press(key)
    expect(field).to_have_value("7.5")
    field.press("Enter")
    expect(page.get_by_text("Not yet")).to_be_visible()
    expect(heading(page)).to_have_text("Forget gate")


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


@pytest.mark.parametrize("typed", ["99", "Delete"], ids=["too large", "emptied"])
def test_a_bad_number_in_a_table_is_refused_and_the_old_one_kept(visit, typed):
    page = visit("step-by-step?units=2")
    states = page.get_by_test_id("stDataFrame").nth(1)
    shown = [number(page, f"value-{name}").text_content() for name in ("h", "c_next")]
    states.click(position={"x": 90, "y": 52})  # row 1 of h: the grid is a canvas; a click waits until it stands still
    page.keyboard.press("Enter" if typed.isdigit() else typed)
    if typed.isdigit():
        page.locator("#portal input").fill(typed)
        page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("row 1: type a number from −10 to 10. The old one is kept."))).to_be_visible()
    assert [number(page, f"value-{name}").text_content() for name in ("h", "c_next")] == shown
    expect(page.get_by_test_id("stException")).to_have_count(0)
