"""The two grids, inputs and ideal outputs: a row is a step, a column a channel, a cell whatever was typed."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lstm_core.tasks.draft import Draft, Typed, examples
from ui.common.session import chosen, drawn, session

ROW, HEAD, MOST_ROWS = 35, 38, 16  # pixels of a row and of the heading; rows that are seen without scrolling
RULES = (
    "A **number** stays as it is. A **letter** is a new value from 0 to 1 in every sequence, and the same wherever it "
    "stands. **Empty** is 0. A step **counts** once something should come out there, even a 0."
)


def grids() -> Draft:
    """Draw them and return the draft as it is typed now."""
    state = session().design
    base = state.edited_from
    if base is None or not drawn(_key("in")):  # drawn afresh: begin from what is kept
        base = state.edited_from = current_draft()
    st.caption(RULES)
    left, right = st.columns([len(base.inputs) + 1, len(base.outputs) + 1], gap="small")
    with left:
        st.markdown("**What goes in**")
        _grid("in", base.inputs, base.xs[: base.steps])
    with right:
        st.markdown("**What should come out**")
        _grid("out", base.outputs, base.ys[: base.steps])
    return typed_draft()


def typed_draft() -> Draft:
    """The draft with everything typed so far; it is kept as well, whether it is right or wrong."""
    base = session().design.edited_from or current_draft()
    draft = base.but(xs=_edited(base.xs, chosen(_key("in"), {})), ys=_edited(base.ys, chosen(_key("out"), {})))
    session().design.draft = draft
    return draft


def current_draft() -> Draft:
    """The draft of this session; at first an example."""
    draft = session().design.draft = session().design.draft or next(iter(examples().values()))
    return draft


def restart_grids(draft: Draft) -> None:
    """Let the grids begin anew from a draft of another shape."""
    state = session().design
    state.grids_version += 1
    state.edited_from = state.draft = draft


def _key(side: str) -> str:
    return f"design {side} {session().design.grids_version}"


def _grid(side: str, names: Sequence[str], rows: Typed) -> None:
    columns = {str(k): [row[k] for row in rows] for k in range(len(names))}
    config: dict[str, Any] = {
        str(k): st.column_config.TextColumn(name, width="small", max_chars=20) for k, name in enumerate(names)
    }
    config["step"] = st.column_config.NumberColumn("step", width=48, pinned=True)
    st.data_editor(
        {"step": list(range(1, len(rows) + 1)), **columns},
        key=_key(side),
        hide_index=True,
        num_rows="fixed",
        disabled=["step"],
        column_config=config,
        placeholder="",
        height=HEAD + ROW * min(len(rows), MOST_ROWS),
    )


def _edited(rows: Typed, sent: Mapping[str, Any]) -> Typed:
    """The rows with the cells that were changed since the grid began."""
    found = [list(row) for row in rows]
    for step, cells in sent.get("edited_rows", {}).items():
        for column, cell in cells.items():
            found[int(step)][int(column)] = "" if cell is None else str(cell)
    return tuple(map(tuple, found))
