"""Greedy search and a beam of two, played by hand on a small table before the tree is shown."""

import streamlit as st

from lstm_core.generation.search.by_hand import (
    TABLES,
    Said,
    about_first,
    about_greedy,
    about_second,
    candidates,
    searched,
    winner,
)
from lstm_core.generation.search.exhaustive import exhaustive
from lstm_core.generation.search.toy_table import ProbabilityTable
from lstm_core.generation.search.tree import to_dot
from lstm_core.prose.text import markdown_table
from lstm_core.run.answers import mark
from ui.common import answers
from ui.common.session import session
from ui.common.text import problem
from ui.course.experiments.generation.search import draw_tree


@st.fragment
def show() -> None:
    """Three questions, one after the other, and then the tree."""
    number = session().experiments.search_table % len(TABLES)
    table = TABLES[number]
    st.markdown(
        f"A speaker with three symbols utters two of them. Example {number + 1} of {len(TABLES)}: how likely is each "
        "symbol, at first and after each beginning?"
    )
    st.markdown(_probability_table(table))
    revealed = answers.given(_question_key(number))
    done = (
        _ask_greedy(table, number)
        and _ask_first_step(table, number)
        and _ask_second_step(table, number)
        and _ask_probability(table, number)
    )
    with st.container(horizontal=True):
        if not done and not revealed:
            st.button(
                "Show the tree",
                icon=":material/visibility:",
                key="hand_reveal",
                on_click=answers.give,
                args=(_question_key(number), None),
            )
        st.button("Another table", icon=":material/casino:", key="hand_other", on_click=_next_table)
    if done or revealed:
        _show_tree(table)


def _probability_table(table: ProbabilityTable) -> str:
    heads = ["at first" if not start else f"after {start}" for start in table.rows]
    rows = [
        (f"**{symbol}**", *(f"{row[k]:g}" for row in table.rows.values())) for k, symbol in enumerate(table.symbols)
    ]
    return markdown_table(["", *heads], rows, "lr")


def _ask_greedy(table: ProbabilityTable, number: int) -> bool:
    st.markdown("**Greedy search.** Which symbol does it choose first, and which second?")
    with st.container(horizontal=True, gap="medium"):
        first = st.segmented_control("First", list(table.symbols), key=f"hand_first_{number}", persist_state="session")
        second = (
            st.segmented_control("Second", list(table.symbols), key=f"hand_second_{number}", persist_state="session")
            if first
            else ""
        )
    return bool(first) and _show_verdict(about_greedy(table, f"{first}{second or ''}"))


def _ask_first_step(table: ProbabilityTable, number: int) -> bool:
    st.markdown("**A beam of 2.** Which two beginnings are kept after the first step?")
    kept = st.pills(
        "Kept after one step",
        list(table.symbols),
        selection_mode="multi",
        key=f"hand_kept_{number}",
        persist_state="session",
    )
    return len(kept) > 1 and _show_verdict(about_first(table, kept))


def _ask_second_step(table: ProbabilityTable, number: int) -> bool:
    st.markdown("Both go on with every symbol: six candidates. Which two of them are kept?")
    label = {text: f"{text}: {a:g} · {b:g}" for text, (a, b) in candidates(table).items()}
    kept = st.pills(
        "Kept after two steps",
        list(label),
        selection_mode="multi",
        key=f"hand_best_{number}",
        persist_state="session",
        format_func=label.__getitem__,
    )
    return len(kept) > 1 and _show_verdict(about_second(table, kept))


def _ask_probability(table: ProbabilityTable, number: int) -> bool:
    text, due, traps = winner(table)
    typed = st.text_input(
        "With which probability does the beam end up?",
        key=f"hand_p_{number}",
        persist_state="session",
        placeholder="0.00",
        width=320,
    )
    if not typed:
        return False
    try:
        verdict = mark(typed, due, traps, tolerance=0.005)
    except ValueError as error:
        problem(str(error))
        return False
    return _show_verdict(Said(verdict.right, f"{verdict.text} It says {text}." if verdict.right else verdict.text))


def _show_verdict(verdict: Said) -> bool:
    st.markdown(f":material/{'check_circle' if verdict.right else 'replay'}: {verdict.text}")
    return verdict.right


def _show_tree(table: ProbabilityTable) -> None:
    search, best = searched(table), exhaustive(table, 2)[0]
    draw_tree(to_dot(search, dropped=99), search)
    top = search.best
    if best.text == top.text:
        st.markdown(f"{top.text} is also the best of all nine sequences. That is luck of this table, not a promise.")
    else:
        st.markdown(
            f"The best of all nine is **{best.text}** with {best.probability:.3g}. The beam ended with {top.text}, "
            f"{top.probability:.3g}: {best.text[0]} was dropped after the first step. **A beam promises nothing.**"
        )


def _question_key(number: int) -> str:
    return f"search {number}"


def _next_table() -> None:
    session().experiments.search_table += 1
