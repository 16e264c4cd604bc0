"""From `streamlit run` to the first page, beside an empty app that imports the same packages (less torch)."""

import statistics
import sys
import tempfile
from importlib.metadata import packages_distributions
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Browser

from benchmarks.apps import copy_of_app, one_script
from benchmarks.browser import FIGURE, PATIENCE, TEXT, browser
from benchmarks.measure import Row
from tools.serving import ROOT, serving

ROUNDS = 5
SEEN = """sign => {
    const roots = [document];
    for (const root of roots)
        for (const element of root.querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
    return roots.some((root) => root.querySelector(sign)?.checkVisibility({ opacityProperty: true }));
}"""  # also not faded out; asked once a frame: a locator that waits asks but twice a second in the end
STEP = "/step-by-step"
EMPTY = "import streamlit as st\n{imports}\nst.title('Empty')\n"
TELL = """
import sys
import streamlit
streamlit.text(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def measure() -> list[Row]:
    """Our two ways in and the empty app by turns, each on a new server and in a browser that has cached nothing."""
    times: dict[str, list[float]] = {"first": [], "step": [], "empty": []}
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        loaded = _loaded(chromium, _telling(Path(folder) / "telling"), STEP)
        imports = _packages(loaded - _loaded(chromium, one_script(Path(folder) / "nothing", TELL), "/"))
        script = EMPTY.format(imports="\n".join(f"import {name}" for name in imports))
        empty = one_script(Path(folder) / "empty", script)
        for _ in range(ROUNDS):
            times["first"].append(_start(chromium, ROOT, "/", FIGURE))
            times["empty"].append(_start(chromium, empty, "/", "h1"))
            times["step"].append(_start(chromium, ROOT, STEP, FIGURE))
    first, step, none = (statistics.median(times[name]) for name in ("first", "step", "empty"))
    return [
        Row(
            "streamlit run to the figure of the first page, against an empty app",
            first / none,
            "x",
            1.3,
            f"{first:.1f} s",
        ),
        Row(
            "a cold deep link to the figure one steps through, with its fifty widgets",
            step / none,
            "x",
            None,
            f"{step:.1f} s",
        ),
        Row("the empty app itself", none, "s", None, f"with the same imports: {', '.join(imports)}"),
        Row("torch imported after a visit to the step page", float("torch" in loaded), "", 0),
    ]


def _start(chromium: Browser, folder: Path, path: str, sign: str) -> float:
    """Seconds from starting the server until `sign` can be seen on its page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    begin = perf_counter()
    with serving(folder / "app.py") as base:
        page.goto(base + path, wait_until="commit")
        page.wait_for_function(SEEN, arg=sign, timeout=PATIENCE)
        seconds = perf_counter() - begin
        context.close()
    return seconds


def _telling(folder: Path) -> Path:
    """Our app, which says at the end of its page what has been imported."""
    app = copy_of_app(folder) / "app.py"
    app.write_text(app.read_text(encoding="utf-8") + TELL, encoding="utf-8")
    return folder


def _loaded(chromium: Browser, folder: Path, path: str) -> set[str]:
    """The packages an app says it has imported by the end of its first page."""
    with serving(folder / "app.py") as base:
        page = chromium.new_page()
        page.goto(base + path)
        told = page.locator(TEXT).last.inner_text(timeout=PATIENCE)
        page.close()
    return set(told.split())


def _packages(names: set[str]) -> list[str]:
    """Those that were installed, without torch: not our own modules, nor Python's, nor hidden parts of a package."""
    installed = packages_distributions().keys() - sys.stdlib_module_names - {"torch"}
    return sorted(name for name in names & installed if not name.startswith("_"))
