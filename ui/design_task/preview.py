"""What a net would be trained on: a few sequences made from the pattern, each another variation of it."""

import streamlit as st

from lstm_core.tasks import Task, fixed_sequences
from ui.common.session import session
from ui.components.task_sequence import task_sequence

COUNT = 3


def show(task: Task) -> None:
    """Three of them, one below the other."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**Three sequences made from it**")
        st.button("Three others", key="design_others", icon=":material/casino:", on_click=_other_sequences)
    several = f" The picture on Train shows {task.outputs[0]}; all outputs are judged." * (len(task.outputs) > 1)
    st.caption(f"Shaded: the steps that count.{several}")
    watched = fixed_sequences(task, seed=session().design.preview_seed, count=COUNT)
    for which, words in enumerate(watched.words):
        st.caption(words)
        task_sequence(task, watched.batch, which, key=f"variation_{which}")


def _other_sequences() -> None:
    session().design.preview_seed += 1
