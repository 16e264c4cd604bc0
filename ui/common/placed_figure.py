"""The figure of any cell, with numbers or without: Graphviz places its boxes, the page colours them for its theme."""

from collections.abc import Mapping

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.roles import INK, ROLES
from lstm_core.figure import describe, read_out, to_dot
from lstm_core.figure.svg import WIRE
from ui.common.text import plain

KEY = "placed_figure"  # every container's begins with it


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
    return "<style>" + "\n".join(f"[class*=st-key-{KEY}] {rule}" for rule in rules) + "</style>"


STYLE = _style()


def show(cell: Cell, key: str, values: Mapping[str, float] | None = None) -> None:
    """No larger than the window, so that it is seen while one types. `values` has one number for each node."""
    st.html(STYLE)
    read = read_out(cell, {name: plain(value) for name, value in values.items()}) if values else ""
    with st.container(key=f"{KEY}_{key}"):
        st.graphviz_chart(to_dot(cell, values), width="stretch", alt=f"{describe(cell)} {read}".strip())
