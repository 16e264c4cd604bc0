"""The page of notation that is being typed: its name, where it began, and the last cell that could be read."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.cells.custom import packed, page_of, read_own, unpacked
from ui.common.session import choose, chosen, drawn, session
from ui.common.text import problem

PAGE, NAME = "own_page", "own_name"  # keys of the widgets
FIRST_NAME = "My cell"
GRAMMAR = """
One value per line, in an order in which they can be worked out:

| Line | Meaning |
|:--|:--|
| `x` | given from outside |
| `h`, `h_next = …` | a state and what replaces it |
| `linear(x, h)` | weighted sum with a bias, $Wx + Uh + b$ |
| `peephole(x, h, c)` | the same, the last read through one weight per unit |
| `sigmoid(…)`, `tanh(…)` | activations |
| `a * b`, `a + b`, `1 - a` | unit by unit |
| `# forget gate: how much to keep` | words for the reader; `$f_t$` sets a symbol |

Formulas may be nested: `f = sigmoid(linear(x, h))`. Nothing you type is ever executed.
"""


def edited_cell() -> Cell:
    """Draw the editor and return the last cell that could be read."""
    _fill_new_fields()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.text_input("Name", key=NAME, bind="query-params", width=180)
        st.selectbox(
            "Begin from",
            list(CELLS),
            index=None,
            placeholder="a shipped cell",
            key="own_from",
            width=180,
            on_change=_load,
        )
        with st.popover("Grammar", icon=":material/help:"):
            st.markdown(GRAMMAR)
    page = st.text_area(
        "Your cell, one value per line",
        key=PAGE,
        height=360,
        persist_state="session",
        help="Press Ctrl+Enter, or click elsewhere, to read it.",
    )
    return _read_cell(str(name or ""), str(page or ""))


def _fill_new_fields() -> None:
    """The page that was typed, or the one in the link, or the LSTM's."""
    if not drawn(NAME):
        choose({NAME: FIRST_NAME})
    if not drawn(PAGE):
        choose({PAGE: page_of(CELLS["LSTM"])})
        if text := st.query_params.get("page"):
            try:
                choose({PAGE: unpacked(text)})
            except ValueError as error:
                problem(str(error))


def _load() -> None:
    """Replace the page by a shipped cell's."""
    name = chosen("own_from", None)
    if name in CELLS:
        choose({PAGE: page_of(CELLS[name])})
    choose({"own_from": None})


def _read_cell(name: str, page: str) -> Cell:
    """The cell, or a sentence and the last one that could be read."""
    state = session()
    try:
        state.own_cell = read_own(name, page)
    except ValueError as error:
        sentence = str(error)
        problem(
            f"{sentence[0].upper()}{sentence[1:].rstrip('.')}. Until then the last cell that could be read is shown."
        )
    else:
        _write_link(page)
    state.own_cell = state.own_cell or read_own(FIRST_NAME, page_of(CELLS["LSTM"]))
    return state.own_cell


def _write_link(page: str) -> None:
    text = "" if page == page_of(CELLS["LSTM"]) else packed(page)
    if text and st.query_params.get("page") != text:
        st.query_params["page"] = text
    elif not text and "page" in st.query_params:
        del st.query_params["page"]
