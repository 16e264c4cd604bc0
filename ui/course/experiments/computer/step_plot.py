"""Values over steps, drawn as stairs: one value for each step, with a mark at the steps that matter."""

from collections.abc import Mapping, Sequence

import altair as alt
import streamlit as st

from ui.common.charts import RED, Figure, looks, plot, rows_of
from ui.common.text import plain


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
    rows = [
        {"step": t, "value": float(v), "who": who} for who, values in series.items() for t, v in enumerate(values, 1)
    ]
    words = "; ".join(f"{who}: {', '.join(plain(v) for v in values)}" for who, values in series.items())
    if title:
        st.markdown(f"**{title}**")
    plot(
        _looks(tuple((name, hues[name]) for name in series), span, dashed),
        {
            "lines": rows,
            "marks": [{"step": step} for step in marks],
            "room": [{"step": 0.5}, {"step": max(map(len, series.values())) + 0.5}],
        },
        height=height,
        alt=title or "Values, step by step",
        words=words,
    )


@looks
def _looks(series: tuple[tuple[str, str], ...], span: tuple[float, float] | None, dashed: str) -> Figure:
    """A stair for each (name, hue)."""
    names, hues = zip(*series, strict=True)
    dashes = [[5, 4] if name == dashed else [1, 0] for name in names]
    x = alt.X("step:Q", axis=alt.Axis(tickMinStep=1, grid=False), scale=alt.Scale(nice=False, zero=False))
    lines = rows_of("lines").mark_line(interpolate="step", strokeWidth=2.5)
    return alt.layer(
        rows_of("room").mark_point(opacity=0).encode(x=x),
        rows_of("marks").mark_rule(strokeDash=[3, 4], color=RED).encode(x=x),
        lines.encode(
            x=x,
            y=alt.Y(
                "value:Q",
                title=None,
                axis=alt.Axis(tickCount=4, format="~g"),
                scale=alt.Scale(domain=span) if span else alt.Scale(),
            ),
            color=alt.Color(
                "who:N",
                scale=alt.Scale(domain=list(names), range=list(hues)),
                legend=alt.Legend(orient="top", title=None, symbolType="stroke", symbolSize=250),
            ),
            strokeDash=alt.StrokeDash("who:N", scale=alt.Scale(domain=list(names), range=dashes), legend=None),
            tooltip=["who:N", "step:Q", alt.Tooltip("value:Q", format=".3f")],
        ),
    )
