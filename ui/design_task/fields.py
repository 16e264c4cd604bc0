"""The fields above the grids: the name, where to begin, the channels, the number of steps and how it is varied."""

from typing import Any

import streamlit as st

from lstm_core.tasks import TASKS
from lstm_core.tasks.draft import Draft, channels, examples, of_length, task_name, with_channels
from lstm_core.tasks.grid import MOST_CHANNELS
from ui.common.session import choose, chosen, drawn, session
from ui.common.text import problem
from ui.design_task.grids import current_draft, restart_grids, typed_draft

NAME, STEPS, LATE, NOISE, INPUTS, OUTPUTS = (
    f"design_{word}" for word in ("name", "steps", "late", "noise", "in", "out")
)
MOST_STEPS, MOST_LATE = 60, 60
BEFORE = "what was here before"


def fill_new_fields() -> None:
    """Fill every field that has not been drawn yet from the draft."""
    if not drawn(NAME):
        _fill_fields(_first_name(next(iter(examples()))), current_draft())


def name_and_start() -> str:
    """Draw the first row; the name, or "" if it cannot be used."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        typed = st.text_input("Name", key=NAME, persist_state="session", width=190)
        st.selectbox(
            "Begin from",
            list(_starts()),
            index=None,
            placeholder="an example",
            key="design_from",
            on_change=_load,
            width=220,
        )
        with st.popover("Channels", icon=":material/table_rows:"):
            _channel_fields()
    try:
        return task_name(str(typed or ""), tuple(TASKS))
    except ValueError as error:
        problem(str(error))
    return ""


def variation() -> None:
    """Draw the second row: how long it is, and in what the sequences differ."""
    shared: dict[str, Any] = {"on_change": _changed, "persist_state": "session"}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(f"Steps (1 to {MOST_STEPS})", 1, MOST_STEPS, key=STEPS, width=150, **shared)
        st.number_input(
            "Begins up to … steps late",
            0,
            MOST_LATE,
            key=LATE,
            width=190,
            **shared,
            help="Each sequence begins at a step of its own, so that a net cannot learn a clock instead.",
        )
        st.number_input(
            "Noise (0 to 1)",
            0.0,
            1.0,
            step=0.1,
            format="%g",
            key=NOISE,
            width=150,
            **shared,
            help="Fills the empty cells of input lines that carry letters. Flags stay clear.",
        )


def _channel_fields() -> None:
    st.caption(f"Add a name, take one out or change it. Commas between them, 1 to {MOST_CHANNELS} on each side.")
    for key, label in ((INPUTS, "Inputs"), (OUTPUTS, "Outputs")):
        st.text_input(label, key=key, on_change=_changed, persist_state="session")
    error = session().design.channels_error
    if error:
        problem(f"{error} Until then the channels stay as they were.")


def _changed() -> None:
    """Another shape or another variation: what is filled in goes along."""
    draft = _with_typed_channels(typed_draft())
    steps, late, noise = chosen(STEPS, None), chosen(LATE, None), chosen(NOISE, None)
    draft = draft.but(shift=draft.shift if late is None else late, noise=draft.noise if noise is None else noise)
    restart_grids(of_length(draft, steps or draft.steps))


def _with_typed_channels(draft: Draft) -> Draft:
    state = session().design
    try:
        inputs, outputs = channels(chosen(INPUTS, ""), "input"), channels(chosen(OUTPUTS, ""), "output")
    except ValueError as error:
        state.channels_error = str(error)
        return draft
    state.channels_error = ""
    return with_channels(draft, inputs, outputs)


def _starts() -> dict[str, tuple[str, Draft]]:
    """Where one may begin, with a name for what comes of it: examples, kept tasks, and what was here before."""
    replaced = session().design.replaced
    before = {BEFORE: replaced} if replaced else {}
    own = {name: (name, draft) for name, draft in session().own.tasks.items()}
    return {name: (_first_name(name), draft) for name, draft in examples().items()} | own | before


def _load() -> None:
    """Begin anew; what was here can be had back."""
    name, draft = _starts().get(chosen("design_from", None), ("", None))
    if draft:
        session().design.replaced = (chosen(NAME, ""), typed_draft())
        session().design.channels_error = ""
        restart_grids(draft)
        _fill_fields(name, draft)
    choose({"design_from": None})


def _first_name(example: str) -> str:
    return "My task" if example == "empty" else f"My {example}"


def _fill_fields(name: str, draft: Draft) -> None:
    choose({NAME: name, STEPS: draft.steps, LATE: draft.shift, NOISE: draft.noise})
    choose({INPUTS: ", ".join(draft.inputs), OUTPUTS: ", ".join(draft.outputs)})
