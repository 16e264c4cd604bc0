"""What is on the probe board: a ready-made sequence, and what the learner has made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from lstm_core.training.probe.inputs import (
    LEAST_STEPS,
    MOST_STEPS,
    InputSequence,
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
from ui.components.probe_board import painted_program

KEY = "probe_board"
FIRST = "long wait"


@dataclass(frozen=True, eq=False)
class ProbeBoard:
    """The inputs as they are now, (time, inputs), and what they were to begin with."""

    key: str  # net and sequence
    original: InputSequence
    xs: np.ndarray
    pushes: int = 0  # how often Python has put inputs there
    turn: int = 0  # of the browser's last stroke

    @property
    def rev(self) -> str:
        """Changes whenever Python puts other inputs on the board."""
        return f"{self.key}, {self.pushes}"

    @property
    def own(self) -> bool:
        """Whether the learner has changed anything."""
        return self.xs.shape != self.original.array.shape or bool((self.xs != self.original.array).any())


def current_board(name: str, net: Trained) -> ProbeBoard:
    """Draw the chooser, and take over what the browser has sent since the last run."""
    ready = sequences(net.experiment)
    if chosen("put", None) not in ready:
        forget("put")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        first = list(ready).index(FIRST) if FIRST in ready else 0
        sequence = (
            st.selectbox("Sequence", list(ready), index=first, key="put", bind="query-params", width=220) or FIRST
        )
        board = _with_painting(_stored_board(f"{name}, {sequence}", ready[sequence], net), net)
        steps = st.number_input(
            "Steps",
            LEAST_STEPS,
            MOST_STEPS,
            len(board.xs),
            key=f"steps {board.rev}",
            width=120,
            help="Longer: silence is added at the end.",
        )
        board = _stretched(board, int(steps))
        st.button("Clear", icon=":material/ink_eraser:", on_click=_put_inputs, args=(board, np.zeros_like(board.xs)))
        if board.own:
            st.button(
                "Start over", icon=":material/restart_alt:", on_click=_put_inputs, args=(board, board.original.array)
            )
    _write_link(board)
    return board


def _stored_board(key: str, original: InputSequence, net: Trained) -> ProbeBoard:
    """The board of this net and sequence; on the first visit the link may bring one."""
    state = session().probe
    if key not in state.boards:
        xs, text = original.array, "" if state.link_read else st.query_params.get("s", "")
        state.link_read = True
        try:
            xs = from_text(text, spans(net.experiment)) if text else xs
        except ValueError as error:
            problem(str(error))
        state.boards[key] = ProbeBoard(key, original, xs)
    return state.boards[key]


def _with_painting(board: ProbeBoard, net: Trained) -> ProbeBoard:
    painting = painted_program(KEY)
    if isinstance(painting, Mapping) and painting.get("rev") == board.rev and painting.get("turn") != board.turn:
        board = replace(board, turn=painting["turn"] if isinstance(painting.get("turn"), int) else 0)
        try:
            board = replace(board, xs=check_board(painting.get("program"), len(board.xs), spans(net.experiment)))
        except ValueError as error:
            problem(str(error))
        session().probe.boards[board.key] = board
    return board


def _stretched(board: ProbeBoard, steps: int) -> ProbeBoard:
    if steps == len(board.xs):
        return board
    board = replace(board, xs=stretched(board.xs, steps), pushes=board.pushes + 1)
    session().probe.boards[board.key] = board
    return board


def _put_inputs(board: ProbeBoard, xs: np.ndarray) -> None:
    """Put other inputs on the board, as a button's callback."""
    session().probe.boards[board.key] = replace(board, xs=xs, pushes=board.pushes + 1)


def _write_link(board: ProbeBoard) -> None:
    text = as_text(board.xs) if board.own else ""
    if text and st.query_params.get("s") != text:
        st.query_params["s"] = text
    elif not text and "s" in st.query_params:
        del st.query_params["s"]
