"""After the exam: a mark for every topic, and what to look at again."""

from __future__ import annotations

import streamlit as st

from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.prompts import prompt
from lstm_core.exam.mock_exam import marks, total
from lstm_core.prose.text import markdown_table
from ui.practise.oral.exam_session import ExamSession, leave


def show(exam: ExamSession) -> None:
    """The table, the points that were not said, and the way to another exam."""
    table = marks(exam.plan, exam.answers)
    if table:
        whole = total(table)
        share = whole.got / whole.possible
        st.subheader(f"{whole.got:g} of {whole.possible} points ({share:.0%})", anchor=False)
        rows = [(topics()[key].title, f"{one.got:g} of {one.possible}") for key, one in table.items()]
        st.markdown(markdown_table(["Topic", "Points"], rows, "lr"))
        _missing(exam)
    else:
        st.markdown("You left before the first answer. That is fine; begin again when you like.")
    st.button("Another exam", icon=":material/replay:", key="leave", on_click=leave, args=(exam,))


def _missing(exam: ExamSession) -> None:
    """What was not said, question by question."""
    lines = []
    for answer in exam.answers:
        asked = prompt(answer.prompt)
        lost = [point.text for k, point in enumerate(asked.points, 1) if k not in answer.ticked]
        if lost:
            lines.append(f"- *{asked.wording.en}*\n" + "\n".join(f"    - {text}" for text in lost))
    if lines:
        with st.expander("What you did not say", icon=":material/checklist:", expanded=True):
            st.markdown("\n".join(lines))
