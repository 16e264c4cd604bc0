"""Lesson 1: signal, gap, question, seen by a window and by a net with a memory; stories; and a game of sorting."""

from collections.abc import Sequence

import altair as alt
import streamlit as st

from lstm_core.course.experiments.gap_study import (
    ENOUGH,
    GAPS,
    GUESS,
    REACHES,
    RECURRENT,
    GapResult,
    fails_at,
    results,
    window_name,
)
from lstm_core.course.experiments.task_patterns import cards, feedback, patterns
from ui.common.charts import CELL_HUES, GREY, Figure, looks, plot, rows_of
from ui.course.experiments.part_switcher import show_parts
from ui.course.experiments.sequences import stories

HUES = {"window": CELL_HUES["Elman"], "LSTM": CELL_HUES["LSTM"], "Elman": CELL_HUES["GRU"]}
STYLE = """<style>
.strip { display: flex; gap: 3px; margin: 0.2rem 0 0.6rem }
.strip span { flex: 1; min-width: 0; height: 2.2rem; border: 1px solid #8a919e; border-radius: 4px;
  display: flex; align-items: center; justify-content: center; font-weight: 700 }
.strip .seen { background: #0072b244; border-color: #0072b2 }
</style>"""


def show() -> None:
    """Three parts."""
    show_parts(
        "sequences", {"Signal, gap, question": _gap, "Story and question": stories.show, "Which pattern is it?": _sort}
    )


@st.fragment
def _gap() -> None:
    st.markdown(
        "A number is told once (●). Some steps later it is asked for (?). A feed-forward net sees the last steps only, "
        "those in blue. A recurrent net sees one step at a time and hands on what it made of it."
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="large"):
        reach = st.segmented_control(
            "Steps in the window", REACHES, default=5, key="window", bind="query-params", required=True
        )
        gap = st.slider("Gap, in steps", GAPS[0], GAPS[-1], 4, key="gap", bind="query-params", width=300)
    st.html(STYLE + window_strip(reach or 5, gap))
    _answers(reach or 5, gap)
    _curves(reach or 5, gap)
    st.caption(
        "Every net was trained for its gap alone and judged on 1,000 new sequences; each point is the median of three "
        f"seeds. A net that always outputs 0.5 is off by {GUESS:g} on average. "
        "Run it again: `python -m lstm_core.course.experiments.gap_study`. "
        "At much longer gaps recurrent nets get into trouble as well: that is the subject of lesson 4."
    )


def window_strip(reach: int, gap: int) -> str:
    """The sequence as a row of boxes, the question last; the window ends there."""
    steps = max(gap + 1, reach)
    marks = ["", "seen"]
    signs = {steps - 1: "?", steps - 1 - gap: "●"}
    boxes = [f'<span class="{marks[k >= steps - reach]}">{signs.get(k, "")}</span>' for k in range(steps)]
    inside = "inside" if gap < reach else "outside"
    words = f"{steps} steps; the signal is {gap} steps before the question, {inside} the window of {reach}"
    return f'<div class="strip" role="img" aria-label="{words}">{"".join(boxes)}</div>'


def _answers(reach: int, gap: int) -> None:
    """Error and size of the three nets at this gap."""
    for column, net in zip(st.columns(1 + len(RECURRENT)), (window_name(reach), *RECURRENT), strict=True):
        row = next(row for row in results() if (row.net, row.gap) == (net, gap))
        verdict = "it knows the value" if row.error < ENOUGH else "it can only guess"
        column.metric(f"{net[0].upper()}{net[1:]}: mean error", f"{row.error:.2f}")
        column.caption(f"{verdict}; {row.parameters:,} parameters")


def _curves(reach: int, gap: int) -> None:
    nets = {window_name(reach): "window"} | {net: net for net in RECURRENT}
    rows = [row for row in results() if row.net in nets]
    points = [{"net": row.net, "gap": row.gap, "error": row.error} for row in rows]
    words = curves_in_words(list(nets), rows)
    chart = _looks(tuple(nets.items()))
    plot(chart, {"nets": points, "here": [{"gap": gap}]}, height=280, alt="Mean error over the gap", words=words)


@looks
def _looks(nets: tuple[tuple[str, str], ...]) -> Figure:
    """A line for each (net, kind of net), and a thin one at the gap that is looked at."""
    names, kinds = zip(*nets, strict=True)
    base = rows_of("nets").encode(
        x=alt.X(
            "gap:Q",
            title="gap in steps",
            axis=alt.Axis(tickMinStep=1),
            scale=alt.Scale(domain=[1, GAPS[-1]], nice=False),
        ),
        y=alt.Y("error:Q", title="mean error at the question", scale=alt.Scale(domain=[0, 0.28])),
        color=alt.Color(
            "net:N",
            scale=alt.Scale(domain=list(names), range=[HUES[kind] for kind in kinds]),
            legend=alt.Legend(orient="top", title=None),
        ),
        shape=alt.Shape("net:N", scale=alt.Scale(domain=list(names)), legend=None),
        tooltip=["net:N", "gap:Q", "error:Q"],
    )
    gap_line = rows_of("here").mark_rule(strokeDash=[4, 4], color=GREY).encode(x="gap:Q")
    return gap_line + base.mark_line(strokeWidth=2.5) + base.mark_point(filled=True, size=45, opacity=1)


def curves_in_words(nets: Sequence[str], rows: Sequence[GapResult]) -> str:
    """The curves in a sentence each."""
    fails = {net: fails_at(net, tuple(rows)) for net in nets}
    return " ".join(
        f"{net}: fails from a gap of {gap} on." if gap else f"{net}: solves every gap up to {GAPS[-1]}."
        for net, gap in fails.items()
    )


@st.fragment
def _sort() -> None:
    st.markdown("For every task, decide how many things go in and how many come out.")
    columns = st.columns(2, gap="medium")
    for number, card in enumerate(cards()):
        with columns[number % 2]:
            picked = st.selectbox(
                card.task,
                list(patterns()),
                index=None,
                key=f"sort_{number}",
                persist_state="session",
                placeholder="Choose",
            )
            if picked:
                icon = "check_circle" if picked == card.pattern else "replay"
                st.markdown(f":material/{icon}: {feedback(card, picked)}")
