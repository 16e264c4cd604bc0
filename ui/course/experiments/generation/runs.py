"""The training of a next-symbol net: held so that it goes on while other pages are read, and ends with the tab."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.generation.corpus import Corpus
from lstm_core.generation.settings import Settings
from ui.common.session import session
from ui.train.runs import seat, trainer

if TYPE_CHECKING:
    from lstm_core.generation.job import Writing

_NUMBERS = count(1)  # of trainings, the same for all visitors


def _stop(job: Writing | None) -> None:
    if job:
        job.stop()


@st.cache_resource(scope="session", max_entries=1, show_spinner=False, on_release=_stop)
def _writing(number: int, _job: Writing | None = None) -> Writing | None:
    return _job


def current() -> Writing | None:
    """The training that was started last; None if there is none, or if the connection was lost meanwhile."""
    return _writing(session().writing) if session().writing else None


def start(corpus: Corpus, settings: Settings) -> None:
    """Begin a training; the one before it is stopped. Raises ValueError with a sentence if the trainer is full."""
    from lstm_core.generation.job import Writing

    _stop(current())
    job = Writing(corpus, settings)
    session().writing = next(_NUMBERS)
    _writing(session().writing, job)
    trainer().submit(job, seat())


def sharing() -> int:
    """Into how many parts the thread's time is divided just now."""
    return trainer().divided(seat())
