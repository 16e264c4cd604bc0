"""How far an unfinished drawing is: what is there, what is not wired yet, and what comes next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lstm_core.grade.compare import Comparison
from lstm_core.grade.completeness import is_complete
from lstm_core.grade.drawing import Drawing, Part
from lstm_core.grade.grouping import is_open
from lstm_core.grade.parts import GIVEN, KINDS, LEAVES
from lstm_core.grade.remarks import Remark, box_in_words, sentence
from lstm_core.prose import read
from lstm_core.prose.text import listed


@dataclass(frozen=True)
class Progress:
    """Sentences on a drawing that goes on; next is "" if nothing is left to draw."""

    state: tuple[str, ...] = ()
    next: str = ""


def progress(drawing: Drawing, comparison: Comparison, remarks: Sequence[Remark]) -> Progress:
    """How far a drawing is. What comes next is the first thing in the order of the cell that is still open."""
    upcoming = next((remark.text for remark in remarks if goes_on(remark)), "")
    if not upcoming:
        return Progress()
    absent = [name for name in comparison.cell.inputs if f"@{name}" not in comparison.drawn.parts]
    if absent:
        upcoming = _say("arrives" if drawing.parts else "begin", [f"${KINDS[name].glyph}$" for name in absent])
    return Progress(tuple(_state(drawing, comparison)), upcoming)


def goes_on(remark: Remark) -> bool:
    """Whether a remark is about something that may still be drawn."""
    return any(is_open(case.group) for case in remark.cases)


def _state(drawing: Drawing, comparison: Comparison) -> Iterable[str]:
    """What is right so far, and what still waits for wires."""
    if not drawing.parts:
        yield _say("empty", [])
        return
    states = wiring_states(drawing)
    for key, parts in {"right": _right(comparison), **_waiting(drawing, comparison, states)}.items():
        if parts:
            yield _say(key, parts)


def _right(comparison: Comparison) -> list[str]:
    """The boxes that are wired on both sides and need no repair."""
    cell, wrong = comparison.cell, {repair.meant for repair in comparison.wires}
    sound = [m for m, d in comparison.pairing.items() if m not in wrong and is_complete(comparison.drawn, d)]
    sound += [name for name in cell.inputs if f"@{name}" in comparison.drawn.readers]
    return [box_in_words(cell, node.name) for node in cell.drawn if node.name in sound]


def _waiting(drawing: Drawing, comparison: Comparison, states: dict[str, str]) -> dict[str, list[str]]:
    """The parts that wait, by what they wait for; those that stand for nothing yet by their sign."""
    meant = {d: m for m, d in comparison.pairing.items()}
    words: dict[str, Counter[str]] = {state: Counter() for state in ("loose", "unfed", "unread")}
    for part in drawing.parts:
        if state := states.get(part.id):
            words[state][_part_in_words(part, comparison, meant)] += 1
    return {state: [_several(word, times) for word, times in count.items()] for state, count in words.items()}


def _part_in_words(part: Part, comparison: Comparison, meant: dict[str, str]) -> str:
    """A part by what it stands for, if its label or whoever reads it says so; else by its sign."""
    known = part.id in meant and (part.label or part.id in comparison.drawn.readers)
    if known:
        return box_in_words(comparison.cell, meant[part.id])
    glyph = KINDS[part.kind].glyph
    return f"${glyph}$" if part.kind in GIVEN + LEAVES else f"a {glyph}"


def _several(word: str, times: int) -> str:
    return word if times == 1 else f"{times} {word.removeprefix('a ')}"


def wiring_states(drawing: Drawing) -> dict[str, str]:
    """For every part that still waits for wires: loose (it has none), unfed (an input is open), unread."""
    fed = Counter(wire.target for wire in drawing.wires)
    read_ = {wire.source for wire in drawing.wires}
    states = {}
    for part in drawing.parts:
        needs, ends = KINDS[part.kind].ports, part.kind in LEAVES
        if not fed[part.id] and part.id not in read_:
            states[part.id] = "loose"
        elif fed[part.id] < needs:
            states[part.id] = "unfed"
        elif part.id not in read_ and not ends:
            states[part.id] = "unread"
    return states


def _say(key: str, parts: list[str]) -> str:
    return sentence(read("grade")["progress"][key], parts=listed(parts))
