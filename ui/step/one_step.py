"""The view "One step": the figure, the equation of the stage beside it, and every number in reach."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.latex import Convention
from lstm_core.run import Values, step
from ui import endings
from ui.common.leads_on import Way, say
from ui.common.session import chosen
from ui.common.text import formula, plain
from ui.components.cell_view import cell_view
from ui.components.fold import fold
from ui.components.scroll_into_view import scroll_into_view
from ui.presenting import presenting
from ui.step import names, narrow, panel
from ui.step.predict import hidden_nodes, is_on, predict_switch
from ui.step.settings import arriving, number_fields, weights
from ui.step.stage_nav import current_stage, go_to_stage_of, predict_from_start, stage_row
from ui.step.weights_state import NUMBER_FRAGMENTS, STAGE_FRAGMENTS, Numbers, current_numbers, rerun_stage


@dataclass(frozen=True)
class LiveViews:
    """What follows from the numbers: fragments with the keys in `weights_state`, which every slider reruns."""

    stages: Callable[[Cell], None]
    figure: Callable[[Cell, Convention], None]
    panel: Callable[[Cell, Convention], None]


def show(cell: Cell, convention: Convention) -> None:
    """One time step of a cell, stage by stage, above the numbers it is run with."""
    compose(cell, convention, LiveViews(_stages, _figure, _panel))


def compose(cell: Cell, convention: Convention, live: LiveViews) -> None:
    """The view out of what follows from the numbers, and the fields for them.

    A slider reruns just these fragments, so it answers at once; the benchmarks put cheaper ones in their place.
    """
    whole = with_readout(cell)
    live.stages(whole)
    narrow.show_style()
    with st.container(key="walk"):
        left, right = st.columns([3, 2], gap="large")
    with left:
        figure = st.container(key="walk_figure")
        fold("Symbols, numbers, presets and weights")
        given = st.container(key="walk_given")
    rest = st.container(key="walk_rest")
    with rest:
        fields = number_fields(whole)
    with given:
        arriving(whole, convention, fields)
    with rest:
        weights(whole, convention, fields)
    with figure:  # after all fields, since it needs the numbers that are typed into them
        live.figure(whole, convention)
    with right.container(key="walk_panel"):
        live.panel(whole, convention)


@st.fragment(key=STAGE_FRAGMENTS[0])
def _stages(cell: Cell) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="stages"):
        stage_row(cell)
        predict_switch()
        names.names_switch(rerun_stage, hidden=is_on())


@st.fragment(key=STAGE_FRAGMENTS[1])
def _figure(cell: Cell, convention: Convention) -> None:
    tour, now = current_stage(cell)
    numbers, values, unit = computed_numbers(cell)
    known = tuple(name for stage in tour[:now] for name in stage.steps)
    printed = figure_texts(cell, values, unit, hidden_nodes(cell, tour, now, numbers, unit))
    cell_view(
        cell,
        printed,
        key="figure",
        stage=tour[now],
        known=known,
        on_pick=lambda node: go_to_stage_of(cell, node),
        named=names.are_shown(hidden=is_on()),
        convention=convention,
    )


@st.fragment(key=STAGE_FRAGMENTS[2])
def _panel(cell: Cell, convention: Convention) -> None:
    tour, now = current_stage(cell)
    with panel.frame(cell, tour[now]):
        if not tour[now].heads:
            _arriving(cell, convention)
        for name in tour[now].heads:
            st.markdown(formula(cell, name, convention))
            _numbers(cell, name, convention)
    if now == len(tour) - 1:
        _ending(cell)
    scroll_into_view("stage", "walk_head", now + 1, by_thumb=True)


def _ending(cell: Cell) -> None:
    """After the last stage, what was shown is predicted, and what was predicted is drawn."""
    once_more = Way("step-by-step", say("now_predict"), prepare=partial(predict_from_start, cell))
    endings.show("step-by-step", (cell.name, "One step"), first=[] if chosen("predict", False) else [once_more])


@st.fragment(key=NUMBER_FRAGMENTS[1])
def _arriving(cell: Cell, convention: Convention) -> None:
    tour, now = current_stage(cell)
    panel.arriving(cell, convention, tour[now], computed_numbers(cell)[1])


@st.fragment(key=NUMBER_FRAGMENTS[1])
def _numbers(cell: Cell, name: str, convention: Convention) -> None:
    tour, now = current_stage(cell)
    brief = presenting() and len(tour[now].heads) > 1  # a hall has room for one table
    panel.numbers(cell, name, convention, *computed_numbers(cell), brief)


def computed_numbers(cell: Cell) -> tuple[Numbers, Values, int]:
    """The numbers as set, what the cell makes of them, and the unit that is looked at."""
    numbers = current_numbers(cell)
    values = step(cell, numbers.weights, numbers.given)
    return numbers, values, min(int(chosen("unit", 1)), numbers.units) - 1


def figure_texts(cell: Cell, values: Values, unit: int, covered: frozenset[str]) -> dict[str, str]:
    """What the figure prints at every node: one unit's number, "?" where it is to be predicted."""
    shown = {name: plain(value if name == "x" else value[unit]) for name, value in values.items()}
    return {name: "?" if name in covered else text for name, text in shown.items()}
