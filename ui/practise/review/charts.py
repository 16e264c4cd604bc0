"""The days until the exam, and how every topic will stand, drawn."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import streamlit as st

from lstm_core.exam.review.forecast import Day
from lstm_core.exam.review.schedule import GroupProgress
from lstm_core.prose.text import markdown_table
from ui.common.charts import BLUE, GREEN
from ui.practise.review.exam_day import day_of


def forecast_charts(plan: Sequence[Day], exam: float) -> None:
    """Minutes of review a day, and beside them how much will be known on the exam day if the plan is kept."""
    rows = [
        {
            "day": f"{day_of(day.begin, exam)}T00:00:00",  # with no hour, it is the evening before in America
            "minutes": round(day.minutes, 1),
            "known": day.recall.expected,
            "low": day.recall.low,
            "high": day.recall.high,
        }
        for day in plan
    ]
    across = alt.X("day:T", title=None, axis=alt.Axis(format="%d %b", tickCount=min(len(rows), 6), labelOverlap=True))
    base = alt.Chart(alt.Data(values=rows), height=220).encode(x=across)
    band = base.mark_area(color=GREEN, opacity=0.25).encode(
        y=alt.Y("low:Q", title="known on the exam day", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        y2="high:Q",
    )
    line = base.mark_line(color=GREEN, strokeWidth=2.5).encode(y="known:Q")
    words = f"{len(rows)} days; on the exam day {rows[-1]['known']:.0%} of all cards will be known if the plan is kept."
    longest = max(day.minutes for day in plan)
    left, right = st.columns(2, gap="large")
    with left:
        bars = base.mark_bar(color=BLUE).encode(y=alt.Y("minutes:Q", title="minutes of review"))
        st.altair_chart(bars, width="stretch", alt=f"Minutes of review a day, at most {longest:.0f}.")
    with right:
        st.altair_chart(band + line, width="stretch", alt=words)
    st.caption(words)


def topic_table(rows: Sequence[GroupProgress], when: str) -> None:
    """A table, the weakest first: what will be known then if nothing more is done; below it what was not begun."""
    lines = [
        (
            row.name,
            f"{row.seen} of {row.cards}",
            f"{row.recall.expected:.0%} ({row.recall.low:.0%} to {row.recall.high:.0%})",
            f"{row.seconds / 60:.0f} min",
        )
        for row in rows
        if row.seen
    ]
    st.markdown(markdown_table(["Topic", "Seen", f"Known {when}", "Time spent"], lines, "lr"))
    ahead = ", ".join(f"{row.name} ({row.cards})" for row in rows if not row.seen)
    if ahead:
        st.markdown(f"Not begun yet, with so many cards each: {ahead}.")
