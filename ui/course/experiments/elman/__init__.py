"""Lesson 2: the Elman net unfolds, its parameters are counted, and two of its steps are worked out by hand."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.course.experiments.two_steps import HANDED_OUT, given, run_steps, two_steps
from lstm_core.figure.unfolding import MOST_STEPS, longest_path, parameters
from lstm_core.latex import with_numbers
from lstm_core.run.answers import TOLERANCE, mark, traps
from ui.common.session import choose, chosen, session
from ui.common.text import plain, problem
from ui.components.unfolding import unfolding
from ui.course.experiments.elman import parameter_quiz

CELL = CELLS["Elman"]
INPUTS, UNITS, OUTPUTS = 3, 20, 2


def show() -> None:
    """All parts, one after the other."""
    _unrolled_net()
    parameter_quiz.show()
    _by_hand()


@st.fragment
def _unrolled_net() -> None:
    st.subheader("Folded and unrolled", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        drawn = st.segmented_control("Drawn", ["Folded", "Unrolled"], default="Unrolled", key="drawn", required=True)
        out = st.segmented_control(
            "Output", ["At every step", "Only at the last"], default="At every step", key="out", required=True
        )
        layers = int(st.segmented_control("Hidden layers", [1, 2], default=1, key="stacked", required=True) or 1)
        time = st.slider("Steps", 1, MOST_STEPS, 3, key="unrolled_time", width=200)
    unfolding(time, layers, out != "Only at the last", folded=drawn == "Folded", key="unfolding")
    with st.container(horizontal=True, gap="large"):
        st.metric("Parameters", f"{parameters(CELL, INPUTS, UNITS, OUTPUTS, layers):,}")
        st.metric("Copies drawn", 1 if drawn == "Folded" else time)
        st.metric("Longest way, in hidden layers", longest_path(time, layers))
    st.caption(
        f"Counted for {INPUTS} inputs, {UNITS} units in every layer and {OUTPUTS} outputs. The same colour is the same "
        "matrix. Move the number of steps: copies come and go, but nothing is added to what is learnt. A second layer, "
        "in contrast, has matrices of its own."
    )


@st.fragment
def _by_hand() -> None:
    st.subheader("Two steps by hand", anchor=False)
    weights, xs = two_steps(session().experiments.elman_numbers)
    steps = run_steps(CELL, weights, xs)
    w, u, b = (plain(weights[name], 1) for name in ("W_h", "U_h", "b_h"))
    st.markdown(
        f"One unit, one input: $W_{{xh}} = {w}$, $W_{{hh}} = {u}$, $b_h = {b}$. It starts at $h_0 = 0$ and gets "
        f"$x_1 = {plain(xs[0], 1)}$, then $x_2 = {plain(xs[1], 1)}$. Take a calculator; two decimals will do "
        f"(within {TOLERANCE:g} counts as right)."
    )
    for number, column in enumerate(st.columns(2), 1):
        with column:
            _step(number, weights, steps)
    st.button("Other numbers", icon=":material/casino:", key="other_numbers", on_click=_other_numbers)


def _step(number: int, weights: Mapping[str, Any], steps: list[dict[str, Any]]) -> None:
    """Ask for one state, and say what the answer is worth."""
    values, key = steps[number - 1], f"hand_{number}"
    typed = st.text_input(f"h at step {number}", key=key, placeholder="0.00", width=160)
    if typed:
        try:
            verdict = mark(typed, float(values["h_next"][0]), traps(CELL, "h_next", weights, given(values)))
        except ValueError as error:
            problem(str(error))
            return
        (st.success if verdict.right else st.warning)(verdict.text)
    with st.expander("Show the way"):
        st.markdown(f"$h_{number} = {with_numbers(CELL, 'h_next', weights, values)}$")
        st.markdown(f"$= {plain(values['h_next'], 3)}$")


def _other_numbers() -> None:
    """The next numbers, and empty fields."""
    session().experiments.elman_numbers = (session().experiments.elman_numbers + 1) % HANDED_OUT
    choose({key: "" for key in ("hand_1", "hand_2") if chosen(key, "")})
