"""What a page has still to say when another one was opened does not take that one away again."""

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests

from ui.common import late_messages


class Runner:
    class _pages_manager:
        main_script_hash = "app"


def said(page, fragment="", clicked=False, moved=False):
    message = ClientState(page_script_hash=page, fragment_id=fragment)
    if clicked:
        message.widget_states.widgets.add(id="button", trigger_value=True)
    if moved:
        message.widget_states.widgets.add(id="slider", double_value=1.0)
    return message


@pytest.mark.parametrize("inside", [{"fragment": "figure"}, {"clicked": True}, {"fragment": "figure", "moved": True}])
def test_what_comes_from_inside_a_page_is_late_as_soon_as_another_one_is_open(inside):
    assert late_messages.is_late(said("lesson", **inside), "draw")
    assert not late_messages.is_late(said("draw", **inside), "draw")


def test_whoever_goes_to_another_page_is_never_late():
    assert not late_messages.is_late(said("lesson"), "draw")
    assert not late_messages.is_late(said("lesson", moved=True), "draw")


def test_nothing_is_late_before_a_page_is_known():
    assert not late_messages.is_late(said("lesson", fragment="figure"), "")
    assert not late_messages.is_late(said("", clicked=True), "draw")


@pytest.mark.parametrize(("page", "open_page"), [("app", ""), ("draw", "draw")])
def test_the_first_click_of_a_first_visit_is_heard_since_no_page_is_known_yet(page, open_page):
    class Session:
        page_script_hash = page
        _pages_manager = Runner._pages_manager

    assert late_messages._open_page(Session) == open_page


@pytest.fixture
def waiting(monkeypatch):
    """A page that was asked for, and waits to be run."""
    monkeypatch.setattr(ScriptRequests, "_request_rerun_locked", ScriptRequests._request_rerun_locked)
    late_messages._among_what_waits()
    requests = ScriptRequests()
    requests.request_rerun(RerunData(page_script_hash="draw", query_string="cell=LSTM"))
    return requests


def test_a_part_of_the_old_page_does_not_change_which_page_waits(waiting):
    waiting.request_rerun(RerunData(page_script_hash="lesson", fragment_id="figure", query_string="cell=LSTM"))
    runs = waiting.on_scriptrunner_ready().rerun_data
    assert (runs.page_script_hash, runs.fragment_id_queue, runs.query_string) == ("draw", [], "cell=LSTM")


def test_who_goes_back_while_a_page_waits_gets_the_page_asked_for_last(waiting):
    waiting.request_rerun(RerunData(page_script_hash="lesson"))
    assert waiting.on_scriptrunner_ready().rerun_data.page_script_hash == "lesson"


class Context:
    page_script_hash = "draw"


@pytest.mark.parametrize(
    ("data", "is_run"),
    [
        (RerunData(page_script_hash="lesson", fragment_id_queue=["figure"]), False),
        (RerunData(page_script_hash="draw", fragment_id_queue=["canvas"]), True),
        (RerunData(page_script_hash="lesson"), True),
    ],
)
def test_only_a_part_of_a_page_that_was_switched_away_from_is_not_run(monkeypatch, data, is_run):
    run = []
    monkeypatch.setattr(ScriptRunner, "_run_script", lambda _runner, data: run.append(data))
    monkeypatch.setattr(late_messages, "get_script_run_ctx", Context)
    late_messages._when_its_turn_comes()
    ScriptRunner._run_script(Runner, data)
    assert (run == [data]) is is_run
