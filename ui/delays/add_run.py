"""One more experiment, asked for by the learner: chosen, and trained while they watch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from lstm_core.cell.memory import fits_a_delay
from lstm_core.training.sweep import RunPlan, RunResult, one_more
from ui.common import after_reload, earlier
from ui.common.creations import offered_cells
from ui.common.session import chosen, session
from ui.common.text import problem
from ui.delays import figures, own_runs
from ui.train import live
from ui.train.speed import FULL, SLOW, pace

OFFER = "LSTM"
LINK: Literal["query-params"] = "query-params"


def ask(plans: Sequence[RunPlan], theirs: Mapping[str, RunResult]) -> None:
    """The choices, hands on the run, the run itself and what came of it. `theirs`: results of the sweep by key."""
    st.markdown(
        "What would another cell, delay or seed have done? Choose one and say what you expect. It trains with the "
        "settings of the sweep and gets a place in the figures, marked as yours."
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        plan = _chosen_plan(plans)
        st.button("Train it", icon=":material/play_arrow:", key="more", on_click=_start, args=(plan,))
        _run_controls()
    cell = offered_cells()[plan["cell"]]
    if plan["initial"] == "chrono" and not fits_a_delay(cell):
        st.caption("This cell has no gate that keeps or writes, so chrono starts it as Keras does.")
    if note := session().notes.pop("more", ""):
        problem(note)
    after_reload.tell("Press Train it to begin again.")
    race, about, results = own_runs.current(), own_runs.asked(), session().delays.results
    if race.runs and about:
        key, watched = about
        _whose(watched, plan)
        live.show(race)
        st.markdown(own_runs.conclusion(race.runs[0], results.get(key), theirs))
    if results:
        own_runs.show_downloads()


def _whose(watched: RunPlan, wanted: RunPlan) -> None:
    """Whether the picture is of what is chosen now; one line in either case, so that nothing moves."""
    names = {"cell": "cell", "initial": "start", "delay": "delay", "seed": "seed"}
    found = [
        f"{words} {watched[key]}, now {wanted[key]}" for key, words in names.items() if watched[key] != wanted[key]
    ]
    earlier.say(found, "Train it")


def _chosen_plan(plans: Sequence[RunPlan]) -> RunPlan:
    """The plan that was put together; a cell of the learner's own is in no link, since nobody else has it."""
    from lstm_core.training import CHOICES

    cells, starts = list(offered_cells()), CHOICES["initial"]
    link = None if chosen("more_cell", None) in session().own.cells else LINK
    cell = st.selectbox("Cell", cells, cells.index(OFFER), key="more_cell", width=180, bind=link)
    start = st.selectbox("Start", starts, starts.index("chrono"), key="more_start", width=120, bind=LINK)
    delay = st.number_input("Delay (1 to 500)", 1, 500, 30, key="more_delay", width=140, bind=LINK)
    seed = st.number_input("Seed", 0, 10_000, 1, key="more_seed", width=120, bind=LINK)
    return one_more(plans, cell or OFFER, start or "chrono", delay or 1, seed or 0)


def _run_controls() -> None:
    st.segmented_control(
        "Speed", [SLOW, FULL], default=SLOW, key="more_speed", required=True, on_change=_set_speed, width="content"
    )
    race = own_runs.current()
    if race.runs:
        st.button("Stop", icon=":material/stop:", key="more_stop", on_click=race.runs[0].stop, disabled=race.ended)


def _start(plan: RunPlan) -> None:
    try:
        own_runs.start(plan, offered_cells(), chosen("more_speed", SLOW) or SLOW)
        figures.show_start(plan["initial"])
    except ValueError as error:
        session().notes["more"] = str(error)


def _set_speed() -> None:
    for run in own_runs.current().runs:
        pace(run, chosen("more_speed", SLOW))
