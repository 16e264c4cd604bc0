"""A real server and a real Chromium: `serve(script)` gives an address, `page` a page that must stay free of errors."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tools.chromium import FLAGS, find
from tools.serving import APP, ROOT, serving

# Opened by a deep link, Streamlit first looks for its server below the page, then at the root.
UPSTREAM = re.compile(r"https?://[^/]+/[^/]+/_stcore/(health|host-config)")
PATIENCE = 30_000  # milliseconds; two busy cores may take long, and a wait that is met costs nothing
expect.set_options(timeout=PATIENCE)
Serve = Callable[..., str]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """serve(script) runs a script (its text, or the path of app.py) and returns the address.

    The same script is served once for all tests; `fresh=True` starts a server that nobody has visited.
    """
    running: dict[str | Path, str] = {}
    with ExitStack() as servers:

        def start(script: str | Path, fresh: bool = False) -> str:
            if fresh or script not in running:
                path = script if isinstance(script, Path) else tmp_path_factory.mktemp("app") / "app.py"
                if isinstance(script, str):
                    path.write_text(script, encoding="utf-8")
                running[script] = servers.enter_context(serving(path, ROOT))
            return running[script]

        yield start


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; every page gets a profile of its own."""
    found = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """open_page(width=390, dark=True, touch=True) is a page in a session of its own; errors on it fail the test."""
    errors: list[str] = []
    contexts = []

    def note(message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not UPSTREAM.fullmatch(where):
            errors.append(f"{message.text} ({where})")

    def opened(width: int = 1280, height: int = 900, dark: bool = False, touch: bool = False, **more: Any) -> Page:
        size: Any = {"width": width, "height": height}
        scheme: Any = "dark" if dark else "light"
        context = chromium.new_context(viewport=size, color_scheme=scheme, has_touch=touch, is_mobile=touch, **more)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors, errors


@pytest.fixture
def page(open_page: Open) -> Page:
    """A page as on a laptop, light."""
    return open_page()


@pytest.fixture
def visit(serve: Serve, page: Page) -> Callable[..., Page]:
    """visit("step-by-step?x=1") opens an address of the real app and waits until it is at rest."""

    def go(address: str = "", on: Page = page) -> Page:
        on.goto(f"{serve(APP)}/{address}")
        at_rest(on)
        return on

    return go


def at_rest(page: Page) -> None:
    """Wait until the page is drawn and no run goes on."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
