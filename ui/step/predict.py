"""Predict, then reveal: results stay covered until the learner has committed to a number."""

import zlib

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.figure.stages import Stage
from lstm_core.latex import Convention
from lstm_core.run import step
from lstm_core.run.answers import TOLERANCE, MarkedAnswer, mark, traps
from lstm_core.run.url import pack
from ui.common import answers
from ui.common.learner_log import sync_learner
from ui.common.session import chosen, session
from ui.common.text import letter, problem
from ui.step.weights_state import Numbers, rerun_stage


def predict_switch() -> None:
    """The switch itself; it lives in the URL, so that a teacher can hand out a link with it on."""
    st.toggle(
        "Predict first",
        key="predict",
        bind="query-params",
        on_change=rerun_stage,
        help="Hides each result until you have typed your own. Two decimals are enough.",
    )


def catch_up() -> None:
    """What was predicted before a reload or in another tab; whoever does not predict waits for nothing."""
    if is_on() or st.query_params.get("predict") == "true":
        sync_learner()
        answers.catch_up()


def is_on() -> bool:
    """Whether results are to be predicted first."""
    return bool(chosen("predict", False))


def covered(cell: Cell, name: str, numbers: Numbers, unit: int) -> bool:
    """Whether a result is still to be predicted."""
    return is_on() and not answers.given(_result_key(cell, name, numbers, unit))


def hidden_nodes(cell: Cell, tour: list[Stage], now: int, numbers: Numbers, unit: int) -> frozenset[str]:
    """Nodes whose numbers the figure keeps back: what is covered at this stage, and all that follows."""
    if not is_on():
        return frozenset()
    open_heads = {name for name in tour[now].heads if covered(cell, name, numbers, unit)}
    here = {name for name in tour[now].steps if open_heads and cell[name].op != "input"}
    later = {name for stage in tour[now + 1 :] for name in stage.steps}
    return frozenset((here - set(tour[now].heads)) | open_heads | later)


def ask(cell: Cell, name: str, convention: Convention, numbers: Numbers, unit: int) -> None:
    """Ask for one number, and show what the last try was worth."""
    st.markdown(f"Your number for {letter(cell, name, convention)} (within {TOLERANCE:g} counts as right)")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Your number",
            key=f"guess_{name}",
            label_visibility="collapsed",
            placeholder="0.00",
            width=140,
            on_change=_check,
            args=(cell, name, numbers, unit),
        )
        st.button(
            "Show it",
            key=f"show_{name}",
            icon=":material/visibility:",
            on_click=_reveal,
            args=(_result_key(cell, name, numbers, unit),),
        )
    verdict(cell, name, numbers, unit)


def verdict(cell: Cell, name: str, numbers: Numbers, unit: int) -> None:
    """The sentence about the learner's number, once there is one."""
    key = _result_key(cell, name, numbers, unit)
    said = session().step.verdicts.get(key)
    if said is None and isinstance(typed := answers.answer_to(key), str):  # before a reload, or in another tab
        said = session().step.verdicts[key] = _marked(cell, name, numbers, unit, typed)
    if isinstance(said, str):
        problem(said)
    elif said and said.right:
        st.success(said.text, icon=":material/check:")
    elif said:
        st.warning(said.text, icon=":material/replay:")


def _check(cell: Cell, name: str, numbers: Numbers, unit: int) -> None:
    """Mark what was typed, before anything is drawn again."""
    key, typed = _result_key(cell, name, numbers, unit), str(chosen(f"guess_{name}", ""))
    said = session().step.verdicts[key] = _marked(cell, name, numbers, unit, typed)
    if not isinstance(said, str) and said.right:
        answers.give(key, typed)
    rerun_stage()


def _marked(cell: Cell, name: str, numbers: Numbers, unit: int, typed: str) -> MarkedAnswer | str:
    """What a number is worth; a sentence if it is none."""
    answer = float(step(cell, numbers.weights, numbers.given)[name][unit])
    try:
        return mark(typed, answer, traps(cell, name, numbers.weights, numbers.given, unit))
    except ValueError as error:
        return str(error)


def _reveal(key: str) -> None:
    answers.give(key, None)
    rerun_stage()


def _result_key(cell: Cell, name: str, numbers: Numbers, unit: int) -> str:
    """A result is uncovered for these very numbers; move a slider and it is a new question."""
    state = zlib.crc32(pack({**numbers.given, **numbers.weights}).encode())
    return f"{cell.name} {name} {unit} {state}"
