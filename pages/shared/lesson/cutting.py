"""Truncation: say which bars will go, then cut."""

from dataclasses import replace

import streamlit as st

from lstm_core.contributions import Chain
from pages.shared.lesson import chain as figure
from pages.shared.show import plain
from pages.shared.state import chosen, session

KEPT = 2  # steps, when it is asked for the first time
ASKED = "bptt cut"


def cut(chain: Chain, weight: str) -> None:
    """The question first; then a slider, the bars that are left, and what is lost."""
    steps = len(chain.xs)
    if ASKED not in session().revealed:
        st.pills(
            f"Suppose each loss reaches back only k = {KEPT} steps, its own included. Whose bars go altogether?",
            list(range(1, steps + 1)), selection_mode="multi", key=f"bptt_guess_{steps}",
        )  # fmt: skip
        st.button("Cut", icon=":material/content_cut:", key="bptt_do_cut", on_click=_reveal, args=(chain,))
        return
    if ASKED in session().notes:
        st.markdown(session().notes[ASKED])
    if steps < 2:
        st.caption("One step alone leaves nothing to cut. Take more inputs.")
        return
    kept = st.slider("k, how many steps each loss reaches back", 1, steps, min(KEPT, steps), key=f"bptt_k_{steps}")
    shorter = replace(chain, cut=kept)
    figure.unrolled(shorter, steps)
    figure.bars(shorter, weight, steps)
    whole, left = sum(chain.contributions(weight)), sum(shorter.contributions(weight))
    share = f", {left / whole:.0%} of it" if abs(whole) > 1e-9 else ""
    st.markdown(
        f"The whole gradient is {plain(whole, 5)}; the truncated one is **{plain(left, 5)}**{share}. Look at the "
        "circles: **no $h_t$ has changed.** The state is carried on; only the gradient is cut. So the net may still "
        "use what is older, but gets no hint how to do so better."
    )


def _reveal(chain: Chain) -> None:
    """Judge the answer once, for the numbers it was given for."""
    steps = len(chain.xs)
    shorter = replace(chain, cut=KEPT)
    gone = [k for k in range(1, steps + 1) if not any(shorter.reaches(t, k - 1) for t in chain.read)]
    guess = sorted(chosen(f"bptt_guess_{steps}", []) or [])
    due = f"step {gone[0]}" if len(gone) == 1 else f"steps {', '.join(map(str, gone))}" if gone else "none of them"
    because = (
        "each step has a loss of its own, so every step keeps at least that part"
        if chain.every
        else f"the only loss is at step {steps}, and it reaches {KEPT} steps"
    )
    right = ":material/check: Right" if guess == gone else ":material/replay: Not quite"
    session().notes[ASKED] = f"{right}. With k = {KEPT} it was {due}: {because}."
    session().revealed.add(ASKED)
