"""The cells in a table, every entry of which follows from their graphs."""

import math
from collections.abc import Callable

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.comparison import Facts, StatePath, facts, parameter_formula
from lstm_core.cells import CELLS
from lstm_core.latex import plain_letter, written
from lstm_core.prose.text import markdown_table
from ui.common.text import problem

FIRST = ("Elman", "GRU", "LSTM")
BIASES = {"one for each box": 1, "one for each matrix, as in PyTorch": 2}
MOST = 10_000
STYLE = "<style>.st-key-cells_table { overflow: auto hidden }</style>"


@st.fragment
def show() -> None:
    """Cells to choose, sizes to count with, and the table."""
    st.markdown("Cover it first, and fill it in aloud. This is a table that examiners like to ask for.")
    picked = st.pills(
        "Cells",
        list(CELLS),
        default=FIRST,
        selection_mode="multi",
        key="compared",
        persist_state="session",
        bind="query-params",
    )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        inputs = int(
            st.number_input(
                "Inputs X", 1, MOST, 10, key="compared_inputs", persist_state="session", bind="query-params", width=120
            )
        )
        units = int(
            st.number_input(
                "Units H", 1, MOST, 20, key="compared_units", persist_state="session", bind="query-params", width=120
            )
        )
        steps = int(
            st.number_input(
                "Steps back", 1, MOST, 50, key="compared_steps", persist_state="session", bind="query-params", width=120
            )
        )
        way = st.segmented_control(
            "Biases",
            list(BIASES),
            default=next(iter(BIASES)),
            required=True,
            key="compared_biases",
            persist_state="session",
            bind="query-params",
            wrap=True,
        )
        covered = st.toggle(
            "Cover it", key="compared_covered", persist_state="session", bind="query-params", width="content"
        )
    if not picked:
        problem("Choose at least one cell.")
        return
    cells = [CELLS[name] for name in CELLS if name in picked]
    st.html(STYLE)
    with st.container(key="cells_table"):
        st.markdown(_table(cells, _rows(inputs, units, steps, BIASES[way or next(iter(BIASES))]), covered))
    st.caption(
        "Nobody typed these entries: each is worked out from the equations of the cell. *Straightest way back*: from a "
        "state to its old self, with the fewest matrices and non-linearities on it. It is not the only one; there are "
        "others through the gates."
    )


def _rows(inputs: int, units: int, steps: int, biases: int) -> dict[str, Callable[[Cell, Facts], str]]:
    """What stands in each row, made from a cell and its facts."""
    return {
        "State carried on": lambda cell, now: ", ".join(f"${plain_letter(cell, name)}$" for name in now.states),
        "Gates": lambda cell, now: _gate_list(len(now.gates), [written(cell, name) for name in now.gates]),
        "Weighted sums": lambda cell, now: str(now.layers),
        "Non-linearities": lambda cell, now: str(now.squashings),
        "Parameters": lambda cell, now: f"${parameter_formula(cell, biases)}$",
        f"for X = {inputs}, H = {units}": lambda cell, now: f"**{cell.parameters(inputs, units, biases):,}**",
        "State bounded?": lambda cell, now: ", ".join(
            _bound(plain_letter(cell, name), now.bounds[name]) for name in now.states
        ),
        "Carried on by adding?": _additive,
        "Straightest way back, per step": lambda cell, now: _way_back(cell, now.path),
        f"over {steps:,} steps": lambda cell, now: _over_steps(now.path, steps),
    }


def _table(cells: list[Cell], rows: dict[str, Callable[[Cell, Facts], str]], covered: bool) -> str:
    columns = [(cell, facts(cell)) for cell in cells]
    lines = [(title, *("?" if covered else entry(*one) for one in columns)) for title, entry in rows.items()]
    return markdown_table(["", *(cell.name for cell in cells)], lines)


def _gate_list(number: int, symbols: list[str]) -> str:
    return f"{number}: ${', '.join(symbols)}$" if symbols else "none"


def _bound(letter: str, size: float) -> str:
    return f"${letter}$: **no**" if math.isinf(size) else f"${letter}$: yes, within ±{size:g}"


def _additive(cell: Cell, now: Facts) -> str:
    """Which state is added to, and what it is multiplied by before."""
    if not now.additive:
        return "no"
    factors = (
        f"yes, ${plain_letter(cell, state)}$ {f'times ${written(cell, factor)}$' if factor else 'as a whole'}"
        for state, factor in now.additive.items()
    )
    return ", ".join(factors)


def _way_back(cell: Cell, way: StatePath) -> str:
    passed = [
        _how_many(way.matrices, "matrix", "matrices"),
        _how_many(way.squashings, "non-linearity", "non-linearities"),
    ]
    passed += [f"times ${written(cell, factor)}$" for factor in way.factors]
    return f"${plain_letter(cell, way.state)}$: {', '.join(filter(None, passed)) or 'nothing at all'}"


def _over_steps(way: StatePath, steps: int) -> str:
    """The same over many steps."""
    passed = [
        _how_many(steps * way.matrices, "matrix", "matrices"),
        _how_many(steps * way.squashings, "non-linearity", "non-linearities"),
    ]
    return ", ".join(filter(None, passed)) or "no matrix, no non-linearity"


def _how_many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}" if number else ""
