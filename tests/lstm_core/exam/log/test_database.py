"""A database that is frozen, locked, deleted or moved costs a learner one short wait, and no answer."""

import shutil
import sqlite3
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress

import pytest
import sqlalchemy as sa

from benchmarks.outages.faults import ON_POSTGRES, locked
from lstm_core.exam.log import portable
from lstm_core.exam.log.allowance import LONGEST, Allowance
from lstm_core.exam.log.log import Event, Log, Unwritable
from lstm_core.exam.log.patience import Patience
from tests.browser.hosting.machines import until

MOST = 3.0  # seconds that a click may take


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


@contextmanager
def no_file_may_grow():
    resource = pytest.importorskip("resource")  # not on Windows
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def learners():
    """Fifty whom no test knows yet."""
    return [str(uuid.uuid4()) for _ in range(50)]


def click(log, learner):
    """Two answers, three looks into the log, as a page does; what was not kept, and how long it all took."""
    begin, mine = time.monotonic(), log.within(Allowance())
    events = [Event(float(k), "drill", "N01") for k in range(2)]
    waiting = [event for event in events if not kept(mine, learner, event)]
    for look in (mine.events, mine.count, mine.events):
        with suppress(Unwritable):
            look(learner)
    return waiting, time.monotonic() - begin


def clicks_of_everybody(log, learners):
    """What waits then, for each of them."""
    with ThreadPoolExecutor(len(learners)) as pool:
        done = list(pool.map(lambda learner: click(log, learner), learners))
    assert max(seconds for _, seconds in done) <= MOST
    return [waiting for waiting, _ in done]


def everything_is_written_once(log, learners, waiting, clicks):
    for learner, events in zip(learners, waiting, strict=True):
        for event in events:
            until(lambda learner=learner, event=event: kept(log, learner, event))
    until(lambda: [log.count(learner) for learner in learners] == [2 * clicks] * len(learners))


def kept(log, learner, event):
    try:
        log.append(learner, event)
    except Unwritable:
        return False
    return True


@pytest.mark.parametrize("fault", ON_POSTGRES)
def test_whatever_is_wrong_with_a_database_a_click_waits_once_and_everything_is_written_once(
    postgres_server, learners, fault, monkeypatch
):
    monkeypatch.setattr("lstm_core.exam.log.patience.STUCK", 1.0)
    with ON_POSTGRES[fault](postgres_server) as found:
        log = Log(found.url)
        for learner in learners[:10]:
            log.count(learner)  # some connections are open
        with found.broken():
            first = clicks_of_everybody(log, learners)
            second = clicks_of_everybody(log, learners)
        assert fault == "slow" or all(len(events) == 2 for events in [*first, *second])
        everything_is_written_once(log, learners, map(list.__add__, first, second), 2)
        log.close()


def test_a_locked_file_keeps_nobody_waiting_and_everything_is_written_once_afterwards(log, file, learners):
    with locked(file) as found, found.broken():
        waiting = clicks_of_everybody(log, learners)
        assert all(len(events) == 2 for events in waiting)
    everything_is_written_once(log, learners, waiting, 1)


def test_an_import_into_a_database_that_freezes_meanwhile_is_given_up(postgres_server, monkeypatch):
    """It may take longer than a click, as long as the database answers others."""
    log, frozen = Log(postgres_server.url), ExitStack()
    text = portable.write(Event(float(k), "drill", "N01") for k in range(3))
    keep = log._database._keep

    def frozen_before(change):
        frozen.enter_context(postgres_server.frozen())
        return keep(change)

    monkeypatch.setattr(log._database, "_keep", frozen_before)
    with frozen:
        begin = time.monotonic()
        with pytest.raises(Unwritable, match="does not answer"):
            log.load("somebody who imports", text)
        assert time.monotonic() - begin <= MOST
    monkeypatch.undo()
    until(lambda: not (log._database._reading.rests or log._database._writing.rests))
    log.load("somebody who imports", text)
    assert log.count("somebody who imports") == 3
    log.close()


def test_an_import_is_waited_for_as_long_as_the_database_answers(log, monkeypatch):
    keep, looks, enough = log._database._keep, [], threading.Event()

    def long(change):
        enough.wait()
        return keep(change)

    def look():
        looks.append(1)
        if len(looks) == 3:
            enough.set()

    monkeypatch.setattr("lstm_core.exam.log.database.MOMENT", 0.01)
    monkeypatch.setattr(log._database, "_keep", long)
    monkeypatch.setattr(log._database, "_look", look)
    assert log.load("me", portable.write([Event(1.0, "drill", "N01")])) == 1
    assert len(looks) >= 3


