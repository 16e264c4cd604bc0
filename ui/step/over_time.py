"""The cell over time: an input sequence, its whole trace worked out at once, and a view to move through it."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.memory import half_life, keep_factors, mean_factor
from lstm_core.latex import Convention, equation, symbol
from lstm_core.run import Values, zero_state
from lstm_core.run.csv_export import as_csv
from lstm_core.run.sequences import OWN, SEQUENCES, as_typed, read_sequence, run_sequence
from lstm_core.run.strips import strips
from ui.common.session import session
from ui.common.text import letter, plain, problem
from ui.components.timeline import timeline
from ui.step.names import names_switch
from ui.step.weights_state import Numbers, current_numbers

DASHED = "Dashed: the same cell from the same start, with x = 0 at every step. Where the lines meet, x is forgotten."
LONG = 1000  # steps; a longer half-life is not spelt out


@st.fragment
def show(cell: Cell, convention: Convention) -> None:
    """Choose a sequence, then watch the cell run over it with the numbers that are set on the page."""
    numbers = current_numbers(cell)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="over_time_choices"):
        name = st.selectbox("Input over time", [*SEQUENCES, OWN.name], key="sequence", bind="query-params", width=280)
        unit = _unit(numbers.units)
        state = _start(cell, numbers, convention)
        named = names_switch()
    values = SEQUENCES[name].values if name in SEQUENCES else _own_values()
    steps = _play(cell, numbers, values, state)
    with st.container(key="watch"):
        others = _other_inputs(cell, numbers, convention)
        st.markdown(f":material/visibility: {SEQUENCES.get(name, OWN).watch}{others}")
    if len(steps) < len(values):
        problem(f"From step {len(steps) + 1} on, the numbers become too large to show. Make the weights smaller.")
    if steps:
        silent = _play(cell, numbers, [0.0] * len(steps), state) if any(values) else []
        rows = strips(cell, steps, unit, silent if len(silent) == len(steps) else (), convention)
        timeline(
            cell,
            _frames(cell, steps, unit),
            rows,
            key="timeline",
            legend=DASHED if silent else "",
            named=named,
            convention=convention,
        )
        for state_name, gate in keep_factors(cell).items():
            st.markdown(_half_life(cell, state_name, gate, steps, unit, convention))
        _download(cell, steps)


def _unit(units: int) -> int:
    """Which unit is shown, counted from 0."""
    if units == 1:
        return 0
    options = list(range(1, units + 1))
    unit = st.segmented_control("Unit", options, default=1, required=True, key="unit_over_time", bind="query-params")
    return unit - 1 if unit in options else 0


def _start(cell: Cell, numbers: Numbers, convention: Convention) -> Mapping[str, Any]:
    """The states before the first step: zero, or those of the one-step view."""
    letters = " and ".join(letter(cell, name, convention) for name in cell.states)
    as_set = st.toggle(f"Start from {letters} of the one-step view, not from zero", key="start", bind="query-params")
    return {name: numbers.given[name] for name in cell.states} if as_set else zero_state(cell, numbers.units)


def _own_values() -> Sequence[float]:
    """What is typed; while that cannot be read, the last values that could."""
    text = st.text_area(
        "One number per step, with ; or spaces or new lines between them",
        as_typed(OWN.values),
        key="own",
        bind="query-params",
        height=96,
        help="Type 0,5 or 0.5. Press Ctrl+Enter to run.",
    )
    state = session().step
    try:
        state.own_sequence = values = read_sequence(text or "")
    except ValueError as error:
        problem(f"{error} Until then the last sequence that could be read is shown.")
    else:
        st.caption(_read_as(values))
    return OWN.values if state.own_sequence is None else state.own_sequence


def _read_as(values: Sequence[float]) -> str:
    more = "; …" if len(values) > 12 else ""
    return f"Read as {len(values)} {'step' if len(values) == 1 else 'steps'}: {as_typed(values[:12])}{more}"


def _play(cell: Cell, numbers: Numbers, values: Sequence[float], state: Mapping[str, Any]) -> list[Values]:
    return run_sequence(cell, numbers.weights, values, state, len(numbers.given["x"]))


def _other_inputs(cell: Cell, numbers: Numbers, convention: Convention) -> str:
    if len(numbers.given["x"]) == 1:
        return ""
    return f" The sequence feeds the first input of {letter(cell, 'x', convention)}; the others are 0."


def _frames(cell: Cell, steps: Sequence[Values], unit: int) -> list[dict[str, str]]:
    """The text to print at every node of the figure, step by step; of several units, one."""
    names = [node.name for node in cell.drawn]
    return [{name: plain(values[name][0 if name == "x" else unit]) for name in names} for values in steps]


def _half_life(cell: Cell, state: str, gate: str, steps: Sequence[Values], unit: int, convention: Convention) -> str:
    """How long a state lasts that is carried on by a line of its own, multiplied by a gate at every step."""
    memory = letter(cell, cell.states[state], convention)
    title = f":material/hourglass_bottom: **Half-life of** {memory}. "
    if not gate:
        return title + "The old memory is added whole, with a factor of 1 at every step: nothing of it is ever lost."
    named = letter(cell, gate, convention) if symbol(cell, gate, convention) else _formula(cell, gate, convention)
    factors = [float(values[gate][unit]) for values in steps]
    low, high = plain(min(factors)), plain(max(factors))
    range_ = f"is {low} at every step" if low == high else f"must be between {low} and {high}"
    return f"{title}In this run {named} {range_}. {_decay(mean_factor(factors))}"


def _decay(factor: float) -> str:
    """What becomes of a memory if it is multiplied by this factor at every step."""
    steps = half_life(factor)
    if steps > LONG:
        return f"At this rate more than half of a memory is still there after {LONG} steps."
    if factor < 0.01:
        return "At this rate a single step leaves next to nothing of a memory."
    return (
        rf"At its geometric mean half of a memory is gone after $n_{{1/2}} = \ln\frac12 \,/\, \ln {factor:.4g} "
        rf"= {steps:.1f}$ steps, not counting what comes back through $h$ and the boxes."
    )


def _formula(cell: Cell, name: str, convention: Convention) -> str:
    return f"${equation(cell, name, convention).partition('=')[2].strip()}$"


def _download(cell: Cell, steps: Sequence[Values]) -> None:
    st.download_button(
        "Every number of this trace, for a spreadsheet",
        as_csv(cell, steps),
        f"{cell.name.lower().replace(' ', '_')}_over_time.csv",
        "text/csv",
        key="trace_csv",
        on_click="ignore",
        icon=":material/download:",
    )
