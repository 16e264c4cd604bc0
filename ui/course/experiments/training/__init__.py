"""Lesson 9: one net, one setting. The learner says whether it will learn recall, and then watches it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.course.experiments.learning_rates import BATCHES, RATES, experiment, outcome
from ui.common import after_reload, answers, earlier
from ui.common.run_slot import RunSlot
from ui.common.session import session
from ui.common.text import problem
from ui.course.app_links import link
from ui.train import live
from ui.train.runs import RACE_NUMBERS, Race, new_run
from ui.train.speed import SLOW

if TYPE_CHECKING:
    from lstm_core.training.run import Run

SLOT: RunSlot[Run] = RunSlot("learning rate", RACE_NUMBERS)
YES, NO = "Yes", "No"


@st.fragment
def show() -> None:
    """Choose, predict, train, and be told what came of it."""
    after_reload.take_up()
    st.markdown(
        f"An LSTM with {experiment(RATES[0]).hidden} units is to learn recall within {BATCHES} batches. Everything is "
        "fixed except the learning rate: how far the weights move with every batch."
    )
    rate = float(st.segmented_control("Learning rate", RATES, default=RATES[0], required=True, key="rate") or RATES[0])
    said = _prediction(rate)
    race = Race(SLOT.number, SLOT.current())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Train",
            icon=":material/play_arrow:",
            key="rate_start",
            on_click=_start,
            args=(rate, said),
            disabled=said is None,
            help="Say first what you expect." if said is None else None,
        )
        if race.runs:
            st.button("Stop", icon=":material/stop:", key="rate_stop", on_click=SLOT.stop, disabled=race.ended)
    note = session().notes.pop("rate", "")
    if note:
        problem(note)
    after_reload.tell("Press Train to begin again.")
    if race.runs:
        _watch(race, rate)


def _prediction(rate: float) -> str | None:
    """What the learner expects of this rate; asked once."""
    if answers.given(_question(rate)):
        said = answers.answer_to(_question(rate))
        return said if said in (YES, NO) else ""
    return st.radio(
        f"Will it solve recall within {BATCHES} batches at {rate:g}?",
        [YES, NO],
        index=None,
        horizontal=True,
        key=_question(rate),
    )


def _question(rate: float) -> str:
    return f"learning rate {rate:g}"


def _start(rate: float, said: str) -> None:
    answers.give(_question(rate), said)
    try:
        SLOT.start([new_run(experiment(rate), SLOW)])
    except ValueError as error:
        session().notes["rate"] = str(error)


def _watch(race: Race, rate: float) -> None:
    """The lecture's picture while it learns, and in the end what was predicted beside what came."""
    run = race.runs[0]
    had = run.experiment.learning_rate
    earlier.say([] if had == rate else [f"learning rate {had:g}, now {rate:g}"], "Train", "The picture shows")
    live.show(race)
    if not race.ended:
        return
    said = answers.answer_to(_question(had))
    before = f"You were asked whether {had:g} will do, and you answered “{said}”. " if said in (YES, NO) else ""
    st.markdown(f":material/flag: {before}{outcome(run.progress)}")
    st.caption(
        "One seed each: this is what one net did, no proof about the rate. On the page Train you choose task, cell, "
        "seed and all other settings."
    )
    link("train?task=recall")
