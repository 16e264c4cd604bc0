"""What holds on every page: nothing on the console, nothing serious for axe, no scrolling sideways.

A page fails by itself if anything is said on its console (see conftest.py).
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tools.chromium import IS_SHOWN
from ui.common.menu import PLACES
from ui.presenting.scenes import SCENES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ADDRESSES = [
    *(place.url_path for places in PLACES.values() for place in places),
    *(f"step-by-step?view={view}" for view in ("Gates+by+hand", "Over+time", "As+code")),
    "step-by-step?stage=C&predict=true",
    "step-by-step?units=3&inputs=2",
    *(f"course?lesson={key}&open=true" for key in ("sequences", "bptt", "gru", "comparison", "generation", "computer")),
    *(f"symbols?part={part}" for part in ("Equations", "Weights")),
    *(f"{one.address}{'&' if '?' in one.address else '?'}present=true" for one in SCENES.values()),
]
UPSTREAM = {  # Streamlit's own parts, which no page can mend
    "<kbd": "the pale hint of a button's shortcut",
    '<span class="token': "colours of st.code, not part of the theme",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_serious_of_ours_in_the_light_and_in_the_dark(visit, address):
    page = visit(address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_SHOWN, arg=scheme)
        found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
        nodes = [(scheme, v["id"], node["html"][:300]) for v in found for node in v["nodes"]]
        assert [node for node in nodes if not node[2].startswith(tuple(UPSTREAM))] == []
        assert not scrolls_sideways(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_never_scrolls_sideways(visit, open_page, address):
    page = visit(address, on=open_page(width=390, height=844, touch=True))
    assert not scrolls_sideways(page)


def scrolls_sideways(page: Page) -> bool:
    """Whether the page, or the part of it that scrolls, is wider than the window."""
    return page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".some((part) => part.scrollWidth > innerWidth)"
    )
