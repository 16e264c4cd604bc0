"""Story and question: three cells learn to read a story, and one of them is asked about yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.tasks.story import PEOPLE, PLACES, asked_after, probabilities, right_by_age, sentences
from ui.common.tabs import between_looks
from ui.common.text import problem
from ui.course.experiments.sequences.story_charts import NAMES, answers, curves
from ui.course.experiments.sequences.story_text import CHANCE, learnt_so_far, table_by_age
from ui.train.runs import Race, current, start
from ui.train.speed import FULL

if TYPE_CHECKING:
    from lstm_core.training.trained import Trained

MANY = 4_000  # stories by which the nets are compared at the end
EVERY = 0.5  # seconds between two looks
FIRST = "Mary kitchen. John garden. Mary bathroom. Sandra hall. John kitchen"


def show() -> None:
    """What it is about, the nets that learn, and a story of one's own."""
    st.markdown(
        "A net reads a story word by word: who walks where. Then it is asked for one of them. *Mary kitchen. John "
        "garden. Mary bathroom. Where Mary?* To answer, it has to track each person's place separately and update it."
    )
    st.button("Train Elman, GRU and LSTM on stories", icon=":material/play_arrow:", key="story_train", on_click=_train)
    race = _story_race()
    moving = race.running
    if race.runs:
        st.fragment(_watch, run_every=between_looks(EVERY) if moving else None)(moving)
        _ask_about_story()


def _story_race() -> Race:
    """The race that goes on, if it is about stories."""
    race = current()
    return race if race.runs and race.runs[0].experiment.task == "story" else Race()


def _train() -> None:
    from lstm_core.training.presets import PRESETS

    start([PRESETS["story"].but(cell=CELLS[name], seed=1) for name in NAMES], FULL)


def _watch(moving: bool) -> None:
    race = _story_race()
    rows = [
        {"cell": run.experiment.cell.name, "batch": batch, "share": float(score)}
        for run in race.runs
        for batch, score in [(0, CHANCE), *run.progress.history.scores]
    ]
    curves(rows)
    for run in race.runs:
        st.markdown(learnt_so_far(run.experiment.cell.name, run.progress, run.done.is_set()))
    if race.ended:
        _by_age(race)
    if moving and not race.running:
        st.rerun()


def _by_age(race: Race) -> None:
    """Where the wrong answers are; fresh stories, the same for every net."""
    batch = race.runs[0].experiment.task_spec.make(np.random.default_rng(MANY), MANY)
    nets = {run.experiment.cell.name: _net(run.experiment.cell.name) for run in race.runs}
    st.markdown("**How long ago was it told?** Right answers by the number of sentences that came after it.")
    st.markdown(table_by_age({name: right_by_age(net.predict(batch.xs), batch) for name, net in nets.items() if net}))
    st.caption(f"{MANY:,} fresh stories. Guessing gives {CHANCE:.0%}.")


@st.fragment
def _ask_about_story() -> None:
    """A story, a person, and what a net would say after every sentence."""
    st.markdown("**Read it your story**")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        name = st.segmented_control(
            "Net", NAMES, default="LSTM", required=True, key="story_net", persist_state="session", bind="query-params"
        )
        person = st.segmented_control(
            "Where is",
            PEOPLE,
            default=PEOPLE[0],
            required=True,
            key="story_who",
            persist_state="session",
            bind="query-params",
        )
    text = st.text_input(
        "The story, in sentences of two words",
        FIRST,
        key="story_text",
        persist_state="session",
        bind="query-params",
        max_chars=300,
        help=f"{', '.join(PEOPLE)}; {', '.join(PLACES)}",
    )
    try:
        story = sentences(text)
    except ValueError as error:
        problem(str(error))
        return
    net = _net(name or NAMES[-1])
    if net is None:
        st.caption("The net has not taken its first batches yet. Ask again in a moment.")
        return
    asked_for = person or PEOPLE[0]
    answers(
        story,
        asked_for,
        [probabilities(net.predict(asked_after(story[: k + 1], asked_for))[-1, 0]) for k in range(len(story))],
    )
    st.button("Ask again", icon=":material/refresh:", key="story_again", help="With what the net has learnt by now")


def _net(name: str) -> Trained | None:
    """What a net has learnt by now."""
    from lstm_core.training.trained import Trained

    run = next(run for run in _story_race().runs if run.experiment.cell.name == name)
    weights = tuple(run.progress.history.weights)
    return Trained(run.experiment, weights) if weights else None
