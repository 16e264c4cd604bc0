"""How fast the page answers, in a real Chromium: from the key that moves a slider to the numbers on the page.

Three apps take turns: ours, a copy of ours that shows only text, and the smallest app with a slider.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.apps import HERE, SLIDER, one_script, text_only
from benchmarks.measure import Row
from tools.chromium import FLAGS, find
from tools.serving import ROOT, serving

PATIENCE = 30_000  # ms
ROUNDS, PRESSES = 8, 5  # the apps take turns: so many rounds of so many presses each
QUICK, RUNS = 25, 5  # quick steps, and how often
PACE, FASTEST = 1 / 15, 1 / 33  # seconds between two of them: a quick hand, and a key held down (Streamlit skips)
FIGURE, PANEL = "#value-x text", "[data-testid=stMarkdownContainer] table tbody tr:first-child td:first-child"
TEXT = "[data-testid=stText]"


@dataclass(frozen=True)
class Subject:
    """An app under the stopwatch, and the places on its page that must show the number."""

    name: str
    folder: Path
    places: tuple[str, ...]
    path: str = "/step-by-step?stage=f"

    def url(self, base: str, x: float) -> str:
        """Its page with the slider at x."""
        return f"{base}{self.path}{'&' if '?' in self.path else '?'}x={x}"


def measure() -> list[Row]:
    """Single steps and quick ones, all three apps by turns."""
    with browser() as chromium, ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        subjects = [
            Subject("ours", ROOT, (FIGURE, PANEL)),
            Subject("text", text_only(Path(folder) / "text"), (TEXT,)),
            Subject("bare", one_script(Path(folder) / "bare", SLIDER), (TEXT,), "/"),
        ]
        bases = {subject: stack.enter_context(serving(subject.folder / "app.py")) for subject in subjects}
        times = single_steps(chromium, bases)
        quick, held = (
            [{each: quick_steps(chromium, each, bases[each], pace) for each in subjects} for _ in range(RUNS)]
            for pace in (PACE, FASTEST)
        )
    promised = _quick(quick, subjects, (0, 100))
    return [*_single(*(times[subject] for subject in subjects)), *promised, *_quick(held, subjects, (None, None))]


def _single(ours: list[float], text: list[float], bare: list[float]) -> list[Row]:
    mine, other, least = (statistics.median(found) for found in (ours, text, bare))
    spread = f"95 % within {statistics.quantiles(ours, n=20)[-1]:.0f} ms"
    return [
        Row("slider to figure and panel, median", mine, "ms", 100, spread),
        Row("the same, against our app with text only", mine / other, "x", 3, f"text only {other:.0f} ms"),
        Row("the same, against a slider and a text", mine / least, "x", None, f"bare {least:.0f} ms"),
    ]


def _quick(
    runs: list[dict[Subject, "Quick"]],
    subjects: list[Subject],
    most: tuple[float | None, float | None],
) -> list[Row]:
    ours, text, bare = subjects
    middle = lambda subject, fact: statistics.median(getattr(run[subject], fact) for run in runs)
    skipped, late = f"{QUICK} quick steps: values that were never painted", "the last of them, after its key"
    note = lambda fact: f"text only {middle(text, fact):.0f}, bare {middle(bare, fact):.0f}"
    return [
        Row(
            skipped,
            middle(ours, "skipped"),
            "",
            most[0],
            f"{note('skipped')}; keys {middle(ours, 'pace'):.0f} ms apart",
        ),
        Row(late, middle(ours, "late"), "ms", most[1], note("late")),
    ]


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        yield chromium
        chromium.close()


def open_page(chromium: Browser, url: str, places: tuple[str, ...], frames: bool = False) -> Page:
    """The page, with every place filled, the first slider focused and the stopwatch running (for `frames`, too)."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(path=HERE / "watch.js")
    page.goto(url)
    for place in places:
        page.locator(place).first.wait_for(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.locator("input[type=range]").first.focus()
    page.evaluate("([places, frames]) => watch(places, frames)", [list(places), frames])
    return page


def single_steps(chromium: Browser, bases: dict[Subject, str]) -> dict[Subject, list[float]]:
    """Milliseconds from key to number, one step at a time, the apps by turns."""
    pages = {subject: open_page(chromium, subject.url(base, -2.0), subject.places) for subject, base in bases.items()}
    for turn in range(ROUNDS):
        for page in pages.values():
            page.bring_to_front()
            for press in range(PRESSES):
                page.keyboard.press("ArrowRight")
                goal = -2.0 + 0.1 * (turn * PRESSES + press + 1)
                page.evaluate("number => watched.until(number)", printed(goal))
    found = {subject: lateness(log(page), -2.0) for subject, page in pages.items()}
    for page in pages.values():
        page.context.close()
    return found


@dataclass(frozen=True)
class Quick:
    """What became of quick steps."""

    skipped: int  # values that no painted frame showed
    late: float  # milliseconds from the last key to the last value, everywhere
    pace: float  # milliseconds between two keys, as they arrived


def quick_steps(chromium: Browser, subject: Subject, base: str, seconds: float) -> Quick:
    """A step every so many seconds: does every value get painted, and how late is the last one?"""
    page = open_page(chromium, subject.url(base, -1.0), subject.places, frames=True)
    begin = time.monotonic()
    for k in range(QUICK):
        time.sleep(max(0.0, begin + k * seconds - time.monotonic()))  # the pace is the measurement
        page.keyboard.press("ArrowRight")
    page.evaluate("number => watched.until(number)", printed(-1.0 + 0.1 * QUICK))
    seen = log(page)
    page.context.close()
    goals = {printed(-1.0 + 0.1 * (k + 1)) for k in range(QUICK)}
    painted = {change["number"] for change in seen["painted"][0]} | {seen["changes"][0][-1]["number"]}
    pace = (seen["keys"][-1] - seen["keys"][0]) / (QUICK - 1)
    return Quick(len(goals - painted), lateness(seen, -1.0)[-1], pace)


def log(page: Page) -> dict[str, Any]:
    """What the stopwatch noted."""
    return page.evaluate("({ keys: watched.keys, changes: watched.changes, painted: watched.painted })")


def lateness(seen: dict[str, Any], start: float) -> list[float]:
    """For every key press, milliseconds until the last place shows the number it leads to (or a later one)."""
    late = []
    for k, key in enumerate(seen["keys"]):
        goals = {printed(start + 0.1 * step) for step in range(k + 1, len(seen["keys"]) + 1)}
        firsts = [next(c["time"] for c in changes if c["number"] in goals) for changes in seen["changes"]]
        late.append(max(firsts) - key)
    return late


def printed(number: float) -> str:
    """A number as the page prints it, but with a plain minus."""
    return f"{round(number, 1) + 0.0:.2f}"
