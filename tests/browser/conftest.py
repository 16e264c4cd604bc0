"""A real server and a real Chromium: `serve(script)` gives an address, `page` a page that must stay free of errors."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tools.chromium import FLAGS, find
from tools.serving import APP, ROOT, serving

# Opened by a deep link, Streamlit first looks for its server below the page, then at the root.
ORIGIN = re.compile(r"https?://[^/]+")
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
    """One browser for all tests; every page gets a profile of its own: see Profiles."""
    found = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


class Profile:
    """A context of the browser and a page in it that stays, by which it keeps its process and knows Streamlit's code.

    A page in a new context takes half as long again, since Chromium has to compile all of that anew.
    """

    def __init__(self, browser: Browser, options: dict[str, Any]) -> None:
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(PATIENCE)
        self.origins: set[str] = set()
        self.stays: Page | None = None
        self.context.on("page", lambda page: page.on("framenavigated", self.note))

    def note(self, frame: Frame) -> None:
        if origin := ORIGIN.match(frame.url):
            self.origins.add(origin[0])

    def wipe(self) -> None:
        """Forget whoever had it: no page, no cookie, nothing stored, and no habits of the network."""
        if not self.stays and self.origins:
            self.stays = self.context.new_page()
            self.stays.goto(f"{min(self.origins)}/_stcore/health")
        for page in self.context.pages:
            if page is not self.stays:
                page.close()
        self.context.unroute_all()
        self.context.clear_cookies()
        self.context.clear_permissions()
        if self.stays:
            devtools = self.context.new_cdp_session(self.stays)
            for origin in self.origins:
                devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
            devtools.detach()
        self.origins.clear()


class Profiles:
    """Profiles that are lent, by their options, wiped, and lent again."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.idle: dict[str, list[Profile]] = {}

    def lend(self, **options: Any) -> Profile:
        idle = self.idle.setdefault(repr(options), [])
        return idle.pop() if idle else Profile(self.browser, options)

    def take_back(self, profile: Profile, **options: Any) -> None:
        try:
            profile.wipe()
        except PlaywrightError:  # a test has closed it, or the server is gone
            profile.context.close()
        else:
            self.idle[repr(options)].append(profile)


@pytest.fixture(scope="session")
def profiles(chromium: Browser) -> Profiles:
    return Profiles(chromium)


@contextmanager
def opening(profiles: Profiles) -> Iterator[Open]:
    """A way to open pages, each in a profile of its own; an error on one of them is raised at the end."""
    errors: list[str] = []
    lent: list[tuple[Profile, dict[str, Any]]] = []

    def note(message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not UPSTREAM.fullmatch(where):
            errors.append(f"{message.text} ({where})")

    def opened(width: int = 1280, height: int = 900, dark: bool = False, touch: bool = False, **more: Any) -> Page:
        size, scheme = {"width": width, "height": height}, "dark" if dark else "light"
        options = {"viewport": size, "color_scheme": scheme, "has_touch": touch, "is_mobile": touch, **more}
        lent.append((profiles.lend(**options), options))
        page = lent[-1][0].context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for profile, options in lent:
        profiles.take_back(profile, **options)
    assert not errors, errors


@pytest.fixture
def open_page(profiles: Profiles) -> Iterator[Open]:
    """open_page(width=390, dark=True, touch=True) is a page in a profile of its own; errors on it fail the test."""
    with opening(profiles) as opened:
        yield opened


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
