"""Ten seeds: was it luck? The same experiment ten times, at full speed, with other first weights and batches."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.prose.text import markdown_table
from ui.common import earlier
from ui.common.session import session
from ui.common.tabs import between_looks
from ui.common.text import literal, problem
from ui.train import runs, whose
from ui.train.choose import Choice
from ui.train.runs import Race

if TYPE_CHECKING:
    from lstm_core.training.run import Run

TEN = 10
EVERY = 0.5  # seconds between two looks


def show(choice: Choice) -> None:
    """A button, and what came of it."""
    with st.expander("Ten seeds", icon=":material/casino:"):
        st.markdown(f"One success may be luck. Train {_first(choice)} ten times, each with another seed.")
        st.button(
            "Train ten",
            key="ten",
            icon=":material/fast_forward:",
            on_click=_start,
            args=(choice,),
            disabled=not choice.experiments,
        )
        note = session().notes.pop("ten", "")
        if note:
            problem(note)
        race = runs.ten_seeds()
        if race.runs:
            shown = race.runs[0].experiment
            earlier.say(whose.differences([shown], choice.experiments[:1]), "Train ten", "The table shows")
            st.fragment(_draw, run_every=between_looks(EVERY) if race.running else None)(race, race.running)


def _first(choice: Choice) -> str:
    """Which of the cells it will be; several may be chosen."""
    return f"the {literal(choice.experiments[0].cell.name)}" if choice.experiments else "the first of the cells above"


def _start(choice: Choice) -> None:
    first = choice.experiments[0]
    try:
        runs.start_ten_seeds([first.but(seed=first.seed + k) for k in range(TEN)])
    except ValueError as error:
        session().notes["ten"] = str(error)


def _draw(race: Race, moving: bool) -> None:
    st.markdown(summary_of(race))
    rows = [(run.experiment.seed, _outcome(run)) for run in race.runs]
    st.markdown(markdown_table(["Seed", "Learnt after"], rows, "r"))
    if moving and not race.running:
        st.rerun()


def summary_of(race: Race) -> str:
    """The sentence about all of them."""
    e = race.runs[0].experiment
    ended = [run for run in race.runs if run.done.is_set()]
    solved = [run.progress.step for run in ended if run.progress.solved]
    said = f"**{len(solved)} of {len(race.runs)} solved**"
    if len(ended) < len(race.runs):
        said += f", {len(race.runs) - len(ended)} still training"
    middle = f", half of them within {median(solved):,.0f} batches, the slowest after {max(solved):,}" if solved else ""
    return f"{literal(e.cell.name)}, {literal(e.task_spec.name)}: {said}{middle}."


def _outcome(run: Run) -> str:
    if not run.done.is_set():
        return f"at {run.progress.step:,} …"
    return f"**{run.progress.step:,}**" if run.progress.solved else f"not in {run.progress.step:,}"