@pytest.fixture
def in_encoding(postgres_server):
    """A database with an encoding, made for the test."""
    engine = sa.create_engine(postgres_server.url, isolation_level="AUTOCOMMIT")

    def make(encoding):
        name = f"in_{encoding.lower()}"
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE 'C'")
        return postgres_server.url.replace("/postgres?", f"/{name}?")

    yield make
    engine.dispose()


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "UTF8", "EUC_JP"])
def test_letters_come_back_from_a_database_of_any_encoding_that_has_them(in_encoding, encoding):
    log = Log(in_encoding(encoding))
    log.append("me", Event(1.0, "drill", "σ ä", {"text": "σ ä"}))
    assert [(event.item, event.data) for event in log.events("me")] == [("σ ä", {"text": "σ ä"})]
    log.close()


def test_a_database_that_lacks_a_letter_says_what_to_do_and_takes_the_rest(in_encoding):
    log = Log(in_encoding("LATIN1"))
    with pytest.raises(Unwritable, match="UTF8"):
        log.append("me", Event(1.0, "drill", "σ"))
    log.append("me", Event(2.0, "drill", "ä"))
    assert [event.item for event in log.events("me")] == ["ä"]
    log.close()


def test_postgresql_gives_up_what_nobody_waits_for_any_more(postgres_server):
    log = Log(postgres_server.url)
    with log._database.engine.connect() as connection:
        said = [connection.exec_driver_sql(f"SHOW {name}_timeout").scalar() for name in ("statement", "lock")]
    log.close()
    assert said == ["1min", "1200ms"]


def test_whoever_comes_while_the_database_is_overdue_does_not_wait_and_asks_again_once_it_answers():
    patience, end = Patience(), threading.Event()
    with pytest.raises(Unwritable, match="does not answer"):
        patience.ask(end.wait)
    with pytest.raises(Unwritable, match="does not answer"):
        patience.ask(lambda: pytest.fail("nobody asks meanwhile"))
    end.set()
    until(lambda: not patience.rests)
    assert patience.ask(lambda: 7) == 7


def test_what_took_too_long_and_then_failed_is_tried_again_until_it_gets_through():
    patience, end, tries = Patience(), threading.Event(), []

    def work():
        tries.append(1)
        end.wait()
        if len(tries) < 3:
            raise Unwritable("cut off")

    with pytest.raises(Unwritable, match="does not answer"):
        patience.ask(work)
    assert tries == [1], "one attempt at a time"
    end.set()
    until(lambda: not patience.rests)
    assert len(tries) == 3 or len(tries) == 2  # refused at once: nobody loses time by asking


def test_one_learner_who_may_not_wait_any_longer_makes_nobody_else_go_without():
    patience, end = Patience(), threading.Event()
    with pytest.raises(Unwritable, match="does not answer"):
        patience.ask(end.wait, longest=0.01)
    assert patience.ask(lambda: 7) == 7
    end.set()


def test_connections_that_hang_for_long_are_made_anew(monkeypatch):
    monkeypatch.setattr("lstm_core.exam.log.patience.STUCK", 0.01)
    end, renewed = threading.Event(), threading.Event()
    patience = Patience(renewed.set)
    with pytest.raises(Unwritable, match="does not answer"):
        patience.ask(lambda: renewed.is_set() or end.wait())  # hangs for ever on what was open
    until(lambda: not patience.rests)
    assert renewed.is_set()
    end.set()


def test_waits_of_one_learner_add_up_to_no_more_than_one(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    mine = Allowance()

    def asked(seconds):
        with mine.spend() as left:
            now[0] += min(seconds, left)

    begin = now[0]
    for _ in range(6):
        asked(1.0)
    assert now[0] - begin == LONGEST
    assert mine.left == 0.0
    now[0] += 1.0
    assert mine.left == pytest.approx(1.0)
    now[0] += 10.0
    assert mine.left == LONGEST


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


@pytest.mark.parametrize("parts", [("-wal",), ("-shm",), ("-wal", "-shm")])
def test_a_second_file_of_sqlites_that_is_deleted_alone_takes_nothing_along(log, file, parts):
    events = [Event(float(k), "drill", "N01") for k in range(3)]
    for event in events[:2]:
        log.append("me", event)
    for part in parts:
        file.with_name(file.name + part).unlink()
    log.append("me", events[2])
    assert log.events("me") == events
    log.close()
    assert in_file(file) == 3


def test_a_second_file_deleted_under_two_programs_is_no_full_disk_and_the_log_goes_on(log, file):
    other = Log(f"sqlite:///{file}")
    for each in (log, other):
        each.append("me", Event(1.0, "drill", "N01"))
    file.with_name(f"{file.name}-wal").unlink()
    with pytest.raises(Unwritable, match="a file beside it was removed"):
        log.append("me", Event(2.0, "drill", "N01"))
    for each in (other, log):
        each.append("me", Event(3.0, "drill", "N01"))
    other.close()


def test_a_file_that_may_not_grow_is_a_full_disk(log, file):
    with no_file_may_grow(), pytest.raises(Unwritable, match="is full"):
        log.append("me", Event(1.0, "drill", "N01"))
    log.append("me", Event(1.0, "drill", "N01"))
    assert log.count("me") == 1


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
