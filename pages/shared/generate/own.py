"""Teach a net of one's own: the tunes or a text, a few settings, and the button that starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from lstm_core.generation.corpus import Corpus, folk_tunes, stream
from lstm_core.generation.settings import BOUNDS, Settings
from lstm_core.generation.upload import LARGEST, read_corpus
from pages.shared.generate import live, runs
from pages.shared.generate.speakers import Speaking, keep
from pages.shared.show import problem
from pages.shared.state import session

if TYPE_CHECKING:
    from lstm_core.generation.writing import Writing

TUNES, OWN = "The tunes of this app", "A text or tunes of your own"
USUAL = Settings()


def take_in() -> None:
    """Keep a net that has just ended its training; call this before the choice of nets is drawn."""
    job, name = runs.current(), _name()
    if job and job.progress and _to_be_kept(job):
        session().revealed.add(name)
        counted = min(job.counted.values())
        keep(Speaking(name, job.progress.best, job.corpus, job.progress.fewest, counted))


def _name() -> str:
    return f"Your net {session().writing}"


def _to_be_kept(job: Writing) -> bool:
    return job.done.is_set() and bool(job.progress) and _name() not in session().revealed


@st.fragment
def show() -> None:
    """Settings, and once something was started, how it goes."""
    st.markdown(
        "Teach a net to say the next symbol. Every eighth piece is held out: what it says about those is what counts. "
        "**Before you start: will it beat the n-grams, and when will it begin to over-fit?**"
    )
    corpus = _corpus()
    settings = _settings()
    job = runs.current()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Teach it", icon=":material/play_arrow:", key="own_start", on_click=_start, args=(corpus, settings),
            disabled=corpus is None or settings is None,
        )  # fmt: skip
        if job:
            st.button("Stop", icon=":material/stop:", key="own_stop", on_click=job.stop, disabled=job.done.is_set())
    note = session().notes.pop("own", "")
    if note:
        problem(note)
    if job:
        live.show(job)
        if _to_be_kept(job):
            st.rerun()  # the choice of nets stands above
        if job.done.is_set() and job.progress:
            st.markdown(f":material/check_circle: It is kept as **{_name()}** and speaks in all other tabs now.")
    elif session().writing:
        problem("The connection was lost, and with it the training. Press Teach it to begin again.")


def _corpus() -> Corpus | None:
    """What is to be learnt; None, and a sentence, if nothing can be learnt from it."""
    source = st.segmented_control("Learn from", [TUNES, OWN], default=TUNES, required=True, key="own_source")
    corpus = folk_tunes()
    if source == OWN:
        file = st.file_uploader(
            f"A plain text, or tunes in ABC notation; at most {LARGEST // 1_000_000} MB", key="own_file",
            help="It is read in this session only and kept nowhere.",
        )  # fmt: skip
        if file is None:
            st.caption("A few pages or more: at least 1,000 characters. A novel is fine, too.")
            return None
        try:
            corpus = _read(file.getvalue() if file.size <= LARGEST else b" " * (LARGEST + 1), file.name[:40])
        except ValueError as error:
            problem(str(error))
            return None
    st.caption(
        f"{len(corpus.pieces):,} pieces, {len(stream(corpus.pieces)):,} characters, {len(corpus.symbols)} symbols; "
        f"{len(corpus.held_out):,} pieces are held out."
    )
    return corpus


def _settings() -> Settings | None:
    """How to train; None, and a sentence, if a number is out of bounds."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        hidden = int(
            st.number_input(_label("Units", "hidden"), value=USUAL.hidden, step=32, key="own_hidden", width=170)
        )
        updates = int(
            st.number_input(_label("Updates", "steps"), value=USUAL.steps, step=100, key="own_steps", width=190)
        )
        dropout = st.slider("Dropout", 0.0, 0.9, USUAL.dropout, 0.1, key="own_dropout", width=170,
                            help="The share of h that the readout does not see in training.")  # fmt: skip
        seed = int(st.number_input("Seed", 0, 10_000, 0, key="own_seed", width=120))
    try:
        return Settings(hidden=hidden, steps=updates, dropout=dropout, seed=seed)
    except ValueError as error:
        said = str(error).replace("steps is", "updates are").replace("hidden is", "units are")
        problem(f"{said[0].upper()}{said[1:]}.")
        return None


def _label(words: str, name: str) -> str:
    low, high = BOUNDS[name]
    return f"{words} ({low:,.0f} to {high:,.0f})"


def _start(corpus: Corpus, settings: Settings) -> None:
    try:
        runs.start(corpus, settings)
    except ValueError as error:
        session().notes["own"] = str(error)


@st.cache_data(show_spinner=False, max_entries=10)
def _read(data: bytes, name: str) -> Corpus:
    return read_corpus(data, name)
