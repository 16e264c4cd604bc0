"""The labels on the boxes of a drawing, and which box of the reference each may mean."""

import re
import unicodedata
from collections.abc import Callable

from lstm_core.cell import Cell, Node
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.parts import GIVEN, LEAVES
from lstm_core.grade.purposes import named_boxes, purposes
from lstm_core.grade.repairs import Pairing, Repair
from lstm_core.prose import read

OLD = re.compile(r"t\s*[-−–]\s*1")  # the time index of a value one step ago
NEW = re.compile(r"\W*[A-Za-z][_({]*t\W*")  # h_t, $C_{t}$, h(t), but not past
SIGNS = re.compile(r"gate|layer|box|[\s$\\{}.\-]|^(σ|sigmoid|tanh|w)_")
INDEX = re.compile(r"[_(]t\)?$|(?<=^\w)t$|(?<=^\w~)t$")
ERASES = re.compile(r"(1\s*=\s*(forget|erase|delete|clear|reset|vergess|lösch))|(0\s*=\s*(keep|hold|behalt))", re.I)


def meanings(cell: Cell) -> Callable[[str], frozenset[str]]:
    """Which boxes of a cell a label may mean: its name, its letter, or a word for it."""
    known: dict[str, set[str]] = {}
    for node in cell.nodes:
        for word in (node.name, *read("grade")["labels"].get(node.name, ())):
            known.setdefault(normalised(word), set()).add(node.name)
    return lambda label: frozenset(known.get(normalised(label), ())) if label else frozenset()


def normalised(label: str) -> str:
    r"""A label without time index, signs and spaces: "Forget gate" is forget, "\tilde{C}_t" and "C̃ₜ" are c~."""
    text = unicodedata.normalize("NFKD", label).lower().replace("\u0303", "~")
    text = re.sub(r"\\tilde\s*\{?\s*([a-z])\s*\}?|(?<![a-z])~([a-z])", lambda found: f"{found[1] or found[2]}~", text)
    text = SIGNS.sub("", OLD.sub("t", text))
    return INDEX.sub("", text) or text


def label_repairs(drawing: Drawing, cell: Cell, pairing: Pairing) -> list[Repair]:
    """Labels that contradict the wires, wrong time indices, and a forget gate labelled as erasing at 1."""
    labels = {part.id: part.label for part in drawing.parts if part.label}
    means = meanings(cell)
    repairs = [
        Repair("label", pairing[m], m, have=pairing[m], got=min(others))
        for m in named_boxes(cell)
        if (others := means(labels.get(pairing.get(m, ""), "")) & set(named_boxes(cell))) and m not in others
    ]
    wrong = {repair.drawn for repair in repairs}
    for name, drawn in _timed(drawing, cell, pairing):
        if drawn not in wrong and drawn in labels and _wrong_time(labels[drawn], name):
            repairs.append(Repair("time", drawn, name))
    keep_gate = purposes(cell).keep_gate
    if ERASES.search(labels.get(pairing.get(keep_gate, ""), "")):
        repairs.append(Repair("erases", pairing[keep_gate], keep_gate))
    return repairs


def name_repairs(typed: Cell, cell: Cell, pairing: Pairing) -> list[Repair]:
    """Gates and candidates of typed equations whose name is that of another one; names that mean nothing are free."""
    means, boxes = meanings(cell), named_boxes(cell)
    return [
        Repair("name", pairing[m], m, have=pairing[m], got=min(others))
        for m in boxes
        if m in pairing
        and (others := means(typed[pairing[m]].name) & set(boxes))
        and m not in others
        and not _is_gate_called_g(typed[pairing[m]], typed, cell, pairing)
    ]


def _is_gate_called_g(node: Node, typed: Cell, cell: Cell, pairing: Pairing) -> bool:
    """Whether g means "gate", as in Goodfellow's book, where the candidate has no letter at all."""
    candidate = next((name for name in named_boxes(cell) if cell.role(name) == "candidate"), "")
    unnamed = candidate in pairing and not typed[pairing[candidate]].symbol
    return node.name == "g" and node.op == "sigmoid" and "tilde" not in node.symbol and unnamed


def _timed(drawing: Drawing, cell: Cell, pairing: Pairing) -> list[tuple[str, str]]:
    """Everything whose label may carry a time index: what is given, what leaves, gates and candidates."""
    ends = [(part.kind, part.id) for part in drawing.parts if part.kind in GIVEN + LEAVES]
    return ends + [(name, pairing[name]) for name in named_boxes(cell) if name in pairing]


def _wrong_time(label: str, name: str) -> bool:
    """Whether an old value is marked as new, or a new one as old."""
    if name in ("h", "c"):
        return bool(NEW.fullmatch(label))
    return bool(OLD.search(label))


def well_named(drawing: Drawing, cell: Cell, pairing: Pairing) -> frozenset[str]:
    """The gates and candidates whose label is right."""
    labels, means = {part.id: part.label for part in drawing.parts}, meanings(cell)
    label_of = {m: labels.get(pairing.get(m, ""), "") for m in named_boxes(cell)}
    return frozenset(m for m, label in label_of.items() if m in means(label) and not _wrong_time(label, m))
