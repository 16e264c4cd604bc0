"""What each step adds to the gradient, as bars that stand below the steps of the unrolled chain."""

from dataclasses import replace
from typing import Any

import altair as alt

from lstm_core.contributions import Chain
from pages.shared.lesson.chain import BACK, GREY, across, draw
from pages.shared.show import plain

LOOKS = {"part of the gradient": BACK, "sum": "#a84a00", "cut away": "#8a8f9988"}
PART, SUM, CUT = LOOKS
SMALL = 1e-12
Y = alt.Y("from:Q", axis=None)


def bars(chain: Chain, weight: str, shown: int) -> None:
    """A bar for each of the last `shown` steps, each beginning where the last one ended, and their sum."""
    rows = _rows(chain, weight, shown)
    names = [name for name in LOOKS if any(row["what"] == name for row in rows)]
    looks = alt.Scale(domain=names, range=[LOOKS[name] for name in names])
    legend = alt.Legend(orient="bottom", title=None, symbolType="square")
    base = alt.Chart(alt.Data(values=rows)).encode(x=_x(len(chain.xs)))
    marks = base.mark_bar(size=26, cornerRadius=2).encode(
        y=Y,
        y2="to:Q",
        color=alt.Color("what:N", scale=looks, legend=legend),
        tooltip=[alt.Tooltip("number:N", title=f"dL/d{weight}")],
    )
    numbers = base.mark_text(dy=-9, fontSize=11, color=GREY).encode(y=alt.Y("top:Q", axis=None), text="number:N")
    ground = alt.Chart(alt.Data(values=[{"from": 0}])).mark_rule(color=GREY, opacity=0.6).encode(y=Y)
    words = ", ".join(f"{row['what']} at {row['x']}: {row['number']}" for row in rows)
    draw(alt.layer(ground, marks, numbers), 210, f"Bars for dL/d{weight}. {words}.")


def _rows(chain: Chain, weight: str, shown: int) -> list[dict[str, Any]]:
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
    number = plain(high - low, 4)
    told = f"({number})" if what == CUT else number
    return {"x": x, "from": low, "to": high, "top": max(low, high), "number": told, "what": what}


def _x(steps: int) -> alt.X:
    """One label below each step, and one below the sum."""
    labels = f"datum.value == {steps + 1} ? 'sum' : 'k = ' + datum.value"
    ticks = list(range(1, steps + 2))
    return across(
        steps, alt.Axis(values=ticks, labelExpr=labels, title=None, grid=False, ticks=False, domain=False)
    )  # fmt: skip
