"""One sentence about a gate, compiled into a weight and a bias on the board."""

import streamlit as st

from lstm_core.course.computer import Puzzle, Rule, ways
from lstm_core.course.computer.rules import ALWAYS, NEVER, formula, written
from ui.common.text import problem
from ui.course.experiments.computer.board import BOXES, current_board, put_program


def show(puzzle: Puzzle) -> None:
    """Choose unit, gate and signal; a button writes the numbers."""
    gates = {
        (layer, unit, box): f"{box} of {unit}"
        for layer, box in puzzle.open
        for unit in puzzle.machine.layers[layer].units
        if box != "g"
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        where = st.selectbox(
            "Gate",
            list(gates),
            format_func=gates.__getitem__,
            key=f"rule gate {puzzle.key}",
            persist_state="session",
            width=150,
        )
        way = st.selectbox("It", ways(), key=f"rule way {puzzle.key}", persist_state="session", width=140)
        layer, unit, box = where
        names = puzzle.machine.layers[layer]
        signal = ""
        if way not in (ALWAYS, NEVER):
            signals = [*names.inputs, *names.units]
            signal = st.selectbox(
                "this is 1",
                signals,
                key=f"rule signal {puzzle.key} {layer}",
                persist_state="session",
                width=130,
                help="An input now, or a unit that held a 1 and was read one step ago",
            )
        sharpness = st.number_input(
            "Sharpness", 1.0, 2000.0, 40.0, key=f"rule sharp {puzzle.key}", persist_state="session", width=130
        )
        rule = Rule(unit, box, way, signal, sharpness)
        st.button("Write it", icon=":material/edit:", key="rule_write", on_click=_write, args=(puzzle, layer, rule))
    st.markdown(f"${formula(rule, names)}$: {BOXES[box].partition(', ')[2]} of {unit}.")
    if sharpness < 10:
        problem(f"With a sharpness of {sharpness:g} this gate is never quite open and never quite shut.")


def _write(puzzle: Puzzle, layer: int, rule: Rule) -> None:
    put_program(puzzle, written(current_board(puzzle).program, layer, puzzle.machine.layers[layer], rule))
