"""The log keeps what it acknowledged, in order, once, and apart for every learner, whatever the database."""

import json
import sqlite3
import statistics
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lstm_core.exam.log.log import LARGEST, Event, Log, Unwritable
from lstm_core.exam.log.portable import write

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
DATA = st.dictionaries(st.text(max_size=8), JSON, max_size=4)
EVENTS = st.builds(Event, st.floats(0, 4e9), TEXT, TEXT, DATA, st.uuids().map(str))
MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WRITERS = """
import multiprocessing, os, random, sys
from lstm_core.exam.log.log import Event, Log

url, moments, server = sys.argv[1], random.Random(int(sys.argv[2])), int(sys.argv[2])

def write(told, first):
    log = Log(url)
    for k in range(first, first + 10_000):
        log.append("me", Event(float(k), "drawing", "LSTM", {"k": k}))
        os.write(told, b"%d\\n" % k)

for kill in range(int(sys.argv[3])):
    heard, told = os.pipe()
    writer = multiprocessing.get_context("fork").Process(target=write, args=(told, 10_000 * (1000 * server + kill)))
    writer.start()
    os.close(told)
    if kill % 4:  # while it writes; else while it opens the log, or wherever it is by then
        sys.stdout.write(os.read(heard, 1).decode())
    writer.join(moments.uniform(0, 0.02))
    writer.kill()
    writer.join()
    sys.stdout.write(open(heard).read())
"""


def name() -> str:
    """Somebody new."""
    return str(uuid.uuid4())


@pytest.fixture
def log(url):
    made = Log(url)
    yield made
    made.close()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "log.sqlite"


# What is written down


@given(event=EVENTS)
@MANY
def test_what_goes_in_comes_out(log, event):
    me = name()
    log.append(me, event)
    assert log.events(me) == [event]


def test_events_come_in_the_order_of_their_time_and_by_kind(log):
    late, early, other = Event(2.0, "drawing", "GRU"), Event(1.0, "drawing", "LSTM"), Event(3.0, "drill", "N01")
    for event in (late, other, early):
        log.append("me", event)
    assert log.events("me") == [early, late, other]
    assert log.events("me", "drill") == [other]


def test_events_are_counted_without_being_read(log):
    for k in range(3):
        log.append("me", Event(float(k), "drill", "N01"))
    log.append("me", Event(9.0, "drawing", "LSTM"))
    log.append("you", Event(9.0, "drill", "N01"))
    assert (log.count("me"), log.count("me", "drill"), log.count("nobody")) == (4, 3, 0)


def test_the_same_event_twice_is_kept_once(log):
    event = Event(1.0, "drawing", "LSTM")
    log.append("me", event)
    log.append("me", event)
    assert log.events("me") == [event]


def test_nobody_reads_the_events_of_another_or_takes_their_ids_away(log):
    mine, yours = Event(1.0, "drawing", "LSTM"), Event(2.0, "drawing", "GRU")
    log.append("me", mine)
    assert log.events("you") == []
    assert log.events("ME") == log.events("me%") == log.events("") == []
    log.append("you", replace(yours, id=mine.id))
    assert log.load("third", write([replace(yours, id=mine.id)])) == 1
    assert log.events("me") == [mine]
    assert "LSTM" not in log.export("you") + log.export("third")


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (Event(1.0, "drawing", "LSTM", {"text": "x" * LARGEST}), "at most"),
        (Event(1.0, "drawing", "x" * 121), "item .* at most 120"),
        (Event(1.0, "x" * 41, "LSTM"), "kind .* at most 40"),
        (Event(1.0, "drawing", "a\0b"), "item .* text"),
        (Event(1.0, "drawing", "\ud800"), "item .* text"),
        (Event(float("nan"), "drawing", "LSTM"), "time"),
        (Event(1e12, "drawing", "LSTM"), "time"),
        (Event(1.0, "drawing", "LSTM", {"x": float("inf")}), "finite"),
        (Event(1.0, "drawing", "LSTM", id="1"), "UUID"),
    ],
)
def test_an_event_that_not_every_database_can_keep_is_refused_in_a_sentence(log, event, words):
    with pytest.raises(ValueError, match=words):
        log.append("me", event)
    assert log.events("me") == []


def test_writing_an_event_down_takes_at_most_ten_milliseconds(log):
    taken = []
    for k in range(100):
        before = time.perf_counter()
        log.append("me", Event(float(k), "drawing", "LSTM"))
        taken.append(time.perf_counter() - before)
    assert statistics.median(taken) <= 0.010


def test_many_threads_write_into_one_log(log):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda k: log.append("me", Event(float(k), "drawing", "LSTM", {"k": k})), range(100)))
    assert [event.data["k"] for event in log.events("me")] == list(range(100))


# To take along


@given(events=st.lists(EVENTS, max_size=5, unique_by=lambda event: event.id))
@MANY
def test_a_log_taken_along_is_the_same_elsewhere_and_twice_is_as_once(log, events):
    me, again = name(), name()
    for event in events:
        log.append(me, event)
    text = log.export(me)
    assert log.load(again, text) == len(events)
    assert log.load(again, text) == log.load(me, text) == 0
    assert log.events(again) == log.events(me) == sorted(events, key=lambda event: (event.at, event.id))


@given(events=st.lists(EVENTS, max_size=6, unique_by=lambda event: event.id), cut=st.integers(0, 6))
@MANY
def test_logs_of_two_computers_become_one_in_any_order(log, events, cut):
    here, there = write(events[:cut]), write(events[max(0, cut - 2) :])
    one, other = name(), name()
    assert log.load(one, here) + log.load(one, there) == len(events)
    assert log.load(other, there) + log.load(other, here) == len(events)
    assert log.events(one) == log.events(other)


