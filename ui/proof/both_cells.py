"""Both cells beside each other: the signal runs through the textbook's figure and the learner's own drawing."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.ops import OPS
from lstm_core.cell.roles import role
from lstm_core.figure import describe
from lstm_core.figure.svg import SHIPPED
from lstm_core.grade import KINDS, Drawing
from lstm_core.grade.counterexample import Counterexample
from lstm_core.grade.from_cell import drawing_and_parts
from lstm_core.grade.side_by_side import Moment, moments, parts_of
from lstm_core.latex import written
from lstm_core.prose.text import plain_text
from ui.common import placed_figure
from ui.common.text import literal, plain
from ui.components.parting import Arrival, parting

BUTTONS = {"back": "Back", "next": "Next", "end": "To where they part"}


def show(example: Counterexample, drawn: Cell | Drawing, key: str) -> None:
    """Where a figure of a cell cannot be laid on a sheet, the numbers of the step in which they part."""
    right = example.cells.right
    try:
        sheet, parts = (
            (drawn, parts_of(drawn, right)) if isinstance(drawn, Drawing) else drawing_and_parts(_placed(example))
        )
    except ValueError:
        _still(example, key)
        return
    if right not in SHIPPED:
        _still(example, key)
        return
    kinds = [vars(KINDS[kind]) | {"kind": kind, "role": "step"} for kind in dict.fromkeys(p.kind for p in sheet.parts)]
    arrivals = [_arrival(example, moment, parts) for moment in moments(example)]
    arrivals = [one for one in arrivals if one.right or one.drawn]  # not a value that is passed on under a second name
    arrivals[-1] = _last(example, arrivals[-1])
    texts = {
        "label": "Both cells, moment by moment: arrow keys step, End goes to where they part.",
        "described": describe(example.cells.drawn),
        "titles": [right.name, "Yours"],
    }
    parting(right, _with_roles(sheet, example.cells.drawn, parts), kinds, arrivals, texts | BUTTONS, key=key)


def _placed(example: Counterexample) -> Cell:
    """The drawn cell, laid out as the right one as far as its nodes stand for those of the right one."""
    cells = example.cells
    partner = cells.partners
    if sum(node.name in cells.nodes for node in cells.drawn.drawn) <= len(cells.drawn.drawn) / 2:
        return replace(cells.drawn, picture="")
    lines = [line.split() for line in cells.right.picture.splitlines()]
    rows = [[word if word.startswith("[") else partner.get(word, ".") for word in line] for line in lines]
    return replace(cells.drawn, picture="\n".join(map(" ".join, rows)))


def _with_roles(sheet: Drawing, cell: Cell, parts: dict[str, tuple[str, ...]]) -> dict[str, object]:
    """The drawing as JSON, every part with the role of its value; "step" for what leads nowhere."""
    roles = {part: role(cell, node) for node, ids in parts.items() if node in cell for part in ids}
    data = sheet.data()
    return data | {"parts": [part | {"role": roles.get(part["id"], "step")} for part in data["parts"]]}


def _arrival(example: Counterexample, moment: Moment, parts: dict[str, tuple[str, ...]]) -> Arrival:
    right = example.cells.right
    reads = [arg for name in moment.right for arg in right[right.folded.get(name, name)].args]
    numbers = {part: plain(value) for node, value in moment.drawn.items() for part in parts.get(node, ())}
    shown = {name: plain(value) for name, value in moment.right.items()}
    return Arrival(moment.step, shown, reads, numbers, _words(example, moment))


def _words(example: Counterexample, moment: Moment) -> str:
    """What has arrived, in a sentence."""
    cells = example.cells
    if len(moment.right) > 1 or moment.step < example.at:
        at = f"Step {moment.step + 1}: " if example.steps > 1 else ""
        same = "the same comes in." if moment.step == example.at else "all is the same in both."
        return f"{at}{same}" if at else same.capitalize()
    if moment.right:
        ((name, value),) = moment.right.items()
        whose = "both" if moment.drawn else f"the {cells.right.name}"
        return f"{_name(cells.right, name)} = {plain(value)} in {whose}"
    ((own, value),) = moment.drawn.items()
    meant = next((meant for meant, other in cells.partners.items() if other == own), "")
    node = cells.drawn[own]
    made = _name(cells.right, meant) if meant else f"One more {'W' if node.weights else OPS[node.op].glyph}"
    return f"{made} = {plain(value)} in yours"


def _last(example: Counterexample, arrival: Arrival) -> Arrival:
    """The moment in which they part says so."""
    ours, theirs = plain(example.value), plain(example.drawn_value)
    right = example.cells.right
    words = f"Here they part: {_name(right, example.node)} = {ours} in the {right.name}, {theirs} in yours."
    return Arrival(arrival.step, arrival.right, arrival.reads, arrival.drawn, words)


def _name(cell: Cell, node: str) -> str:
    return plain_text(f"${written(cell, node)}$")


def _still(example: Counterexample, key: str) -> None:
    cells = example.cells
    rows = ((cells.right.name, cells.right, "right"), ("Yours", cells.drawn, "yours"))
    for column, (title, cell, side), steps in zip(st.columns(2, gap="large"), rows, example.traces, strict=True):
        numbers = {node: float(value[example.unit]) for node, value in steps[example.at].items() if node != "x"}
        numbers["x"] = float(example.inputs[example.at, 0])
        with column:
            st.markdown(f"**{literal(title)}**")
            placed_figure.show(cell, f"{key}_{side}", numbers)
