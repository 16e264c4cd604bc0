"""What 1997 left out is predicted before it can be switched on."""

import streamlit as st

from ui.common import answers
from ui.common.session import chosen

QUESTION = "what 1997 left of the error at the memory"
ANSWERS = ("nothing", r"only $f_2 \odot \delta C_2$, along the memory", "both terms")
RIGHT = 1


def switch() -> bool:
    """Whether to work as in 1997; until that was predicted, the question."""
    if not answers.given(QUESTION):
        _ask()
        return False
    right = answers.answer_to(QUESTION) == RIGHT
    verdict = ":material/check: **Right.**" if right else ":material/replay: **Not quite.**"
    st.markdown(
        f"{verdict} With $e_1 = 0$, all that reached $h_1$ came through the boxes of step 2, and this was cut. So only "
        "the way along the memory is left. Switch it on, set $e_1$ to 0 and look at $\\delta C_1$ of the LSTM."
    )
    return st.toggle("As in 1997", key="back_cut", persist_state="session")


def _ask() -> None:
    with st.container(border=True):
        st.radio(
            "**Predict first.** In the LSTM of 1997, errors at the sums of the boxes go no further back in time. If "
            "only the last output counts, $e_1 = 0$, what is left of $\\delta C_1$?",
            ANSWERS,
            index=None,
            key="back_guess",
            persist_state="session",
        )
        st.button(
            "Show",
            icon=":material/visibility:",
            key="back_show",
            disabled=chosen("back_guess", None) is None,
            on_click=_reveal,
        )


def _reveal() -> None:
    picked = chosen("back_guess", None)
    answers.give(QUESTION, ANSWERS.index(picked) if picked in ANSWERS else None)
