"""A browser has a name over plain http, without storage and with a full one, and tells what it cannot store."""

import re

import pytest

from tools.serving import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCRIPT = (ROOT / "ui/components/identity/identity.js").read_text(encoding="utf-8")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
FULL = """
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    if (key.startsWith("recall-log")) throw new DOMException("full", "QuotaExceededError");
    set.call(this, key, text);
  };
"""
RUN = """async (script) => {
  const module = await import("data:text/javascript;base64," + btoa(script));
  const told = {};
  const tell = (name, value) => { told[name] = value; };
  const run = (data) => module.default({ data, setStateValue: tell, setTriggerValue: tell });
  run({ login: "", add: [], asks: true, wants: false });
  const first = told.told;
  run({ login: "", add: [{ id: "1" }], asks: false, wants: true });
  return [first, told.told, told.log ?? ""];
}"""


@pytest.fixture
def told(chromium):
    """told(address, before) is what the component reports on a page there, after a script that prepares the browser."""
    contexts = []

    def report(address, before=""):
        contexts.append(chromium.new_context())
        page = contexts[-1].new_page()
        page.route("**/*", lambda route: route.fulfill(body="<p>", content_type="text/html"))
        page.goto(address)
        page.evaluate(f"() => {{ {before} }}")
        return page.evaluate(RUN, SCRIPT)

    yield report
    for context in contexts:
        context.close()


@pytest.mark.parametrize("address", ["https://recall.test/", "http://recall.test/"])
def test_a_browser_has_a_name_over_plain_http_too(told, address):
    first, later, log = told(address)
    assert UUID.fullmatch(first["name"])
    assert (later["name"], later["keeps"], '"id":"1"' in log) == (first["name"], "all", True)


def test_a_browser_that_stores_nothing_has_a_name_as_long_as_its_page(told):
    first, later, _ = told("about:blank")
    assert UUID.fullmatch(first["name"])
    assert (later["name"], first["keeps"]) == (first["name"], "nothing")


def test_a_browser_without_room_keeps_its_name_and_says_that_it_has_no_copy(told):
    first, later, _ = told("http://recall.test/", FULL)
    assert UUID.fullmatch(first["name"])
    assert (first["keeps"], later["keeps"], later["name"]) == ("name", "name", first["name"])
