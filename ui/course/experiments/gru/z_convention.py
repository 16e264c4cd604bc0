"""Who keeps, z or 1 − z: a switch between the books, and a prediction for each before any number is shown."""

from collections.abc import Sequence

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.course.experiments.gru_conventions import KEEPS, REPLACES, mixture
from lstm_core.latex import symbol, with_numbers
from ui.common import answers
from ui.common.session import chosen
from ui.common.text import formula, plain

BOOKS = {"Chung, Olah": REPLACES, "Cho, Keras, PyTorch": KEEPS}
Z, OLD, NEW = 0.98, 0.7, -0.4  # what is asked about
ANSWERS = ("nearly the old state", "nearly the candidate", "half way between the two")


@st.fragment
def show() -> None:
    """The equation of one family of books; its numbers, once they have been predicted."""
    st.markdown("Both families are right. But a sentence about $z$ is only right in one of them.")
    picked = st.segmented_control(
        "Books",
        list(BOOKS),
        default=next(iter(BOOKS)),
        required=True,
        key="gru_books",
        persist_state="session",
        bind="query-params",
    )
    book = picked or next(iter(BOOKS))
    st.markdown(formula(BOOKS[book], "h_next"))
    if answers.given(_question_key(book)):
        st.markdown(_verdict(book))
        _numbers(book)
    else:
        _ask(book)


def _ask(book: str) -> None:
    st.markdown(
        f"In this convention $z_t$ = {plain(Z)}. The old state is $h_{{t-1}}$ = {plain(OLD)}, the candidate "
        f"${symbol(BOOKS[book], 'n')}$ = {plain(NEW)}."
    )
    key = f"gru_guess {book}"
    st.radio("What is $h_t$?", ANSWERS, index=None, key=key, persist_state="session")
    st.button(
        "Show the number",
        icon=":material/visibility:",
        key=f"gru_show {book}",
        disabled=chosen(key, None) is None,
        on_click=_reveal,
        args=(book,),
    )


def _reveal(book: str) -> None:
    """Keep the prediction by the number of its option."""
    picked = chosen(f"gru_guess {book}", None)
    answers.give(_question_key(book), ANSWERS.index(picked) if picked in ANSWERS else None)


def _verdict(book: str) -> str:
    """What the prediction was worth."""
    value = _new_h(BOOKS[book], Z)
    due = _nearest(value, (OLD, NEW, (OLD + NEW) / 2))
    other = next(name for name in BOOKS if name != book)
    switch = "" if answers.given(_question_key(other)) else f" Now switch to “{other}” and predict again."
    right = answers.answer_to(_question_key(book)) == due
    verdict = ":material/check: Right" if right else ":material/replay: Not quite"
    return f"{verdict}: it is **{plain(value)}**, {ANSWERS[due]}.{switch}"


def _numbers(book: str) -> None:
    """A slider for z, and the equation with its numbers."""
    cell = BOOKS[book]
    z = st.slider("$z_t$", 0.0, 1.0, Z, 0.01, key=f"gru_z {book}", persist_state="session", width=320)
    values = mixture(cell, z, OLD, NEW)
    st.markdown(f"$h_t = {with_numbers(cell, 'h_next', {}, values)}$ = **{plain(values['h_next'])}**")
    h_of_others = _new_h(next(other for other in BOOKS.values() if other is not cell), 1 - z)
    st.markdown(
        f"With the other books, $z_t$ = {plain(1 - z)} gives the same: **{plain(h_of_others)}**. So one is "
        "the other with $z$ and $1 - z$ exchanged."
    )


def _new_h(cell: Cell, z: float) -> float:
    return float(mixture(cell, z, OLD, NEW)["h_next"][0])


def _nearest(value: float, places: Sequence[float]) -> int:
    return min(range(len(places)), key=lambda k: abs(value - places[k]))


def _question_key(book: str) -> str:
    return f"who keeps: {book}"
