"""How far each cell remembers, from nets trained beforehand: how many seeds solve it, by delay."""

import streamlit as st

from lstm_core.cell.comparison import facts
from lstm_core.cell.memory import keep_gates
from lstm_core.cells import CELLS
from lstm_core.training.sweep import COMMAND, RunPlan, SeedSummary, plan_of, report, results_of_task, summary
from ui.course.app_links import link
from ui.delays import figures, how_measured

GATED = frozenset(name for name, cell in CELLS.items() if facts(cell).gates)


@st.cache_data(show_spinner=False)
def sweep_rows() -> tuple[RunPlan, list[SeedSummary]]:
    """What every net was given, and a row for every point; no row if there are no results."""
    results = results_of_task(report.TASK)
    return plan_of(results[0]) if results else {}, summary(results)


@st.fragment
def show() -> None:
    """One picture for each way to start, and what it means."""
    plan, rows = sweep_rows()
    if not rows:
        st.info(f"There are no results yet. `{COMMAND}` makes them.")
        return
    st.markdown(f"{how_measured.task(plan)} {how_measured.budget(plan)}")
    start = figures.choose_start("remembered", bind=None)
    figures.solved(figures.started(rows, start))
    against = report.elman(rows, "PyTorch" if start == "PyTorch" else "Keras")
    st.markdown(f"- {conclusion(rows, start)}\n- {against}")
    st.caption(f"{report.seeds_per_point(rows)} {report.unsolved(rows, plan['steps'])} Made by `{COMMAND}`.")
    link("delays", "Batches and all numbers")


def conclusion(rows: list[SeedSummary], start: str) -> str:
    """How far each cell gets with all of its seeds."""
    shown = figures.started(rows, start)
    far = {row.cell: report.reach(shown, row.cell, row.initial) for row in shown}
    counted = ", ".join(f"{cell} up to {delay}" if delay else f"{cell} at no delay" for cell, delay in far.items())
    if start == "chrono":
        return f"**With biases that fit the delay**, all seeds solve it: {counted}. Elman’s net has no gate to set."
    farthest = [cell for cell in far if far[cell] == max(far.values())]
    alone = farthest[0] if len(farthest) == 1 and farthest[0] in GATED and not _has_keep_gate(farthest[0]) else ""
    free = f" The {alone} has no gate that could shut its memory." if alone else ""
    return (
        f"**Without biases that fit**, all seeds solve it: {counted}.{free} A gate that could keep is of little use "
        "while it is not open. So never claim that one cell can and another cannot: name the delay, the start and how "
        "it was tuned."
    )


def _has_keep_gate(cell: str) -> bool:
    """Whether a cell has a gate that decides how much is kept."""
    return bool(keep_gates(CELLS[cell]))
