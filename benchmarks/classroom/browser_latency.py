"""Learners in a real Chromium, among the many without: what they see of the slider, and when."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.browser import FIGURE, PANEL, browser, lateness, log, open_page, printed

STARTS = (-2.7, -1.3)  # where the slider of each stands at first; both have room for PRESSES
PRESSES, PAUSE = 40, 2.0  # at most, and seconds between two


def browser_latency(url: str, over: Callable[[], bool]) -> list[float]:
    """Milliseconds from key to number, until it is over. Raises if a number does not come."""
    late: list[float] = []
    with browser() as chromium:
        pages = {
            start: open_page(chromium, f"{url}/step-by-step?stage=f&x={start}", (FIGURE, PANEL)) for start in STARTS
        }
        for press in range(1, PRESSES + 1):
            for start, page in pages.items():
                page.bring_to_front()
                page.keyboard.press("ArrowRight")
                page.evaluate("number => watched.until(number)", printed(start + 0.1 * press))
            if over():
                break
            time.sleep(PAUSE)  # they read
        for start, page in pages.items():
            late += lateness(log(page), start)
    return late
