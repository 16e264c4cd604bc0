"""Two app servers behind nginx: a learner stays with one, and loses nothing when it is gone."""

import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.hosting.conftest import FIELD, drills_in
from tests.browser.hosting.machines import until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
DRILL = "drills?drills=How+deep+is+the+unrolled+net%3F"  # one field, whatever its numbers
VERDICT = "Not yet."


def well(host):
    with urllib.request.urlopen(f"{host.nginx.url}/health", timeout=10) as answer:
        return answer.status == 200


def test_a_learner_whose_server_is_killed_lands_on_the_other_with_the_whole_log(host, learner, tmp_path):
    me = learner()
    me.go(DRILL)
    me.answer("1")
    until(lambda: me.tries() == 1)
    name, first = me.name, me.server()
    host.apps[first].kill()
    assert well(host)
    me.page.reload()
    me.at_rest()
    assert (me.name, me.server()) == (name, 1 - first)
    me.answer("2")
    until(lambda: me.tries() == 2)
    host.all_up()
    me.page.reload()
    me.at_rest()
    assert me.server() == 1 - first  # nobody is led back: what they have open is there
    me.answer("3")
    address = me.page.url
    assert "drill=N16." in address
    until(lambda: me.tries() == 3)
    host.apps[1 - first].kill()  # and without reloading: the page looks for a server by itself
    until(lambda: me.server() == first or me.page.wait_for_timeout(50))
    expect(me.page.get_by_text(VERDICT)).to_have_count(0)  # drawn by a server that has not marked it
    me.at_rest()
    assert me.page.url == address  # the same drill, with what was typed
    expect(me.page.get_by_label(FIELD)).to_have_value("3")
    me.answer("2")
    until(lambda: me.tries() == 4)
    taken = me.taken_along()
    assert drills_in(taken) == 4
    me.page.get_by_test_id("stFileUploader").locator("input").set_input_files(
        {"name": "log.json", "mimeType": "application/json", "buffer": taken.read_bytes()}
    )  # uploads come through, too
    expect(me.page.get_by_text("0 events are new.")).to_be_visible()
    assert "/_stcore/stream" in host.nginx.requests()
    assert name not in host.nginx.requests()  # who it was stays between the browser and the app


def test_two_tabs_of_one_learner_both_see_what_either_did(learner):
    one = learner()
    one.go(DRILL)
    two = learner(one.page.context.new_page())
    two.go(DRILL)
    assert one.server() == two.server()
    one.answer("1")
    two.answer("2")
    until(lambda: one.tries() == 2)
    assert [drills_in(tab.taken_along()) for tab in (one, two)] == [2, 2]


def test_learners_are_spread_over_the_servers(learner):
    many = [learner() for _ in range(3)]
    for one in many:
        one.go("")
    assert {one.server() for one in many} == {0, 1}


def test_after_ten_seconds_without_a_network_the_page_comes_back_as_it_was(host, learner):
    me = learner()
    me.go(DRILL)
    me.answer("1")
    until(lambda: me.tries() == 1)
    host.nginx.stop()
    me.page.wait_for_timeout(10_000)  # the outage itself
    host.nginx.start()
    me.at_rest()
    expect(me.page.get_by_text(VERDICT)).to_be_visible()  # it is still the same session
    expect(me.page.get_by_label(FIELD)).to_have_value("1")
    me.answer("2")
    until(lambda: me.tries() == 2)


def test_the_health_check_says_no_when_no_server_is_left(host, learner):
    for app in host.apps:
        app.kill()
    with pytest.raises(urllib.error.HTTPError, match="502"):
        well(host)
