"""From the LSTM to the GRU: every move with its figure, its equations, its count, and what it costs."""

import streamlit as st

from lstm_core.cell.comparison import differing_nodes, parameter_formula
from lstm_core.course.experiments.lstm_to_gru import Step, apart, neighbours, steps
from lstm_core.course.lessons.highlight import stage_of
from lstm_core.latex import equation, equations, named
from lstm_core.prose.text import true_minus
from lstm_core.run import step
from ui.common.session import session
from ui.common.text import formula, plain
from ui.components.cell_view import cell_view
from ui.course.experiments.gru.state_curves import courses
from ui.step.weights_state import current_numbers

SMALL = 1e-9
SIZES = (10, 20)  # inputs and units that are counted


@st.fragment
def show() -> None:
    """One cell at a time, from the LSTM on."""
    st.markdown("Each move is a cell that runs. What is new in it is lit up, in the figure and in the equations.")
    keys = [one.key for one in steps()]
    picked = st.segmented_control("Move", keys, default=keys[0], required=True, key="morph", bind="query-params",
                                  wrap=True)  # fmt: skip
    number = keys.index(picked or keys[0])
    now = steps()[number]
    before = steps()[number - 1] if number else None
    st.markdown(f"**{now.title}**  \n{now.why}")
    left, right = st.columns([6, 5], gap="large")
    with left:
        _figure(now, before)
        st.caption(_counted(now, before))
    with right:
        _equations(now, before)
    if before:
        _balance(now)
        _runs(number, now)


def _figure(now: Step, before: Step | None) -> None:
    cell = now.cell
    numbers = current_numbers(cell)
    values = step(cell, numbers.weights, numbers.given)
    shown = {name: plain(value if name == "x" else value[0]) for name, value in values.items()}
    lit = stage_of(cell, differing_nodes(cell, before.cell)) if before else None
    cell_view(cell, shown, key="morph_cell", stage=lit, small=True)


def _counted(now: Step, before: Step | None) -> str:
    """The parameters, by formula and by number, here and before."""
    inputs, units = SIZES
    mine = now.cell.parameters(inputs, units)
    theirs = before.cell.parameters(inputs, units) if before else mine
    change = f", {true_minus(f'{mine - theirs:+,}')} by this move" if mine != theirs else ", as before" * bool(before)
    return f"${parameter_formula(now.cell)}$ parameters: **{mine:,}** for {inputs} inputs and {units} units{change}."


def _equations(now: Step, before: Step | None) -> None:
    """Every equation; a mark at those that this move has changed."""
    known = frozenset(equations(before.cell)) if before else frozenset(equations(now.cell))
    for name in named(now.cell):
        new = equation(now.cell, name) not in known
        st.markdown(formula(now.cell, name) + " :material/edit: :small[new]" * new)


def _balance(now: Step) -> None:
    for column, (icon, word, text) in zip(
        st.columns(3, gap="medium"),
        (("add", "Gained", now.gained), ("remove", "Lost", now.lost), ("equal", "The same cell?", now.same)),
        strict=True,
    ):
        column.markdown(f":material/{icon}: **{word}**  \n{text}")


def _runs(number: int, now: Step) -> None:
    """Both cells over one sequence."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown("**Both cells, with the same weights**", width="content")
        alike = bool(now.alike) and st.toggle(
            now.alike, key=f"morph_alike_{number}", persist_state="session", width="content"
        )
        st.button("Other weights", icon=":material/casino:", key="morph_other", on_click=_others)
    before, after = neighbours(number, session().experiments.gru_weights, alike)
    courses(before, after)
    most = apart(before, after)
    st.markdown(
        "The two courses are **the same** at every step."
        if most < SMALL
        else f"They differ by up to **{plain(most, 2 if most >= 0.01 else 4)}**."
    )


def _others() -> None:
    session().experiments.gru_weights += 1
