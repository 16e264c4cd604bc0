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
        raise ValueError("there is nothing to read yet; begin with a line such as f_t = σ(W_f [h_{t-1}, x_t] + b_f)")
    if len(rows) > MOST_NODES:
        raise ValueError(f"these are {len(rows)} equations; a cell has at most {MOST_NODES}")
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
        wrong = "more than one = stands in it" if rights else f"{row[:40]!r} has no ="
        raise ValueError(f"line {number}: {wrong}; an equation looks like h_t = o_t * tanh(C_t)")
    if not rights[0].strip():
        raise ValueError(f"line {number}: nothing stands to the right of =")
    if not left.strip():
        raise ValueError(f"line {number}: nothing stands to the left of =")
    return [(left.strip(), rights[0].strip())]


def _target(left: str, before: dict[str, tuple[int, Name]]) -> Name:
    """What a line defines."""
    found = tokens(left, _Anything())
    if isinstance(found[0], Name) and (found[0].kind == "weight" or (left[:2] == "b_" and not found[0].mark)):
        raise ValueError(f"{left} is learnt, so it has no equation; leave this line out")
    if len(found) != 1 or not isinstance(found[0], Name) or found[0].kind != "value":
        raise ValueError(f"to the left of = stands one name, such as f_t, not {left[:40]!r}")
    target = found[0]
    if target.key == "x":
        raise ValueError("x_t comes from outside; no equation says what it is")
    if target.mark == "old":
        raise ValueError(f"{target.text} is given by the step before; the new value stands to the left of =")
    if target.key in before:
        raise ValueError(f"{target.text} is there already, in line {before[target.key][0]}; keep one of the two")
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
        raise ValueError("no line says what the cell passes on; add one that begins with h_t =")
    return whole


def _check(name: Name, whole: Page) -> None:
    """Raise a sentence if a name has no meaning here."""
    defined = whole.lines.get(name.key)
    if name.key == "x" and name.mark == "old":
        raise ValueError(f"a cell sees one input at a time; write x_t instead of {name.text}")
    if name.key != "x" and defined is None:
        raise ValueError(f"{name.text} {_unknown(name, whole)}")
    if (
        defined
        and not name.mark
        and defined.target.mark
        and name.text[0].isupper()
        and defined.target.text[0].islower()
    ):
        raise ValueError(
            f"{name.text} is used, but no line says what it is; write {defined.target.text} if you mean that value, "
            f"or W_{name.text.lower()} if it is a matrix"
        )
    if defined and name.mark == "next" and defined.target.mark != "next":
        raise ValueError(f"{name.text} is not known yet at step t; write {defined.target.text}")


def _unknown(name: Name, whole: Page) -> str:
    """What to do about a name that no line defines."""
    letter = {"c": "C"}.get(name.key[0], name.key[0])
    if name.key in GIVEN:
        return f"is used, but no line says what {letter}_t is; add one that begins with {letter}_t ="
    if name.key[:2] in ("x_", "h_", "c_"):
        times = "x_t" if letter == "x" else f"{letter}_t or {letter}_{{t-1}}"
        return f"has an index that is no time here; write {times}"
    hint = difflib.get_close_matches(name.key, [*whole.lines, *GIVEN, "tanh", "sigmoid"], 1)
    guess = f"did you mean {hint[0]}?" if hint else f"add one that begins with {name.text} ="
    return f"is used, but no line says what it is; {guess}"
