"""An unrolled chain with its way back, drawn from left to right."""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from lstm_core.gradients.contributions import UnrolledChain
from ui.common.charts import BLUE, GREY, RED, Figure, looks, plot, rows_of
from ui.common.text import plain

FORWARD, BACK = BLUE, RED  # the way back has a hue of its own (Okabe and Ito)
STEP, LOSS, INPUT = 1.0, 2.0, 0.0  # heights
WIDE = 5  # steps; more of them are drawn smaller, so that they fit on a phone
X, Y = alt.X("x:Q", axis=None, scale=alt.Scale(nice=False, zero=False)), alt.Y("y:Q", axis=None)
HUE, TURN, SIZE = (
    kind(field, scale=None) for kind, field in ((alt.Color, "hue:N"), (alt.Angle, "angle:Q"), (alt.Size, "size:Q"))
)
UP = STEP + 0.45  # where the way back runs
HEIGHT = 230
Rows = list[dict[str, Any]]


def unrolled_chart(chain: UnrolledChain, shown: int) -> None:
    """The chain from left to right, and the last `shown` deltas going back from right to left."""
    first = len(chain.xs) - shown
    rows = {
        "lines": _lines(chain, first),
        "heads": _heads(chain, first),
        "circles": [{"x": k, "y": STEP, "size": 1250 if _wide(chain) else 620} for k in range(len(chain.hs) + 1)],
        "words": _labels(chain, first),
        "room": invisible_corners(chain, -0.25, LOSS + 0.2),
    }
    plot(_looks(), rows, alt="The chain, unrolled", words=_in_words(chain, first), height=HEIGHT, frame=False)


@looks
def _looks() -> Figure:
    """Lines with heads, circles on them, and words on top of it all."""
    heads = rows_of("heads").mark_point(shape="triangle", filled=True, size=55, opacity=1)
    return alt.layer(
        rows_of("lines").mark_rule(strokeWidth=1.6).encode(x=X, y=Y, x2="x2:Q", y2="y2:Q", color=HUE),
        heads.encode(x=X, y=Y, color=HUE, angle=TURN),
        rows_of("circles")
        .mark_point(shape="circle", filled=True, opacity=1, color=FORWARD)
        .encode(x=X, y=Y, size=SIZE),
        rows_of("words").mark_text().encode(x=X, y=Y, text="word:N", color=HUE, size=SIZE),
        rows_of("room").mark_point(opacity=0).encode(x=X, y=Y),
    )


def invisible_corners(chain: UnrolledChain, low: float, high: float) -> Rows:
    """Two corners nobody sees. They give both figures the same width, so that a bar stands below its step."""
    return [{"x": -0.4, "y": low}, {"x": len(chain.xs) + 1.5, "y": high}]


def _wide(chain: UnrolledChain) -> bool:
    return len(chain.xs) <= WIDE


def _way_back(chain: UnrolledChain, first: int) -> tuple[list[int], list[int], list[int]]:
    """The steps a delta has reached, those it goes on from to the step before, and those where it was cut."""
    steps = len(chain.xs)
    reached = [k for k in range(1, steps + 1) if k > first and any(chain.reaches(t, k - 1) for t in chain.read)]
    crossed = [k for k in reached if k < steps and any(t >= k and chain.reaches(t, k - 1) for t in chain.read)]
    stopped = [k for k in range(max(first, 1), steps) if k not in crossed and k + 1 in reached and chain.cut]
    return reached, crossed, stopped


def _lines(chain: UnrolledChain, first: int) -> Rows:
    steps, (_, crossed, _) = len(chain.xs), _way_back(chain, first)
    return [
        *_rows(("x", "y", "x2", "y2"), ((k + 0.25, STEP, k + 0.72, STEP) for k in range(steps)), FORWARD),
        *_rows(("x", "y", "x2", "y2"), ((k, INPUT + 0.22, k, STEP - 0.32) for k in range(1, steps + 1)), GREY),
        *_rows(("x", "y", "x2", "y2"), ((t + 1, LOSS - 0.12, t + 1, STEP + 0.62) for t in chain.read), BACK),
        *_rows(("x", "y", "x2", "y2"), ((k + 0.75, UP, k + 0.3, UP) for k in crossed), BACK),
    ]


def _heads(chain: UnrolledChain, first: int) -> Rows:
    steps, (_, crossed, _) = len(chain.xs), _way_back(chain, first)
    return [
        *_rows(("x", "y", "angle"), ((k + 0.72, STEP, 90) for k in range(steps)), FORWARD),
        *_rows(("x", "y", "angle"), ((k, STEP - 0.34, 0) for k in range(1, steps + 1)), GREY),
        *_rows(("x", "y", "angle"), ((k + 0.3, UP, 270) for k in crossed), BACK),
    ]


def _labels(chain: UnrolledChain, first: int) -> Rows:
    reached, _, stopped = _way_back(chain, first)
    small, digits, tiny = (12, 3, 12) if _wide(chain) else (9, 2, 10)
    states = enumerate(["0", *map(plain, chain.hs)])
    names = ("x", "y", "word", "size")
    return [
        *_rows(names, ((k, STEP, word, small) for k, word in states), "#ffffff"),
        *_rows(names, ((k, INPUT, plain(x, 1), 12) for k, x in enumerate(chain.xs, 1)), GREY),
        *_rows(names, ((t + 1, LOSS, f"L{_subscript(t + 1)}", 14) for t in chain.read), BACK),
        *_rows(names, ((k + 0.5, LOSS - 0.25, "✂", 13) for k in stopped), GREY),
        *_rows(names, ((k, UP, plain(chain.deltas[k - 1], digits), tiny) for k in reached), BACK),
    ]


def _rows(names: Sequence[str], values: Iterable[tuple[Any, ...]], hue: str) -> Rows:
    return [dict(zip(names, row_values, strict=True)) | {"hue": hue} for row_values in values]


def _in_words(chain: UnrolledChain, first: int) -> str:
    states = ", ".join(f"h{k} = {plain(h)}" for k, h in enumerate(chain.hs, 1))
    back = ", ".join(f"δ{k} = {plain(chain.deltas[k - 1], 3)}" for k in range(len(chain.xs), first, -1))
    return f"The chain unrolled over {len(chain.xs)} steps: {states}. Going back: {back}."


def _subscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
