"""A learner's log as a file to take along: JSON with a version, read back with care.

    {"recall": "log", "version": 1, "events": [{"id": "...", "at": 1.5, "kind": "...", "item": "...", "data": {}}]}

Whatever stands in such a file is text: it is compared and stored, never run and never shown as HTML.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lstm_core.exam.log.event import Event, check

VERSION = 1
LARGEST = 20_000_000  # characters of a file: some hundred thousand reviews,
PARTS = 3_000_000  # commas and opening brackets in it, more than so many events have; [] alone would fill the memory
FIELDS: dict[str, type | tuple[type, ...]] = {"id": str, "at": (int, float), "kind": str, "item": str, "data": dict}
WINDOWS = (2_000, 200_000)  # characters within which a value ends: nearly always, and at most
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def write(events: Iterable[Event]) -> str:
    """The file for these events."""
    rows = [{"id": e.id, "at": e.at, "kind": e.kind, "item": e.item, "data": dict(e.data)} for e in events]
    return json.dumps({"recall": "log", "version": VERSION, "events": rows}, separators=(",", ":"))


def read(text: str) -> list[Event]:
    """The events in a file. Raises ValueError, with a sentence, if it is not one of ours; then none counts."""
    return list(walk(text, set(fingerprints(text))))


def fingerprints(text: str) -> dict[str, int]:
    """What stands for the content of every event, by its id, once all of the file has been checked.

    A file of 20 MB takes a quarter of a gigabyte as events, which a small server does not have. Raises as `read` does.
    """
    if len(text) > LARGEST:
        raise ValueError(f"this file is too large: {len(text):,} characters, and at most {LARGEST:,} are read")
    parts = sum(map(text.count, "[{,"))
    if parts > PARTS:
        raise ValueError(f"this file is too large: it has {parts:,} parts, and at most {PARTS:,} are read")
    first: dict[str, int] = {}
    for number, row in enumerate(_rows(text), 1):
        event = _event(row, number)
        mark = fingerprint(event)
        if first.setdefault(event.id, mark) != mark:
            raise ValueError(f"event {number} in this file carries the id of another event; nothing was read in")
    return first


def fingerprint(event: Event) -> int:
    """The same for events that are equal but for their id. It differs from process to process: nobody can aim at it."""
    return hash((event.at, event.kind, event.item, json.dumps(dict(event.data), sort_keys=True)))


def walk(text: str, ids: Iterable[str]) -> Iterator[Event]:
    """Those events of a file that has been checked which have these ids, each of them once."""
    left = set(ids)
    for row in _rows(text):
        if row["id"] in left:
            left.remove(row["id"])
            yield Event(float(row["at"]), row["kind"], row["item"], row["data"], row["id"])


def _rows(text: str) -> Iterator[Any]:
    """Whatever stands among the events, one after the other: all of it at once would fill a small server's memory."""
    scanner, facts = _Scanner(text), {}
    try:
        scanner.skip("\ufeff")
        if not scanner.skip("{"):
            scanner.value()
            scanner.end()
        else:
            for _ in scanner.items("}"):
                name = scanner.name()
                if name == "events" and scanner.skip("["):
                    facts[name] = True
                    for _ in scanner.items("]"):
                        yield scanner.value()
                else:
                    facts |= {name: scanner.value()} if name in ("recall", "version") else scanner.passed()
            scanner.end()
    except (ValueError, RecursionError) as error:
        raise ValueError("this file is not JSON; choose the file that you downloaded here") from error
    _check_head(facts)


def _check_head(facts: dict[str, Any]) -> None:
    if facts.get("recall") != "log" or "events" not in facts:
        raise ValueError("this is not a log of Recall; choose the file that you downloaded here")
    version = facts.get("version")
    if not isinstance(version, int) or version < 1:
        raise ValueError("this log does not tell its version; choose the file as you downloaded it")
    if version > VERSION:
        raise ValueError(
            f"this log is of version {version}, and this Recall reads up to {VERSION}; update Recall first"
        )


class _Scanner:
    """A place in a text of JSON that moves on, value by value. Raises ValueError where that is not JSON."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    def sign(self) -> str:
        """What comes next, "" at the end."""
        self._at = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
        return self._text[self._at : self._at + 1]

    def skip(self, sign: str) -> bool:
        """Pass over a sign, if it comes next."""
        found = self.sign() == sign
        self._at += found
        return found

    def items(self, close: str) -> Iterator[None]:
        """Stop at each thing in a list or an object, up to the sign that closes it."""
        if self.skip(close):
            return
        yield
        while not self.skip(close):
            if not self.skip(","):
                raise ValueError("a comma is missing")
            yield

    def name(self) -> str:
        """A name and its colon."""
        name = self.value()
        if not isinstance(name, str) or not self.skip(":"):
            raise ValueError("a name is missing")
        return name

    def value(self) -> Any:
        """Any value that is not too long to be one of ours."""
        self.sign()
        for window in WINDOWS:
            piece = self._text[self._at : self._at + window]
            try:
                value, end = _DECODER.raw_decode(piece)
            except ValueError:
                if len(piece) < window or window == WINDOWS[-1]:
                    raise
            else:
                if end < window or len(piece) < window:
                    self._at += end
                    return value
        raise ValueError("this value is too long")

    def passed(self) -> dict[str, Any]:
        """Go past a value that nobody asks for."""
        self.value()
        return {}

    def end(self) -> None:
        """Nothing may follow."""
        if self.sign():
            raise ValueError("something follows")


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
