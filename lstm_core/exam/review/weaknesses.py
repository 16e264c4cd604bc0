"""What keeps going wrong in drawings and drills, and is not overcome yet."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lstm_core.exam.log.event import Event

KINDS = {"drawing": "wrong", "drill": "traps"}  # where an event of this kind keeps the names of its mistakes
TIMES = 2  # so often, before a mistake "keeps going wrong"
FREE = 3  # attempts in a row without it, and it is overcome


@dataclass(frozen=True)
class Weakness:
    """A mistake that came more than once."""

    kind: str  # "drawing" or "drill"
    item: str  # the cell, or the key of the drill
    name: str  # of the mistake, as the log keeps it
    times: int  # in so many attempts


def weaknesses(events: Iterable[Event]) -> list[Weakness]:
    """The mistakes that came twice or more and were there in one of the last three attempts, the most frequent first.

    events: of all kinds, the oldest first.
    """
    tries: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for event in events:
        if event.kind in KINDS:
            found = event.data.get(KINDS[event.kind], ())
            tries[event.kind, event.item].append(set(map(str, found if isinstance(found, list) else ())))
    weak = [
        Weakness(*where, name, times)
        for where, attempts in tries.items()
        for name, times in Counter(name for one in attempts for name in one).items()
        if times >= TIMES and any(name in one for one in attempts[-FREE:])
    ]
    return sorted(weak, key=lambda one: (-one.times, one.kind, one.item, one.name))
