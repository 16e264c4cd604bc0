"""Predict first: the answer stays covered until the learner has said what it will be."""

import numpy as np
import streamlit as st

from ui.common import answers
from ui.common.session import chosen
from ui.common.text import plain
from ui.probe.board import ProbeBoard

NEAR = 0.05


def covered(board: ProbeBoard, outputs: int) -> bool:
    """Whether the answer is still to be predicted: only for a ready-made sequence with one line of answers."""
    asks_for_one_number = board.original.answer_step >= 0 and not board.own and outputs == 1
    return asks_for_one_number and not answers.given(_answer_key(board))


def ask(board: ProbeBoard) -> None:
    """The question, a field for a number, and the way out."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input(
            f"Predict: what will it answer at step {board.original.answer_step + 1}?",
            -2.0,
            2.0,
            None,
            0.05,
            key=_answer_key(board),
            placeholder="0.00",
            width=300,
        )
        st.button("Reveal", icon=":material/visibility:", on_click=_reveal, args=(board,))


def verdict(board: ProbeBoard, heard: np.ndarray, ideal: np.ndarray | None) -> None:
    """What the net says where it was to be predicted, and what became of the guess; arrays: (time, outputs)."""
    step = board.original.answer_step
    if step < 0 or board.own:
        return
    answer = float(heard[step, 0])
    due = f"; ideal is {plain(float(ideal[step, 0]))}" if ideal is not None else ""
    st.markdown(
        f":material/record_voice_over: At step {step + 1} the net outputs **{plain(answer)}**{due}."
        f"{_guess(board, answer)}"
    )


def _guess(board: ProbeBoard, answer: float) -> str:
    guess = answers.answer_to(_answer_key(board))
    if type(guess) not in (int, float):  # none, or made up by a log
        return ""
    off = abs(answer - guess)
    return f" You predicted {plain(guess)}: " + ("right." if off <= NEAR else f"{plain(off)} off.")


def _reveal(board: ProbeBoard) -> None:
    guess = chosen(_answer_key(board), None)
    answers.give(_answer_key(board), None if guess is None else float(guess))


def _answer_key(board: ProbeBoard) -> str:
    return f"probe {board.key}"
