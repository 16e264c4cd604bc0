"""Who a browser is, between visits: a name that it made up itself and that is in no address and no log file."""

import re

import streamlit as st

from pages.shared.components import source

_IDENTITY = st.components.v2.component("identity", html="<span></span>", js=source("identity.js"))


def identity(known: str) -> str:
    """The name of this browser; what was `known` until it has told it, "" in one that keeps nothing."""
    name = _IDENTITY(key="identity", data={"known": known}, on_name_change=lambda: None).name
    return name if isinstance(name, str) and re.fullmatch(r"[0-9a-f-]{36}", name) else known