def test_a_file_that_changes_what_is_written_down_is_refused_as_a_whole(log):
    event = Event(1.0, "review", "LSTM", {"rating": 1})
    log.append("me", event)
    forged = write([Event(2.0, "review", "GRU"), replace(event, data={"rating": 4})])
    with pytest.raises(ValueError, match=r"event 2 .* nothing was read in"):
        log.load("me", forged)
    assert log.events("me") == [event]


def test_two_uploads_of_one_file_at_once_keep_every_event_once(log):
    text = write(Event(float(k), "drawing", "LSTM") for k in range(200))
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda _: log.load("me", text), range(4))) == 200
    assert len(log.events("me")) == 200


# Where it cannot be written


def test_a_locked_log_says_so_and_works_again_afterwards(file):
    log = Log(f"sqlite:///{file}", wait=0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unwritable, match="in use"):
        log.append("me", Event(1.0, "drawing", "LSTM"))
    assert log.events("me") == []  # readers never wait
    other.execute("ROLLBACK")
    other.close()
    log.append("me", Event(1.0, "drawing", "LSTM"))
    assert len(log.events("me")) == 1
    log.close()


def test_a_read_only_log_is_read_and_says_that_it_cannot_be_written(file):
    log = Log(f"sqlite:///{file}")
    log.append("me", Event(1.0, "drawing", "LSTM"))
    log.close()
    log = Log(f"sqlite:///file:{file}?mode=ro&uri=true")
    assert len(log.events("me")) == 1
    with pytest.raises(Unwritable, match="may not be written"):
        log.append("me", Event(2.0, "drawing", "LSTM"))
    with pytest.raises(Unwritable, match="may not be written"):
        log.load("me", write([Event(2.0, "drawing", "LSTM")]))
    log.close()


def test_a_full_disk_is_told_and_loses_nothing_that_was_kept(file):
    @sa.event.listens_for(sa.Engine, "connect")
    def small(connection, _):
        connection.execute("PRAGMA max_page_count=16")

    log, kept = Log(f"sqlite:///{file}"), []

    def fill():
        for k in range(1000):
            log.append("me", Event(float(k), "drawing", "LSTM", {"text": "x" * 1000}))
            kept.append(float(k))

    with pytest.raises(Unwritable, match="full"):
        fill()
    sa.event.remove(sa.Engine, "connect", small)
    assert [event.at for event in log.events("me")] == kept != []
    log.close()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:////nowhere/at/all/log.sqlite", "may not be written"),
        ("oracle9://somewhere", "address"),
        ("what is this", "address"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_a_sentence(url, words):
    with pytest.raises(Unwritable, match=words):
        Log(url)


def test_a_damaged_file_is_told_in_a_sentence_and_left_as_it_is(file):
    file.write_bytes(b"this is no database" * 100)
    with pytest.raises(Unwritable, match="damaged"):
        Log(f"sqlite:///{file}")
    assert file.read_bytes() == b"this is no database" * 100


def test_a_server_that_ends_our_connections_is_asked_again(postgres):
    log = Log(postgres)
    me, other = name(), sa.create_engine(postgres)
    log.append(me, Event(1.0, "drawing", "LSTM"))
    with other.begin() as connection:
        others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'recall'"
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) {others}")
    other.dispose()
    log.append(me, Event(2.0, "drawing", "LSTM"))
    assert len(log.events(me)) == 2
    log.close()


def test_a_server_that_is_not_there_is_told_in_a_sentence():
    pytest.importorskip("psycopg")
    with pytest.raises(Unwritable, match="does not answer"):
        Log("postgresql+psycopg://recall@/postgres?host=/nowhere/at/all")


# Killed at any moment


def killed(url: str, server: int, kills: int) -> "subprocess.Popen[str]":
    """A server whose writers are killed again and again; it tells what they were told is kept."""
    words = [sys.executable, "-c", WRITERS, url, str(server), str(kills)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def nothing_lost(url: str, servers: int, kills: int) -> None:
    """Every event a writer was told of is there, none twice; each kill may leave one that could not be told."""
    told: set[int] = set()
    for one in [killed(url, server, kills // servers) for server in range(servers)]:
        out, complaints = one.communicate()
        assert not complaints
        told |= set(map(int, out.split()))
    log = Log(url)
    events = log.events("me")
    log.close()
    kept = {event.data["k"] for event in events}
    assert len(told) > kills, "the writers were killed before they wrote"
    assert told <= kept
    assert len(kept - told) <= kills
    assert len(events) == len(kept) == len({json.dumps(event.data) for event in events})


@pytest.mark.slow
def test_a_writer_killed_at_two_hundred_random_moments_loses_nothing_it_was_told_is_kept(file):
    nothing_lost(f"sqlite:///{file}", servers=1, kills=200)
    with sqlite3.connect(file) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.parametrize("url", ["SQLite", "PostgreSQL"], indirect=True)
@pytest.mark.slow
def test_two_servers_on_one_database_killed_two_hundred_times_lose_nothing_either(url):
    nothing_lost(url, servers=2, kills=200)


def test_no_trouble_with_the_database_tells_who_the_learner_is(file):
    """What is raised ends in the log of the server, with all that led to it."""
    log = Log(f"sqlite:///{file}")
    with log._database.engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE events"))
    name = str(uuid.uuid4())
    for act in (lambda: log.append(name, Event(1.0, "drill", "N01", {"secret": 7})), lambda: log.events(name)):
        with pytest.raises(Unwritable) as told:
            act()
        chain = f"{told.value} {told.value.__cause__} {told.value.__cause__.__cause__}"
        assert name not in chain
        assert "secret" not in chain
    log.close()
