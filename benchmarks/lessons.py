"""How fast the experiments of the lessons answer: every slider of every lesson, moved one step at a time.

Measured from the key to the last thing that changes on the page, charts on a canvas included.
"""

import statistics
from collections.abc import Iterator

from playwright.sync_api import Browser, Locator, Page

from benchmarks.apps import HERE
from benchmarks.browser import PATIENCE, browser
from benchmarks.measure import Row
from lstm_core.course.lessons import lessons
from tools.serving import APP, serving

PRESSES, STILL = 9, 500  # keys for each slider; ms without any change, and the page has answered
BAR = 100  # ms


def measure() -> list[Row]:
    """A row for each lesson: its slowest slider."""
    with serving(APP) as base, browser() as chromium:
        return [row for key in lessons() for row in _lesson(chromium, base, key)]


def _lesson(chromium: Browser, base: str, key: str) -> list[Row]:
    page = chromium.new_context(viewport={"width": 1280, "height": 2400}).new_page()
    page.add_init_script(path=HERE / "quiet.js")
    page.goto(f"{base}/course?lesson={key}")
    page.locator("h1").first.wait_for(timeout=PATIENCE)
    _open(page)
    found = dict(_sliders(page))
    page.context.close()
    if not found:
        return []
    slowest = max(found, key=lambda name: found[name])
    note = f"“{slowest}” of {len(found)} sliders"
    return [Row(f"lesson {key}: its slowest slider, median", found[slowest], "ms", BAR, note)]


def _open(page: Page) -> None:
    """Look without predicting."""
    page.locator(".st-key-skip button").click(timeout=PATIENCE)
    page.locator(".st-key-skip").wait_for(state="detached", timeout=PATIENCE)
    _rest(page)


def _sliders(page: Page) -> Iterator[tuple[str, float]]:
    """Every slider that can be seen, part by part, and the milliseconds it takes."""
    parts = page.locator("[class*=_part] [role=radio]")
    for part in range(max(parts.count(), 1)):
        if parts.count():
            parts.nth(part).click()
            _rest(page)
        for slider in page.locator("input[type=range]:visible").all():
            yield f"{slider.get_attribute('aria-label')}", statistics.median(_times(page, slider))


def _times(page: Page, slider: Locator) -> Iterator[float]:
    low, high, now = (float(slider.get_attribute(name) or 0) for name in ("min", "max", "value"))
    key = "ArrowRight" if now - low < (high - low) / 2 else "ArrowLeft"
    slider.focus()
    for _ in range(PRESSES):
        page.keyboard.press(key)
        yield _rest(page)


def _rest(page: Page) -> float:
    """Wait until nothing changes; milliseconds from the last key to the last change."""
    page.wait_for_timeout(STILL)  # the server's answer is on its way
    return float(page.evaluate("still => quiet.rest(still)", STILL))
