"""A card: its front, its back, and the four answers to "how did it go?"."""

from __future__ import annotations

import time

import streamlit as st

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.cards.cards import KINDS, Card, card
from lstm_core.exam.review.rating import GOOD, RATINGS, Result, suggest
from ui.common.menu import page_at
from ui.common.session import session
from ui.components.cell_view import cell_view
from ui.practise.drills.attempt import start
from ui.practise.drills.question import question as drill_question
from ui.practise.review_session import Sitting, leave, rate, share, turn


def face(sitting: Sitting) -> None:
    """The card on top."""
    top = card(sitting.waiting[0])
    st.caption(f"{KINDS[top.kind]} · {top.title} · {len(sitting.waiting)} left")
    with st.container(border=True):
        result = {"question": _question, "drill": _drill, "drawing": _drawing, "differs": _plain}[top.kind](
            sitting, top
        )
    if result is not None:
        _ratings(sitting, suggest(result))
    st.button("Enough for today", icon=":material/bedtime:", key="enough", on_click=leave)


def _question(sitting: Sitting, top: Card) -> Result | None:
    """Say it, then tick: the share of the points suggests the rating."""
    asked = questions()[top.id.removeprefix("question ")]
    st.subheader(asked.prompt, anchor=False)
    st.caption(f"Auf Deutsch: {asked.german}")
    if not _turned(sitting):
        return None
    st.markdown("**Tick what you said.**")
    for k, point in enumerate(asked.points):
        st.checkbox(point.text, key=sitting.widget(f"point {k}"))
    st.markdown(f"*One way to say it:* {asked.answer}")
    said = share(sitting, len(asked.points))
    return Result(said == 1, said, 0, time.time() - sitting.began, top.seconds)


def _drill(sitting: Sitting, top: Card) -> Result | None:
    """The drill itself, with new numbers; it is rated once it is right or its solution was looked at."""
    key = top.id.removeprefix("drill ")
    desk = session().practise.drill
    if desk is None or desk.key != key or desk.began < sitting.began:
        desk = start(key)
    drill_question(desk, [])
    if not desk.done and not desk.shown:
        return None
    if desk.shown:
        for line in desk.drill.solution:
            st.markdown(f"$\\displaystyle {line.latex}$  \n{line.words}")
    return Result(desk.done and not desk.shown, 1.0 / max(desk.tries, 1), 0, time.time() - sitting.began, top.seconds)


def _drawing(sitting: Sitting, top: Card) -> Result | None:
    """Drawn on paper or on the sheet of the page Draw the cell, then compared."""
    name = top.id.removeprefix("drawing ")
    st.subheader(top.front, anchor=False)
    st.page_link(
        page_at("draw"), label="Draw it on paper, or on this sheet, which marks it", icon=":material/draw:",
        query_params={"drawn_cell": name, "way": "Blank sheet"},
    )  # fmt: skip
    if not _turned(sitting):
        return None
    cell_view(with_readout(CELLS[name]), {}, key=sitting.widget("figure"))
    return Result(True, 1.0)


def _plain(sitting: Sitting, top: Card) -> Result | None:
    st.subheader(top.front, anchor=False)
    if not _turned(sitting):
        return None
    st.markdown(top.back)
    return Result(True, 1.0)


def _turned(sitting: Sitting) -> bool:
    """Whether the back may be seen; if not, the button that turns the card."""
    if not sitting.shown:
        st.button("Show the answer", icon=":material/visibility:", key="turn", on_click=turn, args=(sitting,))
    return sitting.shown


def _ratings(sitting: Sitting, suggested: int) -> None:
    """Four buttons; the one the result suggests is marked, the learner has the last word."""
    st.markdown("**How did it go?**")
    with st.container(horizontal=True, gap="small"):
        for rating, words in RATINGS.items():
            icon = ":material/star:" if rating == suggested else None
            st.button(
                words,
                key=sitting.widget(f"rate {rating}"),
                icon=icon,
                on_click=rate,
                args=(sitting, sitting.top, rating),
            )
    if suggested != GOOD:
        st.caption("The star marks what your answer suggests.")
