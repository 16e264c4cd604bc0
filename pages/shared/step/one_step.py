"""The view "One step": the figure, the equation of the stage beside it, and every number in reach."""

from collections.abc import Mapping

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.latex import Convention
from lstm_core.readout import with_readout
from lstm_core.run import Values, step
from lstm_core.stages import Stage
from pages.shared.components.cell_view import cell_view
from pages.shared.show import plain
from pages.shared.state import choose, chosen
from pages.shared.step import panel
from pages.shared.step.numbers import current
from pages.shared.step.predict import hidden_nodes, predict_switch
from pages.shared.step.settings import numbers_below
from pages.shared.step.walk import stage_of, walk


@st.fragment
def show(cell: Cell, convention: Convention) -> None:
    """One time step of a cell, stage by stage; a slider reruns only this."""
    whole = with_readout(cell)
    tour, now = walk(whole)
    figure, words = st.columns([3, 2], gap="large")
    numbers_below(whole, convention)
    numbers = current(whole)
    values = step(whole, numbers.weights, numbers.given)
    unit = min(int(chosen("unit", 1)), numbers.units) - 1
    with words:
        predict_switch()
        panel.show(whole, convention, tour[now], numbers, values, unit)
    with figure:
        covered = hidden_nodes(whole, tour, now, numbers, unit)
        _figure(whole, tour, now, texts(whole, values, unit, covered))


def texts(cell: Cell, values: Values, unit: int, covered: frozenset[str]) -> dict[str, str]:
    """What the figure prints at every node: one unit's number, "?" where it is to be predicted."""
    shown = {name: plain(value if name == "x" else value[unit]) for name, value in values.items()}
    return {name: "?" if name in covered else text for name, text in shown.items()}


def _figure(cell: Cell, tour: list[Stage], now: int, printed: Mapping[str, str]) -> None:
    known = tuple(name for stage in tour[:now] for name in stage.steps)
    cell_view(
        cell, printed, key="figure", stage=tour[now], known=known,
        on_pick=lambda node: choose({"stage": stage_of(cell, node)}),
    )  # fmt: skip
