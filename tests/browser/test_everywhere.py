"""What holds on every page: nothing on the console, nothing serious for axe, plain names, no jumps, nothing cut.

A page is opened once on a laptop and once on a phone, and looked at in every way there; on the laptop its window then
takes every size. It fails at its end if anything is said on its console (see conftest.py).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Profiles, Serve, at_rest, opening
from tests.browser.reading import faults
from tools.chromium import IS_SHOWN
from tools.serving import APP
from ui.common.menu import PLACES
from ui.presenting.scenes import SCENES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = [place.url_path for places in PLACES.values() for place in places]
ADDRESSES = [
    *PAGES,
    *(f"step-by-step?view={view}" for view in ("Gates+by+hand", "Over+time", "As+code")),
    "step-by-step?stage=C&predict=true",
    "step-by-step?units=3&inputs=2",
    *(f"course?lesson={key}&open=true" for key in ("sequences", "bptt", "gru", "comparison", "generation", "computer")),
    *(f"symbols?part={part}" for part in ("Equations", "Weights")),
    *(f"{one.address}{'&' if '?' in one.address else '?'}present=true" for one in SCENES.values()),
]
MENU = {"exclude": [["[data-testid=stSidebar]"]]}  # Streamlit's own, with lists that axe does not take for lists
ONLY = {"resultTypes": ["violations"]}  # not a list of all that is right
GOOD = 0.1  # layout shift in sum; web.dev/articles/cls takes the worst five seconds, which cannot be more
RECORD = """
window.shifts = [];
const name = ({ node }) => (node?.closest?.("[class*=st-key]")?.className || node?.textContent || "gone").slice(0, 60);
new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) window.shifts.push([value, [...sources].map(name)]);
}).observe({ type: "layout-shift", buffered: true });
"""
MARKUP = re.compile(r"\*\*|[$`\\]|:material|:[a-z-]+\[|\]\(|</?[a-z]+|\w_\w")
SPOKEN = {
    "button",
    "link",
    "heading",
    "image",
    "radio",
    "checkbox",
    "switch",
    "slider",
    "spinbutton",
    "combobox",
    "tab",
}
SAME = {"Help", "Open", "Increment", "Decrement", "Search", "Fullscreen", "Download as CSV", "Show/hide columns"}
UNDRAWN = "[data-testid^=stBidiComponent]:not([data-drawn]), .stVegaLiteChart:not(.vega-embed)"


@dataclass(frozen=True)
class Opened:
    """A page at rest, and what jumped while it came."""

    page: Page
    address: str
    jumps: list[tuple[float, list[str]]]


def load(page: Page, address: str) -> Opened:
    """On a busy machine a frame may fall between two parts of one widget: a page that jumps is loaded once more."""
    for _ in range(2):
        page.goto(address)
        at_rest(page)
        page.wait_for_function("(undrawn) => !document.querySelector(undrawn)", arg=UNDRAWN)
        jumps = page.evaluate("window.shifts")
        if not too_many(jumps):
            break
    return Opened(page, address.rpartition("/")[2], jumps)


def too_many(jumps: list[tuple[float, list[str]]]) -> bool:
    return sum(value for value, _ in jumps) > GOOD


@pytest.fixture(scope="module", params=ADDRESSES)
def laptop(request: pytest.FixtureRequest, serve: Serve, profiles: Profiles) -> Iterator[Opened]:
    with opening(profiles) as opened:
        page = opened()
        page.add_init_script(RECORD)
        yield load(page, f"{serve(APP)}/{request.param}")


@pytest.fixture(scope="module", params=ADDRESSES)
def phone(request: pytest.FixtureRequest, serve: Serve, profiles: Profiles) -> Iterator[Opened]:
    with opening(profiles) as opened:
        page = opened(width=390, height=844, touch=True)
        page.add_init_script(RECORD)
        yield load(page, f"{serve(APP)}/{request.param}")


def test_nothing_jumps_while_a_page_loads(laptop):
    assert not too_many(laptop.jumps), laptop.jumps


def test_axe_finds_nothing_serious_of_ours_in_the_light_and_in_the_dark(laptop):
    assert complaints(laptop.page) == []


def test_every_name_is_said_without_markup_and_no_two_buttons_have_the_same(laptop):
    said = [*spoken(laptop.page)]
    assert [name for _, name in said if MARKUP.search(name)] == []
    buttons = Counter(name for role, name in said if role == "button" and name not in SAME)
    assert [name for name, count in buttons.items() if count > 1] == []


def spoken(page: Page) -> Iterator[tuple[str, str]]:
    """Role and name of what a screen reader says, from the browser's own accessibility tree."""
    for node in page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]:
        role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
        if role in SPOKEN and not node["ignored"]:
            yield role, name


def test_nothing_is_cut_or_covered_in_any_window(laptop):
    """Colours move nothing: that the dark ones do not is seen on the pages of the menu."""
    schemes = ("light", "dark") if laptop.address in PAGES else ("light",)
    assert faults(laptop.page, schemes=schemes) == {}


def test_nothing_jumps_while_a_page_loads_on_a_phone(phone):
    assert not too_many(phone.jumps), phone.jumps


def test_a_phone_never_scrolls_sideways(phone):
    assert not scrolls_sideways(phone.page)


def test_axe_finds_nothing_serious_of_ours_on_a_phone(phone):
    assert complaints(phone.page, MENU) == []


def complaints(page: Page, within: str | dict | None = None) -> list[tuple[str, str, str]]:
    """What axe has to say about a page; in the dark about its colours, since nothing else differs there."""
    found = []
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_SHOWN, arg=scheme)
        violations = Axe().run(page, context=within, options=rules | ONLY).response["violations"]
        serious = [one for one in violations if one["impact"] in ("serious", "critical")]
        found += [(scheme, one["id"], node["html"][:300]) for one in serious for node in one["nodes"]]
    return found


def scrolls_sideways(page: Page) -> bool:
    """Whether the page, or the part of it that scrolls, is wider than the window."""
    return page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".some((part) => part.scrollWidth > innerWidth)"
    )
