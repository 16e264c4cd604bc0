"""Lesson 10: look into a trained net, pick the unit that holds the value, measure it, and take it away."""

import numpy as np
import streamlit as st

from lstm_core.run import Values
from lstm_core.tasks.recall import told_once
from lstm_core.training.pretrained import shipped_net
from lstm_core.training.probe.interventions import Intervention, memory_of, run
from lstm_core.training.trained import Trained
from ui.common.text import plain, problem
from ui.course.app_links import link
from ui.course.experiments.probing import charts
from ui.probe import find_unit

NET = "Recall, LSTM 8"
LINK = "probe?net=Recall%2C+LSTM+8"
Course = tuple[list[Values], np.ndarray]  # of one sequence: the trace, and the answers


@st.fragment
def show() -> None:
    """Look, measure, intervene; what is measured is shown after the pick."""
    net = shipped_net(NET)
    st.subheader("Look", anchor=False)
    st.markdown(
        f"An LSTM with {net.experiment.hidden} units has learnt to recall a number. Tell it one. "
        "Which unit keeps a level line between telling and asking, at another height for every value?"
    )
    placed = _placed(net.experiment.time)
    if placed is None:
        return
    xs, told, asked = placed
    steps, intact = run(net, xs)
    charts.memory(np.stack([values[memory_of(net.experiment.cell)][0] for values in steps]), told, asked)
    st.caption("The stronger the colour, the further the memory is from 0.")
    st.subheader("Measure", anchor=False)
    if find_unit.ask(NET, net, 0):
        _silence(net, xs, intact[:, 0, 0], asked)
        link(LINK)


def _placed(time: int) -> tuple[np.ndarray, int, int] | None:
    """The inputs, and the steps of telling and asking, from 1. None, with a sentence, if the two coincide."""
    left, right = st.columns(2, gap="large")
    value = left.slider("Value told", 0.0, 1.0, 0.8, 0.05, key="probed_value")
    told, asked = right.slider("Told and asked at steps", 1, time, (4, 15), key="probed_steps")
    try:
        return told_once(time, told, value, asked).xs, told, asked
    except ValueError as error:
        problem(str(error))
        return None


def _silence(net: Trained, xs: np.ndarray, intact: np.ndarray, asked: int) -> None:
    """The output with one unit held at 0, beside the output of the whole net."""
    st.subheader("Intervene", anchor=False)
    units = net.experiment.hidden
    first = find_unit.said(NET, net, 0) or 0
    picked = st.segmented_control(
        "Unit that outputs 0 at every step",
        range(1, units + 1),
        default=first + 1,
        required=True,
        key="probed_silent",
        wrap=True,
    )
    unit = int(picked or first + 1)
    without = run(net, xs, [Intervention("h_next", 0.0, unit - 1)])[1][:, 0, 0]
    charts.outputs(intact, without, unit, asked)
    told = float(xs[:, 0, 1].max())
    st.markdown(
        f"At step {asked} the answer {plain(told)} is due. The whole net outputs **{plain(intact[asked - 1])}**, "
        f"without unit {unit} it outputs **{plain(without[asked - 1])}**. Other values and other steps may need other "
        "units, so move the sliders: the bars above are means over many sequences, this is one of them."
    )
