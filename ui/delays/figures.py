"""Success and seconds by delay, drawn."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import altair as alt
import streamlit as st

from lstm_core.training.sweep import SeedSummary
from ui.common.charts import CELL_HUES, GREY, ORANGE
from ui.delays import points

DASHES = {"chrono": [1, 0], "Keras": [8, 3], "PyTorch": [2, 3]}
TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10]  # seconds
HEIGHT = 380
YOURS = ORANGE  # whatever the learner has added


def solved(rows: list[SeedSummary], yours: Sequence[SeedSummary] = ()) -> None:
    """A row per cell and initialisation, a column per delay: how many seeds solved it. Frames are the learner's."""
    nets = list(dict.fromkeys(points.name(row) for row in [*rows, *yours]))
    base = _by_delay(points.with_yours(rows, yours)).encode(
        y=alt.Y("net:N", title=None, sort=nets, axis=alt.Axis(labelLimit=200))
    )
    shades = alt.Scale(domain=[0, 1], range=["#f3f4f7", "#6baed6"], interpolate="rgb")
    tiles = base.mark_rect(stroke="#80808055").encode(color=alt.Color("share:Q", scale=shades, legend=None))
    words = base.mark_text(fontSize=13, color="#1d2129", dy=-5 if yours else 0).encode(text="seeds:N")
    own_tiles = base.transform_filter("datum.yours != ''")
    frame = own_tiles.mark_rect(fillOpacity=0, stroke=YOURS, strokeWidth=2.5)
    said = own_tiles.mark_text(fontSize=10, fontWeight="bold", color="#1d2129", dy=8).encode(text="yours:N")
    drawn = tiles + words + frame + said if yours else tiles + words
    own = f" Yours: {points.in_words(yours)}" if yours else ""
    _draw(drawn, f"Seeds that solved the task, by delay. {points.in_words(rows)}{own}")


def seconds(rows: list[SeedSummary], yours: Sequence[SeedSummary] = ()) -> None:
    """A line per cell and initialisation: median CPU seconds of the seeds that solved it. Diamonds: the learner's."""
    timed = [row for row in rows if row.seconds is not None]
    mine = [row for row in yours if row.seconds is not None]
    axis = alt.Y("seconds:Q", title="CPU seconds, median", scale=alt.Scale(type="log"), axis=alt.Axis(values=TICKS))
    drawn = _lines(timed, axis)
    if mine:
        diamonds = _by_delay(map(points.point, mine)).encode(y=axis)
        drawn += diamonds.mark_point(shape="diamond", filled=True, size=170, opacity=1, color=YOURS, stroke="#1d2129")
    slowest = max(timed, key=lambda row: row.seconds or 0)
    words = f"Slowest: {points.timed(slowest)}. The table below has every number."
    own = "".join(f" Yours: {points.timed(row)}." for row in mine)
    _draw(drawn, f"Median CPU seconds until solved, by delay. {words}{own}")


def _lines(timed: list[SeedSummary], axis: alt.Y) -> alt.LayerChart:
    base = _by_delay(map(points.point, timed)).encode(
        y=axis,
        color=alt.Color(
            "cell:N", scale=_scale(CELL_HUES, [row.cell for row in timed]), legend=_legend("bottom", "square")
        ),
        detail="net:N",
    )
    dashes = alt.StrokeDash(
        "start:N", scale=_scale(DASHES, [row.initial for row in timed]), legend=_legend("top", "stroke")
    )
    lines = base.mark_line(strokeWidth=2.5).encode(strokeDash=dashes)
    return lines + base.mark_point(filled=True, size=60, opacity=1)


def _by_delay(shown: Iterable[points.Point]) -> alt.Chart:
    tooltip = ["net:N", "delay:O", "seeds:N", "yours:N", "batches:Q", "seconds:Q"]
    axis = alt.X("delay:O", title="delay in steps", axis=alt.Axis(labelAngle=0))
    return alt.Chart(alt.Data(values=list(shown))).encode(x=axis, tooltip=tooltip)


def _scale(looks: Mapping[str, Any], shown: list[str]) -> alt.Scale:
    """How each of those that are shown looks, in the order of the table."""
    domain = [name for name in looks if name in shown]
    return alt.Scale(domain=domain, range=[looks[name] for name in domain])


def _legend(side: Literal["top", "bottom"], symbol: str) -> alt.Legend:
    return alt.Legend(
        orient=side,
        title=None,
        columns=4,
        labelFontSize=12,
        symbolType=symbol,
        symbolStrokeColor=GREY,
        symbolSize=120,
    )


def _draw(chart: alt.Chart | alt.LayerChart, alternative: str) -> None:
    st.altair_chart(chart.properties(height=HEIGHT), alt=alternative)
