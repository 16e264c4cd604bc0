"""Draw with a pen in a real browser: by mouse, finger and pen, on a laptop and on a phone that is turned around."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.lstm_core.ink.composer import Ink, Pen, lstm

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
Point = tuple[float, float]


class Hand:
    """Whatever draws on the sheet of a page: strokes come in pixels of the sheet."""

    def __init__(self, page: Page) -> None:
        self.page, self.cdp = page, page.context.new_cdp_session(page)

    def place(self) -> None:
        """Move the sheet into view: where it lies in the window."""
        self.page.locator(".pen .frame").evaluate("frame => frame.scrollIntoView({ block: 'center' })")
        box = self.page.locator(".pen .stage").bounding_box()
        view = self.page.locator(".pen svg").get_attribute("viewBox")
        assert box
        assert view
        left, top, wide, _ = map(float, view.split())
        scale = box["width"] / wide
        self.at = lambda point: (box["x"] + (point[0] - left) * scale, box["y"] + (point[1] - top) * scale)

    def mouse(self, *strokes: list[Point], kind: str = "mouse") -> None:
        """Draw with the mouse, or with a pen."""
        for stroke in strokes:
            path = [self.at(point) for point in stroke]
            for name, (x, y) in [("mousePressed", path[0]), *(("mouseMoved", at) for at in path[1:])]:
                self._mouse(name, x, y, kind, 1)
            self._mouse("mouseReleased", *path[-1], kind, 0)

    def _mouse(self, name: str, x: float, y: float, kind: str, buttons: int) -> None:
        self.cdp.send(
            "Input.dispatchMouseEvent",
            {"type": name, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1, "pointerType": kind},
        )

    def hover(self, point: Point) -> None:
        """A pen that is near."""
        x, y = self.at(point)
        self.cdp.send(
            "Input.dispatchMouseEvent",
            {"type": "mouseMoved", "x": x, "y": y, "button": "none", "buttons": 0, "pointerType": "pen"},
        )

    def touch(self, *strokes: list[Point]) -> None:
        """Draw with a finger."""
        for stroke in strokes:
            self.fingers("touchStart", stroke[0])
            for point in stroke[1:]:
                self.fingers("touchMove", point)
            self.fingers("touchEnd")

    def fingers(self, name: str, *points: Point) -> None:
        """Fingers on the sheet, all at once."""
        touches = [dict(zip("xy", self.at(point), strict=True)) | {"id": k} for k, point in enumerate(points)]
        self.cdp.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": touches})


def read(page: Page, strokes: int) -> None:
    """Wait until so many strokes were read."""
    expect(page.locator(".pen")).to_have_attribute("data-read", str(strokes))


def opened(visit, page: Page, address: str = "draw?tool=Pen") -> Hand:
    visit(address, on=page)
    expect(page.locator(".pen .stage")).to_be_visible()
    hand = Hand(page)
    hand.place()
    return hand


def coarse(ink: Ink) -> Ink:
    """The same strokes in fewer points, to be drawn quickly."""
    return [[*stroke[:-1:2], stroke[-1]] for stroke in ink]


def test_an_lstm_drawn_by_mouse_is_corrected_by_one_tap_checked_and_run(visit, page) -> None:
    hand = opened(visit, page)
    pen = lstm(Pen(3), sign="×")  # one wrong sign, which a tap makes right
    ink = coarse(pen.ink())
    hand.mouse(*ink[:-1])
    read(page, len(ink) - 1)
    frames = []
    hand.cdp.send("Network.enable")
    hand.cdp.on("Network.webSocketFrameReceived", lambda frame: frames.append(len(frame["response"]["payloadData"])))
    hand.mouse(ink[-1])
    read(page, len(ink))
    assert 0 < sum(frames) < 16_000, "what is constant is not sent again"
    expect(page.locator(".pen [role=status]")).to_contain_text("The stroke is")
    x, y, *_ = pen.size["add"]
    hand.mouse([(x, y)])
    first = page.locator(".pen .menu button").first
    expect(first).to_be_visible()
    page.locator(".pen .menu").get_by_role("button", name="plus").click()
    expect(page.get_by_role("button", name=re.compile(r"^plus, .*←"))).to_have_count(1)
    page.locator(".st-key-check button").click()
    expect(page.get_by_role("heading", name="95 of 100")).to_be_visible()
    expect(page.locator(".pen .item.right.round")).to_have_count(4)
    expect(page.get_by_role("heading", name="Run what you drew")).to_be_visible()
    assert page.evaluate("JSON.parse(localStorage.getItem('recall-pen')).length") == 1
    page.locator(".pen .item.box").first.focus()
    page.keyboard.press("Enter")
    page.locator(".pen .menu input").fill("f_t")
    page.keyboard.press("Enter")
    expect(page.locator(".pen .item.box .name")).to_have_text(["ft"])
    page.keyboard.press("Control+z")
    expect(page.locator(".pen .item.box .name")).to_have_count(0)
    page.reload()
    read(page, len(ink))
    page.get_by_test_id("stButtonGroup").get_by_text("Parts").click()
    expect(page.locator(".wiring .part")).to_have_count(15)


@pytest.mark.parametrize("how", ["pen", "finger"])
def test_an_lstm_is_drawn_on_a_tablet_that_is_turned_in_the_middle_corrected_checked_and_run(how, visit, open_page):
    page = open_page(width=820, height=1180, touch=True)
    hand = opened(visit, page, "draw")
    draw = hand.touch if how == "finger" else lambda *strokes: hand.mouse(*strokes, kind="pen")
    pen = lstm(Pen(3), sign="×")
    ink = coarse(pen.ink())
    draw(*ink[:30])
    read(page, 30)
    page.set_viewport_size({"width": 1180, "height": 820})
    hand.place()
    draw(*ink[30:])
    read(page, len(ink))
    draw([pen.size["add"][:2]])
    page.locator(".pen .menu").get_by_role("button", name="plus").click()
    page.locator(".st-key-check button").click()
    expect(page.get_by_role("heading", name="95 of 100")).to_be_visible()
    expect(page.get_by_role("heading", name="Run what you drew")).to_be_visible()


def test_on_a_phone_fingers_draw_two_move_the_sheet_and_a_palm_does_nothing(visit, open_page) -> None:
    page = open_page(width=390, height=844, touch=True)
    hand = opened(visit, page, "draw")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = [[(100, 100), (170, 100), (170, 150), (100, 150), (100, 100)]]
    hand.touch(*box)
    read(page, 1)
    view = page.locator(".pen svg").get_attribute("viewBox")
    hand.fingers("touchStart", (200, 200))
    hand.fingers("touchMove", (210, 200))
    hand.fingers("touchStart", (210, 200), (300, 200))
    hand.fingers("touchMove", (150, 200), (350, 200))
    hand.fingers("touchEnd")
    expect(page.locator(".pen svg")).not_to_have_attribute("viewBox", view)
    hand.place()
    hand.hover((120, 120))
    hand.touch([(130, 200), (200, 200), (220, 230)])  # the hand that holds the pen
    hand.mouse([(120, 170), (150, 170), (150, 190)], kind="pen")
    read(page, 2)
    page.set_viewport_size({"width": 844, "height": 390})
    expect(page.locator(".pen svg")).not_to_have_attribute("viewBox", view)
    hand.place()
    page.wait_for_timeout(800)  # the pen is put down
    hand.touch([(120, 130), (150, 130), (150, 120)])
    read(page, 3)
    hand.touch([(120, 130), (150, 130), (150, 120)], [(149, 119)])  # a dot of what is being written
    read(page, 5)
    expect(page.locator(".pen .menu")).to_be_hidden()
    page.get_by_role("button", name="Undo").tap()
    read(page, 4)


def test_what_is_drawn_while_the_connection_is_lost_arrives_when_it_is_back(visit, chromium) -> None:
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()  # Streamlit logs its lost messages
    lines, away = [], []

    def through(line) -> None:
        if away:
            line.close()
            return
        lines.append(line)
        line.connect_to_server()

    page.route_web_socket(re.compile("_stcore/stream"), through)
    hand = opened(visit, page)
    ink = coarse(lstm(Pen(3)).ink())
    hand.mouse(*ink[:2])
    read(page, 2)
    away.append(True)
    lines[-1].close()
    hand.mouse(*ink[2:10])
    away.clear()
    read(page, 10)
    page.context.close()
