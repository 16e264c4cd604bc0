"""The wiring editor as a learner meets it: drawn with mouse, finger and keyboard in a real browser."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from ui import components

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPT = """
import json

import streamlit as st

from ui.components.wiring import Canvas, wiring

KINDS = [
    ("x", "x_t", "input x", 0, False, "input"),
    ("h", "h_{t-1}", "old hidden state", 0, False, "output"),
    ("c", "C_{t-1}", "old memory", 0, False, "memory"),
    ("join", "[ , ]", "join", 1, True, "step"),
    ("sigmoid", "σ", "sigmoid layer", 1, True, "gate"),
    ("tanh", "tanh", "tanh", 1, True, "candidate"),
    ("mul", "×", "times", 2, False, "step"),
    ("add", "+", "plus", 2, False, "step"),
    {"kind": "h_next", "glyph": "h_t", "words": "new hidden state", "ports": 1, "many": False, "role": "output"},
    ("c_next", "C_t", "new memory", 1, False, "memory"),
    ("y", "y_t", "output y", 1, False, "output"),
]


def part(id, kind, x, y, label=""):
    return {"id": id, "kind": kind, "x": x, "y": y, "label": label}


GIVEN = {
    "parts": [part("a", "c", 80, 80), part("b", "mul", 280, 80), part("c", "sigmoid", 280, 300, "f_t")],
    "wires": [{"id": "ab", "from": "a", "to": "b", "port": 0}],
}
MARKS = {
    "b": {"look": "right", "text": "This product is right."},
    "ab": {"look": "wrong", "text": "This wire starts at the wrong place."},
}


@st.fragment
def draw():
    me = st.session_state
    st.button("Start over", on_click=lambda: me.update(canvas=Canvas("w", me["canvas"].rev + 1)))
    canvas = me.setdefault("canvas", Canvas("w"))
    given = GIVEN if st.query_params.get("given") else {"parts": [], "wires": []}
    marks = MARKS if st.toggle("Marks") else {}
    ghosts = GIVEN if st.query_params.get("ghosts") else ()
    with st.container(border=True) if me.get("frame") else st.empty():
        found = wiring(canvas, given, KINDS, marks=marks, ghosts=ghosts, locked=["a", "ab"], restore=True)
    st.button("Next page", shortcut="Right", on_click=lambda: me.update(left="yes"))
    st.button("Write", shortcut="w", on_click=lambda: me.update(left="yes"))
    st.text("left: " + me.get("left", "no"))
    st.toggle("Frame", key="frame")
    with st.container(key="found"):
        st.text(json.dumps(found))


def elsewhere():
    st.title("Elsewhere")


def editor():
    st.title("Draw it")
    draw()


