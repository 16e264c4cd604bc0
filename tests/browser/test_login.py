"""A login tried for real: an OpenID provider, Streamlit's own way there and back, and Chromium."""

import hashlib
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from itsdangerous import TimestampSigner
from playwright.sync_api import Page, expect
from streamlit.web.server.starlette import starlette_app_utils

from tests.browser.conftest import at_rest
from tests.browser.hosting import machines
from tools.serving import APP, ROOT, Server, comes_up, free_port, server, stop
from ui.common import provider

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
DRILL = "drills?drills=How+deep+is+the+unrolled+net%3F"  # one field, whatever its numbers
FIELD = "Layers on the longest path"
SUBJECT, NAME, MAIL = "subject-4711", "Ada <b>Lovelace</b>", "ada@provider.example"
CLAIMS = f'{{"sub": "{SUBJECT}", "name": "{NAME}", "email": "{MAIL}"}}'
SECRET = "a secret of all servers here"
COOKIE = "_streamlit_user"  # Streamlit's, signed
COPIES = """Object.keys(localStorage).filter((key) => /^recall-log( |$)/.test(key))
    .reduce((sum, key) => sum + JSON.parse(localStorage.getItem(key)).length, 0)"""


@dataclass
class Provider:
    """An OpenID provider that runs on this machine."""

    url: str
    port: int
    process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(self.port), "--user-claims", CLAIMS]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
        assert comes_up(self.url, self.process, "/.well-known/openid-configuration")

    def stop(self) -> None:
        stop(self.process)

    def secrets(self, origin: str = "http://localhost:PORT", cookie: str = SECRET) -> str:
        """What an app server is told of it."""
        return f"""
[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{cookie}"
client_id = "recall"
client_secret = "between these two"
server_metadata_url = "{self.url}/.well-known/openid-configuration"
"""


@pytest.fixture(scope="module")
def identities() -> Iterator[Provider]:
    port = free_port()
    running = Provider(f"http://localhost:{port}", port)
    running.start()
    yield running
    running.stop()


@contextmanager
def app_server(secrets: str) -> Iterator[tuple[str, Server]]:
    """An app server that somebody can log in at, and its address."""
    with server(APP, ROOT, secrets) as running:
        yield running.url.replace("127.0.0.1", "localhost"), running


@pytest.fixture(scope="module")
def app(identities) -> Iterator[tuple[str, Server]]:
    with app_server(identities.secrets()) as running:
        yield running


@pytest.fixture
def device(open_page):
    """device() is a browser of somebody new; what the provider's pages would fetch from elsewhere is left out."""

    def switched_on() -> Page:
        page = open_page()
        page.context.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(body=""))
        return page

    return switched_on


def go(page: Page, address: str) -> Page:
    page.goto(address)
    at_rest(page)
    return page


def to_provider(page: Page, home: str) -> Page:
    """Press the button on the start page, as far as the provider's question."""
    go(page, home).get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Authorize Client")).to_be_visible()
    return page


def log_in(page: Page, home: str, subject: str) -> Page:
    to_provider(page, home).locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    at_rest(page)
    return page


def log_out(page: Page, home: str) -> None:
    go(page, home).get_by_role("button", name="Log out").click()
    page.locator("form button[type=submit], form button").first.click()  # the provider asks, too
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    at_rest(page)


def answer(page: Page, home: str, said: str) -> Page:
    """Answer a drill, and wait until the browser has its copy."""
    go(page, f"{home}/{DRILL}")
    before = copied(page)
    page.get_by_label(FIELD).fill(said)
    page.get_by_role("button", name="Check").click()
    page.wait_for_function(f"before => ({COPIES}) > before", arg=before)
    return page


def copied(page: Page) -> int:
    """How many events the browser holds, of whomever."""
    return page.evaluate(COPIES)


def answers(running: Server) -> dict[str, int]:
    """How many answers the log has of whom: a look into the file, past every server."""
    with closing(sqlite3.connect(running.database.removeprefix("sqlite:///"))) as log:
        rows = log.execute("SELECT learner, count(*) FROM events WHERE kind = 'drill' GROUP BY learner")
        return dict(rows.fetchall())


