"""A file to take along is read back as it was written, and nothing else is taken for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.log import portable
from lstm_core.exam.log.event import Event
from lstm_core.exam.log.portable import VERSION, read, write

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
GOOD = {"id": ID, "at": 1.5, "kind": "review", "item": "LSTM", "data": {"rating": 3}}


def file(*rows, **changed):
    return json.dumps({"recall": "log", "version": VERSION, "events": list(rows)} | changed)


def test_a_file_is_json_with_a_version():
    event = Event(1.5, "review", "LSTM", {"rating": 3}, ID)
    assert json.loads(write([event])) == {"recall": "log", "version": 1, "events": [GOOD]}
    assert read(write([event])) == [event]
    assert read("\ufeff" + write([event, event])) == [event]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (f'{{"version": {"9" * 5000}}}', "not JSON"),
        ("3", "not a log of Recall"),
        ("{}", "not a log of Recall"),
        (json.dumps({"recall": "log", "version": 1}), "not a log of Recall"),
        (file(version="1"), "does not tell its version"),
        (file(version=VERSION + 1), "update Recall"),
        (file("event"), "event 1"),
        (file(GOOD, GOOD | {"at": "1"}), "event 2 .* no proper at"),
        (file(GOOD | {"at": True}), "no proper at"),
        (file(GOOD | {"at": 10**400}), "event 1 .* cannot be kept"),
        (file(GOOD | {"data": []}), "no proper data"),
        (file({"id": ID}), "no proper at"),
        (file(GOOD | {"at": float("nan")}), "seconds since 1970"),
        (file(GOOD | {"data": {"x": float("inf")}}), "finite"),
        (file(GOOD | {"id": "' OR 1=1 --"}), "UUID"),
        (file(GOOD | {"id": ID.upper()}), "UUID"),
        (file(GOOD | {"kind": "x" * 41}), "at most 40"),
        (file(GOOD, GOOD | {"data": {"rating": 4}}), "event 2 .* id of another"),
    ],
)
def test_what_is_not_a_log_is_refused_in_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        read(text)


def test_a_file_beyond_the_stated_size_is_not_even_parsed(monkeypatch):
    monkeypatch.setattr(portable, "LARGEST", 100)
    with pytest.raises(ValueError, match="at most 100"):
        read("[" * 101)


def test_a_file_of_nothing_but_brackets_is_not_parsed_either():
    """Twenty megabytes of [] would take half a gigabyte."""
    with pytest.raises(ValueError, match=r"has 3,000,004 parts, and at most 3,000,000 are read"):
        read("[" + "[]," * 1_500_001 + "[]]")


def test_ones_own_eighty_thousand_drawings_can_be_brought_back():
    data = {"way": "Blank sheet", "mark": 87.5, "hints": 2, "seconds": 312.4, "wrong": ["tanh missing", "f", "i", "o"]}
    events = [Event(1.7e9 + k, "drawing", "LSTM", data | {"k": k, "a": 1, "b": 2, "c": 3}) for k in range(80_000)]
    text = write(events)
    assert sum(map(text.count, "[{,")) > 1_500_000
    assert read(text) == events


def test_html_in_a_file_is_only_text_and_never_part_of_a_message():
    html = "<script>alert(1)</script>"
    event = read(file(GOOD | {"item": html, "data": {html: html}}))[0]
    assert event.item == html
    with pytest.raises(ValueError) as told:
        read(file(GOOD | {"id": html}))
    assert html not in str(told.value)


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=8).map(json.dumps))
def test_no_text_whatever_does_more_than_be_refused(text):
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        read(text)
