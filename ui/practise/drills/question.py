"""The question, a field for every answer, and what is said about what was typed."""

from __future__ import annotations

import streamlit as st

from lstm_core.drills import Field, Verdict
from ui.common.text import problem
from ui.practise.drills.attempt import Desk, another, check, explain, mixed, uncover

ICONS = {"right": ":material/check_circle:", "carried": ":material/check_circle:", "trap": ":material/lightbulb:"}


def question(desk: Desk, keys: list[str]) -> None:
    """Everything about one drill but its solution."""
    st.markdown(desk.drill.question)
    with st.form(f"form {desk.key} {desk.seed}", border=False, enter_to_submit=True):
        for asked in desk.drill.asks:
            _field(desk, asked)
        st.form_submit_button("Check", icon=":material/check:", key="check_drill", on_click=check, args=(desk,))
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Another like this", icon=":material/refresh:", key="another_drill", on_click=another, args=(desk.key,)
        )
        if len(keys) > 1:
            st.button("Next, mixed", icon=":material/shuffle:", key="mixed", on_click=mixed, args=(keys,))
        st.button(
            "Show the solution", icon=":material/visibility:", key="show_solution", on_click=uncover, args=(desk,),
            disabled=desk.shown,
        )  # fmt: skip
    if desk.done:
        _why(desk)


def _field(desk: Desk, asked: Field) -> None:
    """One answer: its field, how near counts, and the verdict beside it."""
    left, right = st.columns([1, 2], vertical_alignment="bottom", gap="medium")
    with left:
        label = f"{asked.label} ({', '.join(filter(None, (asked.unit, asked.tolerance)))})"
        if asked.kind == "choice":
            st.selectbox(label, asked.choices, index=None, key=desk.widget(asked.name), placeholder="choose")
        else:
            st.text_input(label, key=desk.widget(asked.name), max_chars=200, autocomplete="off")
    with right:
        _said(desk.verdicts.get(asked.name))


def _said(verdict: Verdict | None) -> None:
    if verdict and verdict.how == "unread":
        problem(verdict.text)
    elif verdict:
        colour = "green" if verdict.right else "orange"
        st.markdown(f":{colour}[{ICONS.get(verdict.how, ':material/replay:')}] {verdict.text}")


def _why(desk: Desk) -> None:
    """A number alone is not an explanation: say it aloud, then compare."""
    st.subheader("And why?", anchor=False)
    st.markdown(f"{desk.drill.why} *Say it aloud, or write it down, before you look.*")
    st.text_area("Your words (nobody marks them)", key=f"{desk.widget('why')}", height=90)
    if desk.told:
        st.info(desk.drill.because, icon=":material/record_voice_over:")
    else:
        st.button("What one should say", icon=":material/visibility:", key="because", on_click=explain, args=(desk,))
