"""One sequence of a task: every input line and the ideal output, step by step."""

import streamlit as st

from lstm_core.tasks import Batch, Task
from ui.components import script, source
from ui.components.role_colours import palettes

_TASK_SEQUENCE = st.components.v2.component(
    "sequence",
    html='<div class="sequence"></div>',
    css=palettes("sequence") + source("task_sequence/task_sequence.css"),
    js=script("task_sequence/task_sequence.js"),
)


def task_sequence(task: Task, batch: Batch, index: int, *, key: str) -> None:
    """Draw one sequence of a batch; steps that count are marked on the outputs, unless all do."""
    counts = [int(step) for step in batch.mask[:, index].nonzero()[0]]
    rows = [_row(name, "input", batch.xs[:, index, k]) for k, name in enumerate(task.inputs)]
    rows += [_row(f"ideal {name}", "output", batch.ys[:, index, k]) for k, name in enumerate(task.outputs)]
    all_count = len(counts) == len(batch.mask)
    _TASK_SEQUENCE(
        key=key, data={"rows": rows, "counts": [] if all_count else counts, "alt": task.describe(batch, index)}
    )


def _row(name: str, role: str, values: object) -> dict[str, object]:
    numbers = [round(float(value), 2) for value in values]  # type: ignore[attr-defined]
    return {"name": name, "role": role, "values": numbers, "low": min(0.0, *numbers), "high": max(1.0, *numbers)}
