"""Beside the figure: what a stage is for, its equation, the numbers put in, and what an examiner asks."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import OPS
from lstm_core.figure.explain import Explanation, cite, explain
from lstm_core.figure.stages import Stage
from lstm_core.latex import Convention, sums, with_numbers
from lstm_core.prose.text import markdown_table
from lstm_core.run import Values, products
from ui.common.text import factor, letter, plain
from ui.step.predict import ask, covered, verdict
from ui.step.weights_state import Numbers


@contextmanager
def frame(cell: Cell, stage: Stage) -> Iterator[None]:
    """What is said before and after the numbers of a stage; it does not depend on them."""
    told = explain(cell, stage)
    with st.container(key="walk_head"):
        st.header(told.title, anchor=False)
    st.markdown(told.why)
    yield
    _examiner(told)


def arriving(cell: Cell, convention: Convention, stage: Stage, values: Values) -> None:
    """The first stage: what the boxes will read, side by side."""
    for name in reversed(stage.steps):
        st.markdown(f"{letter(cell, name, convention)} $=$ {plain(values[name])}")


def numbers(
    cell: Cell, name: str, convention: Convention, numbers: Numbers, values: Values, unit: int, brief: bool
) -> None:
    """Under an equation: the numbers put in and the result, or the question for it; if brief, no sum term by term."""
    if covered(cell, name, numbers, unit):
        ask(cell, name, convention, numbers, unit)
    else:
        verdict(cell, name, numbers, unit)
        _result(cell, name, convention, numbers, values, brief)


def _result(cell: Cell, name: str, convention: Convention, numbers: Numbers, values: Values, brief: bool) -> None:
    """The same equation with today's numbers, term by term where there are weights."""
    rows = [row for node in cell.sums(name) for row in _terms(cell, node, convention, numbers, values)]
    if rows and brief:
        st.markdown(f"$=$ **{plain(values[name], 3)}**")
    elif rows:
        activation = OPS[cell[name].op].latex.format("a")
        total = values[cell[name].args[0]]
        rows += [("$a$, the sum", plain(total)), (f"${activation}$", f"**{plain(values[name], 3)}**")]
        st.markdown(markdown_table(["Term", "Value"], rows, "lr"))
    elif numbers.units == 1:
        st.markdown(f"$\\displaystyle = {with_numbers(cell, name, numbers.weights, values)}$")
        st.markdown(f"$=$ **{plain(values[name], 3)}**")
    else:
        st.markdown(f"$\\displaystyle = {with_numbers(cell, name, numbers.weights, values)}$")
        st.markdown(f"$=$ **{plain(values[name])}**")


def _terms(cell: Cell, node: Node, convention: Convention, numbers: Numbers, values: Values) -> list[tuple[str, str]]:
    """One row per product, and the bias: its symbol, the numbers, its value."""
    rows = []
    parts = products(node, numbers.weights, values)
    for (term, weight), value, arg in zip(sums(cell, node.name, convention), parts, (*node.args, ""), strict=True):
        put_in = ""
        if arg and numbers.weights[weight].size == 1:
            put_in = f" $=$ {factor(numbers.weights[weight])} · {factor(values[arg])}"
        rows.append((f"${term}${put_in}", plain(value)))
    return rows


def _examiner(told: Explanation) -> None:
    with st.expander(f"An examiner asks: {told.asks}", icon=":material/record_voice_over:"):
        st.markdown(told.say)
        if told.differs:
            st.info(f"**Sources differ.** {told.differs.says}  \n**In the exam:** {told.differs.teach}")
        st.caption("From: " + "; ".join(map(cite, told.cites)))
