"""‖∂h_T/∂h_k‖ over the lag for Elman, GRU and LSTM: guess first, then move the weights."""

import math

import streamlit as st

from lstm_core.course.experiments.gradient_decay import (
    ACTIVATIONS,
    BOUNDS,
    UntrainedNets,
    bound,
    curves,
    trained_curves,
)
from lstm_core.gradients.jacobians import lag_below
from ui.common import answers
from ui.common.session import chosen
from ui.course.experiments.vanishing.gradient_decay_text import conclusion, curve_name, show_table
from ui.course.experiments.vanishing.lag_chart import gradient_by_lag

SHARE = 0.01
ASKED, GUESS = "vanishing lag", "vanishing_guess"
WHEN = ("at the start", "after training")
STRAIGHT, BOUND = "straight way: ∏ keep gates", "Elman's bound (γ σ)ⁿ"
NEAR = 5  # steps


@st.fragment
def show() -> None:
    """The question, and once it is answered the plot."""
    if not answers.given(ASKED):
        _ask()
        return
    if verdict := _verdict():
        st.markdown(verdict)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        when = st.segmented_control(
            "The nets",
            WHEN,
            default=WHEN[0],
            required=True,
            key="vanishing_when",
            persist_state="session",
            bind="query-params",
        )
        extra = st.pills(
            "Also show",
            [STRAIGHT, BOUND],
            selection_mode="multi",
            default=[STRAIGHT],
            key="vanishing_extra",
            persist_state="session",
            bind="query-params",
        )
    start = _settings(when == WHEN[0])
    decays = curves(start) if when == WHEN[0] else trained_curves(start.time)
    lines = {(curve_name(curve), "all ways"): curve.norms for curve in decays}
    if STRAIGHT in extra:
        lines |= {(curve_name(curve), "straight way"): curve.direct for curve in decays if curve.direct is not None}
    if BOUND in extra and when == WHEN[0]:
        lines["Elman h", "bound"] = bound(start)
    gradient_by_lag(lines, SHARE)
    st.caption(
        "How much one state still moves a later one: $\\lVert\\partial h_T/\\partial h_k\\rVert$, and for LSTM C "
        "$\\lVert\\partial C_T/\\partial C_k\\rVert$. The dotted line is 1 %."
    )
    show_table(decays, SHARE)
    st.markdown(conclusion(decays, when == WHEN[0], start.bias))


def _ask() -> None:
    start = UntrainedNets()
    st.markdown(
        f"An Elman net with {start.units} units and tanh. Its recurrent matrix turns vectors and shrinks them to "
        f"{start.scale:g} of their length. The inputs are gentle noise. **At which lag does the gradient drop under "
        "1 %?**"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input("Your guess, in steps", 1, 200, None, key=GUESS, persist_state="session", width=180)
        st.button("Show the curve", icon=":material/visibility:", key="vanishing_show", on_click=_reveal)


def _reveal() -> None:
    answers.give(ASKED, chosen(GUESS, None))


def _verdict() -> str:
    """The guess against the curve of the first settings, which it was made for; "" without a guess."""
    guess, answer = answers.answer_to(ASKED), lag_below(curves(UntrainedNets())[0].norms, SHARE)
    if not isinstance(guess, int) or answer is None:
        return ""
    verdict = ":material/check: Well seen" if abs(guess - answer) <= NEAR else ":material/replay: Not quite"
    ideal = math.ceil(math.log(SHARE) / math.log(UntrainedNets().scale))
    return (
        f"{verdict}: you said {guess}, it is **{answer}**. With the factor {UntrainedNets().scale:g} alone it "
        f"would be {ideal}; the slopes of tanh are below 1 and take the rest."
    )


def _settings(untrained: bool) -> UntrainedNets:
    """Sliders; trained nets only have the length to choose."""
    left, middle, right = st.columns(3, gap="medium")
    time = left.slider(
        "Steps $T$",
        10,
        int(BOUNDS["time"][1]),
        100,
        10,
        key="vanishing_time",
        persist_state="session",
        bind="query-params",
    )
    if not untrained:
        middle.caption(
            "8 units each, trained to recall a value. Told at the first step, asked at the last; in "
            "training there were 20 steps."
        )
        return UntrainedNets(time=time)
    scale = middle.slider(
        "Scale of the recurrent weights",
        0.1,
        3.0,
        0.9,
        0.05,
        key="vanishing_scale",
        persist_state="session",
        bind="query-params",
    )
    bias = right.slider(
        "Bias of the keep gates",
        -2.0,
        6.0,
        1.0,
        0.5,
        key="vanishing_bias",
        persist_state="session",
        bind="query-params",
        help="The LSTM's forget gate. The GRU's update gate replaces, so it gets the same with a minus.",
    )
    with left:
        squash = st.segmented_control(
            "Elman squashes by",
            list(ACTIVATIONS),
            default="tanh",
            required=True,
            key="vanishing_squash",
            persist_state="session",
            bind="query-params",
        )
    loud = middle.slider(
        "Size of the inputs", 0.0, 3.0, 0.3, 0.1, key="vanishing_loud", persist_state="session", bind="query-params"
    )
    return UntrainedNets(scale=scale, bias=bias, activation=squash, input_std=loud, time=time)
