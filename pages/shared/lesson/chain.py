"""An unrolled chain with its way back, drawn from left to right."""

from collections.abc import Sequence

import altair as alt

from lstm_core.contributions import Chain
from pages.shared.hues import BLUE, GREY, RED
from pages.shared.lesson.rows import chart
from pages.shared.plot import plot
from pages.shared.show import plain

FORWARD, BACK = BLUE, RED  # the way back has a hue of its own (Okabe and Ito)
STEP, LOSS, INPUT = 1.0, 2.0, 0.0  # heights
WIDE = 5  # steps; more of them are drawn smaller, so that they fit on a phone
X, Y = alt.X("x:Q", axis=None), alt.Y("y:Q", axis=None)


def unrolled(chain: Chain, shown: int) -> None:
    """The chain from left to right, and the last `shown` deltas going back from right to left."""
    steps = len(chain.xs)
    first, small = steps - shown, 12 if steps <= WIDE else 9
    layers = [
        _rules([(k + 0.25, STEP, k + 0.72, STEP) for k in range(steps)], FORWARD),
        _heads([(k + 0.72, STEP) for k in range(steps)], FORWARD, 90),
        _rules([(k, INPUT + 0.22, k, STEP - 0.32) for k in range(1, steps + 1)], GREY),
        _heads([(k, STEP - 0.34) for k in range(1, steps + 1)], GREY, 0),
        _rules([(t + 1, LOSS - 0.12, t + 1, STEP + 0.62) for t in chain.read], BACK),
        *_back(chain, first),
        _circles(steps, 1250 if steps <= WIDE else 620),
        _words([(0, STEP, "0")] + [(k, STEP, plain(h)) for k, h in enumerate(chain.hs, 1)], small, "#ffffff"),
        _words([(k, INPUT, plain(x, 1)) for k, x in enumerate(chain.xs, 1)], 12, GREY),
        _words([(t + 1, LOSS, f"L{_low(t + 1)}") for t in chain.read], 14, BACK),
    ]
    room = chart([{"x": -0.4, "y": -0.25}, {"x": steps + 1.5, "y": LOSS + 0.2}]).mark_point(opacity=0)
    layers.append(room.encode(x=across(steps, None), y=Y))
    draw(alt.layer(*layers), 230, "The chain, unrolled", _in_words(chain, first))


def _back(chain: Chain, first: int) -> list[alt.Chart]:
    """Arrows from a step to the one before it as far as the deltas are shown, and the deltas."""
    steps, up = len(chain.xs), STEP + 0.45
    digits, size = (3, 12) if steps <= WIDE else (2, 10)
    reached = [k for k in range(1, steps + 1) if k > first and any(chain.reaches(t, k - 1) for t in chain.read)]
    crossed = [k for k in reached if k < steps and any(t >= k and chain.reaches(t, k - 1) for t in chain.read)]
    stopped = [k for k in range(max(first, 1), steps) if k not in crossed and k + 1 in reached]
    return [
        _rules([(k + 0.75, up, k + 0.3, up) for k in crossed], BACK),
        _heads([(k + 0.3, up) for k in crossed], BACK, -90),
        _words([(k + 0.5, LOSS - 0.25, "✂") for k in stopped if chain.cut], 13, GREY),
        _words([(k, up, plain(chain.deltas[k - 1], digits)) for k in reached], size, BACK),
    ]


def _rules(lines: Sequence[tuple[float, float, float, float]], colour: str) -> alt.Chart:
    rows = [dict(zip(("x", "y", "x2", "y2"), line, strict=True)) for line in lines]
    return chart(rows).mark_rule(color=colour, strokeWidth=1.6).encode(x=X, y=Y, x2="x2:Q", y2="y2:Q")


def _heads(points: Sequence[tuple[float, float]], colour: str, angle: int) -> alt.Chart:
    rows = [{"x": x, "y": y} for x, y in points]
    return chart(rows).mark_point(
        shape="triangle", filled=True, size=55, opacity=1, color=colour, angle=angle % 360
    ).encode(x=X, y=Y)  # fmt: skip


def _circles(steps: int, size: int) -> alt.Chart:
    rows = [{"x": k, "y": STEP} for k in range(steps + 1)]
    return chart(rows).mark_point(shape="circle", filled=True, size=size, opacity=1, color=FORWARD).encode(x=X, y=Y)


def _words(words: Sequence[tuple[float, float, str]], size: int, colour: str) -> alt.Chart:
    rows = [{"x": x, "y": y, "word": word} for x, y, word in words]
    return chart(rows).mark_text(fontSize=size, color=colour).encode(x=X, y=Y, text="word:N")


def across(steps: int, axis: alt.Axis | None) -> alt.X:
    """The same width for both figures, so that a bar stands below its step."""
    return alt.X("x:Q", axis=axis, scale=alt.Scale(domain=[-0.4, steps + 1.5], nice=False, zero=False))


def _in_words(chain: Chain, first: int) -> str:
    states = ", ".join(f"h{k} = {plain(h)}" for k, h in enumerate(chain.hs, 1))
    back = ", ".join(f"δ{k} = {plain(chain.deltas[k - 1], 3)}" for k in range(len(chain.xs), first, -1))
    return f"The chain unrolled over {len(chain.xs)} steps: {states}. Going back: {back}."


def _low(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def draw(figure: alt.LayerChart | alt.FacetChart, height: int, name: str, words: str) -> None:
    """A figure without a frame."""
    plot(figure, alt=name, words=words, height=height, frame=False)
