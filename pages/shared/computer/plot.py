"""Values over steps, drawn as stairs: one value for each step, with a mark at the steps that matter."""

from collections.abc import Mapping, Sequence

import altair as alt
import streamlit as st

from pages.shared.hues import RED
from pages.shared.lesson.rows import chart
from pages.shared.plot import plot
from pages.shared.show import plain


def stairs(
    series: Mapping[str, Sequence[float]],
    hues: Mapping[str, str],
    *,
    marks: Sequence[int] = (),
    span: tuple[float, float] | None = None,
    title: str = "",
    dashed: str = "",
    height: int = 230,
) -> None:
    """A stair for each series by its name; `marks` are steps from 1, `dashed` names the series that is dashed."""
    time = max(map(len, series.values()))
    x = alt.X("step:Q", axis=alt.Axis(tickMinStep=1, grid=False), scale=alt.Scale(domain=[0.5, time + 0.5], nice=False))
    y = alt.Y(
        "value:Q",
        title=None,
        axis=alt.Axis(tickCount=4, format="~g"),
        scale=alt.Scale(domain=span) if span else alt.Scale(),
    )
    names = list(series)
    dashes = alt.Scale(domain=names, range=[[5, 4] if name == dashed else [1, 0] for name in names])
    rows = [
        {"step": t, "value": float(v), "who": who} for who, values in series.items() for t, v in enumerate(values, 1)
    ]
    lines = (
        chart(rows)
        .mark_line(interpolate="step", strokeWidth=2.5)
        .encode(
            x=x,
            y=y,
            color=alt.Color("who:N", scale=alt.Scale(domain=names, range=[hues[name] for name in names]),
                            legend=alt.Legend(orient="top", title=None, symbolType="stroke", symbolSize=250)),
            strokeDash=alt.StrokeDash("who:N", scale=dashes, legend=None),
            tooltip=["who:N", "step:Q", alt.Tooltip("value:Q", format=".3f")],
        )
    )  # fmt: skip
    ruled = chart([{"step": step} for step in marks]).mark_rule(strokeDash=[3, 4], color=RED).encode(x=x)
    drawn = alt.layer(ruled, lines) if marks else alt.layer(lines)
    words = "; ".join(f"{who}: {', '.join(plain(v) for v in values)}" for who, values in series.items())
    if title:
        st.markdown(f"**{title}**")
    plot(drawn, height=height, alt=title or "Values, step by step", words=words)
