"""What each step adds to the gradient, as bars that stand below the steps of the unrolled chain."""

from dataclasses import replace
from typing import Any

import altair as alt

from lstm_core.gradients.contributions import UnrolledChain
from ui.common.charts import GREY, Figure, looks, plot, rows_of
from ui.common.text import plain
from ui.course.experiments.bptt.unrolled_chart import BACK, WIDE, X, invisible_corners

LOOKS = {"part of the gradient": BACK, "sum": "#a84a00", "cut away": "#8a8f9988"}
PART, SUM, CUT = LOOKS
SMALL = 1e-12
HEIGHT = 210
Y = alt.Y("from:Q", axis=None, scale=alt.Scale(padding=28))


def gradient_bars(chain: UnrolledChain, weight: str, shown: int) -> None:
    """A bar for each of the last `shown` steps, each beginning where the last one ended, and their sum."""
    bars = _rows(chain, weight, shown)
    steps = len(chain.xs)
    rows = {
        "bars": bars,
        "numbers": _numbers(bars),
        "steps": [{"x": k, "name": f"k = {k}"} for k in range(1, steps + 1)] + [{"x": steps + 1, "name": "sum"}],
        "ground": [{"from": 0.0}],
        "room": invisible_corners(chain, 0.0, 0.0),
    }
    names = tuple(name for name in LOOKS if any(row["what"] == name for row in bars))
    words = ", ".join(f"{row['what']} at {row['x']}: {row['number']}" for row in bars)
    plot(_looks(weight, names), rows, alt=f"Bars for dL/d{weight}", words=f"{words}.", height=HEIGHT, frame=False)


@looks
def _looks(weight: str, names: tuple[str, ...]) -> Figure:
    """Bars with numbers, what is cut away thinner; below each its step."""
    scale = alt.Scale(domain=list(names), range=[LOOKS[name] for name in names])
    base = rows_of("bars").encode(
        x=X,
        y=Y,
        y2="to:Q",
        color=alt.Color("what:N", scale=scale, legend=alt.Legend(orient="bottom", title=None, symbolType="square")),
        tooltip=["what:N", alt.Tooltip("number:N", title=f"dL/d{weight}")],
    )
    cut = alt.datum.what == CUT
    names_of_steps = rows_of("steps").mark_text(fontSize=11, color=GREY)
    numbers = rows_of("numbers").mark_text(fontSize=11, color=GREY, dy=-9)
    return alt.layer(
        rows_of("ground").mark_rule(color=GREY, opacity=0.6).encode(y=Y),
        base.transform_filter(~cut).mark_bar(size=26, cornerRadius=2),
        base.transform_filter(cut).mark_bar(size=10, cornerRadius=2),
        numbers.encode(x=X, y=alt.Y("top:Q", axis=None), text="number:N"),
        names_of_steps.encode(x=X, y=alt.value({"expr": "height - 6"}), text="name:N"),
        rows_of("room").mark_point(opacity=0).encode(x=X),
    )


def _rows(chain: UnrolledChain, weight: str, shown: int) -> list[dict[str, Any]]:
    """One row per bar; a step of which only some losses are cut off has two."""
    steps = len(chain.xs)
    rows, at = [], 0.0
    whole = replace(chain, cut=0).contributions(weight)
    for k, (part, full) in enumerate(zip(chain.contributions(weight), whole, strict=True), 1):
        if k <= steps - shown:
            continue
        cut = full - part
        if abs(part) > SMALL or abs(cut) <= SMALL:
            rows.append(_bar(k, at, at + part, PART))
        at += part
        if abs(cut) > SMALL:
            rows.append(_bar(k, at, at + cut, CUT))
    return [*rows, _bar(steps + 1, 0.0, at, SUM)]


def _bar(x: int, low: float, high: float, what: str) -> dict[str, Any]:
    return {"x": x, "from": low, "to": high, "number": plain(high - low, 4), "what": what}


def _numbers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One number above each step: what it adds, in brackets if all of it is cut away."""
    bars: dict[int, dict[str, Any]] = {}
    digits = 4 if len(rows) <= WIDE + 1 else 3
    for row in rows:
        number = bars.setdefault(row["x"], {"x": row["x"], "top": row["to"], "number": _number_text(row, digits)})
        number["top"] = max(number["top"], row["from"], row["to"])
    return list(bars.values())


def _number_text(row: dict[str, Any], digits: int) -> str:
    number = plain(row["to"] - row["from"], digits)
    return f"({number})" if row["what"] == CUT else number
