"""The question, a field for every answer, and what is said about what was typed."""

from __future__ import annotations

import streamlit as st

from lstm_core.drills import Field, FieldResult
from ui.common.text import problem
from ui.practise.drills.attempt import DrillAttempt, another, check, explain, next_mixed, show_solution

ICONS = {"right": ":material/check_circle:", "carried": ":material/check_circle:", "trap": ":material/lightbulb:"}


def show(attempt: DrillAttempt, keys: list[str]) -> None:
    """Everything about one drill but its solution."""
    st.markdown(attempt.drill.question)
    with st.form(f"form {attempt.key} {attempt.seed}", border=False, enter_to_submit=True):
        for asked in attempt.drill.asks:
            _field(attempt, asked)
        st.form_submit_button("Check", icon=":material/check:", key="check_drill", on_click=check, args=(attempt,))
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Another like this", icon=":material/refresh:", key="another_drill", on_click=another, args=(attempt,)
        )
        if len(keys) > 1:
            st.button("Next, mixed", icon=":material/shuffle:", key="mixed", on_click=next_mixed, args=(attempt, keys))
        st.button(
            "Show the solution",
            icon=":material/visibility:",
            key="show_solution",
            on_click=show_solution,
            args=(attempt,),
            disabled=attempt.solution_shown,
        )
    if attempt.done:
        _why(attempt)


def _field(attempt: DrillAttempt, asked: Field) -> None:
    """One answer: its field, how near counts, and the verdict beside it."""
    left, right = st.columns([1, 2], vertical_alignment="bottom", gap="medium")
    with left:
        label = f"{asked.label} ({', '.join(filter(None, (asked.unit, asked.tolerance)))})"
        if asked.kind == "choice":
            st.selectbox(label, asked.choices, index=None, key=attempt.widget(asked.name), placeholder="choose")
        else:
            st.text_input(label, key=attempt.widget(asked.name), max_chars=200, autocomplete="off")
    with right:
        _said(attempt.verdicts.get(asked.name))


def _said(verdict: FieldResult | None) -> None:
    if verdict and verdict.how == "unread":
        problem(verdict.text)
    elif verdict:
        colour = "green" if verdict.right else "orange"
        st.markdown(f":{colour}[{ICONS.get(verdict.how, ':material/replay:')}] {verdict.text}")


def _why(attempt: DrillAttempt) -> None:
    """A number alone is not an explanation: say it aloud, then compare."""
    st.subheader("And why?", anchor=False)
    st.markdown(f"{attempt.drill.why} *Say it aloud, or write it down, before you look.*")
    st.text_area("Your words (nobody marks them)", key=f"{attempt.widget('why')}", height=90)
    if attempt.explained:
        st.info(attempt.drill.because, icon=":material/record_voice_over:")
    else:
        st.button(
            "What a good answer contains",
            icon=":material/visibility:",
            key="because",
            on_click=explain,
            args=(attempt,),
        )
