"""What is to be trained: a task, the cells that race for it, a recipe, and every setting within reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.tasks import TASKS
from ui.common.creations import offered_cells, offered_tasks
from ui.common.session import chosen, forget, session
from ui.common.text import literal, problem
from ui.presenting import present
from ui.train import speed_control
from ui.train.settings import forget_settings, settings

if TYPE_CHECKING:
    from lstm_core.training import Experiment

OURS, THEIRS = "Tried out here", "As in the lecture"
MOST = 3  # cells side by side


@dataclass(frozen=True)
class Choice:
    """One experiment per cell; none if a setting does not fit, and then `problem` says why."""

    recipe: Experiment  # what the settings start from
    lecture: bool
    experiments: tuple[Experiment, ...]
    problem: str = ""


def choose() -> Choice:
    """Draw the choices and return them."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        task = _task()
        recipe, lecture = _recipe(task)
        speed_control.show()
        changes = settings(recipe)
        present("Train")
    cells = _cells()
    _say_what_no_link_carries(task, cells)
    try:
        experiments = tuple(_affordable(recipe.but(cell=offered_cells()[name], **changes)) for name in cells)
    except ValueError as error:
        problem(f"{str(error)[:1].upper()}{str(error)[1:].rstrip('.')}. Change it under Settings.")
        return Choice(recipe, lecture, (), str(error))
    return Choice(recipe, lecture, experiments)


def _affordable(experiment: Experiment) -> Experiment:
    from lstm_core.training.budget import check

    check(experiment)
    return experiment


def _task() -> str:
    """The name of the task; one of the learner's own is not in the link, since nobody else has it."""
    own = chosen("task", None) in session().own.tasks
    name = st.selectbox(
        "Task",
        list(offered_tasks()),
        key="task",
        bind=None if own else "query-params",
        persist_state="session",
        on_change=back_to_recipe,
        width=230,
    )
    return name or next(iter(TASKS))


def _recipe(task: str) -> tuple[Experiment, bool]:
    """The settings to start from. The lecture has a recipe of its own for two of the tasks."""
    from lstm_core.training import LECTURE, preset

    options = [OURS, THEIRS] if task in LECTURE else [OURS]
    if chosen("recipe", None) not in options:
        forget("recipe")
    ours = preset(offered_tasks()[task])
    if len(options) == 1:
        return ours, False
    name = st.segmented_control(
        "Settings to start from",
        options,
        default=OURS,
        key="recipe",
        bind="query-params",
        required=True,
        on_change=forget_settings,
        width="content",
    )
    return (LECTURE[task], True) if name == THEIRS else (ours, False)


def _cells() -> list[str]:
    """One to three cells, in the order of the list."""
    own = any(name in session().own.cells for name in chosen("cells", None) or [])
    names = st.pills(
        "Cells to race, on the same batches",
        list(offered_cells()),
        selection_mode="multi",
        format_func=literal,
        default=["LSTM"],
        key="cells",
        bind=None if own else "query-params",
        persist_state="session",
        wrap=True,
    )
    names = [name for name in offered_cells() if name in names]  # they come in the order of the clicks
    if len(names) > MOST:
        problem(f"At most {MOST} cells fit side by side. {', '.join(names[:MOST])} will race.")
    return names[:MOST] or ["LSTM"]


def _say_what_no_link_carries(task: str, cells: list[str]) -> None:
    """Name what is the learner's own, since the address of this page cannot carry it."""
    own = [name for name in (task,) if name in session().own.tasks]
    own += [name for name in cells if name in session().own.cells]
    if own:
        names = " and ".join(f"“{literal(name)}”" for name in own)
        st.caption(f":material/link_off: {names} is in your log only, so a link to this page opens without it.")


def back_to_recipe() -> None:
    """The recipe and the settings that belong to the task; called when another task is chosen."""
    forget("recipe")
    forget_settings()
