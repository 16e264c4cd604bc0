"""Altair charts that take new numbers without being built anew, neither here nor in the browser.

How a chart looks and the rows it shows come apart. Looks are a function of few values, marked with `looks`: it runs
once for each of them, since building a chart takes Altair ten to fifty milliseconds. Rows are data with a name:
Streamlit would name them after their content, so that other numbers, or other words in `alt`, make another chart and
the browser begins from scratch. Here only numbers travel, and what changes with them is said in a text beside the
chart that only screen readers see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, wraps
from html import escape
from typing import Any

import altair as alt
import pyarrow as pa  # type: ignore[import-untyped]
import streamlit as st

from lstm_core.cell.roles import ROLES

BLUE, GREEN, ORANGE = (ROLES[role].hue for role in ("output", "memory", "gate"))  # as in the figure of a cell
RED, GREY = (
    "#d55e00",
    "#8a8f99",
)  # red warns (Okabe and Ito 2008); grey stands back, and reads in the light and the dark
CELL_HUES = {  # of their curves
    "Elman": "#cc3311",
    "LSTM": "#0077bb",
    "LSTM 1997": "#8888dd",
    "Peephole LSTM": "#33bbee",
    "Coupled LSTM": "#aa8844",
    "GRU": "#009988",
    "GRU (PyTorch)": "#aa44bb",
}
VALIDATE = False  # tests do; it takes longer than all the rest
KEPT = 32  # different looks of a chart
Looks = str  # a Vega-Lite specification without its data, in JSON
Figure = alt.Chart | alt.LayerChart | alt.FacetChart
Rows = Sequence[Mapping[str, Any]]  # all with the keys of the first one


def rows_of(name: str) -> alt.Chart:
    """A chart of the rows that will have this name."""
    return alt.Chart(alt.NamedData(name=name))


def looks(build: Callable[..., Figure]) -> Callable[..., Looks]:
    """Build a chart once for each set of arguments, which are hashable; pages get its specification."""

    @lru_cache(maxsize=KEPT)
    @wraps(build)
    def built_once(*values: Any) -> Looks:
        return _specification(build(*values))

    return built_once


def plot(
    chart: Looks, rows: Mapping[str, Rows], *, alt: str, words: str = "", height: int | None = None, frame: bool = True
) -> None:
    """A chart of these rows, by name, as wide as its place.

    `alt` says what it is, always the same; `words` what it shows now.
    """
    spec = json.loads(chart)
    spec["datasets"] = {name: pa.Table.from_pylist(list(table)) for name, table in rows.items()}
    if height:
        spec["height"] = height
    if not frame:
        spec["config"]["view"] = {"strokeWidth": 0}
    st.vega_lite_chart(spec=spec, width="stretch", alt=alt)
    if words:
        st.html(f'<p class="in-words">{escape(words)}</p>')


def _specification(figure: Figure) -> Looks:
    """Without Altair's own sizes, since the page has its own, and without a name for every mark: `words` says more."""
    spec = figure.to_dict(validate=VALIDATE) | {"config": {"mark": {"aria": False}}}
    return json.dumps(spec)
