"""What the nets that read stories have learnt, and what one of them says after every sentence, drawn."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from lstm_core.cell.roles import INK
from lstm_core.tasks.story import FEWEST, PLACES, most_sentences
from ui.common.charts import BLUE, CELL_HUES, GREY, RED, Figure, looks, plot, rows_of
from ui.course.experiments.sequences.story_text import CHANCE, LAST_PLACE, location_of

NAMES = ("Elman", "GRU", "LSTM")


def curves(rows: list[dict[str, Any]]) -> None:
    """Share of right answers over batches, above two readers without a memory worth the name."""
    levels = [{"share": CHANCE, "who": "guessing"}, {"share": LAST_PLACE, "who": "the place named last"}]
    last = {row["cell"]: row["share"] for row in rows}
    words = "; ".join(f"{name} {share:.0%}" for name, share in last.items())
    drawn = _curves()
    plot(drawn, {"nets": rows, "levels": levels}, height=300, alt="Right answers over batches", words=f"Now {words}.")


@looks
def _curves() -> Figure:
    hues = alt.Scale(domain=list(NAMES), range=[CELL_HUES[name] for name in NAMES])
    y = alt.Y("share:Q", title="right answers", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%"))
    lines = (
        rows_of("nets")
        .mark_line(strokeWidth=2.2)
        .encode(
            x=alt.X("batch:Q", title="batches", axis=alt.Axis(grid=False, tickMinStep=1)),
            y=y,
            color=alt.Color("cell:N", scale=hues, legend=alt.Legend(orient="top", title=None)),
            tooltip=["cell:N", "batch:Q", alt.Tooltip("share:Q", format=".0%")],
        )
    )
    rules = rows_of("levels").mark_rule(strokeDash=[4, 4], color=GREY).encode(y=y)
    names = rows_of("levels").mark_text(align="right", dx=-4, dy=8, color=GREY)
    return rules + names.encode(y=y, x=alt.value("width"), text="who:N") + lines


def answers(story: list[tuple[str, str]], asked: str, shares: list[Any]) -> None:
    """A row for every sentence: what would be said if the question came right after it."""
    rows: list[dict[str, Any]] = [
        {
            "order": k,
            "sentence": f"{k}. {' '.join(pair)}",
            "place": place,
            "share": float(share),
            "right": place == location_of(story[:k], asked),
        }
        for k, (pair, place_shares) in enumerate(zip(story, shares, strict=True), 1)
        for place, share in zip(PLACES, place_shares, strict=True)
    ]
    likely = "; ".join(
        f"after {row['sentence']}: {row['place']} {row['share']:.0%}" for row in rows if row["share"] > 0.5
    )
    plot(
        _answers(INK[st.context.theme.type or "light"]),
        {"answers": rows},
        height=60 + 34 * len(story),
        alt="What the net answers after every sentence",
        words=f"Where is {asked}? {likely}.",
    )
    st.caption(
        f"What the net answers if somebody asks “where {asked}” right after this sentence. Framed: the right answer; "
        f"before {asked} is mentioned there is none. In training there were {FEWEST} to {most_sentences()} sentences. "
        "The outputs are made to add up to 100 %."
    )


@looks
def _answers(ink: str) -> Figure:
    """A box for every sentence and place, with its share in this colour."""
    base = rows_of("answers").encode(
        x=alt.X("place:N", sort=list(PLACES), title=None, axis=alt.Axis(orient="top", labelAngle=0)),
        y=alt.Y("sentence:N", sort=alt.EncodingSortField("order"), title=None, axis=alt.Axis(labelLimit=220)),
    )
    boxes = base.mark_rect(color=BLUE, cornerRadius=3).encode(
        opacity=alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 1], range=[0, 0.5]), legend=None),
        tooltip=["sentence:N", "place:N", alt.Tooltip("share:Q", format=".0%")],
    )
    right = base.transform_filter("datum.right").mark_rect(filled=False, stroke=RED, strokeWidth=2)
    return boxes + right + base.mark_text(fontSize=13, color=ink).encode(text=alt.Text("share:Q", format=".0%"))
