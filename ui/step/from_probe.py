"""A unit of a trained net, sent here by the page Probe: its numbers, and where they come from."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import streamlit as st

from lstm_core.run.url import pack
from ui.common.session import session


@dataclass(frozen=True, eq=False)
class SentUnit:
    """The numbers of a one-unit cell, the name of the table they belong in, and a sentence about them."""

    table: str
    arrays: Mapping[str, np.ndarray]
    packed: str  # as they stand in the link
    sentence: str


def show() -> None:
    """Take the numbers over when their link is followed; say where they come from while they are unchanged."""
    state = session().step
    sent = state.from_probe
    if sent is None or st.query_params.get("m") != sent.packed:
        return
    if sent.table not in state.tables or pack(state.tables[sent.table]) != sent.packed:
        state.tables_version += 1  # the editors forget what was typed into the old ones
        state.tables[sent.table] = dict(sent.arrays)
    with st.container(border=True):
        st.markdown(f":material/biotech: {sent.sentence}")
