"""Altair charts that take new numbers without being built anew.

Streamlit names a chart's data after its content, so that other data make another chart, and so do other words in its
`alt`: the browser begins from scratch. Here data are named by their place in the figure, and what changes with them is
said in a text beside the chart that only screen readers see. While nothing else changes, only numbers travel.
"""

from __future__ import annotations

from html import escape
from typing import Any, Literal

import altair as alt
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st

PARTS = ("layer", "hconcat", "vconcat", "concat")


def plot(figure: Any, *, alt: str, words: str = "", height: int | Literal["content", "stretch"] = "content") -> None:
    """A chart as wide as its place. `alt` says what it is, always the same; `words` what it shows now."""
    tables: dict[str, Any] = {}
    spec = _with_named_data(figure.copy(), tables).to_dict()
    for size in ("continuousWidth", "continuousHeight"):  # Altair's own defaults
        spec.get("config", {}).get("view", {}).pop(size, None)
    st.vega_lite_chart(spec={**spec, "datasets": {**spec.get("datasets", {}), **tables}},
                       width="stretch", height=height, alt=alt)  # fmt: skip
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