def of(subject: str) -> str:
    """What somebody is called in the log."""
    return f"user-{hashlib.sha256(subject.encode()).hexdigest()[:40]}"


def says(page: Page, sentence: str) -> None:
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_the_log_follows_a_login_to_another_device_and_nothing_stays_behind_after_logging_out(app, device):
    home, running = app
    first = log_in(device(), home, "two devices")
    answer(first, home, "1")
    second = log_in(device(), home, "two devices")
    go(second, f"{home}/progress").wait_for_function(f"({COPIES}) === 1")  # the log came with the login
    answer(second, home, "2")
    assert answers(running)[of("two devices")] == 2
    log_out(second, home)
    assert copied(second) == 0
    expect(second.get_by_test_id("stAlert")).to_have_count(0)
    go(first, f"{home}/progress").wait_for_function(f"({COPIES}) === 2")  # the other device is still logged in


def test_what_was_done_before_the_login_is_offered_and_moved_as_a_whole(app, device):
    home, running = app
    me = answer(go(device(), home), home, "1")
    before = me.evaluate("localStorage.getItem('recall-learner')")
    log_in(me, home, "moved")
    assert of("moved") not in answers(running)  # nobody is given unasked what somebody else may have done here
    me.get_by_role("button", name="Move to my log").click()
    expect(me.get_by_text("What was done in this browser before is in your log now.")).to_be_visible()
    assert answers(running)[of("moved")] == 1
    me.wait_for_function(f"localStorage.getItem('recall-log') === null && ({COPIES}) === 1")
    expect(go(me, home).get_by_role("button", name="Move to my log")).to_have_count(0)
    log_out(me, home)
    assert copied(me) == 0
    assert me.evaluate("localStorage.getItem('recall-learner')") != before


def test_what_is_not_moved_stays_where_it_was(app, device):
    home, running = app
    me = answer(go(device(), home), home, "1")
    log_in(me, home, "not moved")
    log_out(me, home)
    assert copied(me) == 1
    assert of("not moved") not in answers(running)


def test_neither_name_nor_address_nor_id_at_the_provider_is_written_anywhere(app, device):
    home, running = app
    me = to_provider(device(), home)
    me.get_by_role("button", name=SUBJECT).click()
    expect(me.get_by_role("button", name="Log out")).to_be_visible()
    answer(me, home, "1")
    assert answers(running)[of(SUBJECT)] == 1
    stored = me.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })")
    seen = [me.content(), me.url, stored, running.log.read_text(encoding="utf-8")]
    files = [file.read_bytes() for file in Path(running.database.removeprefix("sqlite:///")).parent.glob("log.sqlite*")]
    assert of(SUBJECT).encode() in b"".join(files)
    for secret in (SUBJECT, NAME, "Lovelace", MAIL):
        assert not [text for text in seen if secret in text]
        assert not [data for data in files if secret.encode() in data]


@pytest.mark.parametrize("how", ["refused", "broken off", "with a forged code"])
def test_a_login_that_fails_is_said_and_nothing_is_lost(app, device, how):
    home, _ = app
    me = answer(go(device(), home), home, "1")
    to_provider(me, home)
    if how == "refused":
        me.get_by_role("button", name="Deny").click()
    elif how == "broken off":
        me.go_back()
    else:
        state = re.search(r"[?&]state=([^&]+)", me.url)[1]
        me.goto(f"{home}/oauth2callback?code=forged&state={state}")
    says(me, provider.UNFINISHED)
    assert copied(me) == 1
    expect(me.get_by_text("Traceback")).to_have_count(0)
    go(me, home)
    expect(me.get_by_text(provider.UNFINISHED)).to_have_count(0)  # it is said once


def test_a_link_of_a_stranger_logs_nobody_in(app, device):
    home, _ = app
    me = go(device(), f"{home}/oauth2callback?code=strange&state=strange")
    expect(me.get_by_role("button", name="Log in")).to_be_visible()
    expect(me.get_by_text(provider.UNFINISHED)).to_have_count(0)


def cookie_of(page: Page) -> dict:
    return next(cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE)


