"""Half-time of every unit's memory, from its forget gate, as sorted bars."""

import math
from collections.abc import Sequence

import altair as alt
import numpy as np
import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.roles import ROLES
from lstm_core.run import Values
from lstm_core.training.probe.interventions import half_lives
from ui.common.charts import GREY
from ui.common.text import letter

LONGEST = 1000.0  # steps; a longer half-time is drawn as this one


def show(cell: Cell, steps: Sequence[Values], xs: np.ndarray) -> None:
    """Bars over the quiet steps of the sequence on the board; xs: (time, inputs)."""
    st.header("How long each unit keeps", anchor=False)
    quiet = [values for values, x in zip(steps, xs, strict=True) if np.abs(x).max() < 0.05]
    gate, times = half_lives(cell, quiet or steps)
    if not gate:
        st.caption("This cell carries no memory on through a gate, so there is no half-time to read off.")
        return
    order = sorted(range(len(times)), key=lambda k: -times[k])
    rows = [{"unit": f"unit {k + 1}", "steps": min(times[k], LONGEST), "said": _in_steps(times[k])} for k in order]
    axis = alt.Axis(labelOverlap=False, labelFontSize=12, ticks=False, domain=False)
    chart = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("unit:N", sort=None, title=None, axis=axis))
    scale = alt.Scale(domain=[0, max(1.0, *(float(min(time, LONGEST)) for time in times)) * 1.08])
    bars = chart.mark_bar(color=ROLES["memory"].hue).encode(x=alt.X("steps:Q", title="half-time in steps", scale=scale))
    words = chart.mark_text(align="left", dx=4, color=GREY).encode(x="steps:Q", text="said:N")
    st.altair_chart(
        bars + words,
        height=24 * len(rows) + 60,
        alt=f"Half-lives; the longest is {rows[0]['unit']} with {rows[0]['said']} steps",
    )
    st.caption(
        rf"$\ln\frac12 / \ln$ of the mean {letter(cell, gate)} over the {len(quiet) or len(steps)} "
        f"{'quiet ' * bool(quiet)}steps above. Shorter than the wait, and the net still remembers? Then the value also "
        "goes round through $h$: a loop over all units, not the memory line alone."
    )


def _in_steps(time: float) -> str:
    return f"{time:.1f}" if time < LONGEST and math.isfinite(time) else f"over {LONGEST:.0f}"
