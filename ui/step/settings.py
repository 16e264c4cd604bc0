"""Under the figure: what arrives, ready-made settings, the size of the layer, and the weights."""

from typing import Protocol

import numpy as np
import streamlit as st

from lstm_core.cell import Cell
from lstm_core.latex import Convention
from lstm_core.run import random_weights
from lstm_core.run.presets import preset_weights, presets
from lstm_core.run.start_values import start_value
from ui.common.session import choose, chosen, session
from ui.step import sliders, tables
from ui.step.weights_state import (
    MOST_INPUTS,
    MOST_UNITS,
    current_numbers,
    is_single_unit,
    keep_table,
    layer_size,
    link_table,
    random_table,
)


class NumberFields(Protocol):
    """A module with fields for all numbers of a step.

    `current_numbers` is complete only once both have been drawn: tables are read as they are drawn.
    """

    def arriving(self, cell: Cell, convention: Convention) -> None:
        """Draw the fields for x and the old states."""

    def weights(self, cell: Cell, convention: Convention) -> None:
        """Draw the fields for the weights and biases."""


def number_fields(cell: Cell) -> NumberFields:
    """Draw the row with the size of the layer, and return the fields that fit it."""
    _size_row(cell)
    return sliders if is_single_unit() else tables


def arriving(cell: Cell, convention: Convention, fields: NumberFields) -> None:
    """What comes in at this step, and settings worth trying; right under the figure."""
    fields.arriving(cell, convention)
    _presets(cell)


def weights(cell: Cell, convention: Convention, fields: NumberFields) -> None:
    """Every weight and bias of the layer."""
    with st.expander("Weights and biases", expanded=True, icon=":material/tune:"):
        fields.weights(cell, convention)
    link_table(cell)


def _presets(cell: Cell) -> None:
    if not is_single_unit():
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("Ready-made:", width="content")
        for preset in presets(cell):
            st.button(
                preset.name,
                help=preset.note,
                key=f"preset {preset.name}",
                type="tertiary",
                on_click=_preset,
                args=(cell, preset.name),
            )


def _size_row(cell: Cell) -> None:
    """How many units and inputs there are, and where random numbers come from."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.number_input("Units", 1, MOST_UNITS, key="units", bind="query-params", width=120)
        st.number_input("Inputs", 1, MOST_INPUTS, key="inputs", bind="query-params", width=120)
        st.number_input("Seed", 0, 9999, key="seed", bind="query-params", width=130)
        st.button("Random", icon=":material/casino:", on_click=_random, args=(cell,), key="random")
        st.button("Usual numbers", icon=":material/restart_alt:", on_click=_reset, args=(cell,), key="reset")
        units = layer_size()[1]
        if units > 1:
            st.segmented_control(
                "Unit shown in the figure",
                range(1, units + 1),
                default=1,
                key="unit",
                bind="query-params",
                required=True,
            )


def _random(cell: Cell) -> None:
    """Weights drawn from the seed shown, which then moves on by one."""
    seed = min(max(int(chosen("seed", 0)), 0), 9999)
    if is_single_unit():
        found = random_weights(cell, 1, 1, seed)
        choose({name: float(array.ravel()[0]) for name, array in found.items()})
    else:
        _replace(cell, random_table(cell, seed))
    choose({"seed": (seed + 1) % 10_000})


def _reset(cell: Cell) -> None:
    if is_single_unit():
        choose({name: start_value(name) for name in (*cell.inputs, *cell.shapes(1, 1))})
    else:
        _replace(cell, random_table(cell, 0))
    choose({"seed": 0})


def _replace(cell: Cell, arrays: dict[str, np.ndarray]) -> None:
    """New tables: the editors forget what was typed into the old ones."""
    session().step.tables_version += 1
    keep_table(cell, arrays)


def _preset(cell: Cell, name: str) -> None:
    preset = next(preset for preset in presets(cell) if preset.name == name)
    found = preset_weights(cell, preset, current_numbers(cell).weights)
    choose({weight: float(np.ravel(array)[0]) for weight, array in found.items()})
