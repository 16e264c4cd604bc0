"""Walking through the stages of a cell: which one is shown, and the buttons and keys that change it."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.figure.stages import Stage, stages
from ui.common.session import choose, chosen, forget
from ui.step.weights_state import rerun_stage

PREDICT = "Predict it yourself"


def stage_row(cell: Cell) -> None:
    """Draw the row of stages, and the buttons for the one before and the one after."""
    tour = stages(cell)
    titles = [stage.title(cell) for stage in tour]
    if chosen("stage", titles[0]) not in titles:
        choose({"stage": titles[0]})
    st.segmented_control(
        "Stage",
        titles,
        default=titles[0],
        key="stage",
        bind="query-params",
        required=True,
        label_visibility="collapsed",
        width="content",
        wrap=True,
        on_change=rerun_stage,
    )
    now = current_stage(cell)[1]
    st.button(
        "Back",
        icon=":material/arrow_back:",
        shortcut="Left",
        disabled=now == 0,
        on_click=_step,
        args=(cell, -1),
        key="back",
    )
    if now < len(tour) - 1:
        st.button("Next", icon=":material/arrow_forward:", shortcut="Right", on_click=_step, args=(cell, 1), key="next")
    else:  # the arrow key stops here, and a second click of two on "Next" is none on this
        words, onward = ("From the start", _restart) if chosen("predict", False) else (PREDICT, predict_from_start)
        st.button(words, icon=":material/arrow_forward:", key="onward", on_click=onward, args=(cell,))


def predict_from_start(cell: Cell) -> None:
    """The same walk once more, every result covered until one has said what one expects."""
    choose({"predict": True})
    _restart(cell)


def _restart(cell: Cell) -> None:
    _show_stage(stages(cell)[0].title(cell))


def current_stage(cell: Cell) -> tuple[list[Stage], int]:
    """All stages, and the number of the one to show."""
    tour = stages(cell)
    titles = [stage.title(cell) for stage in tour]
    title = chosen("stage", titles[0])
    return tour, titles.index(title) if title in titles else 0


def go_to_stage_of(cell: Cell, node: str) -> None:
    """Go to the stage in which a node is worked out."""
    tour = stages(cell)
    _show_stage(next((stage for stage in tour if node in stage.steps), tour[0]).title(cell))


def back_to_first_stage() -> None:
    """Back to the first stage; called when another cell is chosen."""
    forget("stage")


def _step(cell: Cell, by: int) -> None:
    """One stage on or back from where the learner is now, however fast the keys are pressed."""
    tour, now = current_stage(cell)
    _show_stage(tour[min(max(now + by, 0), len(tour) - 1)].title(cell))


def _show_stage(title: str) -> None:
    """Set the row of stages; only a full rerun tells the browser of a widget that was set from here."""
    choose({"stage": title})
    st.rerun()
