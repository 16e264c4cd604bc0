"""What the curves over the lag say, in a table and in words."""

import math

import streamlit as st

from lstm_core.course.experiments.gradient_decay import Curve
from lstm_core.gradients.jacobians import lag_below
from lstm_core.prose.text import markdown_table
from ui.common.text import plain


def show_table(curves: list[Curve], share: float) -> None:
    """For every curve its mean factor per step and the first lag at which less than `share` is left."""
    rows = []
    for curve in curves:
        per_step = float(curve.norms[-1]) ** (1 / (len(curve.norms) - 1))
        lag = lag_below(curve.norms, share)
        rows.append(
            (curve_name(curve).replace(" ", "&nbsp;"), f"{per_step:.3f}", lag if lag is not None else "never here")
        )
    st.markdown(markdown_table(["", "factor per step", "under 1 % from lag"], rows, "lr"))


def conclusion(curves: list[Curve], untrained: bool, bias: float) -> str:
    """What to see in it."""
    grown = [curve_name(curve) for curve in curves if curve.norms.max() > 10]
    if grown:
        return (
            f"**It explodes** for {', '.join(grown)}: somewhere more than ten times what it began as. Gates are no "
            "protection: beside the direct path there are detours through $h$ and the gates, and they add up."
        )
    if not untrained:
        return (
            "All three have *learnt* a way through the 20 steps of their task, Elman too. Now look at the dashed ones: "
            "the product of the keep gates alone would not do it. These nets hold their value with the help of $h$."
        )
    gate = 1 / (1 + math.exp(-bias))
    return (
        f"An LSTM is not better by itself. At a bias of {plain(bias, 1)} its keep gates are near **{gate:.2f}**, and "
        "the direct path, the product of these gates, fades like that. Raise the bias and the dashed line becomes "
        "flat, almost regardless of the weights. Elman's line is a product of "
        "$W^\\top\\mathrm{diag}(1-h^2)$: no gate, no such bias."
    )


def curve_name(curve: Curve) -> str:
    """A curve as the plot calls it: "LSTM C"."""
    return f"{curve.net} {'C' if curve.state == 'c' else curve.state}"
