"""What keeps going wrong in drawings, drills and lists of statements, and is not overcome yet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.showings import APART

KINDS = {
    "drawing": "wrong",
    "drill": "traps",
    "question": "fooled",
}  # where an event of this kind keeps the names of its mistakes
TIMES = 2  # so often, before a mistake "keeps going wrong"
FREE = 3  # attempts in a row without it, and it is overcome


@dataclass(frozen=True)
class Weakness:
    """A mistake that came more than once."""

    kind: str  # "drawing", "drill" or "question"
    item: str  # the cell, the key of the drill, or the id of the prompt
    name: str  # of the mistake, as the log keeps it
    times: int  # in so many attempts


def weaknesses(events: Iterable[Event]) -> list[Weakness]:
    """The mistakes that came twice or more and were there in one of the last three attempts, the most frequent first.

    events: of all kinds, the oldest first. The same try at a drill with the same numbers, made in two tabs, is one.
    """
    tries: dict[tuple[str, str], list[set[str]]] = defaultdict(list)
    for event in _each_try_once(events):
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


def _each_try_once(events: Iterable[Event]) -> Iterator[Event]:
    """Without the tries at a drill that were made within a day already; older logs may not say which try it was."""
    made: dict[tuple[str, int, int], float] = {}
    for event in events:
        seed, number = event.data.get("seed"), event.data.get("try")
        if event.kind == "drill" and isinstance(seed, int) and isinstance(number, int):
            try_ = (event.item, seed, number)
            if event.at - made.get(try_, -APART) < APART:
                continue
            made[try_] = event.at
        yield event
