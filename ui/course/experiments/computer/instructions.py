"""The instruction table, worked out by running one LSTM unit, with the live figure of the one that is chosen."""

from collections.abc import Mapping

import streamlit as st

from lstm_core.course.computer.instructions import CELL, GATES, INSTRUCTIONS, effect, named
from lstm_core.figure.stages import Stage
from lstm_core.prose.text import markdown_table
from ui.common.session import choose, chosen
from ui.common.text import plain
from ui.components.cell_view import cell_view

PICK, MEMORY, CANDIDATE = "computer_instruction", "computer_memory", "computer_candidate"
LETTERS = {"f": "f, keep the old", "i": "i, let the new in", "o": "o, show it"}
SMALL = 0.005  # what is smaller reads as 0


@st.fragment
def show() -> None:
    """Choose an instruction or move the gates yourself; the figure and the table follow."""
    st.markdown("One unit. An instruction is simply a setting of three gates. Choose one, or move the gates yourself.")
    first = next(iter(INSTRUCTIONS))
    st.segmented_control(
        "Instruction",
        list(INSTRUCTIONS),
        default=first,
        key=PICK,
        persist_state="session",
        on_change=_set_gates,
        wrap=True,
    )
    left, right = st.columns([2, 3], gap="large")
    with left:
        gates = {gate: _slider(LETTERS[gate], _key(gate), 0.0, INSTRUCTIONS[first].gates[gate]) for gate in GATES}
        memory = _slider("Old memory $C_{t-1}$", MEMORY, -2.0, 0.7)
        candidate = _slider("Candidate $\\tilde C_t$", CANDIDATE, -1.0, 0.3)
    values = effect(gates, memory, candidate)
    with right:
        shown = {name: plain(value) for name, value in values.items() if name not in ("x", "h")}
        cell_view(CELL, shown, key="computer_cell", stage=_effective_nodes(gates))
    st.markdown(_words(gates, values))
    st.markdown(_table(memory, candidate, named(gates)))
    st.caption("The last two columns come from running the cell with these gates, on the numbers you set.")


def _slider(label: str, key: str, low: float, value: float) -> float:
    return st.slider(label, low, -low if low else 1.0, value, 0.05, key=key, persist_state="session")


def _key(gate: str) -> str:
    return f"computer_{gate}"


def _set_gates() -> None:
    picked = INSTRUCTIONS.get(chosen(PICK, None) or "")
    if picked:
        choose({_key(gate): value for gate, value in picked.gates.items()})


def _effective_nodes(gates: Mapping[str, float]) -> Stage:
    """What has an effect: the nodes behind gates that are not shut."""
    ways = {"f": ("f", "kept", "c_next"), "i": ("i", "g", "written", "c_next"), "o": ("o", "shown", "h_next")}
    return Stage(
        (), tuple(dict.fromkeys(name for gate, names in ways.items() if gates[gate] > SMALL for name in names)), ()
    )


def _words(gates: Mapping[str, float], values: Mapping[str, float]) -> str:
    name = named(gates)
    note = INSTRUCTIONS[name].note if name in INSTRUCTIONS else "Two instructions in one step." if name else ""
    mixed = any(min(value, 1 - value) > SMALL for value in gates.values())
    sentence = f"This is **{name}**. {note}" if name else "These gates have no name of their own."
    if mixed:
        sentence += " A gate in between does part of it: the net has no clean instructions unless its gates saturate."
    numbers = {key: plain(values[key]) for key in ("c", "c_next", "h_next")}
    return (
        f"{sentence} The memory goes from {numbers['c']} to **{numbers['c_next']}**, and h is **{numbers['h_next']}**."
    )


def _table(memory: float, candidate: float, now: str) -> str:
    """A row per instruction; the one that is set is bold."""
    rows = []
    for instruction in INSTRUCTIONS.values():
        values = effect(instruction.gates, memory, candidate)
        name = f"**{instruction.name}**" if instruction.name == now else instruction.name
        cells = [f"{instruction.gates[gate]:g}" for gate in GATES] + [plain(values["c_next"]), plain(values["h_next"])]
        rows.append((name, *cells))
    return markdown_table(["instruction", "f", "i", "o", "new C", "h"], rows, "lr")
