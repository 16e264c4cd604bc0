"""Training in a real Chromium: its pace beside a process without pages, four learners at once, sliders meanwhile."""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from benchmarks.apps import HERE, counting
from benchmarks.browser import FIGURE, PANEL, PATIENCE, browser, lateness, log, open_page, printed
from benchmarks.measure import Row
from lstm_core.run.start_values import start_value
from tools.serving import ROOT, serving

LONG = "/train?speed=Full+speed&net_steps=20000&net_until_solved=false"
SECONDS, PRESSES, SESSIONS, CLICKS = 6.0, 20, 4, 5
HEADLESS = f"""
import time, torch
from lstm_core.training import PRESETS, train
torch.set_num_threads(1)
run = train(PRESETS["recall"].but(steps=20000, until_solved=False))
for _ in range(50):
    progress = next(run)
first, begin = progress.step, time.perf_counter()
while time.perf_counter() < begin + {SECONDS}:
    progress = next(run)
print((progress.step - first) / (time.perf_counter() - begin))
"""
PICTURE = """() => {
    const facts = [...document.querySelectorAll("*")].map((e) => e.shadowRoot?.querySelector(".facts")).find(Boolean);
    return facts?.textContent.includes("loss");
}"""


def measure() -> list[Row]:
    """Watched and unwatched by turns, then the sliders, then four at once."""
    with tempfile.TemporaryDirectory() as folder:
        app = counting(Path(folder) / "app") / "app.py"
        with browser() as chromium, serving(app) as base:
            return [*_pace(chromium, base), *_first_picture(chromium, base), *_four(chromium, base)]


def _pace(chromium: Browser, base: str) -> list[Row]:
    before = _headless()
    page = _training(chromium, base)
    watched = _batches_per_second([page])[0]
    beside, after = _slider(chromium, base), _walked(page)
    gone = _gone(chromium, base, page)
    ratio = watched / statistics.mean([before, _headless()])
    return [
        Row("batches/s, watched in a browser, against no page", ratio, "x", least=0.9, note=f"{watched:.0f} a second"),
        Row("slider on another page, to which the learner went meanwhile, median", after, "ms", 100),
        Row("the same in a second window, the first still drawing", beside, "ms"),
        Row("the run ends after its tab is closed", gone, "s", 2),
    ]


def _headless() -> float:
    """Batches a second of the same run in a process of its own."""
    done = subprocess.run([sys.executable, "-c", HEADLESS], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _training(chromium: Browser, base: str) -> Page:
    """A visitor whose net trains at full speed."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.add_init_script(path=HERE / "watch.js")
    page.goto(base + LONG)
    page.locator(".st-key-train button").click()
    page.wait_for_function(PICTURE, timeout=PATIENCE)
    return page


def _batches_per_second(pages: list[Page]) -> list[float]:
    """What every page shows at two moments, by the browser's own clock."""
    first = [_batch(page) for page in pages]
    time.sleep(SECONDS)  # the measurement itself
    return [(b - a) / (t - s) for (a, s), (b, t) in zip(first, map(_batch, pages), strict=True)]


def _batch(page: Page) -> tuple[int, float]:
    """The batch on the page as soon as another is shown, and when that was."""
    facts = page.locator(".learning .facts").first
    shown = facts.inner_text()
    page.wait_for_function(f"(text) => ({FACTS})() !== text", arg=shown, timeout=PATIENCE)
    found = re.search(r"batch ([\d,]+)", facts.inner_text())
    assert found, "the page has lost its facts"
    return int(found[1].replace(",", "")), time.perf_counter()


FACTS = PICTURE.replace('?.textContent.includes("loss")', "?.innerText")


def _slider(chromium: Browser, base: str) -> float:
    """Milliseconds from key to number on the page with the sliders, median."""
    page = open_page(chromium, f"{base}/step-by-step?stage=f&x=-2", (FIGURE, PANEL))
    found = _pressed(page, -2.0)
    page.context.close()
    return found


def _walked(page: Page) -> float:
    """The same for a learner who leaves the page Train by way of the start page; the run goes on."""
    page.get_by_role("link", name="Start").click()
    page.get_by_role("link", name="The LSTM, step by step").first.click()
    page.locator(FIGURE).first.wait_for(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.locator("input[type=range]").first.focus()
    page.evaluate("([places]) => watch(places, false)", [[FIGURE]])
    return _pressed(page, start_value("x"))


def _pressed(page: Page, start: float) -> float:
    """Press the key that moves the slider some times, each once the number before is shown."""
    for press in range(PRESSES):
        page.keyboard.press("ArrowRight")
        page.evaluate("number => watched.until(number)", printed(start + 0.1 * (press + 1)))
    return statistics.median(lateness(log(page), start))


def _gone(chromium: Browser, base: str, page: Page) -> float:
    """Seconds from closing the tab until no run is left, told by another page that counts them."""
    counter = chromium.new_page()
    counter.goto(f"{base}/?count=1", wait_until="commit")
    counter.get_by_text("running: 1").wait_for(timeout=PATIENCE)
    begin = time.perf_counter()
    page.context.close()
    counter.wait_for_function("() => document.body.innerText.includes('running: 0')", timeout=PATIENCE)
    seconds = time.perf_counter() - begin
    counter.close()
    return seconds


def _first_picture(chromium: Browser, base: str) -> list[Row]:
    """From the click to the first column of the picture, once the app is warm."""
    page, seconds = _training(chromium, base), []
    for _ in range(CLICKS):
        page.locator(".st-key-stop button").click()
        page.get_by_text("CPU").first.wait_for(timeout=PATIENCE)
        begin = time.perf_counter()
        page.locator(".st-key-another button").click()
        page.wait_for_function(f"() => /batch [\\d,]+ of/.test(({FACTS})())", timeout=PATIENCE)
        seconds.append(time.perf_counter() - begin)
    page.context.close()
    return [Row("click on Train to the first picture, warm, median", statistics.median(seconds), "s", 1)]


def _four(chromium: Browser, base: str) -> list[Row]:
    """Four learners at once: does each get its share, and does a fifth page still answer?"""
    pages = [_training(chromium, base) for _ in range(SESSIONS)]
    paces = _batches_per_second(pages)
    slider = _slider(chromium, base)
    for page in pages:
        page.context.close()
    share = min(paces) / statistics.mean(paces)
    together = f"{', '.join(f'{pace:.0f}' for pace in paces)} batches/s"
    return [
        Row(f"{SESSIONS} at once: the slowest against its fair share", share, "x", least=0.8, note=together),
        Row("slider on a fifth page meanwhile, median", slider, "ms"),
    ]
