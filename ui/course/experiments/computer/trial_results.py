"""What the tests say: one line each, and for one of them the case, the answer over time, and the gates at that step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from lstm_core.cell.roles import ROLES
from lstm_core.course.computer import Program, Puzzle, TrialResult, trace_of
from lstm_core.prose.text import markdown_table
from ui.common.charts import GREY
from ui.common.text import plain
from ui.course.experiments.computer.step_plot import stairs

NODES = {"f": "f", "i": "i", "g": "C̃", "c_next": "C", "o": "o", "h_next": "h"}


def show(puzzle: Puzzle, program: Program, results: Sequence[TrialResult]) -> None:
    """All tests, and beside them the one that is looked at: the first that fails, unless another is chosen."""
    left, right = st.columns(2, gap="large")
    with left, st.container(gap="small"):
        for result in results:
            icon = ":green[:material/check_circle:]" if result.step is None else ":red[:material/cancel:]"
            st.markdown(f"{icon} It **{result.test.promise}**. {result.words}")
    wrong = next((k for k, result in enumerate(results) if result.step is not None), 0)
    names = {k: result.test.promise for k, result in enumerate(results)}
    with right:
        which = st.selectbox(
            "Look at the test",
            list(names),
            index=wrong,
            format_func=names.__getitem__,
            key=f"computer test {puzzle.key} {wrong}",
            persist_state="session",
        )
        result = results[which or 0]
        st.markdown(events(puzzle, result))
        _answers(result)
        _inside(puzzle, program, result)


def events(puzzle: Puzzle, result: TrialResult) -> str:
    """What comes in, step by step, in one sentence."""
    inputs, case = puzzle.machine.layers[0].inputs, result.test.xs[:, result.case]
    inputs_by_step = [
        f"{', '.join(f'{name} {line[k]:g}' for k, name in enumerate(inputs) if line[k])} at step {step}"
        for step, line in enumerate(case, 1)
        if line.any()
    ]
    which = "The first wrong case" if result.step is not None else "One of the cases"
    return f"{which}: {'; '.join(inputs_by_step)}." if inputs_by_step else f"{which}: nothing comes in at all."


def _answers(result: TrialResult) -> None:
    due = result.test.ys[:, result.case]
    marks = [] if result.step is None else [result.step + 1]
    hues = {"due": GREY, "said": ROLES["output"].hue}
    stairs({"due": due.tolist(), "said": result.answers.tolist()}, hues, marks=marks, dashed="due", title="The answer")


def _inside(puzzle: Puzzle, program: Program, result: TrialResult) -> None:
    """Every box of every unit at one step: the one at which it goes wrong, or any other."""
    last = len(result.answers)
    first = 1 if result.step is None else result.step + 1
    step = st.slider(
        "Look inside at step",
        1,
        last,
        first,
        key=f"computer step {puzzle.key} {result.test.promise} {first}",
        persist_state="session",
    )
    layers = trace_of(puzzle.machine, program, result.test.xs[:, result.case])
    rows = []
    for layer, steps in zip(puzzle.machine.layers, layers, strict=True):
        for unit, name in enumerate(layer.units):
            numbers = [_number(steps[step - 1][node][unit]) for node in NODES]
            rows.append((name, *numbers))
    st.markdown(markdown_table(["unit", *NODES.values()], rows, "lr"))


def _number(value: np.floating) -> str:
    """Two decimals, three for what is small and yet not nothing."""
    return plain(value, 3 if 0.0005 < abs(value) < 0.1 else 2)
