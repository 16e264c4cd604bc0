"""Lesson 2: the same weights? How many parameters an unrolled net has, with typical mistakes named."""

import streamlit as st

from lstm_core.course.experiments.parameter_quiz import HANDED_OUT, mark, quiz_net, worked
from ui.common.session import choose, session
from ui.common.text import problem


@st.fragment
def show() -> None:
    """The question, a field, and what the answer is worth."""
    st.subheader("The same weights?", anchor=False)
    quiz = quiz_net(session().experiments.parameter_quiz)
    st.markdown(
        f"An Elman net has {_plural(quiz.inputs, 'input')}, {_plural(quiz.hidden, 'hidden unit')} and "
        f"{_plural(quiz.outputs, 'output')}, and reads its answer at every step. It is unrolled over **{quiz.time} "
        "steps**. How many numbers does it learn, all biases included?"
    )
    typed = st.text_input("Parameters", key="counted", placeholder="a number, or 4*3 + 16 + 4", width=260)
    if typed:
        try:
            verdict = mark(quiz, typed)
        except ValueError as error:
            problem(str(error))
        else:
            (st.success if verdict.right else st.warning)(verdict.text)
    with st.expander("Show the way"):
        st.markdown(f"$$\n{worked(quiz)}\n$$\n\nThe number of steps, {quiz.time}, does not occur.")
    st.button("Another net", icon=":material/casino:", key="another_net", on_click=_other_net)


def _other_net() -> None:
    """The next net, and an empty field."""
    session().experiments.parameter_quiz = (session().experiments.parameter_quiz + 1) % HANDED_OUT
    choose({"counted": ""})


def _plural(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
