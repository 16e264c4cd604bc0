"""The countdown program as a state diagram that is found by running it, and its counter as what it is: a number."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm_core.cell.roles import ROLES
from lstm_core.course.computer import counts_up_to, puzzles, trace_of, weights_of
from lstm_core.course.computer.automaton import WAITING, Automaton, automaton
from ui.course.experiments.computer.step_plot import stairs

STYLE = "<style>.st-key-automaton { background: #fff; border-radius: 0.5rem; padding: 0.5rem }</style>"  # white paper
HEAD = """digraph states {
  rankdir=LR; bgcolor=transparent; nodesep=0.35; ranksep=0.55
  node [shape=circle, fontname="Helvetica", fontsize=14, color="#5b6270", width=0.6]
  edge [fontname="Helvetica", fontsize=11, color="#5b6270"]"""
SAYS = "#b34700"


@st.fragment
def show() -> None:
    """Diagram, staircase, and what the picture of a machine leaves out."""
    st.markdown(
        "The countdown program, run from an empty memory with every input there is. Each circle is what the counter "
        "holds; an arrow is one step. Nobody drew this by hand."
    )
    most = st.slider(
        "Largest number that is told", 1, 6, 3, key="states_most", persist_state="session", bind="query-params"
    )
    machine = automaton(most)
    st.html(STYLE)
    with st.container(key="automaton"):
        st.graphviz_chart(dot(machine), width="content", alt=description(machine))
    if machine.restarts_alike:
        st.caption(
            "A number that is told leads to the same state from everywhere, so its arrows are drawn from "
            f"“{WAITING}” only. The empty memory at the very start is a counter at 0."
        )
    _staircase(most)
    st.markdown(_caveats())


def dot(machine: Automaton) -> str:
    """The machine for Graphviz; what is told is drawn from the waiting state, quiet steps from all of them."""
    lines = [
        f'"{name}" [style=filled, fillcolor="{"#eef3f8" if name == WAITING else "#ffffff"}"]' for name in machine.states
    ]
    for (state, word), (end, answers) in machine.moves.items():
        if word == "quiet" or state == WAITING or not machine.restarts_alike:
            loud = f', color="{SAYS}", fontcolor="{SAYS}", penwidth=2' if answers else ""
            lines.append(f'"{state}" -> "{end}" [label="{word}{" / say 1" * bool(answers)}"{loud}]')
    return "\n  ".join([HEAD, *lines]) + "\n}\n"


def description(machine: Automaton) -> str:
    """The diagram in sentences."""
    quiet = [
        f"from {state} to {end}{', saying 1' * bool(answers)}"
        for (state, word), (end, answers) in machine.moves.items()
        if word == "quiet"
    ]
    return f"States: {', '.join(machine.states)}. A quiet step leads {'; '.join(quiet)}."


def _staircase(most: int) -> None:
    """The counter over time, in units of one step, and the answer."""
    puzzle = puzzles()["countdown"]
    program = weights_of(puzzle, puzzle.solution)
    xs = np.zeros((most + 4, 2))
    xs[1] = 1.0, most
    counter, window = trace_of(puzzle.machine, program, xs)
    unit = float(np.tanh(-program[0]["b_g"][0]))
    counts = [float(values["c_next"][0]) / unit for values in counter]
    answers = [float(values["h_next"][0]) * puzzle.machine.read[0] for values in window]
    hues = {"C of the counter / 0.02": ROLES["memory"].hue, "answer": SAYS}
    stairs(dict(zip(hues, (counts, answers), strict=True)), hues, height=260)


def _caveats() -> str:
    return (
        "**What the picture leaves out.** The circles are our names. What the net holds is a real number, and it is "
        "only nearly a multiple of 0.02: tanh bends it, so this program counts right up to "
        f"**{counts_up_to()}** and no further. The states are not listed anywhere; they follow from one number that "
        "is counted down, which is why this is a *counter* rather than a table. And there are no addresses: all units "
        "act at every step, and a gate belongs to its unit."
    )
