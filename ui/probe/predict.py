"""Predict first: the answer stays covered until the learner has said what it will be."""

import numpy as np
import streamlit as st

from ui.common.session import chosen, session
from ui.common.text import plain
from ui.probe.board import Board

NEAR = 0.05


def covered(board: Board, outputs: int) -> bool:
    """Whether the answer is still to be predicted: only for a ready-made sequence with one line of answers."""
    return board.placed.asks >= 0 and not board.own and outputs == 1 and _mark(board) not in session().probe.revealed


def ask(board: Board) -> None:
    """The question, a field for a number, and the way out."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            f"Predict: what will it answer at step {board.placed.asks + 1}?", -2.0, 2.0, None, 0.05,
            key=_mark(board), placeholder="0.00", width=300,
        )  # fmt: skip
        st.button("Reveal", icon=":material/visibility:", on_click=_reveal, args=(board,))


def verdict(board: Board, answers: np.ndarray, ideal: np.ndarray | None) -> None:
    """What the net says where it was to be predicted, and what became of the guess; arrays: (time, outputs)."""
    step = board.placed.asks
    if step < 0 or board.own:
        return
    said = float(answers[step, 0])
    due = f"; ideal is {plain(float(ideal[step, 0]))}" if ideal is not None else ""
    st.markdown(
        f":material/record_voice_over: At step {step + 1} the net says **{plain(said)}**{due}.{_guess(board, said)}"
    )


def _guess(board: Board, said: float) -> str:
    guess = session().probe.guesses.get(_mark(board))
    if guess is None:
        return ""
    off = abs(said - guess)
    return f" You predicted {plain(guess)}: " + ("right." if off <= NEAR else f"{plain(off)} off.")


def _reveal(board: Board) -> None:
    guess = chosen(_mark(board), None)
    session().probe.revealed.add(_mark(board))
    if guess is not None:
        session().probe.guesses[_mark(board)] = float(guess)


def _mark(board: Board) -> str:
    return f"probe {board.place}"
