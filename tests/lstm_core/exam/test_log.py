"""The log keeps what it acknowledged, in order, once, and apart for every learner."""

import signal
import sqlite3
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lstm_core.exam.log import LARGEST, Event, Log

WRITER = """
import sys
from lstm_core.exam.log import Event, Log
log = Log(sys.argv[1])
for k in range(100_000):
    log.append("me", Event(float(k), "drawing", "LSTM", {"k": k}))
    print(k, flush=True)
"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def log(tmp_path):
    made = Log(f"sqlite:///{tmp_path / 'log.sqlite'}")
    yield made
    made.close()


@given(data=st.dictionaries(st.text(max_size=8), JSON, max_size=4))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_goes_in_comes_out(log, data):
    event = Event(1.5, "drawing", "LSTM", data)
    log.append("me", event)
    assert event in log.events("me")


def test_events_come_in_the_order_of_their_time_and_by_kind(log):
    late, early, other = Event(2.0, "drawing", "GRU"), Event(1.0, "drawing", "LSTM"), Event(3.0, "drill", "N01")
    for event in (late, other, early):
        log.append("me", event)
    assert log.events("me") == [early, late, other]
    assert log.events("me", "drill") == [other]


def test_the_same_event_twice_is_kept_once(log):
    event = Event(1.0, "drawing", "LSTM")
    log.append("me", event)
    log.append("me", event)
    assert log.events("me") == [event]


def test_nobody_reads_the_events_of_another(log):
    log.append("me", Event(1.0, "drawing", "LSTM"))
    assert log.events("you") == []


def test_an_event_that_is_too_large_is_refused_in_a_sentence(log):
    with pytest.raises(ValueError, match="at most"):
        log.append("me", Event(1.0, "drawing", "LSTM", {"text": "x" * LARGEST}))
    assert log.events("me") == []


@pytest.mark.parametrize("after", [1, 7, 40])
def test_a_killed_writer_loses_nothing_it_was_told_is_kept(tmp_path, after):
    url = f"sqlite:///{tmp_path / 'log.sqlite'}"
    with subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True) as writer:
        told = [int(writer.stdout.readline()) for _ in range(after)]
        writer.send_signal(signal.SIGKILL)
        told += [int(line) for line in writer.stdout.read().split("\n")[:-1]]
    log = Log(url)
    kept = [event.data["k"] for event in log.events("me")]
    log.close()
    assert kept[: len(told)] == told
    assert len(kept) <= len(told) + 1  # one more may have been written before it could be told
    with sqlite3.connect(tmp_path / "log.sqlite") as file:
        assert file.execute("pragma integrity_check").fetchone() == ("ok",)
    file.close()
