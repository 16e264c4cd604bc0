"""A wall in the loss: one plain step flies away, a clipped one does not."""

import streamlit as st

from lstm_core.gradients.clipping import Cliff
from ui.common.text import plain
from ui.course.experiments.vanishing.loss_surface import loss_surface

RATE, STEPS, REACH = 0.1, 30, 0.6


@st.fragment
def show() -> None:
    """Where one stands, how steep it is there, and both walks."""
    st.markdown(
        "One unit, $h_t = \\tanh(2h_{t-1} + b)$, read after $T$ steps; it should output −0.5. For $b > 0$ it ends up "
        "high, for $b < 0$ low. In between there is a wall."
    )
    left, middle, right = st.columns(3, gap="medium")
    time = left.slider("Steps $T$", 3, 15, 10, key="cliff_time", persist_state="session", bind="query-params")
    start = middle.slider(
        "You are at $b$", -0.5, 0.5, 0.0, 0.01, key="cliff_start", persist_state="session", bind="query-params"
    )
    largest = right.slider(
        "Clip the gradient to", 0.2, 5.0, 1.0, 0.2, key="cliff_clip", persist_state="session", bind="query-params"
    )
    cliff = Cliff(time)
    unclipped, clipped = cliff.walk(start, RATE, STEPS), cliff.walk(start, RATE, STEPS, largest)
    loss_surface(cliff, {"plain": unclipped, "clipped": clipped}, REACH)
    st.caption(
        f"{STEPS} steps of gradient descent with learning rate {RATE:g}, each a ring. "
        "What leaves the picture is not shown."
    )
    st.markdown(_conclusion(cliff.slope(start), largest, unclipped, clipped))


def _conclusion(slope: float, largest: float, unclipped: tuple[float, ...], clipped: tuple[float, ...]) -> str:
    """The first step, and where both end."""
    sentence = f"The gradient here is **{plain(slope)}**. "
    if abs(slope) <= largest:
        sentence += "That is shorter than the limit, so clipping leaves it as it is. "
    ends = plain(unclipped[1]), plain(clipped[1])
    sentence += f"Without clipping the first step leads to $b$ = **{ends[0]}**, with clipping to **{ends[1]}**. "
    if max(map(abs, unclipped)) > REACH:
        sentence += (
            "Out there tanh is flat and the gradient is almost 0: nothing brings $b$ back. "
            "Clipping keeps the direction and shortens the step. "
        )
    return sentence + "It cannot lengthen a gradient that has vanished."
