"""How far each cell remembers, from nets trained beforehand: how many of ten seeds solve it, by delay."""

import streamlit as st

from lstm_core.cell.memory import keep_gates
from lstm_core.cells import CELLS
from lstm_core.training.sweep import GRID, RunPlan, SeedSummary, load_results, read_grid, report, summary
from ui.course.app_links import link
from ui.delays import figures

TEN_SEEDS = GRID.with_name("comparison.toml")
STARTS = {"as Keras starts them": "Keras", "with gate biases that fit the delay": "chrono"}
SEEDS, LEAST = 10, 5  # due at every point, and without which a net is not shown
COMMAND = "python -m lstm_core.training.sweep lstm_core/training/sweep/grids/comparison.toml --jobs 1"


@st.cache_data(show_spinner=False, ttl=60)
def sweep_rows() -> tuple[RunPlan, int, list[SeedSummary]]:
    """What every net was given, how many nets there should be, and rows for those of which there are results."""
    grid = read_grid(TEN_SEEDS)
    return next(iter(grid.values())), len(grid), summary(result for result in load_results() if result.key in grid)


@st.fragment
def show() -> None:
    """One picture for each way to start, and what it says."""
    plan, total, rows = sweep_rows()
    found, short = report.parted(rows, LEAST)
    if not found:
        st.info(f"There are no results yet. `{COMMAND}` makes them.")
        return
    st.markdown(_task_text(plan))
    picked = st.segmented_control(
        "Nets started",
        list(STARTS),
        default=next(iter(STARTS)),
        required=True,
        key="remembered",
        persist_state="session",
        wrap=True,
    )
    start = STARTS[picked or next(iter(STARTS))]
    figures.solved([row for row in found if row.initial == start or not _has_keep_gate(row.cell)])
    st.markdown(f"- {report.elman(found)}\n- {_conclusion(found, start)}")
    st.caption(_note(rows, found, short, total))
    link("delays", "Seconds, batches and all numbers")


def _task_text(plan: RunPlan) -> str:
    """The task, and what a net may use."""
    return (
        "A value is told once, among noise, and asked for after a delay. "
        f"{plan['hidden']} units, at most {plan['steps']:,} batches of {plan['batch']} or {plan['seconds']:g} seconds. "
        "A seed counts if its mean error on 1,000 fresh sequences is below 0.05."
    )


def _note(rows: list[SeedSummary], found: list[SeedSummary], short: list[str], total: int) -> str:
    """How many seeds stand behind it all, and how to make the rest."""
    left_out = f"Not shown, with fewer than {LEAST} seeds at some delay: {'; '.join(short)}. " if short else ""
    missing = f"`{COMMAND}` trains what is missing." if sum(row.of for row in rows) < total else f"Made by `{COMMAND}`."
    return f"{left_out}{report.thin(found, SEEDS)} {report.stopped(found)} {missing}"


def _conclusion(found: list[SeedSummary], start: str) -> str:
    """How far the cells with gates get, and whether that is further than Elman."""
    far = {row.cell: report.reach(found, row.cell, start) for row in found if row.initial == start}
    elman = far.pop("Elman", report.reach(found, "Elman", STARTS["as Keras starts them"]))
    counted = ", ".join(f"{cell} up to {delay}" if delay else f"{cell} at no delay" for cell, delay in far.items())
    beyond = [cell for cell, delay in far.items() if delay > elman]
    if start == "chrono":
        return (
            f"**With biases that fit**, all seeds solve it: {counted}. Elman has no gate to set, and stays at {elman}."
        )
    ahead = f"only {', '.join(beyond)}" if beyond else "no gated cell"
    always = " It has no gate that could shut its memory." if beyond and not any(map(_has_keep_gate, beyond)) else ""
    return (
        f"**Without biases that fit, {ahead} gets further with all seeds than Elman’s net, which gets to {elman}**: "
        f"{counted}.{always} A gate that could keep is of little use while it does not stand open. So do not say that "
        "Elman cannot and the LSTM can. Say at which delay, and how they were started."
    )


def _has_keep_gate(cell: str) -> bool:
    """Whether a cell has a gate that decides how much is kept."""
    return bool(keep_gates(CELLS[cell]))
