"""The gate console as a learner meets it: painted with mouse, finger and keyboard in a real browser."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPT = """
import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.latex import CONVENTIONS, FAU
from ui.step import manual_gates


def gates():
    st.title("Gates by hand")
    name = st.selectbox("Cell", list(CELLS), index=1, key="cell", bind="query-params")
    letters = st.segmented_control("Letters", list(CONVENTIONS), default=FAU.name, key="letters", required=True)
    st.button("Next stage", shortcut="Right", key="next", on_click=lambda: st.session_state.update(gone="yes"))
    st.write("Stage left:", st.session_state.get("gone", "no"))
    manual_gates.show(CELLS[name], CONVENTIONS[letters])


def elsewhere():
    st.title("Elsewhere")


st.set_page_config(page_title="Console", layout="wide")
pages = [st.Page(gates, title="Gates", default=True), st.Page(elsewhere, title="Elsewhere")]
st.navigation(pages, position="top").run()
"""


@pytest.fixture(scope="session")
def url(serve: Callable[[str], str]) -> str:
    return serve(SCRIPT)


def strip(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def shown(page: Page, name: str) -> Locator:
    """The read-out at the end of a row, at the marked step."""
    return page.locator(".row", has_text=name).locator("output")


def drag(page: Page, name: str, points: list[tuple[int, float]]) -> None:
    """Drag through (step from 1, value from 0 to 1 of the strip's height)."""
    box = strip(page, name).bounding_box()
    assert box
    room = 0.1 / 1.2  # above and below the scale
    place = lambda step, share: (
        box["x"] + box["width"] * (step - 0.5) / 24,
        box["y"] + box["height"] * (room + (1 - share) * (1 - 2 * room)),
    )
    page.mouse.move(*place(*points[0]))
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*place(*point), steps=2)
    page.mouse.up()


def test_a_drag_paints_and_python_answers(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.get_by_text("0 of 3 goals reached")).to_be_visible()
    drag(page, "forget gate", [(1, 1), (24, 1)])
    drag(page, "input gate", [(1, 1)])
    drag(page, "input gate", [(2, 0), (24, 0)])
    drag(page, "output gate", [(1, 0), (21, 0)])
    expect(page.get_by_text("2 of 3 goals reached")).to_be_visible()
    expect(page.get_by_text("it should stay within 0.05 of 0.60")).to_be_visible()
    drag(page, "output gate", [(22, 1), (24, 1)])
    expect(page.get_by_text("3 of 3 goals reached")).to_be_visible()
    expect(page.get_by_text("Silence costs nothing")).to_be_visible()
    expect(shown(page, "memory")).to_have_text("0.70")
    expect(shown(page, "hidden state")).to_have_text("0.60")


def test_python_is_asked_when_the_stroke_ends_and_not_before(page: Page, url: str) -> None:
    page.goto(url)
    expect(shown(page, "memory")).to_have_text("0.35")
    gate = strip(page, "forget gate")
    gate.hover()
    page.mouse.down()
    gate.hover(position={"x": 5, "y": 5})
    expect(shown(page, "forget gate")).to_have_text("1.00")
    expect(page.locator(".console.stale")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".console.stale")).to_have_count(0)


def test_a_quick_stroke_leaves_no_holes_and_shift_keeps_it_level(page: Page, url: str) -> None:
    page.goto(url + "/?challenge=Free+play")
    expect(strip(page, "forget gate")).to_be_visible()
    drag(page, "forget gate", [(5, 0), (15, 1)])
    page.keyboard.down("Shift")
    drag(page, "input gate", [(1, 0.8), (12, 0.1), (24, 0.6)])
    page.keyboard.up("Shift")
    expect(page.locator(".console.stale")).to_have_count(0)
    strip(page, "forget gate").press("Home")
    for step, value in [(4, 0.5), (5, 0), (6, 0.1), (10, 0.5), (14, 0.9), (15, 1), (16, 0.5)]:
        strip(page, "forget gate").press("Home")
        for _ in range(step - 1):
            strip(page, "forget gate").press("ArrowRight")
        expect(shown(page, "forget gate")).to_have_text(f"{value:.2f}")
        expect(shown(page, "input gate")).to_have_text("0.80")


