"""A database that is frozen, locked, deleted or moved costs a learner one short wait, and no answer."""

import shutil
import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from lstm_core.exam.log.log import Event, Log, Unwritable
from lstm_core.exam.log.patience import REST, Patience
from tests.browser.hosting.machines import until

MOST = 3.0  # seconds that a click may take
LEARNERS = [f"learner {k}" for k in range(50)]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "folder" / "log.sqlite"


@pytest.fixture
def log(file):
    file.parent.mkdir()
    made = Log(f"sqlite:///{file}")
    yield made
    made.close()


def in_file(file):
    """How many events another program finds in the file."""
    connection = sqlite3.connect(file)
    try:
        return connection.execute("SELECT count(*) FROM events").fetchone()[0]
    finally:
        connection.close()


def click(log, learner):
    """Two answers, three looks into the log, as a page does; what was not kept, and how long it all took."""
    begin = time.monotonic()
    events = [Event(float(k), "drill", "N01") for k in range(2)]
    waiting = [event for event in events if not kept(log, learner, event)]
    for look in (log.events, log.count, log.events):
        with suppress(Unwritable):
            look(learner)
    return waiting, time.monotonic() - begin


def clicks_of_everybody(log):
    with ThreadPoolExecutor(len(LEARNERS)) as pool:
        done = list(pool.map(lambda learner: click(log, learner), LEARNERS))
    assert max(seconds for _, seconds in done) <= MOST
    return [waiting for waiting, _ in done]


def everything_is_written_once(log, waiting):
    for learner, events in zip(LEARNERS, waiting, strict=True):
        for event in events:
            until(lambda learner=learner, event=event: kept(log, learner, event))
    assert [log.count(learner) for learner in LEARNERS] == [2] * len(LEARNERS)


def kept(log, learner, event):
    try:
        log.append(learner, event)
    except Unwritable:
        return False
    return True


def test_a_frozen_database_keeps_nobody_waiting_and_everything_is_written_once_afterwards(postgres_server):
    log = Log(postgres_server.url)
    for learner in LEARNERS[:10]:
        log.count(learner)  # some connections are open
    with postgres_server.frozen():
        waiting = clicks_of_everybody(log)
        assert all(waiting)
    everything_is_written_once(log, waiting)
    log.close()


def test_a_locked_file_keeps_nobody_waiting_and_everything_is_written_once_afterwards(log, file):
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = clicks_of_everybody(log)
    assert all(len(events) == 2 for events in waiting)
    other.execute("ROLLBACK")
    other.close()
    everything_is_written_once(log, waiting)


def test_whoever_comes_while_the_database_is_overdue_does_not_wait_at_all(monkeypatch):
    patience, end = Patience(), threading.Event()
    with pytest.raises(Unwritable, match="does not answer"):
        patience.ask(end.wait, longest=0.01)
    with pytest.raises(Unwritable, match="does not answer"):
        patience.ask(lambda: pytest.fail("nobody asks meanwhile"))
    end.set()
    later = time.monotonic() + REST
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert patience.ask(lambda: 7) == 7


def test_a_deleted_file_is_begun_anew_before_anything_else_is_written(log, file):
    log.append("me", Event(1.0, "drill", "N01"))
    for part in file.parent.iterdir():
        part.unlink()
    log.append("me", Event(2.0, "drill", "N01"))
    assert (log.times_opened, in_file(file)) == (2, 1)


def test_a_file_deleted_alone_does_not_give_its_rest_to_the_next(log, file):
    log.append("me", Event(1.0, "drill", "N01"))
    file.unlink()
    log.append("me", Event(2.0, "drill", "N01"))
    log.append("you", Event(3.0, "drill", "N01"))
    log.close()
    assert in_file(file) == 2


def test_a_file_whose_folder_is_gone_is_told_and_used_again_when_it_is_back(log, file, tmp_path):
    log.append("me", Event(1.0, "drill", "N01"))
    away = tmp_path / "away"
    file.parent.rename(away)
    with pytest.raises(Unwritable, match="may not be written"):
        log.append("me", Event(2.0, "drill", "N01"))
    away.rename(file.parent)
    log.append("me", Event(3.0, "drill", "N01"))
    assert in_file(file) == 2


def test_a_copy_put_back_over_the_file_is_the_one_that_is_written(log, file, tmp_path):
    log.append("me", Event(1.0, "drill", "N01"))
    log.close()
    copy = tmp_path / "copy.sqlite"
    shutil.copy(file, copy)
    log.append("me", Event(2.0, "drill", "N01"))
    copy.replace(file)
    event = Event(3.0, "drill", "N01")
    log.append("me", event)
    log.close()
    again = Log(f"sqlite:///{file}")
    assert event in again.events("me")
    again.close()


def test_the_last_time_of_a_log_leaves_out_what_no_clock_can_have_said(log):
    for at in (5.0, 7.0, 1e10):
        log.append("me", Event(at, "drill", "N01"))
    assert (log.latest("me", 1e9), log.latest("you", 1e9)) == (7.0, 0.0)
