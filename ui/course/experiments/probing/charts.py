"""Memory of every unit over time as a heat map, and the output with and without one unit."""

import altair as alt
import numpy as np

from ui.common.charts import BLUE, GREEN, GREY, RED, Figure, looks, plot, rows_of

WHOLE, SILENCED = "whole net", "one unit silenced"


def memory(values: np.ndarray, told: int, asked: int) -> None:
    """A row for every unit, time to the right; (time, units)."""
    most = max(float(np.abs(values).max()), 1e-9)
    rows = [
        {
            "step": t,
            "unit": k,
            "memory": round(float(value), 3),
            "strength": abs(float(value)) / most,
            "sign": "positive" if value >= 0 else "negative",
        }
        for t, units in enumerate(values, 1)
        for k, value in enumerate(units, 1)
    ]
    events = [{"step": told, "word": "told"}, {"step": asked, "word": "asked"}]
    kept = ", ".join(f"unit {k} {value:.2f}" for k, value in enumerate(values[asked - 2], 1))
    plot(
        _memory_looks(*values.shape),
        {"cells": rows, "events": events},
        height=30 * values.shape[1] + 110,
        alt="Memory of every unit over time",
        words=f"Told at step {told}, asked at step {asked}. Memory just before the question: {kept}.",
    )


@looks
def _memory_looks(time: int, units: int) -> Figure:
    axis = alt.Axis(labelAngle=0, labelOverlap=True, ticks=False, domain=False)
    step = alt.X("step:O", title="step", axis=axis, scale=alt.Scale(domain=list(range(1, time + 1))))
    tiles = (
        rows_of("cells")
        .mark_rect(stroke="#80808040")
        .encode(
            x=step,
            y=alt.Y(
                "unit:O",
                title="unit",
                axis=alt.Axis(ticks=False, domain=False),
                scale=alt.Scale(domain=list(range(1, units + 1))),
            ),
            color=alt.Color(
                "sign:N",
                scale=alt.Scale(domain=["positive", "negative"], range=[GREEN, RED]),
                legend=alt.Legend(orient="top", title="memory", symbolType="square"),
            ),
            opacity=alt.Opacity("strength:Q", scale=alt.Scale(domain=[0, 1], range=[0, 1]), legend=None),
            tooltip=["unit:O", "step:O", "memory:Q"],
        )
    )
    marks = rows_of("events").mark_text(dy=-8, color=GREY, fontSize=12).encode(x=step, y=alt.value(0), text="word:N")
    return tiles + marks


def outputs(whole: np.ndarray, without: np.ndarray, unit: int, asked: int) -> None:
    """Output over time of the whole net, and without this unit; (time,) each."""
    rows = [
        {"step": t, "output": round(float(value), 4), "net": name}
        for name, line in ((WHOLE, whole), (SILENCED, without))
        for t, value in enumerate(line, 1)
    ]
    plot(
        _outputs_looks(len(whole)),
        {"lines": rows, "events": [{"step": asked}]},
        height=240,
        alt="Output over time, with and without one unit",
        words=f"At step {asked}: {whole[asked - 1]:.2f}, without unit {unit} {without[asked - 1]:.2f}.",
    )


@looks
def _outputs_looks(time: int) -> Figure:
    step = alt.X("step:Q", title="step", scale=alt.Scale(domain=[1, time]), axis=alt.Axis(grid=False, tickMinStep=1))
    lines = (
        rows_of("lines")
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=25))
        .encode(
            x=step,
            y=alt.Y("output:Q", title="output"),
            color=alt.Color(
                "net:N",
                scale=alt.Scale(domain=[WHOLE, SILENCED], range=[BLUE, RED]),
                legend=alt.Legend(orient="top", title=None, symbolType="stroke"),
            ),
            tooltip=["net:N", "step:Q", alt.Tooltip("output:Q", format=".2f")],
        )
    )
    return rows_of("events").mark_rule(strokeDash=[4, 4], color=GREY).encode(x=step) + lines
