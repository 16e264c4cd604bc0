"""Who a learner is, no one else gets to see: not in an address, not in what the server writes, not on an error page."""

import re

import pytest
from playwright.sync_api import expect

from tools.serving import APP, ROOT, server

pytestmark = pytest.mark.browser


def test_a_learners_name_stays_between_browser_and_database(open_page):
    with server(APP, ROOT) as running:
        page = open_page()
        asked = []
        page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
        page.goto(f"{running.url}/drills")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_function("localStorage.getItem('recall-learner')")
        name = page.evaluate("localStorage.getItem('recall-learner')")
        page.get_by_role("textbox").first.fill("12345")
        page.get_by_role("button", name="Check").first.click()
        page.wait_for_function("JSON.parse(localStorage.getItem('recall-log') ?? '[]').length > 0")
        page.goto(f"{running.url}/progress")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert name not in page.url
        assert name not in page.content()
        page.goto("about:blank")  # a page without its server would complain
        said = running.log.read_text(encoding="utf-8")
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", name)
    assert not [one for one in asked if name in one]
    assert "URL" in said, "the server wrote nothing at all"
    assert name not in said
    assert "Traceback" not in said
