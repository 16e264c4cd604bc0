"""Bits, mistakes and full bars, drawn: over a training, along a text, and bar by bar."""

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np

from lstm_core.generation.settings import Evaluation
from ui.common.charts import BLUE, GREY, RED, Figure, looks, plot, rows_of

APART = 0.3  # bits between two levels that are both drawn


def bits_over_updates(judged: Sequence[Evaluation], counted: Mapping[int, float], most: int) -> None:
    """Bits per character over the updates, on what is learnt and on what is held out, and the n-grams as levels."""
    rows = [
        {"step": look.step, "bits": value, "what": what}
        for look in judged
        for what, value in (("training", look.training), ("held out", look.held_out))
    ]
    levels = [{"bits": value, "name": f"{order}-gram", "at": most} for order, value in distinct_levels(counted).items()]
    last = judged[-1] if judged else Evaluation(0, float("nan"), float("nan"), "")
    words = (
        f"After {last.step} updates {last.training:.2f} bits per character on training text, {last.held_out:.2f} on "
        f"held-out text. " + ", ".join(f"{order}-grams: {value:.2f}" for order, value in counted.items())
    )
    chart = _bits_looks(most)
    plot(chart, {"lines": rows, "levels": levels}, height=300, alt="Bits per character over updates", words=words)


@looks
def _bits_looks(most: int) -> Figure:
    hues = alt.Scale(domain=["training", "held out"], range=[BLUE, RED])
    lines = (
        rows_of("lines")
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=25))
        .encode(
            x=alt.X(
                "step:Q",
                title="update",
                scale=alt.Scale(domain=[0, most], nice=False),
                axis=alt.Axis(grid=False, tickCount=6),
            ),
            y=alt.Y("bits:Q", title="bits per character", scale=alt.Scale(zero=False)),
            color=alt.Color("what:N", scale=hues, legend=alt.Legend(orient="top", title=None, symbolType="stroke")),
            tooltip=["what:N", "step:Q", alt.Tooltip("bits:Q", format=".3f")],
        )
    )
    rules = rows_of("levels").mark_rule(strokeDash=[4, 4], color=GREY).encode(y="bits:Q", tooltip=["name:N", "bits:Q"])
    names = rows_of("levels").mark_text(align="right", dy=-6, dx=-2, color=GREY)
    return rules + names.encode(y="bits:Q", x="at:Q", text="name:N") + lines


def distinct_levels(counted: Mapping[int, float]) -> dict[int, float]:
    """The levels that can be told apart in the picture, the best first."""
    distinct: dict[int, float] = {}
    for order, value in sorted(counted.items(), key=lambda pair: pair[1]):
        if all(abs(value - other) > APART for other in distinct.values()):
            distinct[order] = value
    return distinct


def told_and_fed(lines: Mapping[str, np.ndarray], unit: str, span: int) -> None:
    """A line each for being told the truth and being fed, each point the mean over `span` symbols; (time,) each."""
    rows = [
        {"at": k + span, "value": float(values[k : k + span].mean()), "way": way}
        for way, values in lines.items()
        for k in range(max(len(values) - span + 1, 0))
    ]
    words = "; ".join(f"{way}: {values.mean():.2f}" for way, values in lines.items())
    chart = _told_and_fed_looks(tuple(lines), unit)
    plot(chart, {"lines": rows}, height=260, alt=f"{unit} along the text", words=f"On average {words}.")


@looks
def _told_and_fed_looks(ways: tuple[str, ...], unit: str) -> Figure:
    hues = alt.Scale(domain=list(ways), range=[BLUE, RED])
    return (
        rows_of("lines")
        .mark_line(strokeWidth=2.5)
        .encode(
            x=alt.X("at:Q", title="symbols said", axis=alt.Axis(grid=False)),
            y=alt.Y("value:Q", title=unit),
            color=alt.Color("way:N", scale=hues, legend=alt.Legend(orient="top", title=None, symbolType="stroke")),
        )
    )


def full_bars(shares: Sequence[tuple[int, float, float]], ways: Sequence[str]) -> None:
    """The share of full bars by the number of the bar, told and fed."""
    rows = [
        {"bar": k, "share": share, "way": way} for k, *both in shares for way, share in zip(ways, both, strict=True)
    ]
    words = ", ".join(f"bar {k}: {true:.0%} and {own:.0%}" for k, true, own in shares)
    chart = _full_bars_looks(tuple(ways))
    plot(chart, {"bars": rows}, height=220, alt=f"Share of full bars, {' and '.join(ways)}", words=words)


@looks
def _full_bars_looks(ways: tuple[str, ...]) -> Figure:
    return (
        rows_of("bars")
        .mark_bar()
        .encode(
            x=alt.X("bar:O", title="bar", axis=alt.Axis(labelAngle=0)),
            xOffset=alt.XOffset("way:N", sort=list(ways)),
            y=alt.Y("share:Q", title="share of full bars", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
            color=alt.Color(
                "way:N",
                scale=alt.Scale(domain=list(ways), range=[BLUE, RED]),
                legend=alt.Legend(orient="top", title=None),
            ),
            tooltip=["bar:O", "way:N", alt.Tooltip("share:Q", format=".0%")],
        )
    )
