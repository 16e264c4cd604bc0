"""Says in a sentence when a link asks for something that does not exist, instead of dropping it silently."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from lstm_core.run.url import LARGEST
from ui.common.session import session
from ui.common.text import problem
from ui.step.weights_state import MOST_INPUTS, MOST_UNITS, REACH


def show(cells: Collection[str], views: Collection[str], conventions: Collection[str]) -> None:
    """Check the parameters a visitor arrives with, once, and say what could not be used."""
    state = session().step
    if not state.link_checked:
        state.link_checked = True
        choices = {"cell": cells, "view": views, "letters": conventions}
        for sentence in _complaints(st.query_params, choices):
            problem(sentence)


def _complaints(parameters: Mapping[str, str], choices: Mapping[str, Collection[str]]) -> list[str]:
    found = []
    for key, value in parameters.items():
        if key in choices and value not in choices[key]:
            found.append(f"The link asks for {key} “{value[:30]}”, which is not here. Choose one below.")
        elif key in _RANGES or key[:2] in ("W_", "U_", "V_", "p_", "b_"):
            low, high = _RANGES.get(key, (-LARGEST, LARGEST))
            if not _inside(value, low, high):
                found.append(f"The link asks for {key} = {value[:20]}; it must be a number from {low:g} to {high:g}.")
    return found


_RANGES: dict[str, tuple[float, float]] = {name: (-reach, reach) for name, reach in REACH.items()}
_RANGES |= {"units": (1, MOST_UNITS), "inputs": (1, MOST_INPUTS)}


def _inside(value: Any, low: float, high: float) -> bool:
    try:
        return low <= float(value) <= high
    except ValueError:
        return False
