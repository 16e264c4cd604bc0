"""A log as long as may be is taken in and read in pieces: little memory, and nobody waits for the whole of it."""

import json
import threading
import tracemalloc

import pytest

from lstm_core.exam.log import log as log_module
from lstm_core.exam.log import portable
from lstm_core.exam.log.errors import Unwritable
from lstm_core.exam.log.event import Event
from lstm_core.exam.log.log import Log


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.setattr(log_module, "READ", 7)  # so that a short log has several pieces
    monkeypatch.setattr(log_module, "PIECE", 5)
    made = Log(f"sqlite:///{tmp_path / 'log.sqlite'}")
    yield made
    made.close()


def events(count, at=lambda k: float(k // 3)):
    """Several of them at the same moment, as pieces may begin anywhere."""
    return [Event(at(k), "review" if k % 2 else "drill", "LSTM", {"k": k}) for k in range(count)]


def test_what_is_read_in_pieces_is_what_was_written_in_its_order(log):
    written = events(100)
    assert log.load("me", portable.write(written)) == 100
    log.load("another", portable.write(events(10)))
    in_order = sorted(written, key=lambda event: (event.at, event.id))
    assert log.events("me") == in_order
    assert log.events("me", "review") == [event for event in in_order if event.kind == "review"]
    assert log.events("me", latest=11) == in_order[-11:]
    assert log.load("me", portable.write(written)) == 0


def test_no_more_are_brought_back_than_are_read(log, monkeypatch):
    monkeypatch.setattr(log_module, "MOST", 30)
    assert log.load("me", portable.write(events(20))) == 20
    with pytest.raises(ValueError, match="more than 30 events, and no more are kept"):
        log.load("me", portable.write(events(11)))
    assert len(log.events("me")) == 20


def test_one_log_is_taken_in_at_a_time(log, monkeypatch):
    monkeypatch.setattr(log_module, "TURN", 0.01)
    with log._loading, pytest.raises(Unwritable, match="Another log is being taken in at the moment"):
        log.load("me", portable.write(events(1)))
    assert log.load("me", portable.write(events(1))) == 1


def test_others_write_while_a_log_is_taken_in(log, monkeypatch):
    """Between two pieces, and not after all of them."""
    text, seen, walk = portable.write(events(50)), [], portable.walk

    def watched(text, ids):
        for number, event in enumerate(walk(text, ids)):
            if number == 20:
                writer = threading.Thread(target=log.append, args=("another", Event(1.0, "drill", "GRU")))
                writer.start()
                writer.join(60)
                seen.append((len(log.events("another")), len(log.events("me"))))
            yield event

    monkeypatch.setattr(portable, "walk", watched)
    log.load("me", text)
    assert seen == [(1, 20)]


def test_a_file_is_checked_with_a_fraction_of_the_memory_that_it_takes_as_a_whole():
    text = portable.write(Event(1.7e9 + k, "review", "LSTM", {"rating": 3, "k": [k, k, k]}) for k in range(20_000))

    def peak(read):
        tracemalloc.start()
        read(text)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(portable.fingerprints) < peak(json.loads) / 3


@pytest.mark.parametrize(
    "text",
    [
        '{"events": [], "version": 1, "recall": "log"}',
        ' {\n"recall" : "log" ,"other": {"a": [1, {}]}, "version":1, "events" : [ ] } \n',
        '{"recall": "log", "version": 1, "events": []}',
    ],
)
def test_any_order_and_any_spaces_are_read(text):
    assert portable.read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"recall": "log", "version": 1, "events": []',
        '{"recall": "log", "version": 1, "events": [}',
        '{"recall": "log", "version": 1, "events": [] "x": 1}',
        '{"recall": "log", "version": 1, "events": []} {}',
        '{"recall": "log", "version": 1, "events": [],}',
        '{recall: "log"}',
        '{"recall": "' + "x" * 300_000 + '", "version": 1, "events": []}',
        '{"recall": "log", "version": 1, "events": [{"data": {"a": "' + "x" * 300_000 + '"}}]}',
    ],
)
def test_what_is_nearly_json_or_too_long_at_one_place_is_refused(text):
    with pytest.raises(ValueError, match="not JSON"):
        portable.read(text)
