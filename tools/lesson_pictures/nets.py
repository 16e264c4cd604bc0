"""Pictures of what nets do over time: learning, remembering, searching, and being programmed."""

from collections.abc import Sequence

import numpy as np

from lstm_core.course.computer.machine import trace_of
from lstm_core.course.computer.puzzles import puzzles, weights_of
from lstm_core.generation.search.beam import Level, beam
from lstm_core.generation.search.toy_table import WORKED
from lstm_core.training.experiment import Experiment
from lstm_core.training.pretrained import shipped_net
from tools.lesson_pictures.canvas import EDGE, HEIGHT, WIDTH, Point, box, circle, curve, letters, scaled, svg

ROWS = 10  # of the picture of learning, each some batches later
TOLD, ASKED, VALUE = 3, 14, 0.8  # of the sequence that is looked at
STEPS = 20
BETWEEN = (46, 160, 274)  # where the levels of a search stand


def training() -> str:
    """Output over time, one row for every look at a net that learns: at last it speaks when it is asked."""
    from lstm_core.training.loop import train

    *_, last = train(Experiment("recall", hidden=8, steps=240, until_solved=False))
    pictures = [picture[:, 0, 0] for _, picture in last.history.pictures]
    chosen = [pictures[round(place)] for place in scaled(range(ROWS), 0, ROWS - 1, 0, len(pictures) - 1)]
    return svg(*_heat_map(np.array(chosen)))


def probing() -> str:
    """The memory of every unit of a trained net, which holds a value from telling to asking."""
    net = shipped_net("Recall, LSTM 8")
    xs = np.zeros((STEPS, 3))
    xs[TOLD], xs[ASKED] = (1, VALUE, 0), (0, 0, 1)
    memories = np.array([values["c_next"] for values in net.trace(xs)]).T
    return svg(*_heat_map(memories / np.abs(memories).max()))


def _heat_map(values: np.ndarray) -> list[str]:
    """values: (rows, steps), from -1 to 1; blue above zero, orange below."""
    rows, steps = values.shape
    wide, high = (WIDTH - 2 * EDGE) / steps, (HEIGHT - 2 * EDGE) / rows
    ground = box(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, "var(--input-tint)")
    cells = [
        box(EDGE + wide * t, EDGE + high * row, wide - 1, high - 1, _hue(values[row, t]), min(abs(values[row, t]), 1.0))
        for row in range(rows)
        for t in range(steps)
        if abs(values[row, t]) > 0.03
    ]
    return [ground, *cells]


def _hue(value: float) -> str:
    return "var(--output-ink)" if value > 0 else "var(--gate-ink)"


def generation() -> str:
    """The beam of two that finds what greedy search misses: the worked example of the lesson."""
    search = beam(WORKED, 2, 2)
    start: list[Point] = [(BETWEEN[0], HEIGHT / 2)]
    parts, before = [], start
    for level, x in zip(search.levels, BETWEEN[1:], strict=True):
        drawn, before = _level(level, before, x, len(search.symbols))
        parts += drawn
    return svg(*parts, circle(*start[0], 7, "input"))


def _level(level: Level, before: list[Point], x: float, symbols: int) -> tuple[list[str], list[Point]]:
    """What was weighed after every beginning; where the kept ones stand, best first."""
    heights = scaled(range(len(before) * symbols), 0, len(before) * symbols - 1, 20, HEIGHT - 20)
    order = sorted(range(len(before)), key=lambda row: before[row][1])
    at = {(row, s): (x, heights[order.index(row) * symbols + s]) for row in order for s in range(symbols)}
    kept = [(int(row), int(symbol)) for row, symbol in zip(level.parents, level.symbols, strict=True)]
    lines, nodes = [], []
    for (row, symbol), place in at.items():
        is_kept, is_best = (row, symbol) in kept, (row, symbol) == kept[0]
        colour = "var(--memory-ink)" if is_best else "var(--output-ink)" if is_kept else "var(--wire)"
        lines.append(curve([before[row], place], colour, 3 if is_kept else 1.2, "" if is_kept else "opacity:.5"))
        radius = 9 if is_kept else 4
        nodes.append(circle(*place, radius, "memory" if is_best else "output" if is_kept else "input"))
        if is_kept:
            nodes.append(letters(place[0], place[1] + 4, WORKED.symbols[symbol], "middle"))
    return [*lines, *nodes], [at[one] for one in kept]


def computer() -> str:
    """A cell that was programmed: told a value, it holds it, and says it when it is asked."""
    puzzle = puzzles()["recall"]
    xs = np.zeros((STEPS, 3))
    xs[TOLD], xs[ASKED] = (1, VALUE, 0), (0, 0, 1)
    steps = trace_of(puzzle.machine, weights_of(puzzle, puzzle.solution), xs)[0]
    rows = {
        "store": (list(xs[:, 0]), "var(--gate-ink)"),
        "recall": (list(xs[:, 2]), "var(--gate-ink)"),
        "C": ([float(values["c_next"][0]) for values in steps], "var(--memory-ink)"),
        "h": ([float(values["h_next"][0]) for values in steps], "var(--output-ink)"),
    }
    return svg(*(part for number, (name, row) in enumerate(rows.items()) for part in _signal(number, name, *row)))


def _signal(number: int, name: str, values: Sequence[float], colour: str) -> list[str]:
    """One row: its name, and its steps as stairs."""
    ground = 36 + 34 * number
    places = scaled(range(STEPS + 1), 0, STEPS, 56, WIDTH - EDGE)
    top = max(abs(float(value)) for value in values) or 1.0
    stairs = [
        (x, ground - 24 * float(value) / top) for t, value in enumerate(values) for x in (places[t], places[t + 1])
    ]
    return [
        f'<path class="axis" d="M56 {ground}H{WIDTH - EDGE}"/>',
        letters(50, ground - 2, name, "end"),
        curve(stairs, colour),
    ]
