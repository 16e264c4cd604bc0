"""A message that holds more than any page of ours could have in it is passed over."""

import tomllib

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from lstm_core.exam.log.log import MOST as MOST_EVENTS
from tools.apptest import open_page
from tools.serving import ROOT
from ui.common import messages
from ui.common.creations import MOST_LARGE
from ui.common.messages import AT_ONCE, MOST, comes_too_fast, holds_too_much


def crowd(count):
    message = BackMsg()
    message.rerun_script.widget_states.widgets.extend([WidgetState(id=str(k)) for k in range(count)])
    return message


def hashes(count):
    message = BackMsg()
    message.rerun_script.cached_message_hashes.extend(map(str, range(count)))
    return message


def files(count):
    message = BackMsg()
    message.file_urls_request.file_names.extend(["f"] * count)
    return message


@pytest.mark.parametrize("made", [crowd, hashes, files])
def test_what_no_page_could_send_is_passed_over(made):
    assert holds_too_much(made(MOST + 1))
    assert not holds_too_much(made(MOST))


def test_a_flood_is_passed_over_and_whoever_pauses_is_heard_again(monkeypatch):
    monkeypatch.setattr(messages, "_LEFT", {})
    heard = [not comes_too_fast("flood", 0.0) for _ in range(10_000)]
    assert heard == [True] * AT_ONCE + [False] * (10_000 - AT_ONCE)
    assert not comes_too_fast("another", 0.0)
    assert not comes_too_fast("flood", 1.0)


def test_a_hand_is_never_passed_over(monkeypatch):
    monkeypatch.setattr(messages, "_LEFT", {})
    assert not any(comes_too_fast("slider", k / 60) for k in range(6_000))


def test_sessions_that_have_gone_are_forgotten(monkeypatch):
    monkeypatch.setattr(messages, "_LEFT", {})
    for k in range(3 * MOST):
        comes_too_fast(str(k), k / 100)
    assert len(messages._LEFT) <= MOST + 1


@pytest.mark.parametrize("kind", ["clear_cache", "stop_script", "app_heartbeat"])
def test_messages_of_other_kinds_are_listened_to(kind):
    assert not holds_too_much(BackMsg(**{kind: True}))


def test_the_largest_page_has_far_fewer_widgets():
    page = open_page("step-by-step")
    widgets = [element for element in page if hasattr(element, "proto") and getattr(element.proto, "id", "")]
    assert 20 < len(widgets) < MOST / 10


def test_the_limits_are_those_that_are_written_down():
    said = " ".join((ROOT / "docs" / "security.md").read_text(encoding="utf-8").split())
    megabytes = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]["maxWidgetStateSize"]
    assert f"A message has at most {megabytes} MB and {MOST:,} widgets, and {messages.A_SECOND} a second" in said
    assert f"no message beyond {megabytes} MB" in said
    assert f"{MOST_EVENTS:,} events of one learner are read" in said
    assert f"of all visitors {MOST_LARGE // 1_000_000} MB" in said
