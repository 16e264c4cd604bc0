"""A group of repairs in words: one sentence that a learner can act on, pinned to a box."""

from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.case import Case
from lstm_core.grade.graph import Graph
from lstm_core.grade.known_mistakes import mistake_name
from lstm_core.grade.parts import KINDS
from lstm_core.grade.repairs import Repair
from lstm_core.mistakes import say
from lstm_core.prose import read


@dataclass(frozen=True)
class Remark:
    """One thing to repair."""

    drawn: str  # id of the part or node in the drawing; "" if it is missing there
    meant: str  # name of the node in the reference; "" if it does not belong
    text: str  # what to repair; for a named mistake also what it would do
    wire: str = ""  # id of the wire that is to blame
    name: str = ""  # "M1" to "M20", if examiners know it


def remark(case: Case) -> Remark:
    """The remark on a group of repairs."""
    first, name = case.first, mistake_name(case)
    prose = read("grade")
    text = prose["named"][name] if name else prose["plain"][_text_key(case)]
    together = len(case.group) > 1 and first.what in ("lacks", "instead", "reads")
    drawn = (first.at if together and first.at != case.pairing.get(first.meant) else "") or first.drawn
    return Remark(drawn, first.meant, sentence(text, **_blanks(case)), first.wire, name)


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
    if first.what == "reads" and first.got[:1] == "@" and first.got[1:] not in case.cell:
        return "given"
    if first.what == "instead" and first.got == first.want:
        return "peep" if first.how == "peep" else "dense"
    return first.what


def _blanks(case: Case) -> dict[str, str]:
    """What fills the blanks of a sentence."""
    cell, first = case.cell, case.first
    ends = [first.want] if first.want else [first.meant] if first.leaves else _reads(cell, first)
    return {
        "box": box_in_words(cell, first.meant) if first.meant else "it",
        "value": value_in_words(cell, first.meant),
        "want": " and ".join(value_in_words(cell, name) for name in ends),
        "have": value_in_words(cell, first.got) or _source_in_words(case),
        "missing": " and ".join(box_in_words(cell, repair.meant) for repair in case.group),
        **_glyphs(case),
    }


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
