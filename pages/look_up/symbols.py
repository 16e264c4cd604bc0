"""Symbols and conventions: the same thing in several sets of letters, equations side by side, weights converted."""

import streamlit as st

from pages.shared.lookup import equations, letters, weights

PARTS = {"Symbols": letters.show, "Equations": equations.show, "Weights": weights.show}

part = st.segmented_control("Show", list(PARTS), default="Symbols", key="part", bind="query-params", required=True)
PARTS[part or "Symbols"]()
