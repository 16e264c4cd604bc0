"""What lies on the probe board: a ready-made sequence, and what the learner has made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from lstm_core.training.probe.inputs import (
    LEAST_STEPS,
    MOST_STEPS,
    Placed,
    as_text,
    check_board,
    from_text,
    sequences,
    spans,
    stretched,
)
from lstm_core.training.trained import Trained
from ui.common.session import chosen, forget, session
from ui.common.text import problem
from ui.components.probe_board import painted

KEY = "probe_board"
FIRST = "long wait"


@dataclass(frozen=True, eq=False)
class Board:
    """The inputs as they are now, (time, inputs), and what they were to begin with."""

    place: str  # net and sequence
    placed: Placed
    xs: np.ndarray
    pushes: int = 0  # how often Python has put inputs there
    turn: int = 0  # of the browser's last stroke

    @property
    def rev(self) -> str:
        """Changes whenever Python puts other inputs on the board."""
        return f"{self.place}, {self.pushes}"

    @property
    def own(self) -> bool:
        """Whether the learner has changed anything."""
        return self.xs.shape != self.placed.array.shape or bool((self.xs != self.placed.array).any())


def current_board(name: str, net: Trained) -> Board:
    """Draw the chooser, and take over what the browser has sent since the last run."""
    ready = sequences(net.experiment)
    if chosen("put", None) not in ready:
        forget("put")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        first = list(ready).index(FIRST) if FIRST in ready else 0
        put = st.selectbox("Sequence", list(ready), index=first, key="put", bind="query-params", width=220) or FIRST
        board = _received(_kept(f"{name}, {put}", ready[put], net), net)
        steps = st.number_input(
            "Steps", LEAST_STEPS, MOST_STEPS, len(board.xs), key=f"steps {board.rev}", width=120,
            help="Longer: silence is added at the end.",
        )  # fmt: skip
        board = _stretched(board, int(steps))
        st.button("Clear", icon=":material/ink_eraser:", on_click=_put, args=(board, np.zeros_like(board.xs)))
        if board.own:
            st.button("Start over", icon=":material/restart_alt:", on_click=_put, args=(board, board.placed.array))
    _into_link(board)
    return board


def _kept(place: str, placed: Placed, net: Trained) -> Board:
    """The board of this net and sequence; on the first visit the link may bring one."""
    state = session().probe
    if place not in state.boards:
        xs, text = placed.array, "" if state.link_read else st.query_params.get("s", "")
        state.link_read = True
        try:
            xs = from_text(text, spans(net.experiment)) if text else xs
        except ValueError as error:
            problem(str(error))
        state.boards[place] = Board(place, placed, xs)
    return state.boards[place]


def _received(board: Board, net: Trained) -> Board:
    news = painted(KEY)
    if isinstance(news, Mapping) and news.get("rev") == board.rev and news.get("turn") != board.turn:
        board = replace(board, turn=news["turn"] if isinstance(news.get("turn"), int) else 0)
        try:
            board = replace(board, xs=check_board(news.get("program"), len(board.xs), spans(net.experiment)))
        except ValueError as error:
            problem(str(error))
        session().probe.boards[board.place] = board
    return board


def _stretched(board: Board, steps: int) -> Board:
    if steps == len(board.xs):
        return board
    board = replace(board, xs=stretched(board.xs, steps), pushes=board.pushes + 1)
    session().probe.boards[board.place] = board
    return board


def _put(board: Board, xs: np.ndarray) -> None:
    """Put other inputs on the board, as a button's callback."""
    session().probe.boards[board.place] = replace(board, xs=xs, pushes=board.pushes + 1)


def _into_link(board: Board) -> None:
    text = as_text(board.xs) if board.own else ""
    if text and st.query_params.get("s") != text:
        st.query_params["s"] = text
    elif not text and "s" in st.query_params:
        del st.query_params["s"]
