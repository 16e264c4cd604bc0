"""The numbers a cell is run with: sliders for one unit, tables for two to four.

Every slider is bound to the URL under the name of its weight; tables are packed into one parameter, m.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from lstm_core.cell import Cell, Shape
from lstm_core.run import random_weights
from lstm_core.run.start_values import start_value
from lstm_core.run.url import LARGEST, pack, unpack
from ui.common.session import chosen, session

MOST_UNITS, MOST_INPUTS = 4, 3
STAGE_FRAGMENTS = ("walk", "figure", "panel")  # keys of what shows a stage
NUMBER_FRAGMENTS = ("figure", "numbers")  # keys of what follows from the numbers; "numbers" is within "panel"
REACH = {"x": 3.0, "h": 1.0, "c": 3.0}  # how far the sliders of what arrives go; h never leaves (-1, 1)


@dataclass(frozen=True)
class Numbers:
    """What one step needs: weights as `Cell.shapes`, given as {"x": (inputs,), "h": (hidden,), ...}."""

    weights: Mapping[str, np.ndarray]
    given: Mapping[str, np.ndarray]

    @property
    def units(self) -> int:
        """How many units the layer has."""
        return len(self.given["h"])


def rerun_stage() -> None:
    """Rerun only what shows the stage; the last act of a callback that changes it."""
    st.rerun(list(STAGE_FRAGMENTS))


def rerun_numbers() -> None:
    """Rerun only what shows the numbers; the last act of the callback of every slider."""
    st.rerun(list(NUMBER_FRAGMENTS))


def current_numbers(cell: Cell) -> Numbers:
    """The numbers as they are set now, whether their widgets are on the page or not."""
    if is_single_unit():
        read = {name: np.array([_within(chosen(name, start_value(name)), name)]) for name in cell.inputs}
        weights = {
            name: np.full(shape, _within(chosen(name, start_value(name)), name))
            for name, shape in cell.shapes(1, 1).items()
        }
        return Numbers(weights, read)
    arrays = stored_table(cell)
    return Numbers({k: v for k, v in arrays.items() if k not in cell.inputs}, {k: arrays[k] for k in cell.inputs})


def is_single_unit() -> bool:
    """Whether there is one unit and one input, so that every number is a scalar with a slider."""
    return layer_size() == (1, 1)


def layer_size() -> tuple[int, int]:
    """Inputs and units, as chosen and within their bounds."""
    inputs, units = int(chosen("inputs", 1)), int(chosen("units", 1))
    return min(max(inputs, 1), MOST_INPUTS), min(max(units, 1), MOST_UNITS)


def table_shapes(cell: Cell) -> dict[str, Shape]:
    """The shape of every number of the tables: what arrives, then the weights."""
    inputs, units = layer_size()
    arriving: dict[str, Shape] = {name: (inputs if name == "x" else units,) for name in cell.inputs}
    return arriving | cell.shapes(inputs, units)


def stored_table(cell: Cell) -> dict[str, np.ndarray]:
    """The numbers of two to four units: typed in, from the link, or drawn from seed 0."""
    wanted, stored = table_shapes(cell), session().step.tables
    name = f"{cell.name} {layer_size()}"
    if name not in stored:
        stored[name] = _from_link(wanted) or random_table(cell, 0)
    return stored[name]


def keep_table(cell: Cell, arrays: Mapping[str, np.ndarray]) -> None:
    """Remember the tables."""
    session().step.tables[f"{cell.name} {layer_size()}"] = dict(arrays)


def link_table(cell: Cell) -> None:
    """Write the tables into the link; nothing where sliders, or seed 0, say it all."""
    arrays = {} if is_single_unit() else stored_table(cell)
    packed = pack(arrays)
    packed = "" if not arrays or packed == pack(random_table(cell, 0)) else packed
    if packed and st.query_params.get("m") != packed:
        st.query_params["m"] = packed
    elif not packed and "m" in st.query_params:
        del st.query_params["m"]


def random_table(cell: Cell, seed: int) -> dict[str, np.ndarray]:
    """Random numbers for what arrives and for the weights, with one decimal."""
    inputs, units = layer_size()
    rng = np.random.default_rng(seed + 1)
    arriving = {name: np.round(rng.uniform(-1, 1, inputs if name == "x" else units), 1) for name in cell.inputs}
    return arriving | random_weights(cell, inputs, units, seed)


def _from_link(wanted: Mapping[str, Shape]) -> dict[str, np.ndarray] | None:
    text = st.query_params.get("m")
    if not text:
        return None
    try:
        return unpack(text, wanted)
    except ValueError as error:
        session().notes["m"] = str(error)
        return None


def _within(value: Any, name: str) -> float:
    """A widget's value, checked again: a browser may send anything."""
    reach = REACH.get(name, LARGEST)
    try:
        number = float(value)
    except (TypeError, ValueError):
        return start_value(name)
    return min(max(number, -reach), reach) if np.isfinite(number) else start_value(name)
