"""Teach a net of one's own: the tunes or a text, the button that starts, and the net that is kept in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.generation.corpus import Corpus
from lstm_core.generation.settings import TextSettings
from ui.common import after_reload, earlier
from ui.common.creations import check_room, kept_words
from ui.common.session import session
from ui.common.text import problem
from ui.course.experiments.generation import live, runs
from ui.course.experiments.generation.models import MOST, TextGenerator, keep_generator
from ui.course.experiments.generation.settings import chosen_corpus, chosen_settings

if TYPE_CHECKING:
    from lstm_core.generation.job import GenerationJob

NAMES = {"hidden": "units", "steps": "updates", "dropout": "dropout", "seed": "seed"}


def keep_finished_net() -> None:
    """Keep a net that has just ended its training; call this before the choice of nets is drawn."""
    training, name = runs.current(), _net_name()
    if training and training.progress and _is_new(training):
        session().experiments.nets_offered.add(name)
        counted = min(training.ngram_bits.values())
        made = TextGenerator(name, training.progress.best, training.corpus, training.progress.best_bits, counted)
        try:
            check_room(made.size)
            keep_generator(made)
        except ValueError as error:
            problem(str(error))


def _net_name() -> str:
    return f"Your net {runs.SLOT.number}"


def _is_new(training: GenerationJob) -> bool:
    return training.done.is_set() and bool(training.progress) and _net_name() not in session().experiments.nets_offered


@st.fragment
def show() -> None:
    """Settings, and once something was started, how it goes."""
    st.markdown(
        "Teach a net to predict the next symbol. Every eighth piece is held out: its predictions on those count. "
        "**Before you start: will it beat the n-grams, and when will it begin to over-fit?**"
    )
    corpus = chosen_corpus()
    settings = chosen_settings()
    after_reload.take_up()
    training = runs.current()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Teach it",
            icon=":material/play_arrow:",
            key="own_start",
            on_click=_start,
            args=(corpus, settings),
            disabled=corpus is None or settings is None,
        )
        if training:
            st.button(
                "Stop", icon=":material/stop:", key="own_stop", on_click=training.stop, disabled=training.done.is_set()
            )
    note = session().notes.pop("own", "")
    if note:
        problem(note)
    after_reload.tell("Press Teach it to begin again.")
    if training:
        earlier.say(_differences(training, corpus, settings), "Teach it", "The curve shows")
        live.show(training)
        if _is_new(training):
            st.rerun()  # the choice of nets stands above
        if training.done.is_set() and training.progress:
            st.markdown(f"{kept_words(_net_name(), 'nets', MOST)} It speaks in all other parts now.")


def _differences(training: GenerationJob, corpus: Corpus | None, settings: TextSettings | None) -> list[str] | None:
    """What the training that is shown had, and what is chosen now; None if that cannot be trained."""
    if corpus is None or settings is None:
        return None
    before, now = vars(training.settings), vars(settings)
    found = [] if training.corpus.pieces == corpus.pieces else ["another text"]
    return found + [f"{NAMES[name]} {before[name]:g}, now {now[name]:g}" for name in NAMES if before[name] != now[name]]


def _start(corpus: Corpus, settings: TextSettings) -> None:
    try:
        runs.start(corpus, settings)
    except ValueError as error:
        session().notes["own"] = str(error)
