"""Norms over the lag, on semi-log plots."""

from collections.abc import Mapping, Sequence

import altair as alt

from ui.common.charts import CELL_HUES, GREY, Figure, looks, plot, rows_of

LOOKS = {"Elman h": CELL_HUES["Elman"], "GRU h": CELL_HUES["GRU"], "LSTM h": "#88a8c8", "LSTM C": CELL_HUES["LSTM"]}
FLOOR = 1e-10
DASHES = {"all ways": [1, 0], "straight way": [7, 4], "bound": [2, 3]}
POWERS = {"‖Wᵏ‖": CELL_HUES["Elman"], "largest eigenvalue, to the k": GREY}
SIZE = alt.Y("size:Q", title=None, scale=alt.Scale(type="log"), axis=alt.Axis(format=".0e", tickCount=6))
NUMBER = alt.Tooltip("size:Q", format=".3g")


def gradient_by_lag(lines: Mapping[tuple[str, str], Sequence[float]], share: float) -> None:
    """A line for each (who, kind) over the lag 0, 1, …; a thin one where `share` is left. Below 1e-10 nothing shows."""
    rows = [
        {"who": who, "kind": kind, "lag": lag, "size": float(size)}
        for (who, kind), sizes in lines.items()
        for lag, size in enumerate(sizes)
        if size > FLOOR
    ]
    names = tuple(name for name in LOOKS if any(who == name for who, _ in lines))
    kinds = tuple(kind for kind in DASHES if any(found == kind for _, found in lines))
    words = "; ".join(f"{who}, {kind}: {sizes[-1]:.1e} at lag {len(sizes) - 1}" for (who, kind), sizes in lines.items())
    plot(
        _gradient_looks(names, kinds),
        {"lines": rows, "level": [{"size": share}]},
        height=360,
        alt="How much of the gradient is left, by lag",
        words=words,
    )


@looks
def _gradient_looks(names: tuple[str, ...], kinds: tuple[str, ...]) -> Figure:
    hues = alt.Scale(domain=list(names), range=[LOOKS[name] for name in names])
    dashes = alt.Scale(domain=list(kinds), range=[DASHES[kind] for kind in kinds])
    legend = alt.Legend(orient="bottom", title=None, symbolType="stroke", symbolSize=250, columns=2)
    above = alt.Legend(orient="top", title=None, symbolType="stroke", symbolSize=250)
    lines = rows_of("lines").mark_line(strokeWidth=2.2)
    return _level() + lines.encode(
        x=alt.X("lag:Q", title="lag T − k, in steps", axis=alt.Axis(tickMinStep=1, grid=False)),
        y=SIZE,
        color=alt.Color("who:N", scale=hues, legend=legend),
        strokeDash=alt.StrokeDash("kind:N", scale=dashes, legend=above if len(kinds) > 1 else None),
        detail="kind:N",
        tooltip=["who:N", "kind:N", "lag:Q", NUMBER],
    )


def matrix_powers(norms: Sequence[float], largest: float) -> None:
    """‖Wᵏ‖ over k beside what the largest eigenvalue alone would promise."""
    promise = [largest**k for k in range(len(norms))]
    rows = [
        {"k": k, "size": size, "what": what}
        for what, sizes in zip(POWERS, (norms, promise), strict=True)
        for k, size in enumerate(sizes)
        if size > FLOOR
    ]
    words = ", ".join(f"{size:.2g}" for size in norms)
    plot(
        _matrix_looks(),
        {"lines": rows, "level": [{"size": 1.0}]},
        height=280,
        alt="Norms of the powers of W",
        words=words,
    )


@looks
def _matrix_looks() -> Figure:
    hues = alt.Scale(domain=list(POWERS), range=list(POWERS.values()))
    lines = rows_of("lines").mark_line(strokeWidth=2.2, point=alt.OverlayMarkDef(size=40))
    return _level() + lines.encode(
        x=alt.X("k:Q", axis=alt.Axis(tickMinStep=1, grid=False)),
        y=SIZE,
        color=alt.Color("what:N", scale=hues, legend=alt.Legend(orient="bottom", title=None)),
        tooltip=["what:N", "k:Q", NUMBER],
    )


def _level() -> alt.Chart:
    """A thin line across."""
    return rows_of("level").mark_rule(strokeDash=[3, 4], color=GREY).encode(y=alt.Y("size:Q"))
