"""A group of repairs in words: one sentence that a learner can act on, pinned to a box."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from lstm_core.cell import Cell
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.case import Case
from lstm_core.grade.completeness import needed
from lstm_core.grade.graph import Graph
from lstm_core.grade.known_mistakes import mistake_name
from lstm_core.grade.parts import KINDS
from lstm_core.grade.repairs import Repair
from lstm_core.grade.unplaced import ANY
from lstm_core.mistakes import say
from lstm_core.prose import read
from lstm_core.prose.text import listed

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")


@dataclass(frozen=True)
class Remark:
    """One thing to repair."""

    drawn: str  # id of the part or node in the drawing; "" if it is missing there
    meant: str  # name of the node in the reference; "" if it does not belong
    text: str  # what to repair; for a named mistake also what it would do
    wire: str = ""  # id of the wire that is to blame
    name: str = ""  # "M1" to "M20", if examiners know it
    open: bool = False  # whether it is no mistake yet: the drawing goes on there
    cases: tuple[Case, ...] = field(default=(), repr=False, compare=False)  # what it is about


def in_words(cases: Iterable[Case]) -> list[Remark]:
    """The remarks on all mistakes. What was said once, such as why a box is needed, is not said again."""
    remarks: list[Remark] = []
    said: dict[str, int] = {}  # sentence -> which remark says it
    for found in map(remark, cases):
        new = [part for part in SENTENCE.split(found.text) if part not in said]
        if new:
            said |= dict.fromkeys(new, len(remarks))
            remarks.append(replace(found, text=" ".join(new)))
        else:
            at = said[SENTENCE.split(found.text)[0]]
            remarks[at] = replace(remarks[at], cases=remarks[at].cases + found.cases)
    return remarks


def remark(case: Case) -> Remark:
    """The remark on a group of repairs."""
    first, name = case.first, "" if case.open or case.waits else mistake_name(case)
    prose = read("grade")
    text = prose["named"][name] if name else prose["plain"][_text_key(case)]
    together = len(case.group) > 1 and first.what in ("lacks", "instead", "reads")
    drawn = (first.at if together and first.at != case.pairing.get(first.meant) else "") or first.drawn
    words = sentence(text, **_blanks(case))
    return Remark(drawn, first.meant, words, first.wire, name, case.open, (case,))


def sentence(text: str, **blanks: str) -> str:
    """A text from the file, put together and with a capital at its head."""
    filled = " ".join(text.split()).format(**blanks)
    return filled[:1].upper() + filled[1:]


def box_in_words(cell: Cell, name: str) -> str:
    """A node of the reference in a sentence: the forget gate, the × that makes $h_t$, $x_t$."""
    if name.startswith("@"):
        return box_in_words(cell, name[1:])
    if name not in cell:
        return f"${KINDS[name].glyph}$" if name in KINDS else f"${name}$"
    named, op = say(cell, name), cell[name].op
    plain = name in cell.inputs or cell.role(name) in ("gate", "candidate")
    return named if plain else f"the {KINDS['linear' if op in WEIGHTED else op].glyph} that makes {named}"


def _text_key(case: Case) -> str:
    """Under which key the sentence for a mistake without a name stands in prose/grade.toml."""
    first = case.first
    if first.leaves:
        return f"leaves_{first.what}"
    if first.what == "extra":
        return _key_of_extra(case)
    if first.what == "missing" and first.drawn:
        return "unwired"
    if first.what == "lacks" and {repair.meant for repair in case.group[1:]} == {first.meant}:
        return "unfed"
    if first.what == "reads" and first.got[:1] == "@" and first.got[1:] not in case.cell:
        return "given"
    if first.what == "instead" and first.got == first.want:
        return "peep" if first.how == "peep" else "dense"
    return first.what


def _key_of_extra(case: Case) -> str:
    """A part too many, gently: it may be of use elsewhere, or not be wired yet."""
    first = case.first
    if not first.want:
        needs = needed(case.cell).get(case.box.kind, 0)
        return ("spare" if needs else "unknown") if not first.have else "extra" if needs else "unknown_wired"
    if first.want == ANY:
        return "elsewhere" if first.have else "idle"
    return "misplaced"


def _blanks(case: Case) -> dict[str, str]:
    """What fills the blanks of a sentence."""
    cell, first = case.cell, case.first
    kind = case.box.kind
    return {
        "box": listed(dict.fromkeys(box_in_words(cell, repair.meant) for repair in _boxes(case))) or "it",
        "value": value_in_words(cell, first.meant),
        "want": listed(dict.fromkeys(value_in_words(cell, name) for name in _ends(case))),
        "have": value_in_words(cell, first.got) or _source_in_words(case),
        "missing": listed(box_in_words(cell, repair.meant) for repair in case.group),
        "needs": str(needed(cell).get(kind, 0)),
        "there": str(sum(box.kind == kind for box in case.drawn.boxes.values())),
        **_glyphs(case),
    }


def _boxes(case: Case) -> tuple[Repair, ...]:
    """The repairs whose boxes a sentence names: all that lack the same, else the first."""
    together = case.first.what == "lacks" and not case.first.leaves
    return case.group if together else case.group[:1] if case.first.meant else ()


def _ends(case: Case) -> list[str]:
    """What should be read, in names of the reference."""
    first = case.first
    if first.want and first.want != ANY:
        return [repair.want for repair in case.group] if first.what == "lacks" else [first.want]
    return [first.meant] if first.leaves else _reads(case.cell, first)


def value_in_words(cell: Cell, name: str) -> str:
    """A value by its name or formula: the forget gate, $f_t \\odot C_{t-1}$, $C_t$."""
    return say(cell, name) if name in cell else box_in_words(cell, name) if name else ""


def _reads(cell: Cell, repair: Repair) -> list[str]:
    """What the box takes in, as it should."""
    args = cell[cell.folded.get(repair.meant, repair.meant)].args if repair.meant in cell else ()
    return [f"@{arg}" if arg in cell.inputs else arg for arg in args]


def _glyphs(case: Case) -> dict[str, str]:
    meant = case.cell[case.first.meant].op if case.first.meant in case.cell else ""
    glyph = KINDS["linear" if meant in WEIGHTED else meant].glyph if meant in KINDS.keys() | WEIGHTED else ""
    return {"glyph": glyph, "other": _glyph(case.drawn, case.first.drawn)}


def _glyph(drawn: Graph, name: str) -> str:
    return KINDS[drawn.boxes[name].kind].glyph if name in drawn.boxes else "part"


def _source_in_words(case: Case) -> str:
    """What a wire comes from, where the reference has no name for it."""
    have = case.first.have
    return f"that {_glyph(case.drawn, have)}" if have in case.drawn.boxes else "that"
