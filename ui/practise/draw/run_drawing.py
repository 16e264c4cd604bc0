"""Run what was drawn, right or wrong, beside the cell that was asked for; or send it to training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.roles import ROLES
from lstm_core.cells.custom import page_of, untrainable
from lstm_core.grade import Unrunnable
from lstm_core.grade.exercises import runnable
from lstm_core.grade.recall_demo import RECALL_AT, STORE_AT, hand_set_weights, state_series, transfer_weights
from lstm_core.prose.text import plain_text
from ui.common.creations import keep_cell
from ui.common.session import session
from ui.common.text import plain, problem
from ui.common.ways import lead_to
from ui.practise.draw.attempt import DrawingAttempt

NAME = "My drawing"
WORDS = {"c": "memory C", "h": "hidden state h"}


def show(attempt: DrawingAttempt) -> None:
    """The recall task beside the right cell, and a button that trains it; nothing before the first check."""
    if not attempt.checked or not attempt.grade:
        return
    try:
        drawn, pairs = runnable(attempt.checked, attempt.grade.pairing, NAME)
    except Unrunnable as error:
        tell = st.caption if attempt.grade.progress.next else problem
        tell(f"It cannot run yet. {plain_text(str(error))}")
        return
    st.header("Run what you drew", anchor=False)
    stores = " and ".join(f"{plain(value, 0)} at step {step + 1}" for step, value in STORE_AT.items())
    recalls = " and ".join(str(step + 1) for step in RECALL_AT)
    st.markdown(
        f"The recall task, gates set by hand as an ideal net would set them: told {stores}, asked at {recalls}."
    )
    _compare(attempt, drawn, pairs)
    _to_training(drawn)


def _compare(attempt: DrawingAttempt, drawn: Cell, pairs: Mapping[str, str]) -> None:
    weights = transfer_weights(drawn, attempt.cell, pairs)
    yours, right = state_series(drawn, weights), state_series(attempt.cell, hand_set_weights(attempt.cell))
    for column, name in zip(st.columns(len(right)), sorted(right), strict=True):
        with column:
            mine, words = yours.get(name, []), _in_numbers(name, yours.get(name, []), right[name])
            st.altair_chart(_plot(name, mine, right[name]), width="stretch", alt=words)
            st.caption(words)


def _in_numbers(name: str, yours: Sequence[float], right: Sequence[float]) -> str:
    """The steps that matter: the memory after it was told, what is said when it is asked."""
    first = next(iter(STORE_AT))
    steps = range(first, first + 4) if name == "c" else RECALL_AT
    mine = ", ".join(plain(yours[step]) for step in steps) if yours else "not there"
    target = ", ".join(plain(right[step]) for step in steps)
    at = f"steps {first + 1} to {first + 4}" if name == "c" else " and ".join(str(step + 1) for step in RECALL_AT)
    return f"{WORDS.get(name, name)} at {at}: yours {mine}; right {target}."


def _plot(name: str, yours: Sequence[float], right: Sequence[float]) -> alt.Chart:
    """Both series as steps on one axis."""
    rows: list[Mapping[str, Any]] = [
        {"step": step + 1, "value": value, "cell": whose}
        for whose, series in (("as it should be", right), ("yours", yours))
        for step, value in enumerate(series)
    ]
    colour = ROLES["memory" if name == "c" else "output"].hue
    dashes = alt.StrokeDash("cell:N", scale=alt.Scale(domain=["yours", "as it should be"], range=[[1, 0], [4, 4]]))
    return (
        alt.Chart(alt.Data(values=rows), height=220)
        .mark_line(interpolate="step-after", strokeWidth=2.5, color=colour)
        .encode(
            x=alt.X("step:Q", axis=alt.Axis(tickMinStep=1, grid=False)),
            y=alt.Y("value:Q", title=WORDS.get(name, name)),
            strokeDash=dashes.legend(title=None, orient="top"),
        )
    )


def _to_training(drawn: Cell) -> None:
    reason = untrainable(drawn)
    if reason:
        problem(f"It cannot be trained yet. {reason}")
        return
    st.button("Train it", icon=":material/model_training:", key="train_drawing", on_click=keep_cell, args=(drawn,))
    if session().own.cells.get(NAME) == page_of(drawn):
        lead_to("train", f"{NAME} is kept: train it on the page Train", {"cells": [NAME]})
