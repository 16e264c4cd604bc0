"""Success and batches by delay, drawn, and all numbers in a table."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import altair as alt
import streamlit as st

from lstm_core.cell.memory import fits_a_delay
from lstm_core.cells import CELLS
from lstm_core.training.sweep import SeedSummary
from ui.common.charts import CELL_HUES, GREY, ORANGE
from ui.common.session import choose
from ui.delays import points

STARTS = {"as in Keras": "Keras", "as in PyTorch": "PyTorch", "with gate biases that fit the delay": "chrono"}
KEY = "delays_start"  # of the choice between them
ROW_HEIGHT, BELOW, LEGEND = 42, 90, 90  # of the map of seeds, and what names the cells beside it, in pixels
TICKS = [10, 20, 50, 100, 200, 500, 1000, 2000]  # batches
YOURS = ORANGE  # whatever the learner has added


def choose_start(key: str = KEY, bind: Literal["query-params"] | None = "query-params") -> str:
    """With which start the nets are shown; without `bind` the choice is kept for the session, not in the address."""
    first = next(iter(STARTS))
    keep: Literal["session"] | None = None if bind else "session"
    picked = st.segmented_control(
        "Nets started", list(STARTS), default=first, required=True, key=key, bind=bind, persist_state=keep, wrap=True
    )
    return STARTS[picked or first]


def show_start(start: str) -> None:
    """Turn to a start; call it from a callback."""
    choose({KEY: next(words for words, name in STARTS.items() if name == start)})


def started(rows: Iterable[SeedSummary], start: str) -> list[SeedSummary]:
    """The nets with one start; a cell that chrono starts as Keras does is there as Keras has it."""
    return [
        row
        for row in rows
        if row.initial == start or (start == "chrono" and row.initial == "Keras" and not fits_a_delay(CELLS[row.cell]))
    ]


def solved(rows: list[SeedSummary], yours: Sequence[SeedSummary] = ()) -> None:
    """A row per net, a column per delay: how many seeds solved it. Frames are the learner's."""
    nets = list(dict.fromkeys(points.name(row) for row in [*rows, *yours]))
    base = _by_delay(points.with_yours(rows, yours)).encode(
        y=alt.Y("net:N", title=None, sort=nets, axis=alt.Axis(labelLimit=200))
    )
    shades = alt.Scale(domain=[0, 1], range=["#f3f4f7", "#6baed6"], interpolate="rgb")
    tiles = base.mark_rect(stroke="#80808055").encode(color=alt.Color("share:Q", scale=shades, legend=None))
    columns = len({row.delay for row in [*rows, *yours]})
    fitting = alt.ExprRef(f"min(13, width / {columns} / 3)")  # five digits fit a tile, on a phone as well
    words = base.mark_text(fontSize=fitting, color="#1d2129", dy=-5 if yours else 0).encode(text="seeds:N")
    own_tiles = base.transform_filter("datum.yours != ''")
    frame = own_tiles.mark_rect(fillOpacity=0, stroke=YOURS, strokeWidth=2.5)
    label = own_tiles.mark_text(fontSize=10, fontWeight="bold", color="#1d2129", dy=8).encode(text="yours:N")
    drawn = tiles + words + frame + label if yours else tiles + words
    own = f" Yours: {points.in_words(yours)}" if yours else ""
    alternative = f"Seeds that solved the task, by delay. {points.in_words(rows)}{own}"
    _draw(drawn, alternative, ROW_HEIGHT * len(nets) + BELOW)


def batches(rows: list[SeedSummary], yours: Sequence[SeedSummary] = ()) -> None:
    """The median of the batches of the seeds that solved it, with the quartiles. Diamonds: the learner's."""
    timed = [row for row in rows if row.batches is not None]
    mine = [row for row in yours if row.batches is not None]
    axis = _batches_axis([*timed, *mine])
    drawn = _medians(timed, axis)
    if mine:
        diamonds = _by_delay(map(points.point, mine)).encode(y=axis)
        drawn += diamonds.mark_point(shape="diamond", filled=True, size=170, opacity=1, color=YOURS, stroke="#1d2129")
    slowest = max(timed, key=lambda row: row.batches or 0)
    words = f"Slowest: {points.timed(slowest)}. The table below has every number."
    own = "".join(f" Yours: {points.timed(row)}." for row in mine)
    nets = {points.name(row) for row in [*rows, *yours]}
    _draw(drawn, f"Median of the batches until solved, by delay. {words}{own}", ROW_HEIGHT * len(nets) + BELOW + LEGEND)


def table(rows: Iterable[SeedSummary], yours: Sequence[SeedSummary]) -> None:
    """Every row with its numbers."""
    groups = (("the sweep", rows), ("yours", yours)) if yours else (("the sweep", rows),)
    lines = [_line(row) | ({"whose": whose} if yours else {}) for whose, group in groups for row in group]
    st.dataframe(lines, hide_index=True, placeholder="–")


def _line(row: SeedSummary) -> dict[str, Any]:
    low, high = row.interval
    return {
        "cell": row.cell,
        "start": row.initial,
        "delay": row.delay,
        "learning rate": row.learning_rate,
        "solved": f"{row.solved} of {row.of}",
        "95 % interval": f"{100 * low:.0f}–{100 * high:.0f} %",
        "batches until solved": row.batches,
        "quartiles": row.quartiles and f"{row.quartiles[0]:g}–{row.quartiles[1]:g}",
        "batches used by all": row.tried,
        "CPU seconds until solved": row.seconds and round(row.seconds, 2),
    }


def _medians(timed: list[SeedSummary], axis: alt.Y) -> alt.LayerChart:
    """A dot for every median and a line between the quartiles, cells beside each other."""
    domain = [name for name in CELL_HUES if name in {row.cell for row in timed}]
    scale = alt.Scale(domain=domain, range=[CELL_HUES[name] for name in domain])
    base = _by_delay(map(points.point, timed)).encode(
        color=alt.Color("cell:N", scale=scale, legend=_legend("bottom", "circle")),
        xOffset=alt.XOffset("cell:N", scale=alt.Scale(domain=domain)),
    )
    whiskers = base.mark_rule(strokeWidth=2).encode(y=alt.Y("first quartile:Q"), y2="third quartile:Q")
    return whiskers + base.mark_point(filled=True, size=55, opacity=1).encode(y=axis)


def _batches_axis(shown: Sequence[SeedSummary]) -> alt.Y:
    """A logarithmic axis that is no longer than what is shown."""
    ends = [end for row in shown for end in (row.quartiles or ())]
    scale = alt.Scale(type="log", domain=[0.8 * min(ends), 1.25 * max(ends)], nice=False)
    return alt.Y("batches:Q", title="batches", scale=scale, axis=alt.Axis(values=TICKS))


def _by_delay(shown: Iterable[points.Point]) -> alt.Chart:
    tooltip = ["net:N", "delay:O", "seeds:N", "yours:N", "batches:Q", "learning rate:Q"]
    axis = alt.X("delay:O", title="delay in steps", axis=alt.Axis(labelAngle=0))
    return alt.Chart(alt.Data(values=list(shown))).encode(x=axis, tooltip=tooltip)


def _legend(side: Literal["top", "bottom"], symbol: str) -> alt.Legend:
    return alt.Legend(
        orient=side,
        title=None,
        columns=2,
        labelFontSize=12,
        symbolType=symbol,
        symbolStrokeColor=GREY,
        symbolSize=120,
    )


def _draw(chart: alt.Chart | alt.LayerChart, alternative: str, height: int) -> None:
    st.altair_chart(chart.properties(height=height), alt=alternative)
