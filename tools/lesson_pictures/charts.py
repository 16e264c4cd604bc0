"""Pictures of results: curves and bars with the numbers of the lessons."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from lstm_core.course.experiments.gap_study import GAPS, results, window_name
from lstm_core.course.experiments.gradient_decay import UntrainedNets, curves
from lstm_core.gradients.contributions import UnrolledChain
from lstm_core.training.sweep import SeedSummary, report, results_of_task, summary
from tools.lesson_pictures.canvas import EDGE, HEIGHT, WIDTH, Point, axes, box, circle, curve, letters, scaled, svg

GREEN, BLUE, RED, GREY = "var(--memory-ink)", "var(--output-ink)", "#cc3311", "var(--wire)"
HUES = {"Elman": RED, "LSTM": BLUE, "GRU": "#009988"}
LEFT, RIGHT, TOP, BOTTOM = EDGE + 4, WIDTH - EDGE, EDGE + 4, HEIGHT - EDGE
KEEPS = 2.0  # bias of the gates that keep, which is what the lesson is about
DROPS_BY = 6.0  # powers of ten that the picture of gradients shows


def sequences() -> str:
    """The error of a window and of an LSTM over the gap between signal and question."""
    names = {window_name(5): RED, window_name(10): "var(--gate-ink)", "LSTM": BLUE}
    lines = [curve(_over_gap(name), colour) for name, colour in names.items()]
    words = [("window of 5", 64, RED), ("window of 10", 84, "var(--gate-ink)"), ("LSTM", BOTTOM - 22, BLUE)]
    return svg(axes(), *lines, *(letters(RIGHT - 4, y, name, "end", hue) for name, y, hue in words))


def _over_gap(name: str) -> list[Point]:
    errors = [row.error for row in sorted(results(), key=lambda row: row.gap) if row.net == name]
    return list(zip(scaled(GAPS, GAPS[0], GAPS[-1], LEFT, RIGHT), scaled(errors, 0, 0.28, BOTTOM, TOP), strict=True))


def bptt() -> str:
    """The unrolled chain, and what every step adds to the gradient of its one weight."""
    chain = UnrolledChain(0.9, 0.4, (1.0, 0.0, 0.0, 0.0, 0.0))
    parts = [*chain.contributions("w")]
    places = scaled(range(len(parts) + 1), 0, len(parts), 34, WIDTH - 34)
    ends = np.cumsum([0.0, *parts])
    heights = scaled(list(ends), min(ends), max(ends), BOTTOM, 74)
    way = [f'<path d="M{a + 14:.1f} 30H{b - 14:.1f}"/>' for a, b in pairwise(places[:-1])]
    nodes = [circle(x, 30, 14, "memory") for x in places[:-1]]
    bars = [_bar(x, a, b, "var(--gate-ink)") for x, (a, b) in zip(places, pairwise(heights), strict=False)]
    total = _bar(places[-1], heights[0], heights[-1], RED)
    names = [letters(x, 34.5, f"h{number}", "middle") for number, x in enumerate(places[:-1], 1)]
    return svg(*way, *nodes, *names, *bars, total, letters(places[-1], 34.5, "Σ", "middle", RED))


def _bar(x: float, begin: float, end: float, colour: str) -> str:
    low, high = sorted((begin, end))
    return box(x - 13, low, 26, max(high - low, 1.5), colour)


def vanishing() -> str:
    """How the gradient fades over the lag, each line a factor of ten."""
    shown = [one for one in curves(UntrainedNets(bias=KEEPS)) if (one.net, one.state) != ("LSTM", "h")]
    levels = [f'<path class="axis" d="M{EDGE} {y:.1f}H{RIGHT}"/>' for y in scaled(range(4), 0, 3, TOP, BOTTOM)]
    return svg(
        axes(),
        *levels,
        *(curve(_fading(one.norms), HUES[one.net]) for one in shown),
        *(letters(LEFT + 8, 112 + 18 * row, name, "", hue) for row, (name, hue) in enumerate(HUES.items())),
    )


def _fading(norms: Iterable[float]) -> list[Point]:
    powers = [float(np.log10(norm)) for norm in norms]
    places = scaled(range(len(powers)), 0, len(powers) - 1, LEFT, RIGHT)
    heights = scaled(powers, 0, -DROPS_BY, TOP, BOTTOM)
    return [(x, y) for x, y in zip(places, heights, strict=True) if y <= BOTTOM]


def _legend(hues: dict[str, str]) -> list[str]:
    """The names of the curves, one below the other, at the right."""
    return [letters(RIGHT - 4, 28 + 18 * row, name, "end", hue) for row, (name, hue) in enumerate(hues.items())]


def comparison() -> str:
    """How many seeds of each cell solve the task, by delay, with the usual start."""
    rows = [row for row in summary(results_of_task(report.TASK)) if row.initial == "Keras"]
    delays = sorted({row.delay for row in rows})
    lines = [curve(_by_delay(rows, name, delays), hue) for name, hue in HUES.items()]
    return svg(axes(), *lines, *_legend(HUES))


def _by_delay(rows: Iterable[SeedSummary], name: str, delays: list[int]) -> list[Point]:
    shares = {row.delay: row.solved / row.of for row in rows if row.cell == name}
    places = dict(zip(delays, scaled(range(len(delays)), 0, len(delays) - 1, LEFT, RIGHT), strict=True))
    return [(places[delay], BOTTOM - 2 - share * (BOTTOM - TOP)) for delay, share in sorted(shares.items())]
