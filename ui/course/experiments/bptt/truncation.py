"""Truncation: say which bars will go, then cut."""

import math
from dataclasses import replace

import streamlit as st

from lstm_core.gradients.contributions import MOST_STEPS, UnrolledChain
from ui.common import answers
from ui.common.session import chosen
from ui.common.text import plain

KEPT = 1  # steps, when it is asked for the first time
ASKED = "bptt cut"
SMALL = 1e-9


def truncated(chain: UnrolledChain) -> UnrolledChain:
    """A slider for how far a loss reaches back, once the question has been answered; the chain as it is cut by it."""
    steps = len(chain.xs)
    if not answers.given(ASKED) or steps == 1:
        return chain
    kept = st.slider("k, how many steps each loss reaches back", 1, steps, KEPT, key=f"bptt_k_{steps}", width=260)
    return replace(chain, cut=kept if kept < steps else 0)


def ask(chain: UnrolledChain) -> None:
    """The question, or what became of the answer."""
    st.markdown("**Truncated: go back fewer steps**")
    if answers.given(ASKED):
        st.markdown(_verdict(chain))
        return
    steps = len(chain.xs)
    st.pills(
        f"Suppose k = {KEPT}: each loss reaches its own step only. Whose bars disappear completely?",
        list(range(1, steps + 1)),
        selection_mode="multi",
        key=f"bptt_guess_{steps}",
    )
    st.button("Cut", icon=":material/content_cut:", key="bptt_do_cut", on_click=_reveal, args=(chain,))


def conclusion(chain: UnrolledChain, weight: str) -> str:
    """What the cut takes away and what it leaves alone, in a sentence or two."""
    whole = sum(replace(chain, cut=0).contributions(weight))
    kept = sum(chain.contributions(weight))
    part = kept / whole if abs(whole) > SMALL else math.inf
    share = f", {part:.0%} of it" if 0 <= part <= 1 else ", **with another sign**" if part < 0 else ""
    return (
        f"The whole gradient is {plain(whole, 5)}, the truncated one **{plain(kept, 5)}**{share}. Look at the circles: "
        "**no $h_t$ has changed.** The state is carried on, only the gradient is cut. So the net may still use what is "
        "older; it just gets no hint how to do so better."
    )


def _reveal(chain: UnrolledChain) -> None:
    """Keep the answer with all that it was given for."""
    steps = len(chain.xs)
    picked = sorted(chosen(f"bptt_guess_{steps}", []) or [])
    answers.give(ASKED, {"picked": picked, "steps": steps, "every": chain.every})


def _verdict(now: UnrolledChain) -> str:
    """What the answer was worth, and for which net it was given if another is looked at now."""
    picked, steps, every = _as_given(now)
    where = "at every step" if every else "at the last one only"
    when = "" if (steps, every) == (len(now.xs), now.every) else f"That was for {steps} steps, read {where}. "
    return when + _judged(replace(now, xs=(1.0,) * steps, every=every, cut=0), picked)


def _as_given(now: UnrolledChain) -> tuple[list[int], int, bool]:
    """What was picked, and the steps and losses of that chain; a log may hold anything."""
    said = answers.answer_to(ASKED)
    said = said if isinstance(said, dict) else {}
    steps, picked = said.get("steps"), said.get("picked")
    if not isinstance(steps, int) or not 1 <= steps <= MOST_STEPS:
        steps = len(now.xs)
    return picked if isinstance(picked, list) else [], steps, said.get("every") is True


def _judged(chain: UnrolledChain, picked: list[int]) -> str:
    steps = len(chain.xs)
    shorter = replace(chain, cut=KEPT)
    gone = [k for k in range(1, steps + 1) if not any(shorter.reaches(t, k - 1) for t in chain.read)]
    due = f"{', '.join(map(str, gone))}" if gone else "none of them"
    because = "every step has a loss of its own" if chain.every else f"the only loss is at step {steps}"
    verdict = ":material/check: Right" if picked == gone else ":material/replay: Not quite"
    return f"{verdict}. With k = {KEPT} it was {due}, since {because}. Above the figure there is now a slider for k."
