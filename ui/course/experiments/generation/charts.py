"""The choice of a symbol and the notes of a tune, drawn."""

from collections.abc import Sequence
from fractions import Fraction

import altair as alt
import numpy as np

from lstm_core.generation.music.tune import Bar
from ui.common.charts import BLUE, GREY, ORANGE, Figure, looks, plot, rows_of

SIGNS = {" ": "␣", "\n": "↵", "∎": "end"}
MOST_BARS = 10  # symbols


def visible(symbol: str) -> str:
    """A symbol as it can be seen."""
    return SIGNS.get(symbol, symbol)


def next_symbol(symbols: str, probabilities: np.ndarray, picked: str) -> None:
    """The most likely symbols at one place, the one that was picked in another colour; probabilities: (symbols,)."""
    order = np.argsort(-probabilities, kind="stable")[:MOST_BARS]
    rows = [
        {"symbol": visible(symbols[k]), "p": float(probabilities[k]), "picked": str(symbols[k] == picked)}
        for k in order
    ]
    words = ", ".join(f"{row['symbol']} {row['p']:.2f}" for row in rows[:5])
    words = f"{words}. Picked: {visible(picked)}."
    plot(_next_symbol_looks(), {"symbols": rows}, height=220, alt="The most likely next symbols", words=words)


@looks
def _next_symbol_looks() -> Figure:
    hues = alt.Scale(domain=["True", "False"], range=[ORANGE, BLUE])
    return (
        rows_of("symbols")
        .mark_bar()
        .encode(
            x=alt.X("symbol:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelFontSize=13, ticks=False)),
            y=alt.Y("p:Q", title="probability", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%", tickCount=5)),
            color=alt.Color("picked:N", scale=hues, legend=None),
            tooltip=["symbol:N", alt.Tooltip("p:Q", format=".3f")],
        )
    )


def piano_roll(played: Sequence[Bar]) -> None:
    """The notes of a tune over time, higher is higher; bars of another length than the meter's are orange."""
    rows, lines, at, scale = [], [], 0.0, played[0].meter or Fraction(1)
    for bar in played:
        for note in bar.notes:
            length = float(note.length / scale)
            if note.pitch is not None:
                low = note.pitch - 0.5
                right = "full" if bar.meter in (None, bar.length) else "other"
                rows.append({"at": at, "to": at + 0.92 * length, "low": low, "high": low + 1, "bar": right})
            at += length
        lines.append({"at": at})
    plot(
        _piano_roll_looks(),
        {"notes": rows, "bars": lines},
        height=110,
        frame=False,
        alt="The notes of the tune",
        words=f"{len(rows)} notes over {len(played)} bars.",
    )


@looks
def _piano_roll_looks() -> Figure:
    base = rows_of("notes").encode(
        x=alt.X("at:Q", axis=None, scale=alt.Scale(nice=False)),
        x2="to:Q",
        y=alt.Y("low:Q", axis=None, scale=alt.Scale(zero=False)),
        y2="high:Q",
        color=alt.Color("bar:N", scale=alt.Scale(domain=["full", "other"], range=[BLUE, ORANGE]), legend=None),
    )
    rules = rows_of("bars").mark_rule(color=GREY, opacity=0.5).encode(x=alt.X("at:Q", axis=None))
    return rules + base.mark_rect(cornerRadius=1)
