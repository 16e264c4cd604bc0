"""Norms over the lag on one semi-log plot, and a loss with a cliff in it."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import streamlit as st

from lstm_core.clipping import Cliff
from pages.shared.delays.figures import COLOURS
from pages.shared.show import plain

LOOKS = {"Elman h": COLOURS["Elman"], "GRU h": COLOURS["GRU"], "LSTM h": "#88a8c8", "LSTM C": COLOURS["LSTM"]}
WALK, FLOOR, GREY = "#d55e00", 1e-10, "#8a8f99"
DASHES = {"all ways": [1, 0], "straight way": [7, 4], "bound": [2, 3]}
Rows = list[dict[str, Any]]


def lags(lines: Mapping[tuple[str, str], Sequence[float]], share: float) -> None:
    """A line for each (who, kind) over the lag 0, 1, …; a thin one where `share` is left. Below 1e-10 nothing shows."""
    rows: Rows = [
        {"who": who, "kind": kind, "lag": lag, "size": float(size)}
        for (who, kind), sizes in lines.items()
        for lag, size in enumerate(sizes)
        if size > FLOOR
    ]
    names = [name for name in LOOKS if any(who == name for who, _ in lines)]
    kinds = [kind for kind in DASHES if any(found == kind for _, found in lines)]
    hues = alt.Scale(domain=names, range=[LOOKS[name] for name in names])
    dashes = alt.Scale(domain=kinds, range=[DASHES[kind] for kind in kinds])
    legend = alt.Legend(orient="bottom", title=None, symbolType="stroke", symbolSize=250, columns=2)
    above = alt.Legend(orient="top", title=None, symbolType="stroke", symbolSize=250)
    drawn = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.2)
        .encode(
            x=alt.X("lag:Q", title="lag T − k, in steps", axis=alt.Axis(tickMinStep=1, grid=False)),
            y=alt.Y(
                "size:Q", title=None, scale=alt.Scale(type="log"), axis=alt.Axis(format=".0e", tickCount=6)
            ),
            color=alt.Color("who:N", scale=hues, legend=legend),
            strokeDash=alt.StrokeDash("kind:N", scale=dashes, legend=above if len(kinds) > 1 else None),
            detail="kind:N",
            tooltip=["who:N", "kind:N", "lag:Q", alt.Tooltip("size:Q", format=".3g")],
        )
    )  # fmt: skip
    words = "; ".join(f"{who}, {kind}: {sizes[-1]:.1e} at lag {len(sizes) - 1}" for (who, kind), sizes in lines.items())
    st.altair_chart(_level(share) + drawn, height=360, alt=f"How much of the gradient is left, by lag. {words}.")


def trap(norms: Sequence[float], largest: float) -> None:
    """‖Wᵏ‖ over k beside what the largest eigenvalue alone would promise."""
    promise = [largest**k for k in range(len(norms))]
    rows: Rows = [
        {"k": k, "size": size, "what": what}
        for what, sizes in (("‖Wᵏ‖", norms), ("largest eigenvalue, to the k", promise))
        for k, size in enumerate(sizes)
        if size > FLOOR
    ]
    hues = alt.Scale(domain=["‖Wᵏ‖", "largest eigenvalue, to the k"], range=[COLOURS["Elman"], GREY])
    drawn = (
        alt.Chart(alt.Data(values=rows))
        .mark_line(strokeWidth=2.2, point=alt.OverlayMarkDef(size=40))
        .encode(
            x=alt.X("k:Q", axis=alt.Axis(tickMinStep=1, grid=False)),
            y=alt.Y("size:Q", title=None, scale=alt.Scale(type="log"), axis=alt.Axis(format=".0e", tickCount=6)),
            color=alt.Color("what:N", scale=hues, legend=alt.Legend(orient="bottom", title=None)),
            tooltip=["what:N", "k:Q", alt.Tooltip("size:Q", format=".3g")],
        )
    )
    words = ", ".join(f"{size:.2g}" for size in norms)
    st.altair_chart(_level(1.0) + drawn, height=280, alt=f"Norms of the powers of W: {words}.")


def cliff(hill: Cliff, paths: Mapping[str, Sequence[float]], reach: float) -> None:
    """The loss over b from −reach to reach, and where each walk stands after every step, as far as it can be seen."""
    grid = sorted({round(k * reach / 200, 6) for k in range(-200, 201)} | {k * reach / 4000 for k in range(-200, 201)})
    line = [{"b": b, "loss": float(loss)} for b, loss in zip(grid, hill.losses(grid), strict=True)]
    x = alt.X(
        "b:Q",
        title="bias b",
        axis=alt.Axis(grid=False, tickCount=6),
        scale=alt.Scale(domain=[-reach, reach], nice=False),
    )
    y = alt.Y("loss:Q", title="loss", axis=alt.Axis(tickCount=4))
    ground = alt.Chart(alt.Data(values=line)).mark_line(color=GREY, strokeWidth=2).encode(x=x, y=y)
    dots: Rows = [
        {"b": b, "loss": float(loss), "walk": walk, "step": step}
        for walk, path in paths.items()
        for step, (b, loss) in enumerate(zip(path, hill.losses(path), strict=True))
        if abs(b) <= reach
    ]
    looks = alt.Scale(domain=list(paths), range=[COLOURS["Elman"], COLOURS["LSTM"]])
    marks = (
        alt.Chart(alt.Data(values=dots))
        .mark_point(size=80, strokeWidth=2)
        .encode(
            x=x, y=y, tooltip=["walk:N", "step:Q", "b:Q", "loss:Q"],
            color=alt.Color("walk:N", scale=looks, legend=alt.Legend(orient="bottom", title=None)),
        )
    )  # fmt: skip
    away: Rows = [
        {"b": -reach, "word": f"{'→' if b > 0 else '←'} {walk}, step {step}: b = {plain(b)}", "walk": walk}
        for walk, path in paths.items()
        for step, b in [next(((k, b) for k, b in enumerate(path) if abs(b) > reach), (0, 0.0))]
        if step
    ]
    left = alt.Chart(alt.Data(values=[row | {"loss": 0.6} for row in away])).mark_text(fontSize=13, dx=8, align="left")
    gone = left.encode(x=x, y=y, text="word:N", color=alt.Color("walk:N", scale=looks))
    ends = "; ".join(f"{walk} ends at b = {plain(path[-1])}" for walk, path in paths.items())
    st.altair_chart(alt.layer(ground, marks, gone), height=280, alt=f"The loss over the bias, a wall at 0. {ends}.")


def _level(share: float) -> alt.Chart:
    """A thin line across."""
    rule = alt.Chart(alt.Data(values=[{"size": share}])).mark_rule(strokeDash=[3, 4], color=GREY)
    return rule.encode(y=alt.Y("size:Q"))
