"""Success and seconds by delay, drawn."""

from collections.abc import Mapping
from typing import Any, Literal

import altair as alt
import streamlit as st

from lstm_core.sweep import Row

COLOURS = {
    "Elman": "#cc3311",
    "LSTM": "#0077bb",
    "GRU": "#009988",
    "GRU (PyTorch)": "#aa44bb",
}  # of cells, not of roles
DASHES = {"chrono": [1, 0], "Keras": [8, 3], "PyTorch": [2, 3]}
TICKS = [0.1, 0.2, 0.5, 1, 2, 5, 10]  # seconds
HEIGHT = 380


def solved(rows: list[Row]) -> None:
    """A row per cell and initialisation, a column per delay: how many seeds solved it."""
    nets = list(dict.fromkeys(_name(row) for row in rows))
    base = _by_delay(rows).encode(y=alt.Y("net:N", title=None, sort=nets, axis=alt.Axis(labelLimit=200)))
    shades = alt.Scale(domain=[0, 1], range=["#f3f4f7", "#6baed6"], interpolate="rgb")
    tiles = base.mark_rect(stroke="#80808055").encode(color=alt.Color("share:Q", scale=shades, legend=None))
    words = base.mark_text(fontSize=13, color="#1d2129").encode(text="seeds:N")
    _draw(tiles + words, f"Seeds that solved the task, by delay. {_in_words(rows)}")


def seconds(rows: list[Row]) -> None:
    """A line per cell and initialisation: median CPU seconds of the seeds that solved it."""
    timed = [row for row in rows if row.seconds is not None]
    base = _by_delay(timed).encode(
        y=alt.Y("seconds:Q", title="CPU seconds, median", scale=alt.Scale(type="log"), axis=alt.Axis(values=TICKS)),
        color=alt.Color(
            "cell:N", scale=_scale(COLOURS, [row.cell for row in timed]), legend=_legend("bottom", "square")
        ),
        detail="net:N",
    )
    dashes = alt.StrokeDash(
        "start:N", scale=_scale(DASHES, [row.initial for row in timed]), legend=_legend("top", "stroke")
    )
    lines = base.mark_line(strokeWidth=2.5).encode(strokeDash=dashes)
    points = base.mark_point(filled=True, size=60, opacity=1)
    slowest = max(timed, key=lambda row: row.seconds or 0)
    words = f"Slowest: {_name(slowest)} at a delay of {slowest.delay}, {slowest.seconds:.1f} seconds"
    _draw(lines + points, f"Median CPU seconds until solved, by delay. {words}. The table below has every number.")


def _by_delay(rows: list[Row]) -> alt.Chart:
    tooltip = ["net:N", "delay:O", "seeds:N", "batches:Q", "seconds:Q"]
    axis = alt.X("delay:O", title="delay in steps", axis=alt.Axis(labelAngle=0))
    return alt.Chart(alt.Data(values=[_point(row) for row in rows])).encode(x=axis, tooltip=tooltip)


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
        symbolStrokeColor="#777777",
        symbolSize=120,
    )


def _draw(chart: alt.Chart | alt.LayerChart, alternative: str) -> None:
    st.altair_chart(chart.properties(height=HEIGHT), alt=alternative)


def _point(row: Row) -> dict[str, str | float | int | None]:
    return {
        "net": _name(row),
        "cell": row.cell,
        "start": row.initial,
        "delay": row.delay,
        "seeds": f"{row.solved}/{row.of}",
        "share": row.solved / row.of,
        "batches": row.batches,
        "seconds": row.seconds,
    }


def _name(row: Row) -> str:
    return f"{row.cell}, {row.initial}"


def _in_words(rows: list[Row]) -> str:
    """Every row of the figure as a sentence."""
    nets = dict.fromkeys(_name(row) for row in rows)
    found = {net: [f"{row.solved} of {row.of} at {row.delay}" for row in rows if _name(row) == net] for net in nets}
    return " ".join(f"{net}: {', '.join(counts)}." for net, counts in found.items())
