"""Back and Forward in a real Chromium: whoever comes back to a page finds it as it was left, address and all."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE, at_rest
from tools.serving import APP
from ui.common.menu import PLACES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ADDRESSES = (  # every page with choices in its address, none of them the usual one
    "course?lesson=elman&open=true",
    "course?lesson=bptt&open=true&bptt_w=0.8&bptt_steps=5",
    "course?lesson=sequences&open=true&window=3&gap=6",
    "course?lesson=gru&open=true",
    "step-by-step?cell=GRU&view=Over+time",
    "step-by-step?cell=Elman&letters=PyTorch&x=0.5&W_h=1.5",
    "step-by-step?view=Gates+by+hand",
    "train?task=countdown&cells=LSTM&cells=GRU&speed=Full+speed&net_hidden=12",
    "train?recipe=As+in+the+lecture&net_seed=7",
    "probe?pu=2&pt=5",
    "my-cell?own_name=Mine",
    "delays?more_delay=60&more_seed=4",
    "draw?drawn_cell=GRU&with_y=true",
    "drills?drills=N15",
    "oral?oral_minutes=30",
    "progress?map_course=DL",
    "symbols?part=Equations&equations_of=GRU",
    "symbols?part=Weights&weights_of=GRU",
    "glossary?find=gate",
    "lectures?lecture=S2",
)
WITHOUT = {"", "today", "design-task", "credits"}  # pages without any
CHOICES = """() => {
    const parts = ":is(input, textarea, [role=radio], [aria-pressed])";
    const state = (part) => part.checked ?? part.getAttribute("aria-checked") ?? part.getAttribute("aria-pressed");
    return [...document.querySelectorAll(`[data-testid=stMain] ${parts}`)]
        .map((part) => [part.getAttribute("aria-label"), part.value, part.textContent, state(part)].join("|"));
}"""


@pytest.fixture(scope="module")
def tab(serve, chromium):
    """One tab for all pages, since what Back does depends on what was done before."""
    with chromium.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        yield page


CALM = 30  # pictures on the screen, half a second
IS_CALM = """(calm) => {
    const running = document.querySelector("[data-testid=stApp]").dataset.testScriptState !== "notRunning";
    window.calmFor = running ? 0 : (window.calmFor ?? 0) + 1;
    if (window.calmFor > calm) delete window.calmFor;
    return !("calmFor" in window);
}"""


def open_fold(page):
    """All pages of the app, folded on the start page."""
    page.get_by_text("Everything in the app").click()


def leave(page):
    """Go to the start page, and wait until all is quiet there.

    On a first visit the browser reports its name, with the page that is shown then; Streamlit follows a report rather
    than a Back in the same tenth of a second, which nobody but a machine can press.
    """
    page.get_by_role("link", name="Start", exact=True).first.click()
    arrive(page, re.compile(r"^https?://[^/]+/$"))
    page.wait_for_function(IS_CALM, arg=CALM, polling="raf")


def arrive(page, address):
    expect(page).to_have_url(address)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_found_again_as_it_was_left(tab, serve, address):
    tab.goto(f"{serve(APP)}/{address}")
    at_rest(tab)
    tab.wait_for_function(f"() => ({CHOICES})().length > 0")
    left, choices = tab.url, tab.evaluate(CHOICES)
    leave(tab)
    tab.go_back()
    arrive(tab, left)
    tab.wait_for_function(f"(left) => JSON.stringify(({CHOICES})()) === JSON.stringify(left)", arg=choices)
    tab.go_forward()
    arrive(tab, re.compile(r"^https?://[^/]+/$"))
    tab.go_back()
    arrive(tab, left)
    tab.wait_for_function(f"(left) => JSON.stringify(({CHOICES})()) === JSON.stringify(left)", arg=choices)


def test_every_page_with_choices_in_its_address_is_among_them():
    pages = {place.url_path for places in PLACES.values() for place in places}
    assert {address.split("?")[0] for address in ADDRESSES} == pages - WITHOUT


def test_a_choice_made_by_hand_is_found_again_after_a_longer_way(tab, serve):
    """As it was walked: GRU, Over time, Start, another page, and back twice."""
    tab.goto(f"{serve(APP)}/step-by-step")
    at_rest(tab)
    tab.get_by_role("radio", name="Over time").click()
    expect(tab).to_have_url(re.compile("view=Over"))
    at_rest(tab)
    left = tab.url
    leave(tab)
    open_fold(tab)
    tab.get_by_role("link", name="Glossary").first.click()
    arrive(tab, re.compile("glossary$"))
    tab.go_back()
    arrive(tab, re.compile(r"^https?://[^/]+/$"))
    tab.go_back()
    arrive(tab, left)
    expect(tab.get_by_role("radio", name="Over time")).to_be_checked()


def test_a_link_is_followed_where_it_asks_for_the_usual_choice(tab, serve):
    """The page was left with another cell; a link to the LSTM means the LSTM all the same."""
    tab.goto(f"{serve(APP)}/step-by-step?cell=GRU&view=Over+time")
    at_rest(tab)
    leave(tab)
    open_fold(tab)
    tab.get_by_role("link", name="Symbols and conventions").first.click()
    arrive(tab, re.compile("symbols$"))
    tab.get_by_role("radio", name="Equations").click()
    tab.locator("[data-testid=stPageLink] a[href*='step-by-step']").first.click()
    arrive(tab, re.compile("step-by-step"))
    expect(tab.get_by_role("combobox", name="Cell", exact=True)).to_have_value("LSTM")
