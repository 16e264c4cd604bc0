"""Predict, then reveal: results stay covered until the learner has committed to a number."""

import zlib

import streamlit as st

from lstm_core.answers import TOLERANCE, mark, traps
from lstm_core.cell import Cell
from lstm_core.latex import Convention
from lstm_core.link import pack
from lstm_core.run import Values
from lstm_core.stages import Stage
from pages.shared.show import letter, problem
from pages.shared.state import chosen, session
from pages.shared.step.numbers import Numbers, refresh


def predict_switch() -> None:
    """The switch itself; it lives in the URL, so that a teacher can hand out a link with it on."""
    st.toggle(
        "Predict first", key="predict", bind="query-params", on_change=refresh,
        help="Hides each result until you have typed your own. Two decimals are enough.",
    )  # fmt: skip


def covered(cell: Cell, name: str, numbers: Numbers, unit: int) -> bool:
    """Whether a result is still to be predicted."""
    return bool(chosen("predict", False)) and _mark(cell, name, numbers, unit) not in session().revealed


def hidden_nodes(cell: Cell, tour: list[Stage], now: int, numbers: Numbers, unit: int) -> frozenset[str]:
    """Nodes whose numbers the figure keeps back: what is covered at this stage, and all that follows."""
    if not chosen("predict", False):
        return frozenset()
    open_heads = {name for name in tour[now].heads if covered(cell, name, numbers, unit)}
    here = {name for name in tour[now].steps if open_heads and cell[name].op != "input"}
    later = {name for stage in tour[now + 1 :] for name in stage.steps}
    return frozenset((here - set(tour[now].heads)) | open_heads | later)


def ask(cell: Cell, name: str, convention: Convention, numbers: Numbers, values: Values, unit: int) -> None:
    """Ask for one number; say what is right, or which mistake leads to the number typed."""
    key = f"guess_{name}"
    st.markdown(f"Your number for {letter(cell, name, convention)} (within {TOLERANCE:g} counts as right)")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(
            "Your number", key=key, label_visibility="collapsed", placeholder="0.00", width=140, on_change=refresh
        )
        st.button(
            "Show it", key=f"show_{name}", icon=":material/visibility:",
            on_click=_show, args=(_mark(cell, name, numbers, unit),),
        )  # fmt: skip
    if not typed:
        return
    answer = float(values[name][unit])
    try:
        verdict = mark(typed, answer, traps(cell, name, numbers.weights, numbers.given, unit))
    except ValueError as error:
        problem(str(error))
        return
    if verdict.right:
        st.success(verdict.text, icon=":material/check:")
        _reveal(_mark(cell, name, numbers, unit))
    else:
        st.warning(verdict.text, icon=":material/replay:")


def _show(key: str) -> None:
    _reveal(key)
    refresh()


def _reveal(key: str) -> None:
    session().revealed.add(key)


def _mark(cell: Cell, name: str, numbers: Numbers, unit: int) -> str:
    """A result is uncovered for these very numbers; move a slider and it is a new question."""
    state = zlib.crc32(pack({**numbers.given, **numbers.weights}).encode())
    return f"{cell.name} {name} {unit} {state}"
