"""To take along: the sheet of paper, the cards for Anki, and the learner's own log."""

from __future__ import annotations

import time

import streamlit as st

from lstm_core.exam.log.portable import LARGEST
from ui.common.learner_log import load, log_to_take_along
from ui.common.session import session
from ui.common.text import problem

AGAIN = "Bring the same file back in a moment: that adds what is missing, and nothing counts twice."


@st.cache_data(show_spinner="The sheet is being set")
def _sheet() -> bytes:
    from lstm_core.exam.paper.sheet import sheet

    return sheet()


@st.cache_data(show_spinner="The cards are being packed")
def _deck() -> bytes:
    from lstm_core.exam.cards.anki import deck
    from lstm_core.exam.cards.cards import cards
    from lstm_core.exam.cards.pictures import pictures

    return deck(cards(), pictures(), time.time())


def show() -> None:
    """Three downloads and one upload."""
    learner = session().learner  # a download is made outside the session
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "One page of A4",
            _sheet,
            "recall-lstm.pdf",
            "application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="sheet",
        )
        st.download_button(
            "Cards for Anki",
            _deck,
            "recall.apkg",
            "application/octet-stream",
            icon=":material/style:",
            on_click="ignore",
            key="deck",
            help="If Anki has an older deck of this app, tick “Merge notetypes” as you import this one: "
            "then its cards are updated.",
        )
        st.download_button(
            "Your log",
            lambda: log_to_take_along(learner),
            "recall-log.zip",
            "application/zip",
            icon=":material/download:",
            on_click="ignore",
            key="log",
        )
    st.caption("Importing the cards again updates them. The log holds everything you did here.")
    file = st.file_uploader(
        "Bring a log back", type=["zip", "json"], key="upload_log", max_upload_size=LARGEST // 1_000_000
    )
    if file is not None and session().practise.uploaded_log != file.file_id:
        session().practise.uploaded_log = file.file_id
        session().notes |= _brought_back(file.getvalue())
    if note := session().notes.pop("upload", ""):
        st.success(note, icon=":material/check:")
    if note := session().notes.pop("upload problem", ""):
        problem(note)


def _brought_back(data: bytes) -> dict[str, str]:
    """What came of it, in a sentence for beside the field; meanwhile how far it is."""
    bar = st.progress(0.0, "Reading your log")
    try:
        return {"upload": f"{load(data, bar.progress):,} events are new."}
    except ValueError as error:
        note = str(error)
        return {"upload problem": f"Nothing was changed. {note[:1].upper()}{note[1:].rstrip('.')}."}
    except OSError as error:
        return {"upload problem": f"{error} {AGAIN}"}
    finally:
        bar.empty()
