"""How fast a cell runs in NumPy with every value kept, beside an LSTM written by hand for the purpose."""

import statistics
from collections.abc import Callable
from time import perf_counter

import numpy as np

from benchmarks.measure import Row
from lstm_core.cells import CELLS
from lstm_core.run import Values, random_weights, step, trace, zero_state

INPUTS, HIDDEN, TIME = 1, 4, 50
ROUNDS, REPEATS = 30, 40  # so many turns of each, so many calls a turn


def measure() -> list[Row]:
    """One step and a trace of 50, each against the same by hand."""
    cell = CELLS["LSTM"]
    weights, state = random_weights(cell, INPUTS, HIDDEN, seed=0), zero_state(cell, HIDDEN)
    xs = np.random.default_rng(0).normal(size=(TIME, INPUTS))
    given = {"x": xs[0], **state}
    ours, by_hand = _by_turns(lambda: step(cell, weights, given), lambda: lstm_step(weights, given))
    ours_long, by_hand_long = _by_turns(
        lambda: trace(cell, weights, list(xs), state), lambda: lstm_trace(weights, xs, state), repeats=2
    )
    return [
        Row("one step with its trace, LSTM 1 x 4", 1e6 * ours, "µs", 100),
        Row("the same, against NumPy by hand", ours / by_hand, "x", None, f"by hand {1e6 * by_hand:.0f} µs"),
        Row("a trace of 50 steps", 1e3 * ours_long, "ms", 10),
        Row("the same, against NumPy by hand", ours_long / by_hand_long, "x", None, f"{1e3 * by_hand_long:.2g} ms"),
    ]


def lstm_step(weights: Values, given: Values) -> Values:
    """An LSTM step as one writes it for an exercise, its values returned under the names of the cell."""

    def sigmoid(a: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-a))

    x, h, c = given["x"], given["h"], given["c"]
    f = sigmoid(weights["W_f"] @ x + weights["U_f"] @ h + weights["b_f"])
    i = sigmoid(weights["W_i"] @ x + weights["U_i"] @ h + weights["b_i"])
    g = np.tanh(weights["W_g"] @ x + weights["U_g"] @ h + weights["b_g"])
    o = sigmoid(weights["W_o"] @ x + weights["U_o"] @ h + weights["b_o"])
    kept, written = f * c, i * g
    c_next = kept + written
    shown = np.tanh(c_next)
    return {"f": f, "i": i, "g": g, "o": o, "kept": kept, "written": written, "c_next": c_next, "h_next": o * shown}


def lstm_trace(weights: Values, xs: np.ndarray, state: Values) -> list[Values]:
    """Steps of it in a row. xs: (time, inputs)."""
    steps = []
    for x in xs:
        steps.append(lstm_step(weights, {"x": x, **state}))
        state = {"h": steps[-1]["h_next"], "c": steps[-1]["c_next"]}
    return steps


def _by_turns(*calls: Callable[[], object], repeats: int = REPEATS) -> list[float]:
    """Seconds per call, as the median of many turns in which all take part."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, found in zip(calls, times, strict=True):
            begin = perf_counter()
            for _ in range(repeats):
                call()
            found.append((perf_counter() - begin) / repeats)
    return [statistics.median(found) for found in times]
