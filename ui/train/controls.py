"""Hands on the runs: start, pace, pause, one batch, stop, another seed, and the learning rate while they run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui.common import after_reload
from ui.common.session import choose, chosen, session
from ui.common.text import problem
from ui.train import runs, speed_control
from ui.train.runs import Race
from ui.train.speed import SLOW, SPEEDS, one_batch

if TYPE_CHECKING:
    from lstm_core.training import Experiment
    from ui.train.choose import Choice

GUESS = "guess"  # key of the field
LONGER = 5_000  # batches at which the lecture's nets have learnt
RATES = [float(f"{digit}e{power}") for power in range(-6, 0) for digit in (1, 2, 5)] + [1.0]


def show(choice: Choice, race: Race) -> None:
    """A guess, the button that starts, and, once there is something to steer, hands on it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            "Your guess: learnt after … batches",
            1,
            20_000,
            None,
            step=10,
            key=GUESS,
            placeholder="may be skipped",
            width=210,
        )
        st.button(
            "Train",
            icon=":material/play_arrow:",
            key="train",
            on_click=_start,
            args=(choice,),
            disabled=not choice.experiments,
        )
        if choice.lecture:
            st.button(
                f"Give it {LONGER:,}",
                icon=":material/more_time:",
                key="longer",
                on_click=_start_longer,
                args=(choice,),
                disabled=not choice.experiments,
            )
        if race.runs:
            _steer(race)
    note = session().notes.pop("train", "")
    if note:
        problem(note)
    after_reload.tell("Press Train to begin again.")


def _steer(race: Race) -> None:
    over = race.ended
    if race.paused:
        st.button("Resume", icon=":material/play_arrow:", key="resume", on_click=_resume, disabled=over)
    else:
        st.button("Pause", icon=":material/pause:", key="pause", on_click=_call_each, args=("pause",), disabled=over)
    st.button(
        "One batch", icon=":material/skip_next:", key="one", on_click=_take_one_batch, disabled=over, shortcut="Right"
    )
    st.button("Stop", icon=":material/stop:", key="stop", on_click=_call_each, args=("stop",), disabled=over)
    st.button("Another seed", icon=":material/casino:", key="another", on_click=_another_seed)
    usual = race.runs[0].experiment.learning_rate
    st.select_slider(
        "Learning rate now",
        sorted({*RATES, usual}),
        usual,
        format_func=lambda rate: f"{rate:g}",
        key=f"rate_{race.number}",
        on_change=_set_rate,
        disabled=over,
        width=170,
    )


def _start(choice: Choice) -> None:
    _begin(choice.experiments)


def _start_longer(choice: Choice) -> None:
    choose({"net_steps": LONGER})
    _begin([experiment.but(steps=LONGER) for experiment in choice.experiments])


def _another_seed() -> None:
    again = [run.experiment.but(seed=(run.experiment.seed + 1) % 10_000) for run in runs.current().runs]
    if again:
        choose({"net_seed": again[0].seed})
        _begin(again)


def _begin(experiments: Sequence[Experiment]) -> None:
    try:
        runs.start(experiments, speed_control.chosen_speed(), chosen(GUESS, None))
    except ValueError as error:
        session().notes["train"] = str(error)


def _resume() -> None:
    """Go on; from batch by batch, in slow motion."""
    if SPEEDS.get(speed_control.chosen_speed()) == 0:
        choose({speed_control.KEY: SLOW})
    speed_control.set_speed_of_runs()


def _take_one_batch() -> None:
    one_batch(runs.current().runs)


def _call_each(what: str) -> None:
    for run in runs.current().runs:
        getattr(run, what)()


def _set_rate() -> None:
    race = runs.current()
    for run in race.runs:
        run.rate = chosen(f"rate_{race.number}", run.rate)
