"""Hands on the runs: start, pace, pause, one batch, stop, another seed, and the learning rate while they run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui.common.session import choose, chosen, session
from ui.common.text import problem
from ui.components.run_guard import running
from ui.train import runs
from ui.train.runs import Race
from ui.train.speed import SLOW, SPEEDS, one_batch, pace

if TYPE_CHECKING:
    from lstm_core.training import Experiment
    from ui.train.choose import Choice

LONGER = 5_000  # batches at which the lecture's nets have learnt
RATES = [float(f"{digit}e{power}") for power in range(-6, 0) for digit in (1, 2, 5)] + [1.0]


def show(choice: Choice, race: Race) -> None:
    """A guess, the button that starts, and, once there is something to steer, hands on it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            "Your guess: learnt after … batches", 1, 20_000, None, step=10, key="guess", placeholder="may be skipped",
            width=210,
        )  # fmt: skip
        st.button(
            "Train", icon=":material/play_arrow:", key="train", on_click=_start, args=(choice,),
            disabled=not choice.experiments,
        )  # fmt: skip
        if choice.lecture:
            st.button(
                f"Give it {LONGER:,}", icon=":material/more_time:", key="longer", on_click=_start_longer,
                args=(choice,), disabled=not choice.experiments,
            )  # fmt: skip
        if race.runs:
            _steer(race)
    note = session().notes.pop("train", "")
    if note:
        problem(note)
    if running(race.number, not race.ended) or (session().race and not race.runs):
        problem("The connection was lost, and with it the run. Press Train to begin again.")


def speed() -> None:
    """How fast; it may be changed while they run."""
    st.segmented_control(
        "Speed", list(SPEEDS), default=SLOW, key="speed", bind="query-params", required=True, on_change=_pace,
        width="content",
    )  # fmt: skip


def _steer(race: Race) -> None:
    over = race.ended
    if race.paused:
        st.button("Resume", icon=":material/play_arrow:", key="resume", on_click=_resume, disabled=over)
    else:
        st.button("Pause", icon=":material/pause:", key="pause", on_click=_each, args=("pause",), disabled=over)
    st.button("One batch", icon=":material/skip_next:", key="one", on_click=_one, disabled=over, shortcut="Right")
    st.button("Stop", icon=":material/stop:", key="stop", on_click=_each, args=("stop",), disabled=over)
    st.button("Another seed", icon=":material/casino:", key="another", on_click=_another_seed)
    usual = race.runs[0].experiment.learning_rate
    st.select_slider(
        "Learning rate now", sorted({*RATES, usual}), usual, format_func=lambda rate: f"{rate:g}",
        key=f"rate_{race.number}", on_change=_set_rate, disabled=over, width=170,
    )  # fmt: skip


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
        runs.start(experiments, chosen("speed", SLOW) or SLOW, chosen("guess", None))
    except ValueError as error:
        session().notes["train"] = str(error)


def _pace() -> None:
    for run in runs.current().runs:
        pace(run, chosen("speed", SLOW))


def _resume() -> None:
    """Go on; from batch by batch, in slow motion."""
    if SPEEDS.get(chosen("speed", SLOW)) == 0:
        choose({"speed": SLOW})
    _pace()


def _one() -> None:
    one_batch(runs.current().runs)


def _each(what: str) -> None:
    for run in runs.current().runs:
        getattr(run, what)()


def _set_rate() -> None:
    race = runs.current()
    for run in race.runs:
        run.rate = chosen(f"rate_{race.number}", run.rate)
