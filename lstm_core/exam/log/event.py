"""An event: something a learner did, as it is written down."""

import json
import math
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LARGEST = 10_000  # characters of an event's data
LONGEST = {"learner": 64, "kind": 40, "item": 120}  # characters, as the database keeps them
LATEST = 32_503_680_000  # the year 3000; a time beyond it is a mistake
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Event:
    """Something a learner did: a drawing checked, a drill answered."""

    at: float  # seconds since 1970, UTC
    kind: str  # "drawing", "review", ...
    item: str  # what it was about: "LSTM"
    data: Mapping[str, Any] = field(default_factory=dict)  # plain JSON
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


def check(event: Event) -> None:
    """Raise ValueError, with a sentence, for an event that cannot be kept by every database."""
    if not ID.fullmatch(event.id):
        raise ValueError("the id of an event is a UUID, such as 1b4e28ba-2fa1-41d2-883f-0016d3cca427")
    if not math.isfinite(event.at) or not 0 <= event.at <= LATEST:
        raise ValueError("the time of an event is given in seconds since 1970, and must be before the year 3000")
    check_name("kind", event.kind)
    check_name("item", event.item)
    if len(plain(event)) > LARGEST:
        raise ValueError(f"an event holds at most {LARGEST} characters, not {len(plain(event))}")


def check_name(what: str, name: str) -> None:
    """Raise ValueError, with a sentence, for a name that is too long or holds what no text may hold."""
    if len(name) > LONGEST[what]:
        raise ValueError(f"the {what} of an event has at most {LONGEST[what]} characters, not {len(name)}")
    if "\0" in name or any("\ud800" <= letter <= "\udfff" for letter in name):
        raise ValueError(f"the {what} of an event is text; it holds a character that no text may hold")


def plain(event: Event) -> str:
    """The data of an event as JSON. Raises ValueError for a number that JSON does not have."""
    try:
        return json.dumps(dict(event.data), allow_nan=False)
    except ValueError as error:
        raise ValueError("an event holds only numbers that are finite") from error
