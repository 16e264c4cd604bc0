"""Old or new: which step every value on a learner's page belongs to, and which line must come first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lstm_core.grade.equations.equation import Equation, naming
from lstm_core.grade.equations.names import GIVEN, Name
from lstm_core.grade.equations.sums import is_layer
from lstm_core.grade.equations.tree import Call
from lstm_core.prose.complaint import complaint, sentence
from lstm_core.prose.wording import Wording


@dataclass(frozen=True)
class Page:
    """All equations, by the key of what they define. Indices are compared with those on the left sides."""

    lines: Mapping[str, Equation]

    @cached_property
    def states(self) -> tuple[str, ...]:
        """What is carried to the next step: h, c, and whatever else is read with an old value."""
        read = dict.fromkeys(name.key for line in self.lines.values() for name in line.names)
        carried = [key for key in read if key not in GIVEN and self._is_carried(key)]
        given = [key for key in ("h", "c") if key in read or key in self.lines]
        return tuple(key for key in given if key == "h" or not self._is_only_new(key)) + tuple(carried)

    @cached_property
    def hidden(self) -> str:
        """The hidden state: h, or the one other letter that is carried where a book calls it s or a."""
        others = [key for key in self.states if key != "c"]
        return others[0] if len(others) == 1 else "h"

    @cached_property
    def memory(self) -> str:
        """The memory: c, or the one other letter that is made from its own old value: s in Goodfellow's book."""
        others = [key for key in self.states if key != self.hidden]
        kept = [key for key in others if key in self.lines and key in {name.key for name in self.lines[key].names}]
        return kept[0] if len(others) == 1 and kept else "c"

    def old(self, name: Name, line: Equation) -> bool:
        """Whether a name means the value of the step before. Raises a question if nobody can tell."""
        if name.key not in self.states or name.mark == "new":
            return False
        if name.mark:
            return self._is_old(name)
        if name.key == self.hidden or self._defined(name.key) in ("new", "next"):
            return True
        if name.key == line.target.key or line.target.key in self._needed[name.key]:
            return True  # the new value is not there yet
        if self._defined(name.key) == "" and "old" in self._marks[name.key]:
            return False  # whoever writes c = f * c_{t-1} + ... means the new one by c
        raise complaint("old_or_new", name=name.text)

    def ordered(self) -> list[Equation]:
        """The lines in an order in which they can be worked out. Raises a sentence if there is none."""
        done: dict[str, Equation] = {}
        for line in self.lines.values():
            self._visit(line, [], done)
        return list(done.values())

    def _visit(self, line: Equation, above: list[str], done: dict[str, Equation]) -> None:
        key = line.target.key
        if key in above:
            self._complain([*above[above.index(key) :], key])
        if key in done:
            return
        with naming(line):
            for name in line.names:
                if name.key != "x" and not self.old(name, line):
                    self._visit(self.lines[name.key], [*above, key], done)
        done[key] = line

    def _complain(self, circle: list[str]) -> None:
        texts = [self.lines[key].target.text for key in circle]
        pairs = [sentence("needs", one=one, other=other) for one, other in pairwise(texts)]
        needs = Wording(" and ".join(one.en for one in pairs), " und ".join(one.de for one in pairs))
        state = next((text for key, text in zip(circle, texts, strict=True) if key in self.states), texts[0])
        letter = state.split("_")[0].rstrip("'t") or state
        raise complaint("circle", needs=needs, letter=letter)

    @cached_property
    def _marks(self) -> Mapping[str, set[str]]:
        """The marks with which each value is read anywhere."""
        found: dict[str, set[str]] = {}
        for line in self.lines.values():
            for name in line.names:
                found.setdefault(name.key, set()).add(name.mark)
        return found

    def _defined(self, key: str) -> str | None:
        return self.lines[key].target.mark if key in self.lines else None

    def _is_carried(self, key: str) -> bool:
        return any(mark and self._is_old(Name(key, "value", key, mark)) for mark in self._marks[key])

    def _is_only_new(self, key: str) -> bool:
        """Whether a letter names a layer of this step and its old value is read nowhere: c, a candidate in a GRU."""
        line = self.lines.get(key)
        if line is None or line.target.mark in ("new", "next") or "old" in self._marks.get(key, ()):
            return False
        if not isinstance(line.formula, Call) or not is_layer(line.formula.inside):
            return False
        needed: set[str] = set()
        waiting = [line]
        while waiting:
            names = [name for name in waiting.pop().names if name.mark != "old" and (name.mark or name.key != "h")]
            fresh = {name.key for name in names} - needed
            needed |= fresh
            waiting += [self.lines[name] for name in fresh if name in self.lines]
        return key not in needed

    def _is_old(self, name: Name) -> bool:
        """The same for a name with an index: h_t is the old one where h_{t+1} or h' is worked out."""
        left = self._defined(name.key)
        if name.mark == "now":
            return left == "next" or (left == "new" and "old" not in self._marks[name.key])
        return name.mark == "old"

    @cached_property
    def _needed(self) -> Mapping[str, set[str]]:
        """For each state, everything that is surely needed for its new value: indices are followed, guesses are not."""
        return {state: self._behind(state) for state in self.states}

    def _behind(self, key: str) -> set[str]:
        found: set[str] = set()
        waiting = [key]
        while waiting:
            line = self.lines.get(waiting.pop())
            sure = [] if line is None else [name for name in line.names if name.mark or name.key not in self.states]
            fresh = {name.key for name in sure if name.mark in ("", "new") or not self._is_old(name)} - found
            found |= fresh
            waiting += fresh
        return found