def test_the_keyboard_does_all_of_it(page: Page, url: str) -> None:
    page.goto(url)
    forget = strip(page, "forget gate")
    forget.focus()
    expect(forget).to_have_accessible_name("forget gate, step 1")
    page.keyboard.press("ArrowUp")
    expect(forget).to_have_attribute("aria-valuenow", "0.6")
    page.keyboard.press("Alt+ArrowDown")
    expect(forget).to_have_attribute("aria-valuetext", "step 1: 0.59")
    page.keyboard.press("PageUp")
    page.keyboard.press("Shift+End")
    expect(forget).to_have_accessible_name("forget gate, step 24")
    expect(forget).to_have_attribute("aria-valuetext", "step 24: 1.00")
    page.keyboard.press("Tab")  # one stop for each strip
    gate = strip(page, "input gate")
    expect(gate).to_be_focused()
    for key in ("Home", "PageUp", "ArrowRight", "0", "Shift+End"):
        page.keyboard.press(key)
    page.keyboard.press("Tab")
    candidate = strip(page, "candidate")
    for key in ("Home", "3", "-"):
        page.keyboard.press(key)
    expect(candidate).to_have_attribute("aria-valuenow", "-0.3")
    expect(shown(page, "memory")).to_have_text("−0.30")
    page.keyboard.press("7")
    page.keyboard.press("Tab")
    for key in ("Home", "0", "Shift+End", "PageUp", "Shift+ArrowLeft", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    expect(page.get_by_text("3 of 3 goals reached")).to_be_visible()
    expect(page.get_by_text("Stage left: no")).to_be_visible()  # the page's own arrow keys kept still


def test_arrows_outside_the_strips_still_belong_to_the_page(page: Page, url: str) -> None:
    page.goto(url)
    expect(strip(page, "forget gate")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Stage left: yes")).to_be_visible()


def test_many_strokes_in_a_row_are_all_kept(page: Page, url: str) -> None:
    page.goto(url + "/?challenge=Free+play")
    forget = strip(page, "forget gate")
    forget.focus()
    for step in range(24):
        page.keyboard.press(str(step % 10))
        page.keyboard.press("ArrowRight")
    expect(page.locator(".console.stale")).to_have_count(0)
    page.keyboard.press("Home")
    for step in range(24):
        expect(forget).to_have_attribute("aria-valuenow", str(step % 10 / 10).removesuffix(".0"))
        page.keyboard.press("ArrowRight")


def test_a_program_survives_another_page_and_another_task(page: Page, url: str) -> None:
    page.goto(url)
    drag(page, "forget gate", [(1, 0.8), (24, 0.8)])
    expect(shown(page, "forget gate")).to_have_text("0.80")
    expect(page.locator(".console.stale")).to_have_count(0)
    page.get_by_role("link", name="Elsewhere").click()
    expect(page.get_by_role("heading", name="Elsewhere")).to_be_visible()
    page.get_by_role("link", name="Gates").click()
    expect(shown(page, "forget gate")).to_have_text("0.80")
    page.get_by_role("radio", name="Count").click()
    expect(shown(page, "forget gate")).to_have_text("0.50")
    page.get_by_role("radio", name="Hold silently").click()
    expect(shown(page, "forget gate")).to_have_text("0.80")
    drag(page, "forget gate", [(1, 0.3)])
    expect(shown(page, "forget gate")).to_have_text("0.30")
    page.get_by_role("button", name="Start over").click()
    expect(shown(page, "forget gate")).to_have_text("0.50")


def test_the_tanh_makes_the_memory_fade_before_your_eyes(page: Page, url: str) -> None:
    page.goto(url + "/?challenge=Fade&squash=true")
    forget = strip(page, "forget gate")
    forget.focus()
    for key in ("PageUp", "Shift+End"):
        page.keyboard.press(key)
    page.keyboard.press("Tab")
    for key in ("Home", "PageUp", "ArrowRight", "0", "Shift+End", "Home"):
        page.keyboard.press(key)
    for value in ("0.76", "0.64", "0.57"):
        expect(shown(page, "memory")).to_have_text(value)
        expect(page.locator(".plot", has_text="memory").locator(".value small")).to_have_text("1.00")
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("instead of 1.00")).to_be_visible()
    page.get_by_text("tanh on the").first.click()
    expect(page.get_by_text("instead of 1.00")).to_have_count(0)


def test_task_and_switch_are_in_the_link(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_role("radio", name="Count").click()
    expect(page).to_have_url(f"{url}/?challenge=Count")
    page.goto(url + "/?challenge=Nonsense&squash=maybe")
    expect(page.get_by_text("hold it for 20 steps")).to_be_visible()


def test_each_cell_brings_its_own_strips_and_tasks(page: Page, url: str) -> None:
    page.goto(url + "/?challenge=Fade")
    expect(page.get_by_role("slider")).to_have_count(4)
    page.get_by_role("combobox", name="Cell").click()
    page.get_by_role("option", name="GRU (PyTorch)").click()
    expect(page.get_by_role("slider")).to_have_count(3)
    expect(page.get_by_text("Find out first which")).to_be_visible()
    page.get_by_role("button", name="Show me").click()
    expect(page.get_by_text("1 of 1 goals reached")).to_be_visible()
    page.get_by_role("combobox", name="Cell").click()
    page.get_by_role("option", name="Elman").click()
    expect(page.get_by_role("slider")).to_have_count(0)
    page.get_by_role("button", name="Take the LSTM").click()
    expect(page.get_by_role("slider")).to_have_count(4)


def test_a_finger_paints_too(open_page: Callable[..., Page], url: str) -> None:
    page = open_page(width=390, height=844, touch=True)
    page.goto(url)
    forget = strip(page, "forget gate")
    forget.scroll_into_view_if_needed()
    box = forget.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    middle = box["y"] + box["height"] / 2
    path = [(box["x"] + 4, middle), (box["x"] + 100, box["y"] + 2), (box["x"] + box["width"] - 4, box["y"] + 2)]
    for kind, points in [("touchStart", path[:1]), ("touchMove", path[1:2]), ("touchMove", path[2:]), ("touchEnd", [])]:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})
    expect(shown(page, "forget gate")).to_have_text("1.00")
    expect(page.locator(".console.stale")).to_have_count(0)
    expect(page.get_by_text("hidden state").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_too_small_too_wide_or_moves(open_page: Callable[..., Page], url: str, width: int) -> None:
    page = open_page(width=width)
    page.goto(url + "/?squash=true")
    board = page.locator(".console")
    expect(board).to_be_visible()
    sizes = board.evaluate("""root => [...root.querySelectorAll("*")]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.getClientRects().length)
        .map(e => parseFloat(getComputedStyle(e).fontSize))""")
    assert min(sizes) >= 11
    over = board.evaluate("""root => [...root.querySelectorAll(".name, .value, .scale, .axis, .legend, .field")]
        .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.className)""")
    assert over == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    before = board.bounding_box()
    drag(page, "forget gate", [(1, 1), (24, 1)])
    expect(page.locator(".console.stale")).to_have_count(0)
    assert board.bounding_box() == before


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("link", ["/?squash=true", "/?cell=GRU"])
def test_axe_finds_nothing(open_page: Callable[..., Page], url: str, dark: bool, link: str) -> None:
    page = open_page(dark=dark)
    page.goto(url + link)
    expect(page.locator(".console .legend")).to_be_visible()
    page.get_by_role("button", name="Show me").click()
    expect(page.locator(".plot .reached:not([d=''])").first).to_be_attached()
    found = Axe().run(page).response["violations"]
    ours = [(v["id"], n["target"]) for v in found for n in v["nodes"] if v["impact"] in ("serious", "critical")]
    assert [hit for hit in ours if "kbd" not in str(hit)] == []  # Streamlit's own shortcut hints are too pale
