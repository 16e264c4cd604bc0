"""What a learner did counts in the order in which it was done, and is written again where the log's file was lost."""

import re
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from lstm_core.exam.log import log as log_module
from lstm_core.exam.log import parcel, portable
from lstm_core.exam.log.database import Database
from lstm_core.exam.log.log import Event, Log, Unwritable
from lstm_core.exam.log.parcel import Parcel, pack
from ui.common import learner_log
from ui.common.session import LearnerState, Session

HOUR = 3600.0


@pytest.fixture
def learner(monkeypatch, tmp_path):
    """Somebody with a log in a file."""
    visit = Session()
    visit.learner.name = "me"
    log = Log(f"sqlite:///{tmp_path / 'log.sqlite'}")
    monkeypatch.setattr(learner_log, "session", lambda: visit)
    monkeypatch.setattr(learner_log, "_log", lambda: log)
    yield visit.learner
    log.close()


def clock(monkeypatch, at):
    monkeypatch.setattr(learner_log, "time", SimpleNamespace(time=lambda: at))


@pytest.mark.parametrize("turned", [-HOUR, HOUR])
@pytest.mark.parametrize("another_tab", [False, True])
def test_the_exam_date_that_was_set_last_counts_whatever_the_clock_does(learner, monkeypatch, turned, another_tab):
    begin = time.time()
    clock(monkeypatch, begin)
    learner_log.record("exam", "date", {"date": "2030-01-01"})
    clock(monkeypatch, begin + turned)
    if another_tab:
        learner.latest = 0.0
    learner_log.record("exam", "date", {"date": "2030-02-02"})
    assert [event.data["date"] for event in learner_log.recorded("exam")] == ["2030-01-01", "2030-02-02"]
    assert learner_log.now() >= learner_log.recorded("exam")[-1].at


def test_a_time_in_a_forged_log_does_not_set_the_clock(learner, monkeypatch):
    clock(monkeypatch, 1e9)
    learner.latest = 2e9
    learner_log.record("exam", "date", {"date": ""})
    assert learner_log.recorded("exam")[0].at == 1e9


def test_where_the_file_of_the_log_was_deleted_this_visit_is_written_down_again_once(learner, tmp_path):
    for item in ("N01", "N02"):
        learner_log.record("drill", item, {})
    for part in tmp_path.iterdir():
        part.unlink()
    learner_log.record("drill", "N03", {})
    assert learner.file_was_lost
    learner_log.write_unsaved()
    assert not learner.unsaved
    assert [event.item for event in learner_log.recorded("drill")] == ["N01", "N02", "N03"]


def test_an_answer_written_late_that_still_waits_in_the_tab_counts_once(learner):
    """A database that was frozen may take what was set aside meanwhile."""
    waits, late = Event(1.0, "drill", "N01"), Event(2.0, "drill", "N02")
    learner_log._log().append("me", late)
    learner.unsaved += [waits, late]
    assert sorted(event.item for event in learner_log.recorded("drill")) == ["N01", "N02"]
    assert learner_log.event_count("drill") == 2
    (taken,) = Parcel(learner_log.log_to_take_along(learner))
    assert len(portable.read(taken)) == 2
    learner_log.write_unsaved()
    assert not learner.unsaved
    assert learner_log.event_count("drill") == 2


def test_two_runs_of_one_tab_that_write_at_once_lose_nothing(learner, monkeypatch):
    """Streamlit begins a new run for a click while an earlier one still waits for the database."""
    write, begun, twice, go_on = learner_log._write, threading.Event(), threading.Event(), threading.Event()

    def slow(event):
        (twice if begun.is_set() else begun).set()
        go_on.wait()
        return write(event)

    learner.unsaved += [Event(float(k), "drill", f"N0{k}") for k in range(1, 4)]
    monkeypatch.setattr(learner_log, "_write", slow)
    with ThreadPoolExecutor(2) as runs:
        first = runs.submit(learner_log.write_unsaved)
        begun.wait()
        second = runs.submit(learner_log.write_unsaved)
        twice.wait()
        go_on.set()
        first.result(), second.result()
    assert [event.item for event in learner_log._log().events("me")] == ["N01", "N02", "N03"]
    assert not learner.unsaved


def test_what_is_written_again_after_the_file_was_lost_takes_nothing_from_what_waits(learner, tmp_path):
    """While the first of those that wait is written, the file turns out to be gone, and more has to be written."""
    learner_log.record("drill", "N01", {})
    for part in tmp_path.iterdir():
        part.unlink()
    learner.unsaved += [Event(2.0, "drill", "N02"), Event(3.0, "drill", "N03")]
    learner_log.write_unsaved()
    assert sorted(event.item for event in learner_log._log().events("me")) == ["N01", "N02", "N03"]


def synced(monkeypatch, log=""):
    """One rerun of a page, with a browser whose copy of the log is this."""
    monkeypatch.setattr(learner_log.provider, "user", lambda: "")
    for ask in ("learner_id", "stored_count", "stored", "login_outcome", "earlier_count"):
        monkeypatch.setattr(learner_log.identity, ask, lambda known: known)
    monkeypatch.setattr(learner_log.identity, "exchange_log", lambda asked, _: (log if asked.wants else "", ""))
    learner_log.sync_learner()


