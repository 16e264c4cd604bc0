"""Every setting of an experiment, with its bounds beside it; each starts as the recipe has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from ui.common.session import forget

if TYPE_CHECKING:
    from lstm_core.training import Experiment

WORDS = {
    "hidden": "Units",
    "layers": "Layers",
    "readout": "Readout",
    "initial": "First weights",
    "optimizer": "Optimiser",
    "learning_rate": "Learning rate",
    "clip": "Largest gradient",
    "loss": "Loss over",
    "batch": "Sequences per batch",
    "steps": "Batches at most",
    "time": "Steps per sequence",
    "delay": "Fixed delay",
    "seed": "Seed",
}
HELP = {
    "readout": "none: the answer is h of the last layer, as in the lecture’s nets.",
    "initial": "Keras: Glorot, orthogonal, forget bias 1. PyTorch: uniform. chrono: forget bias ln of the delay.",
    "clip": "The gradient is shortened to this norm. 0: never.",
    "loss": "balanced: the mean over the steps that count plus the mean over the others.",
    "delay": "Steps between telling and asking. 0: drawn anew for every sequence.",
}
PREFIX = "net_"


def settings(recipe: Experiment) -> dict[str, Any]:
    """Draw all of them behind a button; return what they are set to."""
    with st.popover("Settings", icon=":material/tune:"):
        columns = st.columns(2, gap="small")
        found = {}
        for k, name in enumerate(WORDS):
            with columns[k % 2]:
                found[name] = _field(name, getattr(recipe, name))
        found["until_solved"] = st.toggle(
            "Stop when it is solved", recipe.until_solved, key=f"{PREFIX}until_solved", bind="query-params"
        )
        st.button("As in the recipe", icon=":material/restart_alt:", on_click=forget_settings, key="forget_settings")
    return found


def forget_settings() -> None:
    """Every setting back to what the recipe says."""
    for name in [*WORDS, "until_solved"]:
        forget(PREFIX + name)


def _field(name: str, usual: Any) -> Any:
    from lstm_core.training import BOUNDS, CHOICES

    key, words = PREFIX + name, WORDS[name]
    if name in CHOICES:
        options = CHOICES[name]
        chosen = st.selectbox(
            words, options, index=options.index(usual), key=key, bind="query-params", help=HELP.get(name)
        )
        return chosen or usual
    low, high = BOUNDS[name]
    label = f"{words} ({as_written(low)} to {as_written(high)})"
    shared: dict[str, Any] = {"key": key, "bind": "query-params", "help": HELP.get(name)}
    if isinstance(usual, int):
        typed: float | None = st.number_input(label, int(low), int(high), usual, **shared)
    else:
        typed = st.number_input(label, float(low), float(high), float(usual), step=0.001, format="%g", **shared)
    return usual if typed is None else typed


def as_written(value: float) -> str:
    """As one writes it: 20,000 or 0.000001."""
    return f"{value:,.6f}".rstrip("0").rstrip(".") if value % 1 else f"{int(value):,}"
