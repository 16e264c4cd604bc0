"""What learners notice of a database that is away, a disk that is full, and a server that takes a training with it."""

import resource
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.hosting.conftest import drills_in
from tests.browser.hosting.machines import AppServer, until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
DRILL = "drills?drills=How+deep+is+the+unrolled+net%3F"  # one field, whatever its numbers
LONG = "train?net_hidden=8&net_steps=20000&net_until_solved=false"
LOST = "What was training here has ended"


def waits(me, why, many):
    """The page says why an answer is not in the log, and offers to take it along."""
    expect(me.page.get_by_text(why)).to_be_visible()
    expect(me.page.get_by_text(f"({many} waiting)")).to_be_visible()
    return drills_in(me.download("Take my log along"))


def written(me, many):
    """It is written down by itself, once it can be."""
    until(lambda: me.tries() == many)
    expect(me.page.get_by_text("waiting)")).to_have_count(0)


def test_an_answer_given_while_postgresql_restarts_is_written_once_it_is_back(host, learner):
    me = learner()
    me.go(DRILL)
    me.answer("1")
    until(lambda: me.tries() == 1)
    host.database.stop()
    me.answer("2")
    assert waits(me, "The database of the log does not answer at the moment.", 1) == 1
    host.database.start()
    written(me, 2)


def test_an_answer_given_while_postgresql_is_frozen_is_written_once_it_answers_and_health_stays_well(host, learner):
    me = learner()
    me.go(DRILL)
    me.answer("1")
    until(lambda: me.tries() == 1)
    with host.database.frozen():
        me.answer("2")
        assert waits(me, "The database of the log does not answer at the moment.", 1) == 1
        with urllib.request.urlopen(f"{host.nginx.url}/health", timeout=10) as answer:
            assert answer.status == 200
    written(me, 2)


def test_an_answer_that_only_a_closed_tab_knew_comes_back_from_the_browser(host, learner):
    me = learner()
    me.go(DRILL)
    me.answer("1")
    until(lambda: me.tries() == 1)
    host.database.stop()
    me.answer("2")
    expect(me.page.get_by_text("(1 waiting)")).to_be_visible()
    again = learner(me.page.context.new_page())
    me.page.close()
    host.database.start()
    again.go("progress")
    until(lambda: again.tries() == 2)


def test_a_log_that_may_not_be_written_is_said_on_the_page(learner, read_only):
    me = learner()
    me.go(DRILL)
    me.answer("1")
    until(lambda: me.tries() == 1)
    read_only(True)
    me.answer("2")
    assert waits(me, "The log may not be written here.", 1) == 2
    read_only(False)
    written(me, 2)


@pytest.fixture
def alone(tmp_path):
    """An app server without nginx, and the file of its log."""
    database = f"sqlite:///{tmp_path / 'log.sqlite'}"
    app = AppServer(database, tmp_path)
    app.wait()
    yield app, database
    app.stop()


def test_answers_outlive_a_full_disk(learner, alone):
    app, database = alone
    me = learner(home=app.url, database=database)
    me.go(DRILL)
    me.answer("1")
    until(lambda: me.tries() == 1)
    _, most = resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))  # no file may grow
    me.answer("2")
    assert waits(me, "The disk that holds the log is full.", 1) == 2
    resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (most, most))
    written(me, 2)


@pytest.mark.parametrize("how", ["killed", "killed and reloaded", "cut off"])
def test_a_run_that_went_with_its_server_is_said_to_have_ended_and_one_that_was_cut_off_goes_on(host, learner, how):
    me = learner()
    me.go(LONG)
    me.page.locator(".st-key-train button").click()
    expect(me.page.locator(".learning .facts")).to_contain_text("loss")
    first = me.server()
    if how == "cut off":
        host.nginx.stop()
        host.nginx.start()
    else:
        host.apps[first].kill()
    if how == "killed and reloaded":
        me.page.reload()
    if how == "cut off":  # for less than a minute
        seen = me.page.locator(".learning .facts").inner_text()
        expect(me.page.locator(".learning .facts")).not_to_have_text(seen)
    else:
        expect(me.page.get_by_text(LOST)).to_be_visible()
    assert me.server() == (first if how == "cut off" else 1 - first)
    assert "net_hidden=8" in me.page.url
    if how != "cut off":
        me.page.locator(".st-key-train button").click()
    expect(me.page.locator(".learning .facts")).to_contain_text("loss")
    expect(me.page.get_by_text(LOST)).to_have_count(0)
