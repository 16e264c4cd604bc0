"""The programmed unit and a net that was trained, on the same sequence: do they use their gates alike?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import streamlit as st

from lstm_core.course.computer import puzzles, trace_of, weights_of
from lstm_core.course.computer.machine import read_off
from lstm_core.prose.text import markdown_table
from lstm_core.tasks import TASKS
from lstm_core.training.pretrained import shipped_net
from lstm_core.training.probe.interventions import holder_scores
from ui.common.charts import BLUE, RED
from ui.common.text import plain
from ui.course.experiments.computer.step_plot import stairs

NET, STEPS, MANY = "Recall, LSTM 8", 20, 300
HUES = {"by hand": BLUE, "trained": RED}
TITLES = {"f": "f, forget gate", "i": "i, input gate", "o": "o, output gate", "y": "y, the answer"}
Curves = Mapping[str, np.ndarray]  # by letter: (time,)


@st.fragment
def show() -> None:
    """Choose value and steps; four small plots and what they say."""
    st.markdown(
        "The program with one unit, and the net with 8 units that comes with this app. Nobody told the net what its "
        "gates are for."
    )
    left, middle, right = st.columns(3, gap="medium")
    value = left.slider(
        "The value", 0.0, 1.0, 0.7, 0.05, key="beside_value", persist_state="session", bind="query-params"
    )
    told_at = middle.slider("Told at step", 1, 9, 4, key="beside_told", persist_state="session", bind="query-params")
    asked_at = right.slider(
        "Asked at step", 11, STEPS, 15, key="beside_asked", persist_state="session", bind="query-params"
    )
    most_needed = _most_needed_unit()
    unit = st.segmented_control(
        "Unit of the trained net",
        range(1, 9),
        default=most_needed + 1,
        required=True,
        key="beside_unit",
        persist_state="session",
        bind="query-params",
        help=f"Unit {most_needed + 1} is the one that its answer suffers most without.",
    )
    xs = np.zeros((STEPS, 3))
    xs[told_at - 1, :2], xs[asked_at - 1, 2] = (1.0, value), 1.0
    hand, net = _by_hand(xs), _trained(xs, int(unit or most_needed + 1) - 1)
    for column, letters in zip(st.columns(2, gap="large"), ("fo", "iy"), strict=True):
        with column:
            for letter in letters:
                both = {who: one[letter].tolist() for who, one in zip(HUES, (hand, net), strict=True)}
                stairs(both, HUES, marks=(told_at, asked_at), span=(-0.1, 1.1), title=TITLES[letter], height=210)
    st.markdown(_words(hand, net, told_at, asked_at, value))


def _by_hand(xs: np.ndarray) -> Curves:
    puzzle = puzzles()["recall"]
    steps = trace_of(puzzle.machine, weights_of(puzzle, puzzle.solution), xs)[-1]
    return _curves(steps, 0) | {"y": read_off(puzzle.machine, steps)}


def _trained(xs: np.ndarray, unit: int) -> Curves:
    net = shipped_net(NET)
    steps = net.trace(xs)
    return _curves(steps, unit) | {"y": net.answers(steps)[:, 0]}


def _curves(steps: Sequence[Mapping[str, np.ndarray]], unit: int) -> dict[str, np.ndarray]:
    return {letter: np.array([values[letter][unit] for values in steps]) for letter in "fio"}


@cache
def _most_needed_unit() -> int:
    """The unit whose loss hurts the trained net most."""
    return holder_scores(shipped_net(NET), TASKS["recall"].make(np.random.default_rng(0), MANY)).most_needed


def _words(hand: Curves, net: Curves, told_at: int, asked_at: int, value: float) -> str:
    """The same three questions to both."""
    wait = slice(told_at, asked_at - 1)
    rows = []
    for text, read in (
        ("f while it waits, on average", lambda one: one["f"][wait].mean()),
        ("i when told; while it waits", lambda one: np.array([one["i"][told_at - 1], one["i"][wait].mean()])),
        ("o when asked; while it waits", lambda one: np.array([one["o"][asked_at - 1], one["o"][wait].mean()])),
        (f"answer when asked, {plain(value)} is due", lambda one: one["y"][asked_at - 1]),
    ):
        rows.append((text, plain(read(hand)), plain(read(net))))
    return markdown_table(["", "by hand", "trained, this unit"], rows, "lr") + (
        "\n\nThe trained net shares the work among its units, and its gates are somewhere in between. It answers "
        "nearly as well, but this unit alone does not read like a program. Look at the others too."
    )
