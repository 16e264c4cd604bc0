"""Numbers that a question asks for, checked by a drill's own marking: what the bank writes, and what came of it.

A number names a drill, its seed and one of its fields, "N09.74.half_life", so that nothing has to be said twice: what
is right, how near counts, and how it may be spelled are the drill's.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lstm_core.drills import DRILLS, Drill, Field
from lstm_core.drills.reading import read
from lstm_core.prose.data import refuse
from lstm_core.prose.wording import Wording

ADDRESS = re.compile(r"(N\d\d)\.(\d{1,6})\.(\w+)")
IN_WORDS = ("choice", "sequence")  # kinds of fields that hold no number


@dataclass(frozen=True)
class Number:
    """One number to be typed, and the point that it makes if it is right."""

    counts: str  # "N09.74.half_life"
    point: int  # of the question, counted from 1
    label: Wording

    def __post_init__(self) -> None:
        found = ADDRESS.fullmatch(self.counts)
        refuse(not found, f"counts is a drill, a seed and a field, such as N09.74.half_life, not {self.counts!r}")
        refuse(self.key not in DRILLS, f"there is no drill {self.key}; we have {', '.join(DRILLS)}")
        fields = [field.name for field in self.drill.asks if field.kind not in IN_WORDS]
        refuse(
            self._name not in fields, f"{self.key} asks for no number {self._name} here, but for {', '.join(fields)}"
        )

    @property
    def key(self) -> str:
        """Of the drill."""
        return self.counts.partition(".")[0]

    @property
    def drill(self) -> Drill:
        """The drill, with its numbers."""
        return _made(self.key, int(self.counts.split(".")[1]))

    @cached_property
    def field(self) -> Field:
        """What is asked for."""
        return self.drill[self._name]

    @property
    def _name(self) -> str:
        return self.counts.split(".")[2]


def mark_numbers(numbers: Sequence[Number], typed: Mapping[str, str]) -> dict[int, bool]:
    """For every point whose number was typed, whether it is right, also if it follows from an own earlier number.

    typed: by `counts`; what was left empty is not marked. Raises ValueError with a sentence for what cannot be read.
    """
    given = {one: typed.get(one.counts, "").strip() for one in numbers}
    filled = {one: text for one, text in given.items() if text}
    for one, text in filled.items():
        read(one.field, text)
    marked: dict[int, bool] = {}
    for one in filled:
        same = {other.field.name: text for other, text in filled.items() if other.drill is one.drill}
        right = one.drill.mark_all(same)[one.field.name].right
        marked[one.point] = marked.get(one.point, True) and right
    return marked


@lru_cache(maxsize=256)
def _made(key: str, seed: int) -> Drill:
    return DRILLS[key](seed)
