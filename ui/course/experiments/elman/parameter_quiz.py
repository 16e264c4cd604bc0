"""Lesson 2: the same weights? How many parameters an unrolled net has, with typical mistakes named."""

import streamlit as st

from lstm_core.course.experiments.parameter_quiz import HANDED_OUT, mark, net, worked
from ui.common.session import choose, session
from ui.common.text import problem


@st.fragment
def show() -> None:
    """The question, a field, and what the answer is worth."""
    st.subheader("The same weights?", anchor=False)
    asked = net(session().experiments.parameter_quiz)
    st.markdown(
        f"An Elman net has {_of(asked.inputs, 'input')}, {_of(asked.hidden, 'hidden unit')} and "
        f"{_of(asked.outputs, 'output')}, and reads its answer at every step. It is unrolled over **{asked.time} "
        "steps**. How many numbers does it learn, all biases included?"
    )
    typed = st.text_input("Parameters", key="counted", placeholder="a number, or 4*3 + 16 + 4", width=260)
    if typed:
        try:
            said = mark(asked, typed)
        except ValueError as error:
            problem(str(error))
        else:
            (st.success if said.right else st.warning)(said.text)
    with st.expander("Show the way"):
        st.markdown(f"$$\n{worked(asked)}\n$$\n\nThe number of steps, {asked.time}, does not occur.")
    st.button("Another net", icon=":material/casino:", key="another_net", on_click=_another)


def _another() -> None:
    """The next net, and an empty field."""
    session().experiments.parameter_quiz = (session().experiments.parameter_quiz + 1) % HANDED_OUT
    choose({"counted": ""})


def _of(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
