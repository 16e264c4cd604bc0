"""The smallest input that proves a cell wrong: predict what it gives, then see both cells beside each other.

Used wherever a learner's cell meets the one that was asked for.
"""

from itertools import islice

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.grade import Drawing
from lstm_core.grade.by_hand import given, sums, where
from lstm_core.grade.counterexample import Counterexample, counterexamples, proved_same, tried
from lstm_core.latex import written
from lstm_core.run.arithmetic import worked_out
from ui.common.session import choose, chosen
from ui.common.text import literal, plain, problem
from ui.proof import both_cells

MOST = 12  # different ones that are shown in turn
CLOSE = 0.006  # of a number that is given with two decimals


@st.cache_data(max_entries=32, show_spinner=False, hash_funcs={Cell: repr, Drawing: repr})
def _found(drawn: Cell | Drawing, right: Cell, strict: bool) -> list[Counterexample]:
    return list(islice(counterexamples(drawn, right, strict), MOST))


def show(drawn: Cell | Drawing, right: Cell, key: str, strict: bool = False) -> None:
    """The proof, or on how many inputs both behave alike; for `strict` see counterexamples. Raises Unrunnable."""
    found = _found(drawn, right, strict)
    if not found:
        st.markdown(alike(drawn, right))
        return
    example = found[chosen(f"{key}_nth", 0) % len(found)]
    st.markdown(f"**Both cells get the same numbers:** {_formulas(example)}. Everything else is 0.")
    if _predicted(example, key):
        _apart(example, drawn, f"{key}_both_{chosen(f'{key}_nth', 0)}")
        if len(found) > 1:
            st.button("Show another", icon=":material/shuffle:", key=f"{key}_another", on_click=_next, args=(key,))


def differs(drawn: Cell | Drawing, right: Cell) -> bool:
    """Whether an input proves it wrong. Raises Unrunnable."""
    return bool(_found(drawn, right, strict=False))


def alike(drawn: Cell | Drawing, right: Cell) -> str:
    """Why there is no input that proves it wrong. Raises Unrunnable."""
    if proved_same(drawn, right):
        return f"It computes the same as the {right.name}: multiplied out, both have the same terms."
    count = tried(drawn, right)
    if not count:
        return f"It has no state in common with the {right.name}, so the two cannot be held against each other."
    return f"It behaves like the {right.name} on all {count:,} inputs that were tried."


def _next(key: str) -> None:
    choose({f"{key}_nth": chosen(f"{key}_nth", 0) + 1, f"{key}_guess": "", f"{key}_open": False})


def _formulas(example: Counterexample) -> str:
    return ", ".join(f"${formula}$" for formula in given(example))


def _predicted(example: Counterexample, key: str) -> bool:
    """Ask for the drawn cell's value where they part; whether it may be shown."""
    node = where(example)
    at = f" at step {example.at + 1}" if example.steps > 1 else ""
    st.markdown(f"The {literal(example.cells.right.name)} gives ${node} = {plain(example.value)}${at}.")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        guess = st.text_input(f"What does yours give for ${node}$?", key=f"{key}_guess", width=260, max_chars=40)
        st.button("Show it", key=f"{key}_show", on_click=choose, args=({f"{key}_open": True},))
    if guess.strip():
        return _marked(guess, example)
    return bool(chosen(f"{key}_open", False))


def _marked(guess: str, example: Counterexample) -> bool:
    """What a guess is worth; a text that is no number stays hidden, with a sentence."""
    try:
        value = worked_out(guess)
    except ValueError as error:
        problem(str(error))
        return False
    if abs(value - example.drawn_value) <= CLOSE:
        st.success(f"Right: yours gives {plain(example.drawn_value)}.", icon=":material/check:")
    elif abs(value - example.value) <= CLOSE:
        st.info("That is what it should give. Your cell gives something else.", icon=":material/lightbulb:")
    else:
        st.info(f"Yours gives {plain(example.drawn_value)}.", icon=":material/lightbulb:")
    return True


def _apart(example: Counterexample, drawn: Cell | Drawing, key: str) -> None:
    """Both sums by hand where they part, and both cells with the signal that runs through them."""
    right = example.cells.right
    ours, theirs = sums(example)
    at = f" of step {example.at + 1}" if example.steps > 1 else ""
    st.markdown(
        f"They part at ${where(example)}${at}. Before it, both give the same.\n"
        f"- The {literal(right.name)}: ${ours}$\n- Yours: ${theirs}$"
    )
    both_cells.show(example, drawn, key)
    st.caption(_ends(example))


def _ends(example: Counterexample) -> str:
    """The new states, which are what anybody outside sees."""
    ours, theirs = (steps[-1] for steps in example.traces)
    right, drawn = example.cells.right, example.cells.drawn
    ends = [
        f"${written(right, new)}$ is {plain(ours[new])}, yours {plain(theirs[new])}"
        for new in right.states.values()
        if new in drawn
    ]
    return f"At the end, {'; '.join(ends)}."
