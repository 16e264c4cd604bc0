"""Six situations in which an answer may get lost, in a real browser: it is kept, or the page says so in five seconds.

Plain http, a browser that stores nothing, one that is full, a log whose file is gone, wrong clocks, and a second tab.
Every page on which an answer can be given is tried.
"""

import json
import os
import re
import sqlite3
from contextlib import closing, suppress
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log.log import Log
from lstm_core.exam.review.rating import AGAIN, RATINGS
from lstm_core.exam.review.schedule import state
from tests.browser.conftest import at_rest
from tests.browser.hosting.machines import until
from tests.browser.situations.answering import PLACES, WITHIN, press, rate_card, turn_card
from tools.chromium import FLAGS, find
from tools.serving import APP, ROOT, server
from ui.common.log_status import BACK, LASTS_NOT, LOST

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
HOUR = 3600.0
FILL = """() => {
  for (let size = 1 << 20, n = 0; size >= 1; size >>= 1)
    try { while (true) localStorage.setItem(`fill ${n++}`, "x".repeat(size)); } catch {}
}"""
WRONG_DATE = """{
  const Right = Date, off = %d;
  Date = class extends Right {
    constructor(...given) { given.length ? super(...given) : super(Right.now() + off); }
    static now() { return Right.now() + off; }
  };
}"""
CLOCK = """
import time
from pathlib import Path

_time, _offset = time.time, Path({file!r})
time.time = lambda: _time() + float(_offset.read_text() or 0)
"""
each_place = pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)


@pytest.fixture(scope="module")
def offset(tmp_path_factory):
    """The file that says by how many seconds the server's clock is wrong."""
    file = tmp_path_factory.mktemp("clock") / "offset"
    file.write_text("0")
    return file


@pytest.fixture(scope="module")
def app(offset):
    """A server whose clock can be turned."""
    patch = pytest.MonkeyPatch()
    (offset.parent / "sitecustomize.py").write_text(CLOCK.format(file=str(offset)))
    patch.setenv("PYTHONPATH", str(offset.parent), prepend=os.pathsep)
    with server(APP, ROOT) as running:
        patch.undo()
        yield running


@pytest.fixture
def turn_clock(offset):
    """turn_clock(seconds) puts the server's clock ahead, or back."""
    yield lambda seconds: offset.write_text(str(seconds))
    offset.write_text("0")


def rows(app, kind="%"):
    """What the file of the log holds, looked up past the server, the oldest first; nothing before it is begun."""
    with (
        suppress(sqlite3.OperationalError),
        closing(sqlite3.connect(app.database.removeprefix("sqlite:///"))) as connection,
    ):
        asked = "SELECT learner, kind, item, data, id FROM events WHERE kind LIKE ? ORDER BY at, id"
        return connection.execute(asked, (kind,)).fetchall()
    return []


def written(app, kind, before, many=1):
    """Wait until so many events more are in the file, each of them once."""
    until(lambda: len(rows(app, kind)) >= before + many)
    assert len(rows(app, kind)) == before + many


def says(page, sentence):
    """It is said on the page, soon enough."""
    expect(page.get_by_text(sentence[:60]).first).to_be_visible(timeout=WITHIN)


@pytest.fixture(scope="module")
def far_away(chromium):
    """A browser for which the server is another machine, as on a hosted one without TLS."""
    names = ["--host-resolver-rules=MAP recall.test 127.0.0.1"]
    browser = chromium.browser_type.launch(executable_path=find(), args=[*FLAGS, *names])
    yield browser
    browser.close()


@each_place
def test_over_plain_http_an_answer_is_kept_under_a_name_that_lasts(app, far_away, place):
    page, home, before = far_away.new_page(), app.url.replace("127.0.0.1", "recall.test"), len(rows(app, place.kind))
    place.open(page, home)
    assert page.evaluate("[isSecureContext, typeof crypto.randomUUID]") == [False, "undefined"]
    place.answer(page, 0)
    written(app, place.kind, before)
    page.wait_for_function("JSON.parse(localStorage.getItem('recall-log') ?? '[]').length > 0")
    name = page.evaluate("localStorage.getItem('recall-learner')")
    place.open(page, home)
    assert rows(app, place.kind)[-1][0] == name == page.evaluate("localStorage.getItem('recall-learner')")
    expect(page.get_by_test_id("stAlert").filter(has_text="log")).to_have_count(0)
    page.context.close()


@pytest.fixture(scope="module")
def forgetful(chromium, tmp_path_factory):
    """A browser that is set to store nothing, so that all who use it find it empty."""
    profile = tmp_path_factory.mktemp("profile")
    (profile / "Default").mkdir()
    refuses = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Default" / "Preferences").write_text(json.dumps(refuses))
    browser = chromium.browser_type.launch_persistent_context(profile, executable_path=find(), args=list(FLAGS))
    yield browser
    browser.close()


@each_place
def test_a_browser_that_stores_nothing_says_so_and_the_answer_counts_until_a_reload(app, forgetful, place):
    page, before = forgetful.new_page(), len(rows(app, place.kind))
    place.open(page, app.url)
    says(page, LASTS_NOT["nothing"])
    place.answer(page, 0)
    written(app, place.kind, before)
    says(page, LASTS_NOT["nothing"])
    page.close()