st.set_page_config(page_title="Wiring", layout="wide")
pages = [st.Page(editor, title="Draw", default=True), st.Page(elsewhere, title="Elsewhere")]
st.navigation(pages, position="top").run()
"""
LSTM = (  # every part of the LSTM with what feeds it: kind, then numbers of parts from 0
    *(("x",), ("h",), ("c",), ("join", 0, 1), ("sigmoid", 3), ("sigmoid", 3), ("tanh", 3), ("sigmoid", 3)),
    *(("mul", 2, 4), ("mul", 5, 6), ("add", 8, 9), ("tanh", 10), ("mul", 7, 11), ("h_next", 12), ("c_next", 10)),
)


@pytest.fixture(scope="session")
def url(serve: Callable[[str], str]) -> str:
    return serve(SCRIPT)


@pytest.fixture
def empty(page: Page, url: str) -> Page:
    return opened(page, url)


@pytest.fixture
def given(open_page: Callable[..., Page], url: str) -> Page:
    """Three parts and a wire; the memory "a" and the wire are fixed. Nothing scrolls."""
    return opened(open_page(height=1500), url + "/?given=1", 3)


def opened(page: Page, address: str, parts: int = 0) -> Page:
    page.goto(address)
    expect(page.locator(".palette button")).to_have_count(11)
    expect(page.locator(".parts .part")).to_have_count(parts)
    return page


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def part(page: Page, at: str) -> Locator:
    return page.locator(f".part[data-id='{at}']")


def port(page: Page, at: str, number: int) -> Locator:
    """An input counted from 0, or the output: -1."""
    return part(page, at).locator(f"[data-port='{number}'] .hit")


def middle(spot: Locator) -> tuple[float, float]:
    box = spot.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def on(line: Locator) -> list[float]:
    """A point of a wire, a quarter of the way along."""
    return line.evaluate(
        "line => [line.getPointAtLength(line.getTotalLength() / 4).matrixTransform(line.getScreenCTM())]"
        ".map(({ x, y }) => [x, y])[0]"
    )


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=2)
    page.mouse.up()


def python(page: Page) -> dict[str, Any]:
    return json.loads(page.locator(".st-key-found").inner_text())


def until(page: Page, claim: str, argument: Any = None) -> dict[str, Any]:
    """The drawing as Python has it, once a claim about it (JavaScript, of `parts`, `wires` and `argument`) holds."""
    text = "document.querySelector('.st-key-found')?.innerText"
    page.wait_for_function(
        f"argument => {{ const text = {text}; if (!text) return false;"
        f"const {{ parts, wires }} = JSON.parse(text); return {claim} }}",
        arg=argument,
    )
    return python(page)


def python_has(page: Page, parts: int, wires: int) -> dict[str, Any]:
    """The drawing as Python has it, once it has so much of it."""
    return until(page, f"parts.length === {parts} && wires.length === {wires}")


def wired(page: Page, *wires: tuple[str, str, int]) -> None:
    """Wait until Python has exactly these wires: (from, to, port)."""
    found = "wires.map(({ from, to, port }) => [from, to, port]).sort()"
    until(page, f"JSON.stringify({found}) === JSON.stringify(argument)", sorted(wires))


def ends(drawing: dict[str, Any]) -> list[tuple[str, str, int]]:
    return sorted((wire["from"], wire["to"], wire["port"]) for wire in drawing["wires"])


def test_what_the_browser_gets_stays_small():
    """It travels once for every visit, not with every step (see the test on bytes)."""
    travels = components.script("wiring/wiring.js") + components.source("sheet_tools.css", "wiring/wiring.css")
    assert len(travels.encode()) <= 44_000


def test_twenty_parts_and_twenty_wires_in_quick_succession_all_arrive(empty: Page) -> None:
    canvas = empty.locator(".canvas").bounding_box()
    assert canvas
    scale = canvas["width"] / 960
    at = lambda k: (canvas["x"] + scale * (100 + 180 * (k % 5)), canvas["y"] + scale * (60 + 120 * (k // 5)))
    sigma = middle(button(empty, "Add sigmoid layer"))
    for k in range(20):
        drag(empty, sigma, at(k))
        empty.wait_for_timeout(50)
    drawing = python_has(empty, 20, 0)
    spots = {(one["x"], one["y"]) for one in drawing["parts"]}
    assert spots == {(100 + 180 * (k % 5), 60 + 120 * (k // 5)) for k in range(20)}
    names = [one["id"] for one in drawing["parts"]]
    for k in range(20):
        drag(empty, middle(port(empty, names[k], -1)), middle(part(empty, names[(k + 7) % 20]).locator(".area")))
        empty.wait_for_timeout(50)
    drawing = python_has(empty, 20, 20)
    assert ends(drawing) == sorted((names[k], names[(k + 7) % 20], 0) for k in range(20))


def test_the_whole_lstm_is_drawn_with_the_keyboard_alone(empty: Page) -> None:
    keys = empty.keyboard
    button(empty, "Undo").focus()
    for kind, *_ in LSTM:
        go(empty, f".palette [value='{kind}']", back=True)
        keys.press("Enter")
    names = [one["id"] for one in python_has(empty, len(LSTM), 0)["parts"]]
    wires = [(names[k], names[to], n) for to, (_, *feeds) in enumerate(LSTM) for n, k in enumerate(feeds)]
    for source, target, number in wires:
        go(empty, f".part[data-id='{source}']")
        keys.press("w")
        go(empty, f".part[data-id='{target}']")
        keys.press("2" if number and "mul" in str(LSTM[names.index(target)]) else "Enter")
    drawing = python_has(empty, len(LSTM), len(wires))
    many = {names[k] for k, (kind, *_) in enumerate(LSTM) if kind in ("join", "sigmoid", "tanh")}
    assert ends(drawing) == sorted((a, b, 0 if b in many else n) for a, b, n in wires)
    expect(empty.get_by_text("left: no")).to_be_visible()  # no letter and no arrow left the canvas
    expect(empty.locator(".part:focus")).to_have_count(1)


def go(page: Page, target: str, back: bool = False) -> None:
    """Press Tab until the target has the focus, in the direction in which it lies."""
    way = page.locator(".wiring").evaluate(
        """(root, target) => { const all = [...root.querySelectorAll("button, input, .part, summary")]
            .filter((one) => !one.disabled && one.getClientRects().length && !one.closest("details ul"));
        return all.indexOf(root.querySelector(target)) - all.indexOf(root.getRootNode().activeElement) }""",
        target,
    )
    for _ in range(abs(way)):
        page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
    expect(page.locator(target)).to_be_focused()


def test_keys_move_name_and_remove_a_part(given: Page) -> None:
    part(given, "c").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        given.keyboard.press(key)
    expect(given.get_by_role("status").filter(has_text="320, 280")).to_be_visible()
    given.keyboard.press("F2")
    given.keyboard.type("forget gate of this cell and more")
    given.keyboard.press("Enter")
    expect(part(given, "c")).to_be_focused()
    expect(part(given, "c")).to_have_accessible_name("sigmoid layer forget gate of this cell")
    last = until(given, "parts[2].label.startsWith('forget gate')")["parts"][2]
    assert (last["x"], last["y"]) == (320, 280)
    given.keyboard.press("Delete")
    python_has(given, 2, 1)
    expect(part(given, "b")).to_be_focused()
    given.keyboard.press("Control+z")
    given.keyboard.press("Control+z")
    given.keyboard.press("Control+z")
    expect(part(given, "c")).to_have_accessible_name("sigmoid layer f_t")
    until(given, "parts[2]?.label === 'f_t' && parts[2].x === 280")
    given.keyboard.press("Control+y")
    given.keyboard.press("Control+Shift+Z")
    expect(part(given, "c")).to_have_accessible_name("sigmoid layer forget gate of this cell")


def test_sixty_steps_can_be_undone_and_done_again(empty: Page) -> None:
    press = lambda name: button(empty, name).evaluate("button => { for (let k = 0; k < 60; k += 1) button.click() }")
    press("Add plus")
    expect(empty.locator(".parts .part")).to_have_count(60)
    press("Undo")
    expect(empty.locator(".parts .part")).to_have_count(0)
    press("Undo")
    expect(empty.get_by_text("There is nothing to undo.")).to_be_visible()
    press("Redo")
    assert len({one["id"] for one in python_has(empty, 60, 0)["parts"]}) == 60


def test_a_wire_finds_a_free_port_replaces_at_a_single_one_and_is_removed(given: Page) -> None:
    body = lambda at: middle(part(given, at).locator(".area"))
    drag(given, middle(port(given, "c", -1)), body("b"))
    assert ("c", "b", 1) in ends(python_has(given, 3, 2))
    drag(given, middle(port(given, "c", -1)), middle(port(given, "b", 0)))
    expect(given.get_by_text("it stays as it is")).to_be_visible()
    drag(given, middle(port(given, "b", -1)), middle(part(given, "c").locator(".area")))
    python_has(given, 3, 3)
    drag(given, middle(port(given, "a", -1)), middle(port(given, "b", 1)))
    wired(given, ("a", "b", 0), ("a", "b", 1), ("b", "c", 0))
    given.locator("summary").click()
    expect(given.locator(".list li").first).to_contain_text("old memory → times, 1 fixed")
    given.get_by_role("button", name="Remove times → sigmoid layer f_t").click()
    expect(given.locator("summary")).to_be_focused()
    given.mouse.click(*on(given.locator(".wire:last-child .line")))
    expect(given.locator(".wire.chosen")).to_have_count(1)
    button(given, "Delete").click()
    assert ends(python_has(given, 3, 1)) == [("a", "b", 0)]


def test_what_is_fixed_stays(given: Page) -> None:
    drag(given, (middle(part(given, "a"))[0] - 10, middle(part(given, "a"))[1]), (300, 600))
    part(given, "a").focus()
    for key in ("ArrowDown", "Delete"):
        given.keyboard.press(key)
        expect(given.get_by_text("it stays as it is")).to_be_visible()
    drag(given, middle(part(given, "c").locator(".area")), (middle(part(given, "c"))[0] + 100, 600))
    assert until(given, "parts[2].x > 300")["parts"][0] == {"id": "a", "kind": "c", "x": 80, "y": 80, "label": ""}


def test_parts_that_lie_on_each_other_can_be_wired_and_parted_again(given: Page) -> None:
    below = middle(part(given, "b").locator(".area"))
    drag(given, middle(part(given, "c").locator(".area")), below)
    assert until(given, "parts[2].y === 80")["parts"][2]["x"] == 280
    for key in ("w", "Shift+Tab", "Enter"):
        given.keyboard.press(key)
    wired(given, ("a", "b", 0), ("c", "b", 1))
    drag(given, below, (below[0] + 100, below[1] + 200))
    until(given, "parts[2].y > 200")


def test_a_double_click_names_a_part(given: Page) -> None:
    part(given, "c").locator(".area").dblclick()
    expect(given.get_by_role("textbox", name="Name of this part")).to_be_focused()
    given.keyboard.type("<b>&f_t")
    given.keyboard.press("Enter")
    expect(part(given, "c").locator(".name")).to_have_text(re.compile("^<b>&ft"))
    until(given, "parts[2].label === '<b>&f_t'")


def test_a_step_costs_few_bytes_however_large_the_editor_is(empty: Page) -> None:
    button(empty, "Add plus").click()
    python_has(empty, 1, 0)
    bytes_in = []
    session = empty.context.new_cdp_session(empty)
    session.send("Network.enable")
    session.on("Network.webSocketFrameReceived", lambda frame: bytes_in.append(len(frame["response"]["payloadData"])))
    button(empty, "Add plus").click()
    python_has(empty, 2, 0)
    assert 0 < sum(bytes_in) < 10_000


def test_a_canvas_that_moves_on_the_page_keeps_its_drawing(given: Page) -> None:
    button(given, "Add plus").click()
    button(given, "Add times").click()
    before = python_has(given, 5, 1)
    given.locator(".wiring").evaluate("root => { root.id = 'old' }")
    given.get_by_text("Frame").click()
    expect(given.locator("#old")).to_have_count(0)
    expect(given.locator(".parts .part")).to_have_count(5)
    button(given, "Add plus").click()
    assert python_has(given, 6, 1)["parts"][:5] == before["parts"]


def test_what_cannot_be_wired_is_said_and_escape_cancels(given: Page) -> None:
    for keys, words in (
        (("w", "Enter"), "A part cannot feed itself."),
        (("w", "Escape"), "Nothing was wired."),
        (("w", "Shift+Tab", "Shift+Tab", "Enter"), "Nothing flows into old memory: it is where a value comes from."),
        (("w", "Shift+Tab", "Enter"), "Wired: sigmoid layer f_t to times."),
        (("w", "Shift+Tab", "2"), "This wire is there already."),
        (("w", "Shift+Tab", "Enter"), "Every input of times has its wire."),
    ):
        part(given, "c").focus()
        for key in keys:
            given.keyboard.press(key)
        expect(given.get_by_text(words)).to_be_visible()
    wired(given, ("a", "b", 0), ("c", "b", 1))


def test_a_drawing_survives_reruns_other_pages_a_reload_and_gives_way_to_a_new_rev(empty: Page) -> None:
    button(empty, "Add plus").click()
    button(empty, "Add times").click()
    before = python_has(empty, 2, 0)
    empty.get_by_text("Marks").click()
    expect(empty.locator(".part")).to_have_count(2)
    empty.get_by_role("link", name="Elsewhere").click()
    expect(empty.get_by_role("heading", name="Elsewhere")).to_be_visible()
    empty.get_by_role("link", name="Draw").click()
    expect(empty.locator(".parts .part")).to_have_count(2)
    assert python(empty) == before
    empty.reload()
    expect(empty.locator(".parts .part")).to_have_count(2)
    expect(empty.get_by_text("Here is what you drew last.")).to_be_visible()
    assert python_has(empty, 2, 0) == before
    button(empty, "Start over").click()
    expect(empty.locator(".parts .part")).to_have_count(0)
    python_has(empty, 0, 0)
    button(empty, "Add plus").click()
    python_has(empty, 1, 0)


def test_fingers_place_wire_and_move_on_a_phone(open_page: Callable[..., Page], url: str) -> None:
    page = opened(open_page(width=390, height=844, touch=True), url)
    for name in ("input x", "sigmoid layer"):
        box = button(page, f"Add {name}").bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        button(page, f"Add {name}").tap()
    x, sigma = (one["id"] for one in python_has(page, 2, 0)["parts"])
    sizes = [one.bounding_box() for one in page.locator(".port .hit").all()]
    assert all(size and min(size["width"], size["height"]) >= 24 for size in sizes)
    port(page, x, -1).tap()
    expect(page.get_by_text("A wire begins at input x")).to_be_visible()
    part(page, sigma).locator(".area").tap()
    assert ends(python_has(page, 2, 1)) == [(x, sigma, 0)]
    part(page, sigma).scroll_into_view_if_needed()
    start = middle(part(page, sigma).locator(".area"))
    path = [start, (start[0] - 20, start[1] - 40), (start[0] - 20, start[1] - 80)]
    slide(page, path)
    until(page, "parts[1].y < 280")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    button(page, "Add plus").scroll_into_view_if_needed()
    slide(page, [middle(button(page, "Add plus")), (200, 400), (200, 500)])
    python_has(page, 3, 1)
    button(page, "Zoom to fit").tap()
    expect(button(page, "Zoom to fit")).to_have_attribute("aria-pressed", "true")


def test_a_wire_begins_at_the_part_that_was_tapped_by_a_button_that_a_thumb_hits(open_page, url) -> None:
    page = opened(open_page(width=390, height=844, touch=True), url + "/?given=1", 3)
    wire = button(page, "Wire")
    wire.tap()
    expect(page.get_by_text("Choose the part first")).to_be_visible()
    part(page, "c").locator(".area").tap()
    wire.tap()
    expect(wire).to_have_attribute("aria-pressed", "true")
    part(page, "b").locator(".area").tap()
    wired(page, ("a", "b", 0), ("c", "b", 1))


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (820, 1180), (1280, 620)])
def test_the_whole_sheet_fits_the_window_and_a_drawing_is_the_same_on_all(page, url, width, height) -> None:
    page = opened(page, url + "/?given=1", 3)
    before = python_has(page, 3, 1)
    page.set_viewport_size({"width": width, "height": height})
    frame = page.locator(".frame")
    page.wait_for_function("wide => document.documentElement.clientWidth === wide", arg=width)
    expect(frame).to_have_class(re.compile("tall" if width < 600 else "^frame *$"))
    box, canvas = frame.bounding_box(), page.locator(".canvas").bounding_box()
    assert box
    assert canvas
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    assert canvas["height"] <= height
    shown = middle(part(page, "c").locator(".area"))
    down, right = (shown[1] - canvas["y"]) / canvas["height"], (shown[0] - canvas["x"]) / canvas["width"]
    assert down == pytest.approx(300 / 480, abs=0.01)
    assert right == pytest.approx(280 / 960, abs=0.02)
    sizes = [one.bounding_box() for one in page.locator(".part .area").all()]
    assert all(size and min(size["width"], size["height"]) >= 16 for size in sizes)
    assert python(page) == before


def slide(page: Page, path: list[tuple[float, float]]) -> None:
    """Draw a finger along a path."""
    fingers = page.context.new_cdp_session(page)
    first, *rest = path
    for kind, *points in [("touchStart", first), *(("touchMove", point) for point in rest), ("touchEnd",)]:
        touches = [{"x": x, "y": y} for x, y in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def marked(open_page: Callable[..., Page], url: str, request: pytest.FixtureRequest) -> Page:
    page = opened(open_page(dark=request.param), url + "/?given=1&ghosts=1", 3)
    page.get_by_text("Marks").click()
    expect(page.locator(".remarks li")).to_have_count(2)
    return page


def test_marks_can_be_read_without_colour_and_axe_finds_nothing(marked: Page) -> None:
    expect(part(marked, "b")).to_have_accessible_name("times, ← old memory, This product is right.")
    assert marked.locator(".part title").all_text_contents() == ["This product is right."]
    assert marked.locator(".part .icon").all_text_contents() == ["✓"]
    assert (
        marked.locator(".wire.wrong .line").first.evaluate("line => getComputedStyle(line).strokeDasharray") != "none"
    )
    button(marked, "This product is right.").click()
    expect(part(marked, "b")).to_be_focused()
    button(marked, "This wire starts at the wrong place.").click()
    expect(marked.locator(".wire.chosen")).to_have_count(1)
    marked.locator("summary").click()
    found = Axe().run(marked).response["violations"]
    ours = [(v["id"], node["html"][:200]) for v in found for node in v["nodes"] if "kbd" not in str(node["target"])]
    assert ours == []
