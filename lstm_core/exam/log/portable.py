"""A learner's log as a file to take along: JSON with a version, read back with care.

    {"recall": "log", "version": 1, "events": [{"id": "...", "at": 1.5, "kind": "...", "item": "...", "data": {}}]}

Whatever stands in such a file is text: it is compared and stored, never run and never shown as HTML.
"""

import json
from collections.abc import Iterable
from typing import Any

from lstm_core.exam.log.event import Event, check

VERSION = 1
LARGEST = 20_000_000  # characters of a file: some hundred thousand reviews,
PARTS = 3_000_000  # commas and opening brackets in it, more than so many events have; [] alone would fill the memory
FIELDS: dict[str, type | tuple[type, ...]] = {"id": str, "at": (int, float), "kind": str, "item": str, "data": dict}


def write(events: Iterable[Event]) -> str:
    """The file for these events."""
    rows = [{"id": e.id, "at": e.at, "kind": e.kind, "item": e.item, "data": dict(e.data)} for e in events]
    return json.dumps({"recall": "log", "version": VERSION, "events": rows}, separators=(",", ":"))


def read(text: str) -> list[Event]:
    """The events in a file. Raises ValueError, with a sentence, if it is not one of ours; then none counts."""
    if len(text) > LARGEST:
        raise ValueError(f"this file is too large: {len(text):,} characters, and at most {LARGEST:,} are read")
    parts = sum(map(text.count, "[{,"))
    if parts > PARTS:
        raise ValueError(f"this file is too large: it has {parts:,} parts, and at most {PARTS:,} are read")
    content = _parsed(text)
    if not isinstance(content, dict) or content.get("recall") != "log" or not isinstance(content.get("events"), list):
        raise ValueError("this is not a log of Recall; choose the file that you downloaded here")
    version = content.get("version")
    if not isinstance(version, int) or version < 1:
        raise ValueError("this log does not say its version; choose the file as you downloaded it")
    if version > VERSION:
        raise ValueError(
            f"this log is of version {version}, and this Recall reads up to {VERSION}; update Recall first"
        )
    events = [_event(row, number) for number, row in enumerate(content["events"], 1)]
    return _each_once(events)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ValueError("this file is not JSON; choose the file that you downloaded here") from error


def _event(row: Any, number: int) -> Event:
    if not isinstance(row, dict):
        raise ValueError(f"event {number} in this file is not an event; nothing was read in")
    for name, kind in FIELDS.items():
        if not isinstance(row.get(name), kind) or isinstance(row[name], bool):
            raise ValueError(f"event {number} in this file has no proper {name}; nothing was read in")
    try:
        event = Event(float(row["at"]), row["kind"], row["item"], row["data"], row["id"])
        check(event)
    except (ValueError, OverflowError, RecursionError) as error:
        raise ValueError(f"event {number} in this file cannot be kept: {error}; nothing was read in") from error
    return event


def _each_once(events: list[Event]) -> list[Event]:
    """The same events, without repetitions. One id for two different events is a forgery."""
    first: dict[str, Event] = {}
    for number, event in enumerate(events, 1):
        if first.setdefault(event.id, event) != event:
            raise ValueError(f"event {number} in this file carries the id of another event; nothing was read in")
    return list(first.values())
