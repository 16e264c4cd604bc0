"""The probe board: inputs to paint, what the net answers, and every unit as a row of a heat map, on one time axis."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from lstm_core.cell.roles import ROLES
from lstm_core.figure.svg import palette
from ui.components import script, sent, source

HTML = """
<div class="probe-board">
  <p class="how">Drag across an input to paint it, click a field of a heat map to pick a unit and a step.</p>
  <div class="board"></div>
  <p class="keys" id="board-keys">Keys on a row: <kbd>← →</kbd> step, <kbd>↑ ↓</kbd> value or unit,
  <kbd>0</kbd> to <kbd>9</kbd> tenths, <kbd>Page ↑ ↓</kbd> most and least, <kbd>Enter</kbd> picks a field.</p>
</div>
"""
HUES = " ".join(f"--{name}-hue: {role.hue};" for name, role in ROLES.items())
_BOARD = st.components.v2.component(
    "probe_board",
    html=HTML,
    css=source("probe_board/probe_board.css"),
    js=script("probe_board/probe_board.js"),
)


def painted_program(key: str) -> Any:
    """What the learner painted last, unchecked, as the browser sent it: {"rev", "turn", "program"}; else None."""
    return st.session_state.get(key, {}).get("program")


def probe_board(
    *,
    key: str,
    rev: str,
    turn: int,
    inputs: Sequence[Mapping[str, Any]],
    answers: Sequence[Mapping[str, Any]],
    maps: Sequence[Mapping[str, Any]],
    pick: tuple[int, int],
    legend: Sequence[tuple[str, str]],
    on_pick: Callable[[Any], None],
) -> None:
    """Show the board; read what is painted with `painted_program` before this is called.

    A new `rev` puts the inputs on the board; else they are taken over only if `turn` is that of the last stroke.
    `pick` is the unit and the step that are looked at, from 0; `on_pick` gets what the browser sends for another.
    """
    _BOARD(
        key=key,
        data={
            "rev": rev,
            "turn": turn,
            "inputs": inputs,
            "answers": answers,
            "maps": maps,
            "pick": pick,
            "legend": legend,
            "palette": {theme: f"{palette(theme)} {HUES}" for theme in ("light", "dark")},
        },
        on_program_change=lambda: None,
        on_pick_change=lambda: on_pick(sent(key, "pick")),
    )
