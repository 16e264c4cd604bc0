"""A learner's page: every equation on it, without what only reads out the new h; refused if a name has no meaning."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace

from lstm_core.cell import MOST_NODES
from lstm_core.grade.equations.equation import Equation, naming, numbered
from lstm_core.grade.equations.names import GIVEN, Name
from lstm_core.grade.equations.page import Page
from lstm_core.grade.equations.parsing import tokens, tree
from lstm_core.grade.equations.spelling import equations_in
from lstm_core.grade.equations.tree import Join, replaced
from lstm_core.prose.complaint import Complaint, complaint

_NAME = re.compile(
    r"[A-Za-z\u0370-\u03ff]+~?(?:\s*[_^]\s*(?:\w|\{[^{}]*\}|\([^()]*\)|<[^<>]*>)|\(t\)|\[t\])*"
)  # and its index


class _Anything(frozenset[str]):
    """Every name is the name of a value where one is being defined: u_t is a gate, not a matrix."""

    def __contains__(self, key: object) -> bool:
        return True


def read_page(text: str) -> Page:
    """The page in a text. Raises ValueError with a sentence to act on."""
    rows = [(number, *sides) for number, row in equations_in(text) for sides in _sides(number, row)]
    if not rows:
        raise complaint("empty_page")
    if len(rows) > MOST_NODES:
        raise complaint("many_equations", count=len(rows), most=MOST_NODES)
    targets: dict[str, tuple[int, Name]] = {}
    for number, left, _ in rows:
        with numbered(number):
            target = _target(left, targets)
            targets[target.key] = number, target
    lines = {}
    indexed = any(target.mark for _, target in targets.values())
    for (number, _, right), (_, target) in zip(rows, targets.values(), strict=True):
        with numbered(number, target.text):
            lines[target.key] = Equation(number, target, tree(right, targets, indexed))
    return _checked(_without_readout(Page(_without_joins(lines))))


def _without_joins(lines: dict[str, Equation]) -> dict[str, Equation]:
    """The lines without those that only name a concatenation, v_t = [h_{t-1}, x_t]: it stands where v_t is read."""
    joins = {key: line.formula for key, line in lines.items() if isinstance(line.formula, Join) and key not in GIVEN}
    return {
        key: replace(line, formula=replaced(line.formula, joins)) for key, line in lines.items() if key not in joins
    }


def _sides(number: int, row: str) -> list[tuple[str, str]]:
    """Both sides of an equation; y_t = h_t = ... is two, h_t = ... and y_t = h_t."""
    left, *rights = row.split("=")
    if len(rights) == 2 and left.lstrip()[:1] in ("y", "Y") and _NAME.fullmatch(rights[0].strip()):
        return [*_sides(number, "=".join(rights)), *_sides(number, f"{left}={rights[0]}")]
    if len(rights) != 1:
        if rights:
            raise complaint("two_signs", number=number)
        raise complaint("no_sign", number=number, row=repr(row[:40]))
    if not rights[0].strip():
        raise complaint("no_right", number=number)
    if not left.strip():
        raise complaint("no_left", number=number)
    return [(left.strip(), rights[0].strip())]


def _target(left: str, before: dict[str, tuple[int, Name]]) -> Name:
    """What a line defines."""
    found = tokens(left, _Anything())
    if isinstance(found[0], Name) and (found[0].kind == "weight" or (left[:2] == "b_" and not found[0].mark)):
        raise complaint("is_learnt", name=left)
    if len(found) != 1 or not isinstance(found[0], Name) or found[0].kind != "value":
        raise complaint("one_name", left=repr(left[:40]))
    target = found[0]
    if target.key == "x":
        raise complaint("x_given")
    if target.mark == "old":
        raise complaint("old_given", name=target.text)
    if target.key in before:
        raise complaint("twice", name=target.text, line=before[target.key][0])
    return target


def _without_readout(whole: Page) -> Page:
    """The page without y and whatever else is made of the new h and comes back in no state: no part of the cell."""
    lines = whole.lines
    read = {key: {name.key for name in line.names} for key, line in lines.items()}
    reads_h = {key for key, line in lines.items() if any(_is_new_h(name, line, whole) for name in line.names)}
    readers = {key: {other for other in lines if key in read[other]} - {key} for key in lines}
    readers[whole.hidden] = reads_h
    needed = _reached({key for key in whole.states if key in lines}, read)
    outside = (_reached({whole.hidden}, readers) | {"y"}) - needed
    return Page({key: line for key, line in lines.items() if key not in outside})


def _is_new_h(name: Name, line: Equation, whole: Page) -> bool:
    return name.key == whole.hidden and not whole.old(name, line)


def _reached(start: set[str], ways: Mapping[str, set[str]]) -> set[str]:
    """Everything that one comes to from a few lines."""
    found, waiting = set(start), list(start)
    while waiting:
        fresh = ways.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found


def _checked(whole: Page) -> Page:
    for line in whole.lines.values():
        with naming(line):
            for name in line.names:
                _check(name, whole)
    if not any(state in whole.lines for state in whole.states):
        raise complaint("nothing_passed_on")
    return whole


def _check(name: Name, whole: Page) -> None:
    """Raise a sentence if a name has no meaning here."""
    defined = whole.lines.get(name.key)
    if name.key == "x" and name.mark == "old":
        raise complaint("one_input", name=name.text)
    if name.key != "x" and defined is None:
        raise _unknown(name, whole)
    if (
        defined
        and not name.mark
        and defined.target.mark
        and name.text[0].isupper()
        and defined.target.text[0].islower()
    ):
        raise complaint("value_or_matrix", name=name.text, value=defined.target.text, index=name.text.lower())
    if defined and name.mark == "next" and defined.target.mark != "next":
        raise complaint("not_yet", name=name.text, right=defined.target.text)


def _unknown(name: Name, whole: Page) -> Complaint:
    """What to do about a name that no line defines."""
    letter = {"c": "C"}.get(name.key[0], name.key[0])
    if name.key in GIVEN:
        return complaint("unknown_state", name=name.text, letter=letter)
    if name.key[:2] in ("x_", "h_", "c_"):
        return complaint("no_time_x" if letter == "x" else "no_time", name=name.text, letter=letter)
    hint = difflib.get_close_matches(name.key, [*whole.lines, *GIVEN, "tanh", "sigmoid"], 1)
    if hint:
        return complaint("unknown_like", name=name.text, guess=hint[0])
    return complaint("unknown", name=name.text)
