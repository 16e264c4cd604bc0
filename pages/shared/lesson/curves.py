"""Norms over the lag, on semi-log plots."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from pages.shared.delays.figures import COLOURS
from pages.shared.hues import GREY
from pages.shared.lesson.rows import chart
from pages.shared.plot import plot

LOOKS = {"Elman h": COLOURS["Elman"], "GRU h": COLOURS["GRU"], "LSTM h": "#88a8c8", "LSTM C": COLOURS["LSTM"]}
FLOOR = 1e-10
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
        chart(rows)
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
    plot(_level(share) + drawn, height=360, alt="How much of the gradient is left, by lag", words=words)


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
        chart(rows)
        .mark_line(strokeWidth=2.2, point=alt.OverlayMarkDef(size=40))
        .encode(
            x=alt.X("k:Q", axis=alt.Axis(tickMinStep=1, grid=False)),
            y=alt.Y("size:Q", title=None, scale=alt.Scale(type="log"), axis=alt.Axis(format=".0e", tickCount=6)),
            color=alt.Color("what:N", scale=hues, legend=alt.Legend(orient="bottom", title=None)),
            tooltip=["what:N", "k:Q", alt.Tooltip("size:Q", format=".3g")],
        )
    )
    words = ", ".join(f"{size:.2g}" for size in norms)
    plot(_level(1.0) + drawn, height=280, alt="Norms of the powers of W", words=words)


def _level(share: float) -> alt.Chart:
    """A thin line across."""
    rule = chart([{"size": share}]).mark_rule(strokeDash=[3, 4], color=GREY)
    return rule.encode(y=alt.Y("size:Q"))