def test_what_is_missing_after_a_loss_is_counted_until_the_browser_or_a_file_brings_it_back(
    learner, monkeypatch, tmp_path
):
    learner.browser_count = 1
    learner_log.record("drill", "N01", {})
    (copy,) = Parcel(learner_log.log_to_take_along(learner))
    synced(monkeypatch)
    learner.for_browser.clear()  # an earlier visit did it
    for part in tmp_path.iterdir():
        part.unlink()
    learner_log.record("drill", "N02", {})
    synced(monkeypatch)
    assert (learner.missing, learner.in_log, learner.all_is_back) == (1, 2, False)
    synced(monkeypatch, copy)
    assert (learner.missing, learner.file_was_lost, learner.all_is_back) == (0, False, True)
    assert [event.item for event in learner_log.recorded("drill")] == ["N01", "N02"]


def test_a_copy_that_comes_while_another_log_is_taken_in_is_asked_for_again(learner, monkeypatch, tmp_path):
    monkeypatch.setattr(log_module, "TURN", 0.01)
    learner.browser_count = 1
    learner_log.record("drill", "N01", {})
    (copy,) = Parcel(learner_log.log_to_take_along(learner))
    learner.for_browser.clear()  # an earlier visit did it
    for part in tmp_path.iterdir():
        part.unlink()
    learner_log.record("drill", "N02", {})
    with learner_log._log()._loading:
        synced(monkeypatch, copy)
    assert not learner.restored
    synced(monkeypatch, copy)
    assert sorted(event.item for event in learner_log.recorded("drill")) == ["N01", "N02"]


@pytest.mark.parametrize("trouble", ["another file comes", "an event is there otherwise"])
def test_what_was_done_before_a_login_is_moved_in_the_end_whatever_comes_between(learner, monkeypatch, trouble):
    monkeypatch.setattr(log_module, "TURN", 0.01)
    monkeypatch.setattr(learner_log.identity, "learner_id", lambda _: "before")
    mine = [Event(float(k), "drill", f"N0{k}", id=str(uuid.UUID(int=k))) for k in (1, 2)]
    log = learner_log._log()
    log.append("before", mine[0])
    copy = pack([mine[1]])
    if trouble == "another file comes":
        with log._loading, pytest.raises(OSError, match="Another log"):
            learner_log._move(next(iter(Parcel(copy))))
        assert not learner.login.moved, "it is tried again"
    else:
        log.append("me", Event(9.0, "drill", "N09", id=mine[0].id))
    learner_log._move(next(iter(Parcel(copy))))
    assert learner.login.moved
    assert "N02" in [event.item for event in log.events("me")]


def test_a_browser_without_room_is_not_sent_the_log_and_another_no_more_than_it_stores(learner, monkeypatch):
    for item in ("N01", "N02", "N03"):
        learner_log.record("drill", item, {})
    learner.for_browser.clear()
    monkeypatch.setattr(learner_log.identity, "MOST_STORED", 2)
    assert [event.item for event in learner_log._missing_in_browser(0, 3)] == ["N02", "N03"]
    learner.browser_keeps = "name"
    assert learner_log._missing_in_browser(0, 3) == []


def test_time_goes_on_from_what_was_done_last_when_a_clock_is_put_back(learner, monkeypatch):
    begin = time.time()
    clock(monkeypatch, begin)
    learner_log.record("drill", "N01", {})
    clock(monkeypatch, begin - HOUR)
    learner.latest = 0.0  # another tab
    assert learner_log.now() == begin - HOUR
    learner_log.recorded("drill")
    assert learner_log.now() == begin


def test_what_waited_in_a_tab_that_was_closed_comes_back_from_the_browser_and_counts_once(learner, monkeypatch):
    append = Log.append

    def away(*_):
        raise Unwritable("The database of the log does not answer just now.")

    learner_log.record("drill", "N01", {})
    monkeypatch.setattr(Log, "append", away)
    learner_log.record("drill", "N02", {})
    assert [event.item for event in learner.unsaved] == ["N02"]
    (copy,) = Parcel(pack(learner.for_browser))  # what this browser was sent
    monkeypatch.setattr(Log, "append", append)
    for _ in range(2):  # two visits after the tab was closed
        vars(learner).update(vars(LearnerState("me", browser_count=2)))
        synced(monkeypatch, copy)
        assert [event.item for event in learner_log.recorded("drill")] == ["N01", "N02"]
        assert learner_log.event_count("drill") == 2


@pytest.mark.parametrize("part", [50, 10_000])
def test_an_import_that_is_cut_off_says_how_much_was_read_in_and_the_same_file_adds_the_rest(
    learner, monkeypatch, part
):
    """Whether it is cut off within a part of the file or between two."""
    events = [Event(float(k), "drill", "N01") for k in range(30)]
    data = packed(monkeypatch, events, part)
    write, calls = Database.write_much, []

    def twice(self, change):
        calls.append(1)
        if len(calls) > 2:
            raise Unwritable("The disk that holds the log is full. Make room, then try again.")
        return write(self, change)

    monkeypatch.setattr(log_module, "PIECE", 10)
    monkeypatch.setattr(Database, "write_much", twice)
    with pytest.raises(OSError, match=r"Only a part .*: .* events are new. Then: The disk .* is full") as told:
        learner_log.load(data)
    said = int(re.search(r"(\d+) events", str(told.value))[1])
    assert 0 < said == learner_log.event_count("drill") < 30
    monkeypatch.setattr(Database, "write_much", write)
    assert learner_log.load(data) == 30 - said
    assert sorted(learner_log.recorded("drill"), key=lambda event: event.at) == events


def packed(monkeypatch, events, part):
    monkeypatch.setattr(parcel, "PART", part * 50)
    return pack(events)
