"""A log that is longer than a server takes in one piece is taken along and brought back; a bomb is not unpacked."""

import io
import json
import uuid
import zipfile

import pytest

from lstm_core.exam.log import parcel, portable
from lstm_core.exam.log.event import Event
from lstm_core.exam.log.log import Log
from lstm_core.exam.log.parcel import Parcel, pack


def zipped(*texts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for number, text in enumerate(texts):
            file.writestr(f"{number}.json", text)
    return data.getvalue()


def reviews(count):
    return [
        Event(1.7e9 + k, "review", f"card {k % 300}", {"rating": 3}, str(uuid.UUID(int=k, version=4)))
        for k in range(count)
    ]


def test_what_is_packed_is_read_back_and_every_part_is_a_log_by_itself(monkeypatch):
    monkeypatch.setattr(parcel, "PART", 5_000)
    events = reviews(300)
    data = pack(events)
    assert len(Parcel(data)) > 5
    found = Parcel(data)
    for _ in range(2):  # it may be gone through twice
        assert [event for text in found for event in portable.read(text)] == events
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert all(json.loads(file.read(name))["recall"] == "log" for name in file.namelist())


def test_a_log_above_twenty_megabytes_comes_back_whole():
    data = {"way": "Blank sheet", "wrong": ["tanh missing", "the output gate reads c, not h"] * 12}
    events = [
        Event(1.7e9 + k, "drawing", "LSTM", {**data, "k": k}, str(uuid.UUID(int=k, version=4))) for k in range(30_000)
    ]
    assert len(portable.write(events)) > portable.LARGEST
    taken = pack(events)
    assert len(taken) < portable.LARGEST / 3
    assert [event for text in Parcel(taken) for event in portable.read(text)] == events


def test_parts_are_added_to_a_log_once(monkeypatch, tmp_path):
    monkeypatch.setattr(parcel, "PART", 5_000)
    log, events = Log(f"sqlite:///{tmp_path / 'log.sqlite'}"), reviews(200)
    log.append("me", events[70])
    counts = [sum(log.load("me", text) for text in Parcel(pack(events))) for _ in range(2)]
    assert counts == [199, 0]
    assert log.events("me") == events
    moved = Event(events[3].at + 1e6, "review", "card 3", {"rating": 3}, events[3].id)
    with pytest.raises(ValueError, match="event 1 in this file is not as it is in your log"):
        log.load("me", portable.write([moved]))
    log.close()


def test_no_events_are_a_file_too():
    assert [portable.read(text) for text in Parcel(pack([]))] == [[]]


@pytest.mark.parametrize(
    ("made", "words"),
    [  # made by the test, since a ZIP file tells when it was written and a test's name must not
        (lambda: zipped(*["{}"] * 201), "in 201 parts; at most"),
        (lambda: zipped(*[" " * 15_000_000] * 14), "unpack it and bring back one part at a time"),
        (lambda: zipped(" " * 20_000_001), "too large"),
        (lambda: b"PK\x03\x04 and nothing else", "damaged"),
        (lambda: zipped("{}" * 50)[:-30], "damaged"),
    ],
)
def test_bombs_and_damaged_files_are_refused_before_anything_is_unpacked(made, words):
    with pytest.raises(ValueError, match=words):
        Parcel(made())


def test_a_part_that_lies_about_its_size_is_damaged():
    data = bytearray(zipped(" " * 1_000_000))
    for at, header in ((22, b"PK\x03\x04"), (24, b"PK\x01\x02")):
        start = data.index(header) + at
        data[start : start + 4] = (10).to_bytes(4, "little")
    with pytest.raises(ValueError, match="damaged"):
        list(Parcel(bytes(data)))
    with pytest.raises(ValueError, match="no text"):
        list(Parcel(zipped(b"\xff\xfe")))
