"""Lesson 3: the same weight stands in every step, and every step adds its bar to the gradient."""

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.gradients.backprop import stored_values
from lstm_core.gradients.contributions import LARGEST, MOST_STEPS, UnrolledChain, read_inputs, stored_bytes
from lstm_core.prose.text import markdown_table
from ui.common.text import plain, problem
from ui.course.experiments.bptt import truncation
from ui.course.experiments.bptt.gradient_bars import gradient_bars
from ui.course.experiments.bptt.unrolled_chart import unrolled_chart

INPUTS = {
    "a pulse first": lambda steps: (1.0,) + (0.0,) * (steps - 1),
    "always 1": lambda steps: (1.0,) * steps,
    "up and down": lambda steps: tuple((-1.0) ** k for k in range(steps)),
}
OWN = "my own"
READ = {"only at the last step": False, "at every step": True}


def show() -> None:
    """The unrolled chain with its way back, truncation, and what it all costs in memory."""
    _gradient()
    _memory()


@st.fragment
def _gradient() -> None:
    st.markdown(
        "One unit, $h_t = \\tanh(w\\,h_{t-1} + u\\,x_t)$, $h_0 = 0$. The right answer is 0 wherever the output is "
        "read, so $L = \\tfrac12 h_t^2$ there, summed."
    )
    try:
        chain = _settings()
    except ValueError as error:
        problem(str(error))
        return
    weight, shown, chain = _view(chain)
    unrolled_chart(chain, shown)
    st.caption(
        "Blue: the way forward, with $h_t$ in the circles and $x_t$ below. Orange: the way back, with "
        "$\\delta_t = \\partial L/\\partial h_t$ above each step. Each bar begins where the one before it ended."
    )
    gradient_bars(chain, weight, shown)
    if shown == len(chain.xs):
        st.markdown(truncation.conclusion(chain, weight) if chain.cut else _sum_of_bars(chain, weight))
    truncation.ask(chain)


def _view(chain: UnrolledChain) -> tuple[str, int, UnrolledChain]:
    """The weight looked at, how many steps have been gone back, and the chain as it is truncated."""
    steps = len(chain.xs)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        weight = st.segmented_control(
            "Gradient by", ["w", "u"], default="w", required=True, key="bptt_weight", format_func="weight {}".format
        )
        shown = steps
        if steps > 1:
            shown = st.slider("Gone back, in steps", 1, steps, steps, key=f"bptt_back_{steps}", width=260)
        return weight, shown, truncation.truncated(chain)


def _settings() -> UnrolledChain:
    """Widgets for the chain."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        read = st.segmented_control(
            "The output is read", list(READ), default=next(iter(READ)), required=True, key="bptt_read"
        )
        pattern = st.segmented_control(
            "Inputs", [*INPUTS, OWN], default=next(iter(INPUTS)), required=True, key="bptt_inputs", wrap=True
        )
    left, middle, right = st.columns(3, gap="medium")
    w = left.slider("$w$, from $h_{t-1}$ to $h_t$", -2.0, 2.0, 0.5, 0.1, key="bptt_w", bind="query-params")
    u = middle.slider("$u$, from $x_t$ to $h_t$", -2.0, 2.0, 1.0, 0.1, key="bptt_u", bind="query-params")
    if pattern == OWN:
        limits = f"1 to {MOST_STEPS} numbers from −{LARGEST:g} to {LARGEST:g}, with commas"
        xs = read_inputs(right.text_input("$x_1, x_2, \\dots$", "1, 0, −0.5, 0", key="bptt_own", help=limits))
    else:
        steps = right.slider("$T$, steps", 2, MOST_STEPS, 3, key="bptt_steps", bind="query-params")
        xs = INPUTS[pattern](steps)
    return UnrolledChain(w, u, xs, READ[read])


def _sum_of_bars(chain: UnrolledChain, weight: str) -> str:
    """The bars as a sum, and a check that knows nothing of backpropagation."""
    parts = chain.contributions(weight)
    terms = " + ".join(f"({text})" if text.startswith("−") else text for text in (plain(part, 5) for part in parts))
    return (
        f"$\\partial L/\\partial {weight}$ = {terms} = **{plain(sum(parts), 5)}**. Check without any chain rule: move "
        f"${weight}$ a little both ways and look at the loss. Its slope is **{plain(chain.slope(weight), 5)}**."
    )


@st.fragment
def _memory() -> None:
    st.markdown("**What the way back costs**")
    st.caption("Going back needs the values of every step, so they are all kept until then.")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        time = int(st.number_input("Steps T", 1, 10_000, 100, key="bptt_time", width=130))
        batch = int(st.number_input("Sequences B", 1, 10_000, 32, key="bptt_batch", width=130))
        units = int(st.number_input("Units H", 1, 10_000, 128, key="bptt_units", width=130))
        most = int(st.number_input("Truncated to", 1, 10_000, 20, key="bptt_most", width=130))
    rows = []
    for name in ("Elman", "GRU", "LSTM"):
        vectors = len(stored_values(CELLS[name]))
        sizes = [stored_bytes(vectors, steps, batch, units) for steps in (time, min(time, most))]
        rows.append((name, vectors, *(f"{size / 1e6:,.2f} MB" for size in sizes)))
    st.markdown(markdown_table(["Cell", "vectors per step", "all steps", "truncated"], rows, "llr"))
    st.caption(
        "4 bytes per number: $4\\,B\\,T\\,H$ times the vectors. Running the net forwards without learning needs "
        "one step only."
    )