@each_place
@pytest.mark.parametrize("known", [False, True], ids=["before the first visit", "after it"])
def test_a_full_browser_says_what_it_does_not_keep_and_the_answer_is_in_the_log(app, open_page, place, known):
    page, before = open_page(), len(rows(app, place.kind))
    if known:
        place.open(page, app.url)
        page.wait_for_function("localStorage.getItem('recall-learner')")
    page.add_init_script(f"({FILL})()")
    place.open(page, app.url)
    sentence = LASTS_NOT["name" if known else "nothing"]
    says(page, sentence)
    place.answer(page, 0)
    written(app, place.kind, before)
    says(page, sentence)


def deleted(file):
    for part in file.parent.glob("log.sqlite*"):
        part.unlink()


def moved(file):
    file.rename(file.with_name("moved.sqlite"))


def deleted_in_part(file):
    for part in file.parent.glob("log.sqlite-*"):
        part.unlink()


WAYS = (deleted, moved, deleted_in_part)


@pytest.mark.parametrize(("place", "lose"), list(zip(PLACES.values(), cycle(WAYS), strict=False)), ids=PLACES)
def test_what_a_lost_file_held_is_written_again_and_said(app, open_page, place, lose):
    page = open_page()
    place.open(page, app.url)
    before = len(rows(app, place.kind))
    place.answer(page, 0)
    written(app, place.kind, before)
    page.wait_for_function("JSON.parse(localStorage.getItem('recall-log') ?? '[]').length > 0")
    lose(Path(app.database.removeprefix("sqlite:///")))
    place.answer(page, 1)
    says(page, BACK)
    name = page.evaluate("localStorage.getItem('recall-learner')")
    until(lambda: len([row for row in rows(app, place.kind) if row[0] == name]) == 2)


def test_what_nobody_knows_any_more_is_said_to_be_missing_until_it_is_brought_back(app, open_page):
    page, place = open_page(), PLACES["a drill"]
    place.open(page, app.url)
    place.answer(page, 0)
    page.wait_for_function("JSON.parse(localStorage.getItem('recall-log') ?? '[]').length == 1")
    page.goto(f"{app.url}/progress")
    at_rest(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Your log").click()
    taken = {"name": waiting.value.suggested_filename, "mimeType": "", "buffer": waiting.value.path().read_bytes()}
    page.evaluate("localStorage.removeItem('recall-log')")
    deleted(Path(app.database.removeprefix("sqlite:///")))
    PLACES["the day of the exam"].answer(page, 0)
    says(page, LOST)
    expect(page.get_by_text("Still missing: 1 of 2 things you did.")).to_be_visible()
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(taken)
    says(page, BACK)
    expect(page.get_by_text("Still missing")).to_have_count(0)


@pytest.mark.parametrize("hours", [-1, 1])
@pytest.mark.parametrize("whose", ["the server's", "the browser's"])
def test_a_clock_that_jumps_an_hour_hides_nothing_and_counts_nothing_twice(app, open_page, turn_clock, hours, whose):
    page = open_page()
    today, day = PLACES["a card"], PLACES["the day of the exam"]
    if whose == "the browser's":
        page.add_init_script(WRONG_DATE % (hours * 1000 * HOUR))
    today.open(page, app.url)
    rate_card(page)
    if whose == "the server's":
        turn_clock(hours * HOUR)
    rate_card(page)
    day.open(page, app.url)
    expect(page.get_by_text(f"2 of {len(cards())} cards were seen")).to_be_visible()
    day.answer(page, 0)
    turn_clock(0)
    day.answer(page, 1)
    page.reload()
    at_rest(page)
    expect(page.locator(".st-key-exam_date [data-type=day]")).to_have_text("11")
    name = page.evaluate("localStorage.getItem('recall-learner')")
    mine = [row for row in rows(app) if row[0] == name and row[1] in {"exam", "review"}]
    assert sorted(row[1] for row in mine) == ["exam", "exam", "review", "review"]
    assert all(json.loads(row[3])["seconds"] < HOUR / 2 for row in mine if row[1] == "review")


def counted(app, name):
    """The memories that a learner's log makes, by card."""
    log = Log(app.database)
    try:
        return state(log.events(name, "review"), cards(), 4e9).memories
    finally:
        log.close()


def test_a_card_that_was_rated_in_another_tab_is_not_asked_again_and_counts_once(app, open_page):
    one = open_page()
    two = one.context.new_page()
    for tab in (one, two):
        PLACES["a card"].open(tab, app.url)
        press(tab, "Begin")
        turn_card(tab)
    for _ in range(2):
        rate_card(one)
    rate_card(two)  # the first of them, as it is shown there; the second does not come
    says(two, "2 cards of this list were rated in another tab")
    rate_card(two)
    name = one.evaluate("localStorage.getItem('recall-learner')")
    mine = [row for row in rows(app, "review") if row[0] == name]
    assert [len(mine), len({row[2] for row in mine})] == [4, 3]
    assert all(memory.first == memory.last for memory in counted(app, name).values())


def test_what_was_not_known_is_still_in_the_list_after_a_reload(app, open_page):
    page = open_page()
    PLACES["a card"].open(page, app.url)
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
    (before,) = re.findall(r"(\d+) cards, about", page.inner_text("body"))
    rate_card(page, rating=AGAIN)
    page.reload()
    at_rest(page)
    expect(page.get_by_text(f"{before} cards, about")).to_be_visible()
    assert RATINGS[AGAIN] not in page.inner_text("body")