@pytest.mark.parametrize("how", ["gone from the browser", "too old", "signed with another secret", "changed"])
def test_a_login_whose_cookie_does_not_hold_any_more_is_said_to_have_ended_on_every_page(app, device, monkeypatch, how):
    home, _ = app
    me = log_in(device(), home, "lapsed")
    cookie = cookie_of(me)
    said = starlette_app_utils.decode_signed_value(SECRET, COOKIE, cookie["value"])
    if how == "gone from the browser":
        me.context.clear_cookies(name=COOKIE)
    elif how == "changed":
        me.context.add_cookies([cookie | {"value": f"A{cookie['value'][1:]}"}])
    else:
        age = 40 * 86_400 if how == "too old" else 0
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: int(time.time()) - age)
        secret = SECRET if how == "too old" else "another secret"
        signed = starlette_app_utils.create_signed_value(secret, COOKIE, said.decode())
        me.context.add_cookies([cookie | {"value": signed.decode()}])
    go(me, f"{home}/today")
    expect(me.get_by_text(provider.LAPSED)).to_be_visible()
    says(go(me, home), provider.LAPSED)
    log_in(me, home, "lapsed")
    expect(me.get_by_text(provider.LAPSED)).to_have_count(0)


def test_a_signed_cookie_of_the_same_secret_is_a_login():
    """What the test above changes is what the server looks at: signed anew in the same way it holds."""
    signed = starlette_app_utils.create_signed_value(SECRET, COOKIE, "{}")
    assert starlette_app_utils.decode_signed_value(SECRET, COOKIE, signed) == b"{}"


def test_under_another_name_of_the_server_the_page_says_where_one_can_log_in(app, device):
    home, running = app
    me = go(device(), running.url)
    me.get_by_role("button", name="Log in").click()
    says(me, provider.ELSEWHERE.format(host=home.removeprefix("http://")))


def test_a_provider_that_is_away_is_said_beside_the_button(identities, app, device):
    home, _ = app
    me = go(device(), home)
    identities.stop()
    try:
        me.get_by_role("button", name="Log in").click()
        says(me, provider.SILENT)
    finally:
        identities.start()
    log_in(me, home, "patient")


@pytest.mark.parametrize("missing", ["client_id", "client_secret", "server_metadata_url", "cookie_secret"])
def test_a_login_that_is_not_set_up_completely_is_said_beside_the_button(identities, device, missing):
    secrets = "".join(line for line in identities.secrets().splitlines(True) if not line.startswith(missing))
    with app_server(secrets) as (home, running):
        me = go(device(), home)
        me.get_by_role("button", name="Log in").click()
        says(me, provider.INCOMPLETE)
        assert missing in running.log.read_text(encoding="utf-8")
        me.goto("about:blank")  # a page without its server would complain


@pytest.fixture(scope="module", params=[True, False], ids=["one secret", "two secrets"])
def two_servers(request, identities, tmp_path_factory):
    """Two app servers behind nginx, with one cookie secret or with two."""
    program, folder = machines.nginx(), tmp_path_factory.mktemp("two")
    if program is None:
        pytest.skip("nginx is not installed here")
    port, database = free_port(), f"sqlite:///{folder / 'log.sqlite'}"
    origin = f"http://localhost:{port}"
    secrets = [identities.secrets(origin, cookie) for cookie in (SECRET, SECRET if request.param else "another")]
    apps = [machines.AppServer(database, folder, text) for text in secrets]
    for one in apps:
        one.wait()
    site = machines.Nginx(program, (apps[0].port, apps[1].port), folder, port)
    yield origin, apps, request.param
    for part in (site, *apps):
        part.stop()


def test_a_login_holds_on_every_server_that_has_the_same_secret_and_its_end_is_said_on_another(two_servers, chromium):
    origin, apps, same = two_servers
    context = chromium.new_context()
    context.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(body=""))
    me = log_in(context.new_page(), origin, "two servers")
    answer(me, origin, "1")
    first = next(int(cookie["value"]) - 1 for cookie in context.cookies() if cookie["name"] == "recall_server")
    apps[first].kill()
    go(me, origin)
    if same:
        expect(me.get_by_role("button", name="Log out")).to_be_visible()
        go(me, f"{origin}/progress").wait_for_function(f"({COPIES}) === 1")
        expect(me.get_by_text("your login has ended")).to_have_count(0)
    else:
        says(me, provider.LAPSED)
    context.close()
