"""Hands on the running net: hold a gate, silence a unit, set the memory at one step."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.training.probe.interventions import Intervention, memory_of
from ui.common.session import chosen, forget
from ui.common.text import letter

NOTHING, HOLD, SILENCE, EDIT = "Nothing", "Hold a gate", "Silence a unit", "Set the memory"
ALL = "all units"


def chosen_changes(cell: Cell, unit: int, step: int) -> list[Intervention]:
    """Draw the controls and return what is to be done, with the unit and step that are looked at (from 0)."""
    gates = [node.name for node in cell.nodes if cell.role(node.name) == "gate"]
    kinds = [NOTHING, *[HOLD] * bool(gates), SILENCE, EDIT]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        if chosen("do", None) not in kinds:
            forget("do")
        kind = st.segmented_control(
            "Intervene on the net", kinds, default=NOTHING, key="do", bind="query-params", required=True, wrap=True
        )
        if kind == HOLD:
            return [_hold(cell, gates, unit)]
        if kind == EDIT:
            return [_edit(cell, unit, step)]
    if kind == SILENCE:
        st.caption(f"Unit {unit + 1} outputs 0 at every step. Pick another one in a heat map.")
        return [Intervention("h_next", 0.0, unit)]
    return []


def _hold(cell: Cell, gates: list[str], unit: int) -> Intervention:
    if chosen("gate", None) not in gates:
        forget("gate")
    gate = st.segmented_control(
        "Gate",
        gates,
        default=gates[0],
        format_func=lambda name: letter(cell, name),
        key="gate",
        bind="query-params",
        required=True,
    )
    value = st.slider("at", 0.0, 1.0, 0.0, 0.05, key="gate_to", bind="query-params", width=160)
    scope = st.segmented_control("in", [f"unit {unit + 1}", ALL], default=ALL, key="gate_in", required=True)
    return Intervention(gate or gates[0], float(value), None if scope == ALL else unit)


def _edit(cell: Cell, unit: int, step: int) -> Intervention:
    memory = memory_of(cell)
    value = st.slider(
        f"{letter(cell, memory)} of unit {unit + 1} after step {step + 1}",
        -2.0,
        2.0,
        0.0,
        0.05,
        key="memory_to",
        bind="query-params",
        width=240,
    )
    return Intervention(memory, float(value), unit, step, step)
