"""What each step adds to the gradient, as bars that stand below the steps of the unrolled chain."""

from dataclasses import replace
from typing import Any

import altair as alt

from lstm_core.contributions import Chain
from pages.shared.hues import GREY
from pages.shared.lesson.chain import BACK, WIDE, across, draw
from pages.shared.lesson.rows import chart
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
    base = chart(rows).encode(
        x=_x(len(chain.xs)),
        y=Y,
        y2="to:Q",
        color=alt.Color("what:N", scale=looks, legend=legend),
        tooltip=["what:N", alt.Tooltip("number:N", title=f"dL/d{weight}")],
    )
    cut = alt.datum.what == CUT
    marks = base.transform_filter(~cut).mark_bar(size=26, cornerRadius=2)
    thin = base.transform_filter(cut).mark_bar(size=10, cornerRadius=2)
    numbers = (
        chart(_numbers(rows))
        .mark_text(dy=-9, fontSize=11, color=GREY)
        .encode(x=_x(len(chain.xs)), y=alt.Y("top:Q", axis=None), text="number:N")
    )
    ground = chart([{"from": 0}]).mark_rule(color=GREY, opacity=0.6).encode(y=Y)
    words = ", ".join(f"{row['what']} at {row['x']}: {row['number']}" for row in rows)
    draw(alt.layer(ground, marks, thin, numbers), 210, f"Bars for dL/d{weight}", f"{words}.")


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
    return {"x": x, "from": low, "to": high, "number": plain(high - low, 4), "what": what}


def _numbers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One number above each step: what it adds, in brackets if all of it is cut away."""
    found: dict[int, dict[str, Any]] = {}
    digits = 4 if len(rows) <= WIDE + 1 else 3
    for row in rows:
        mine = found.setdefault(row["x"], {"x": row["x"], "top": row["to"], "number": _told(row, digits)})
        mine["top"] = max(mine["top"], row["from"], row["to"])
    return list(found.values())


def _told(row: dict[str, Any], digits: int) -> str:
    number = plain(row["to"] - row["from"], digits)
    return f"({number})" if row["what"] == CUT else number


def _x(steps: int) -> alt.X:
    """One label below each step, and one below the sum."""
    labels = f"datum.value == {steps + 1} ? 'sum' : 'k = ' + datum.value"
    ticks = list(range(1, steps + 2))
    return across(
        steps, alt.Axis(values=ticks, labelExpr=labels, title=None, grid=False, ticks=False, domain=False)
    )  # fmt: skip
