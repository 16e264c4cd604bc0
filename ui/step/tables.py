"""Two to four units: the numbers as tables, one row a unit, checked as they are typed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from lstm_core.cell import Cell, Node
from lstm_core.figure import label
from lstm_core.latex import Convention
from lstm_core.run.url import LARGEST
from ui.common.session import drawn, session
from ui.common.text import letter, problem
from ui.step.sliders import box_of
from ui.step.weights_state import keep_table, stored_table

Column = tuple[str, str, int | None]  # its heading, the array it belongs to, which column of a matrix


def arriving(cell: Cell, convention: Convention) -> None:
    """One table for x, one for the old states."""
    width = len(stored_table(cell)["x"])  # read first: this is when a link's numbers are found wanting
    _say_what_the_link_lacks()
    with st.container(horizontal=True, gap="medium"):
        _sheet(cell, "x", [(_numbered(label(cell, "x", convention), k, width), "x", k) for k in range(width)])
        _sheet(cell, "states", [(label(cell, name, convention), name, None) for name in cell.states])


def weights(cell: Cell, convention: Convention) -> None:
    """A table for every weighted sum: the columns of its matrices, and its bias."""
    st.caption(f"One row per unit. Type numbers from −{LARGEST:g} to {LARGEST:g}.")
    weighted = [node for node in cell.nodes if node.weights]
    sides = st.columns(2, gap="medium")
    for k, node in enumerate(weighted):
        with sides[k % 2]:
            st.markdown(letter(cell, box_of(cell, node), convention))
            _sheet(cell, node.name, _columns(cell, node, convention))


def _columns(cell: Cell, node: Node, convention: Convention) -> list[Column]:
    """One column per input of the box, and its bias."""
    arrays = stored_table(cell)
    columns: list[Column] = []
    for weight, arg in zip(node.weights, (*node.args, ""), strict=True):
        width = arrays[weight].shape[1] if arrays[weight].ndim == 2 else 0
        name = label(cell, arg, convention) if arg else "bias"
        columns += [(_numbered(name, k, width), weight, k) for k in range(width)]
        columns += [(f"peephole {name}" if arg else name, weight, None)] * (not width)
    return columns


def _numbered(name: str, k: int, width: int) -> str:
    return f"{name} {k + 1}" if width > 1 else name


def _sheet(cell: Cell, name: str, columns: list[Column]) -> None:
    """An editable table over some columns of the stored arrays; what is not a number is refused."""
    state, arrays = session().step, stored_table(cell)
    key = f"table {cell.name} {name} {state.tables_version} {len(arrays['h'])} {len(arrays['x'])}"
    if not drawn(key) or key not in state.edited_from:  # drawn afresh: begin from what is stored
        state.edited_from[key] = {title: _read(arrays, name, k) for title, name, k in columns}
    rows = len(next(iter(state.edited_from[key].values())))
    numbered = {"unit": list(range(1, rows + 1))} if name != "x" else {}
    config = {heading: st.column_config.NumberColumn(format="%.2f", width=72) for heading, *_ in columns}
    typed = st.data_editor(
        numbered | state.edited_from[key],
        key=key,
        hide_index=True,
        num_rows="fixed",
        width="content",
        column_config={"unit": st.column_config.NumberColumn(width=56), **config},
        disabled=["unit"],
    )
    _store(cell, columns, typed)


def _read(arrays: Mapping[str, np.ndarray], name: str, column: int | None) -> list[float]:
    array = arrays[name]
    if name == "x":
        return [float(array[column or 0])]
    return [float(number) for number in (array if column is None else array[:, column])]


def _store(cell: Cell, columns: list[Column], typed: Mapping[str, Any]) -> None:
    """Take over every good number; name the field of every other, whose old value stays."""
    arrays = {name: array.copy() for name, array in stored_table(cell).items()}
    for heading, name, column in columns:
        for row, number in enumerate(typed[heading]):
            if number is None or not np.isfinite(number) or abs(number) > LARGEST:
                problem(
                    f"{heading}, row {row + 1}: type a number from −{LARGEST:g} to {LARGEST:g}. The old one is kept."
                )
                continue
            place = column if name == "x" else row if column is None else (row, column)
            arrays[name][place] = number
    keep_table(cell, arrays)


def _say_what_the_link_lacks() -> None:
    sentence = session().notes.pop("m", "")
    if sentence:
        problem(sentence)
