"""The figure of a cell that a learner typed: Graphviz places its boxes, and the page colours them for its theme."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.roles import INK, ROLES
from lstm_core.figure import describe, to_dot
from lstm_core.figure.svg import WIRE

KEY = "own_figure"  # of the container


def _style() -> str:
    """Graphviz draws for white paper; its classes name the roles, and each theme has a shade for them."""
    ink, wire = (f"light-dark({shades['light']}, {shades['dark']})" for shades in (INK, WIRE))
    rules = [
        "svg { max-height: min(540px, 100vh - 5rem) }",
        f"text {{ fill: {ink} }}",
        f".edge path {{ stroke: {wire} }}",
        f".edge polygon {{ fill: {wire}; stroke: {wire} }}",
    ]
    for name, role in ROLES.items():
        line, area = (f"light-dark({shade('light')}, {shade('dark')})" for shade in (role.ink, role.tint))
        rules.append(f".node.role-{name} :is(polygon, ellipse):not([stroke=none]) {{ fill: {area}; stroke: {line} }}")
        rules.append(f".label.role-{name} text {{ fill: {line} }}")
    return "<style>" + "\n".join(f".st-key-{KEY} {rule}" for rule in rules) + "</style>"


STYLE = _style()


def show(cell: Cell) -> None:
    """No larger than the window, so that it is seen while one types."""
    st.html(STYLE)
    with st.container(key=KEY):
        st.graphviz_chart(to_dot(cell), width="stretch", alt=describe(cell))
