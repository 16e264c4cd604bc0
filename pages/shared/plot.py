"""Altair charts that take new numbers without being built anew.

Streamlit names a chart's data after its content, so that other data make another chart, and so do other words in its
`alt`: the browser begins from scratch. Here data are named by their place in the figure, and what changes with them is
said in a text beside the chart that only screen readers see. While nothing else changes, only numbers travel.
"""

from __future__ import annotations

from html import escape
from typing import Any

import altair as alt
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st

VALIDATE = False  # tests do; it takes longer than all the rest
PARTS = ("layer", "hconcat", "vconcat", "concat")


def plot(figure: Any, *, alt: str, words: str = "", height: int | None = None, frame: bool = True) -> None:
    """A chart as wide as its place. `alt` says what it is, always the same; `words` what it shows now.

    The figure is used up: draw it once.
    """
    tables: dict[str, Any] = {}
    spec = _with_named_data(figure, tables).to_dict(validate=VALIDATE)
    view = spec.setdefault("config", {}).setdefault("view", {})
    spec["config"].setdefault("mark", {})["aria"] = False  # one by one, marks tell less than `words`
    for size in ("continuousWidth", "continuousHeight"):  # Altair's own defaults
        view.pop(size, None)
    if not frame:
        view["strokeWidth"] = 0
    if height:
        spec["height"] = height
    spec["datasets"] = {**spec.get("datasets", {}), **tables}
    st.vega_lite_chart(spec=spec, width="stretch", alt=alt)
    if words:
        st.html(f'<p class="in-words">{escape(words)}</p>')


def _with_named_data(figure: Any, tables: dict[str, Any]) -> Any:
    """The figure with every table taken out of it and put into `tables`."""
    if isinstance(figure.data, pa.Table):
        name = next((name for name, table in tables.items() if table is figure.data), f"rows {len(tables)}")
        tables[name] = figure.data
        figure.data = alt.NamedData(name=name)
    for kind in PARTS:
        for part in getattr(figure, kind, None) or ():
            if part is not alt.Undefined:
                _with_named_data(part, tables)
    return figure
