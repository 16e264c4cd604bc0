"""Symbols and conventions: the same thing in several sets of letters, equations side by side, weights converted."""

import streamlit as st

from ui import endings
from ui.common.frame import framed
from ui.look_up import equations, symbols, weights

framed()

PARTS = {"Symbols": symbols.show, "Equations": equations.show, "Weights": weights.show}

part = st.segmented_control("Show", list(PARTS), default="Symbols", key="part", bind="query-params", required=True)
PARTS[part or "Symbols"]()
endings.show("symbols")
