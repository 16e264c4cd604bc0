"""From the LSTM to the GRU: every move with its figure, its equations, its count, and what it costs."""

import streamlit as st

from lstm_core.cell.comparison import differing_nodes, parameter_formula
from lstm_core.course.experiments.lstm_to_gru import MorphStep, apart, neighbours, steps
from lstm_core.course.lessons.highlight import stage_of
from lstm_core.latex import equation, equations, named
from lstm_core.prose.text import true_minus
from lstm_core.run import step
from ui.common.session import session
from ui.common.text import formula, plain
from ui.components.cell_view import cell_view
from ui.course.experiments.gru.state_curves import state_curves
from ui.step.weights_state import current_numbers

SMALL = 1e-9
SIZES = (10, 20)  # inputs and units that are counted


@st.fragment
def show() -> None:
    """One cell at a time, from the LSTM on."""
    st.markdown("Each move is a cell that runs. What is new in it is lit up, in the figure and in the equations.")
    keys = [one.key for one in steps()]
    picked = st.segmented_control(
        "Move", keys, default=keys[0], required=True, key="morph", bind="query-params", wrap=True
    )
    number = keys.index(picked or keys[0])
    move = steps()[number]
    previous = steps()[number - 1] if number else None
    st.markdown(f"**{move.title}**  \n{move.why}")
    left, right = st.columns([6, 5], gap="large")
    with left:
        _figure(move, previous)
        st.caption(_parameter_count(move, previous))
    with right:
        _equations(move, previous)
    if previous:
        _gains_and_losses(move)
        _compare_runs(number, move)


def _figure(move: MorphStep, previous: MorphStep | None) -> None:
    cell = move.cell
    numbers = current_numbers(cell)
    values = step(cell, numbers.weights, numbers.given)
    shown = {name: plain(value if name == "x" else value[0]) for name, value in values.items()}
    lit = stage_of(cell, differing_nodes(cell, previous.cell)) if previous else None
    cell_view(cell, shown, key="morph_cell", stage=lit)


def _parameter_count(move: MorphStep, previous: MorphStep | None) -> str:
    """The parameters, by formula and by number, here and before."""
    inputs, units = SIZES
    now = move.cell.parameters(inputs, units)
    before = previous.cell.parameters(inputs, units) if previous else now
    change = (
        f", {true_minus(f'{now - before:+,}')} by this move" if now != before else ", as before" if previous else ""
    )
    return f"${parameter_formula(move.cell)}$ parameters: **{now:,}** for {inputs} inputs and {units} units{change}."


def _equations(move: MorphStep, previous: MorphStep | None) -> None:
    """Every equation; a mark at those that this move has changed."""
    known = frozenset(equations(previous.cell)) if previous else frozenset(equations(move.cell))
    for name in named(move.cell):
        new = equation(move.cell, name) not in known
        st.markdown(formula(move.cell, name) + " :material/edit: :small[new]" * new)


def _gains_and_losses(move: MorphStep) -> None:
    for column, (icon, word, text) in zip(
        st.columns(3, gap="medium"),
        (("add", "Gained", move.gained), ("remove", "Lost", move.lost), ("equal", "The same cell?", move.same)),
        strict=True,
    ):
        column.markdown(f":material/{icon}: **{word}**  \n{text}")


def _compare_runs(number: int, move: MorphStep) -> None:
    """Both cells over one sequence."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown("**Both cells, with the same weights**", width="content")
        alike = bool(move.alike) and st.toggle(
            move.alike, key=f"morph_alike_{number}", persist_state="session", width="content"
        )
        st.button("Other weights", icon=":material/casino:", key="morph_other", on_click=_other_weights)
    previous, after = neighbours(number, session().experiments.gru_weights, alike)
    state_curves(previous, after)
    most = apart(previous, after)
    st.markdown(
        "The two courses are **the same** at every step."
        if most < SMALL
        else f"They differ by up to **{plain(most, 2 if most >= 0.01 else 4)}**."
    )


def _other_weights() -> None:
    session().experiments.gru_weights += 1
